"""Reads what everybody may know of zones; ideas are not among it."""

from collections.abc import Iterator, Sequence
from typing import overload

from django.db.models import Case, F, Q, QuerySet, When

from peoplezones.accounts.models import Partnership, Person
from peoplezones.places import queries as places
from peoplezones.places.models import Area

from ..models import BoundaryVersion, KeyProblem, Membership, Succession, Zone, ZoneArea
from ..states import LIVING, ZoneState


def public_zones() -> "QuerySet[Zone]":
    """Every zone but ideas, by name."""
    return Zone.objects.exclude(state=ZoneState.IDEA).order_by("name")


def living_zones() -> "QuerySet[Zone]":
    """Public zones that people can still join in, by name."""
    return Zone.objects.filter(state__in=LIVING).order_by("name")


def listed_zones() -> "QuerySet[Zone]":
    """Public zones with their partnership, those that people can join in first."""
    closed_last = Case(When(state=ZoneState.CLOSED, then=1), default=0)
    return public_zones().select_related("partnership").order_by(closed_last, "name")


def partnerships_with_zones() -> list[Partnership]:
    """Those that have a public zone, by name."""
    own = public_zones().order_by().values("partnership")
    return list(Partnership.objects.filter(pk__in=own).order_by("name"))


def zone(slug: str) -> Zone | None:
    """The public zone at this address."""
    return public_zones().filter(slug=slug).first()


def boundary(zone: Zone) -> BoundaryVersion | None:
    """The live one."""
    return BoundaryVersion.objects.filter(zone=zone, to_date=None).first()


def areas_of(zone: Zone) -> "QuerySet[Area]":
    """The areas of its live boundary, in map order; `share` of the people of each live inside."""
    found = Area.objects.filter(part_of__zone=zone).annotate(share=F("part_of__share"))
    return found.defer("boundary").select_related("district", "boundary_set").order_by("position")


def shares_of(zone: Zone) -> dict[str, float]:
    """The codes of its areas that are on the map in use, each with the share that counts."""
    in_use = places.current_areas().order_by().values("code")
    own = ZoneArea.objects.filter(zone=zone, area__code__in=in_use).order_by("area__position")
    return dict(own.values_list("area__code", "share"))


def codes_in_zones() -> set[str]:
    """The codes of all areas that lie, in part or whole, in a zone that people can join in."""
    return set(ZoneArea.objects.filter(zone__state__in=LIVING).order_by().values_list("area__code", flat=True))


def zones_holding(area: Area) -> list[ZoneArea]:
    """The public zones of an area with its share in each, by the zone's name.

    By the area's code: a zone was drawn from the boundaries of its day, and outlives them.
    """
    found: dict[int, ZoneArea] = {}
    links = ZoneArea.objects.filter(area__code=area.code).exclude(zone__state=ZoneState.IDEA)
    for link in links.select_related("zone").order_by("zone__name", "-share"):
        found.setdefault(link.zone_id, link)
    return list(found.values())


def key_problems(zone: Zone) -> "QuerySet[KeyProblem]":
    return KeyProblem.objects.filter(zone=zone)


def successions(zone: Zone) -> list[Succession]:
    """From which zones it came, and which came from it, the oldest first; public ones alone."""
    found = Succession.objects.filter(Q(zone=zone) | Q(earlier=zone)).select_related("zone", "earlier")
    return [one for one in found.order_by("on", "pk") if one.zone.is_public and one.earlier.is_public]


class AreasWithZones(Sequence[Area]):
    """Areas, read a page at a time; `area.zones.all()` of each holds its zones by its code, like `zones_holding`."""

    def __init__(self, areas: "QuerySet[Area]") -> None:
        self.areas = areas

    def __len__(self) -> int:
        return self.areas.count()

    @overload
    def __getitem__(self, place: int) -> Area: ...

    @overload
    def __getitem__(self, place: slice) -> list[Area]: ...

    def __getitem__(self, place: int | slice) -> Area | list[Area]:
        if isinstance(place, int):
            return self._with_zones([self.areas[place]])[0]
        return self._with_zones(list(self.areas[place]))

    def __iter__(self) -> Iterator[Area]:
        return iter(self._with_zones(list(self.areas)))

    def _with_zones(self, areas: list[Area]) -> list[Area]:
        zones: dict[str, list[Zone]] = {area.code: [] for area in areas}
        links = ZoneArea.objects.filter(area__code__in=zones, zone__state__in=LIVING).select_related("area", "zone")
        for link in links.defer("area__boundary").order_by("zone__name"):
            if link.zone not in zones[link.area.code]:
                zones[link.area.code].append(link.zone)
        for area in areas:
            area._prefetched_objects_cache = {"zones": zones[area.code]}  # type: ignore[attr-defined]
        return areas


def areas_with_zones(*, name: str = "", district: str = "") -> AreasWithZones:
    """Areas in use with their zones, by local name; filtered by part of a name or code, and by district code."""
    found = places.current_areas()
    if name:
        found = found.filter(Q(local_name__icontains=name) | Q(name__icontains=name) | Q(code__iexact=name))
    if district:
        found = found.filter(district__code=district)
    return AreasWithZones(found.order_by("local_name", "name"))


def choosable(codes: Sequence[str], found: Sequence[Area]) -> list[Area]:
    """The areas in use with these codes, then those that were found besides, for a list to choose from."""
    chosen = list(places.areas_by_code(codes))
    there = {area.pk for area in chosen}
    return [*chosen, *(area for area in found if area.pk not in there)]


def memberships_of(person: Person) -> "QuerySet[Membership]":
    return Membership.objects.filter(person=person).select_related("zone")

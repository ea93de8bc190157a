"""Reads zones, and which are near a point."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any, overload

import shapely
from django.db.models import Q, QuerySet

from peoplezones.accounts import queries as accounts
from peoplezones.accounts.models import Person
from peoplezones.accounts.roles import PROGRAMME_TEAM, ZONE_LEAD
from peoplezones.places import queries as places
from peoplezones.places.models import Area

from .models import Membership, Zone, ZoneArea

KM_A_DEGREE = 111.32  # of latitude; of longitude times the cosine of the latitude


@dataclass(frozen=True)
class NearZone:
    zone: Zone
    kilometres: float  # from the point to the nearest edge; 0 inside


def all_zones() -> "QuerySet[Zone]":
    """Every zone, by name, without its boundary."""
    return Zone.objects.defer("boundary").order_by("name")


def zone(slug: str) -> Zone | None:
    return Zone.objects.defer("boundary").filter(slug=slug).first()


def areas_of(zone: Zone) -> "QuerySet[Area]":
    return zone.areas.defer("boundary").select_related("district", "boundary_set").order_by("position")


def shares_of(zone: Zone) -> dict[str, float]:
    """The codes of its areas that are on the map in use, each as a whole."""
    own = ZoneArea.objects.filter(zone=zone).order_by().values("area__code")
    return dict.fromkeys(places.current_areas().filter(code__in=own).values_list("code", flat=True), 1.0)


def codes_in_zones() -> set[str]:
    """The codes of all areas that belong to a zone."""
    return set(ZoneArea.objects.order_by().values_list("area__code", flat=True))


def zones_holding(area: Area) -> "QuerySet[Zone]":
    """By the area's code: a zone was drawn from the boundaries of its day, and outlives them."""
    holding = ZoneArea.objects.filter(area__code=area.code).order_by().values("zone")
    return Zone.objects.defer("boundary").filter(pk__in=holding)


def nearest(longitude: float, latitude: float, *, besides: Sequence[Zone] = (), most: int = 3) -> list[NearZone]:
    """Zones by straight distance from a point (degrees) to their edge, nearest first, without those in `besides`."""
    narrowing = cos(radians(latitude))

    def to_kilometres(points: Any) -> Any:
        return (points - [longitude, latitude]) * [KM_A_DEGREE * narrowing, KM_A_DEGREE]

    here = shapely.Point(0, 0)
    near = []
    for found in Zone.objects.exclude(pk__in=[zone.pk for zone in besides]):
        flat = shapely.transform(shapely.from_geojson(found.boundary), to_kilometres)
        near.append(NearZone(found, float(shapely.distance(here, flat))))
    return sorted(near, key=lambda one: (one.kilometres, one.zone.name))[:most]


def boundaries() -> dict[str, Any]:
    """Every zone's outline as a GeoJSON feature collection."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"name": found.name, "slug": found.slug},
                "geometry": json.loads(found.boundary),
            }
            for found in Zone.objects.all()
        ],
    }


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
        links = ZoneArea.objects.filter(area__code__in=zones).select_related("area", "zone")
        for link in links.defer("area__boundary", "zone__boundary").order_by("zone__name"):
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


def memberships_of(person: Person) -> "QuerySet[Membership]":
    return Membership.objects.filter(person=person).select_related("zone")


def zones_to_help_in(helper: Person) -> "QuerySet[Zone]":
    """Where somebody acts for people without e-mail: zones of their programme team, that they lead, or as a clerk."""
    team = accounts.scope_of(helper, [PROGRAMME_TEAM])
    leads = accounts.scope_of(helper, [ZONE_LEAD])
    own = Membership.objects.filter(person=helper).order_by()
    wanted = Q(pk__in=own.filter(is_clerk=True).values("zone"))
    if leads:
        wanted |= leads.q() & Q(pk__in=own.values("zone"))
    if team:
        wanted |= team.q()
    return all_zones().filter(wanted)


def helps_people(helper: Person) -> bool:
    return zones_to_help_in(helper).exists()


def places_to_help(helper: Person) -> list[tuple[str, str]]:
    return [(zone.slug, zone.name) for zone in zones_to_help_in(helper)]


def people_to_help(helper: Person) -> Q:
    return Q(memberships__zone__in=zones_to_help_in(helper).order_by().values("pk"))

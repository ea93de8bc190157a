"""Reads what is mapped in the zones that a person may see, and the baselines of a zone."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from peoplezones.accounts import queries as accounts
from peoplezones.accounts.models import Person
from peoplezones.accounts.roles import ANALYST, PARTNER, PROGRAMME_TEAM, ZONE_LEAD
from peoplezones.partners.models import Organisation, Presence
from peoplezones.partners.queries import own, seen_by
from peoplezones.zones.models import Membership, Zone

from .models import Mapping, Mark, Provision, Seat
from .rows import Dimension, Entry, Kind, from_kept
from .states import State


def zones_seen_by(person: object) -> "QuerySet[Zone]":
    """The zones whose mapping a person may see, by name."""
    if not isinstance(person, Person):
        return Zone.objects.none()
    zones = Zone.objects.defer("story").order_by("name")
    scope = accounts.scope_of(person, [PROGRAMME_TEAM, ANALYST])
    leads = accounts.scope_of(person, [ZONE_LEAD])
    partner = accounts.scope_of(person, [PARTNER])
    wanted = scope.q()
    belongs = Q(pk__in=Membership.objects.filter(person=person).order_by().values("zone"))
    if leads:
        wanted |= leads.q() & belongs
    if partner:
        theirs = own(person).order_by().values("pk")
        works = Q(pk__in=Presence.objects.filter(organisation__in=theirs).order_by().values("zone"))
        wanted |= partner.q() & (works | belongs)
    return zones.filter(wanted)


def zone_seen_by(person: object, slug: str) -> Zone | None:
    return zones_seen_by(person).filter(slug=slug).first()


def zones_with_progress(person: object, today: dt.date) -> "QuerySet[Zone]":
    """Those zones, each with how many items it has today, when its baseline was agreed, and whether one is drawn up."""
    there = Provision.objects.filter(running(today)).order_by().values("pk")
    baseline = Mapping.objects.filter(state=State.AGREED)
    draft = Mapping.objects.filter(state=State.DRAFT)
    return (
        zones_seen_by(person)
        .annotate(items_now=Count("provisions", filter=Q(provisions__in=there)))
        .prefetch_related(
            Prefetch("mappings", baseline.defer("items"), to_attr="baselines"),
            Prefetch("mappings", draft.defer("items"), to_attr="drafts"),
        )
    )


def items_of(zone: Zone) -> "QuerySet[Provision]":
    """Every item of a zone, by title, with all that a page says of it."""
    return (
        Provision.objects.filter(zone=zone)
        .select_related("organisation", "zone")
        .defer("zone__story")
        .prefetch_related("marks", Prefetch("seats", Seat.objects.select_related("organisation")))
        .order_by("title", "pk")
    )


def item_of(zone: Zone, number: int) -> Provision | None:
    return items_of(zone).filter(pk=number).first()


def now_of(zone: Zone, today: dt.date) -> "QuerySet[Provision]":
    """The items that run on a day."""
    return items_of(zone).filter(running(today))


def running(day: dt.date) -> Q:
    """What had begun by that day and had not ended; what has no days is taken to run."""
    return (Q(since=None) | Q(since__lte=day)) & (Q(until=None) | Q(until__gte=day))


def candidates(zone: Zone, today: dt.date) -> "QuerySet[Provision]":
    """What runs today and could sit in the People Team of the zone."""
    return now_of(zone, today).filter(could_join_team=True)


def marked(rows: "QuerySet[Provision]", dimension: str, value: str) -> "QuerySet[Provision]":
    """Those of the rows that serve, reach or happen then."""
    found = Mark.objects.filter(dimension=dimension, value=value).order_by().values("provision")
    return rows.filter(pk__in=found)


def marks_of(item: Provision, dimension: str) -> tuple[str, ...]:
    """The values of one dimension, in the order in which they were said; asks nothing of prefetched items."""
    return tuple(mark.value for mark in item.marks.all() if mark.dimension == dimension)


def entry_of(item: Provision) -> Entry:
    return Entry(
        number=item.pk,
        kind=item.kind,
        title=item.title,
        organisation=item.employer,
        people=item.people,
        hours=float(item.hours),
        tools=marks_of(item, Dimension.TOOL),
        outcomes=marks_of(item, Dimension.OUTCOME),
        audiences=marks_of(item, Dimension.AUDIENCE),
        times=marks_of(item, Dimension.TIME),
        by_appointment=item.by_appointment,
        seats=tuple(seat.holder for seat in item.seats.all()),
        rhythm=item.rhythm,
        place=item.place,
        reach=item.reach,
        could_join_team=item.could_join_team,
    )


def entries(items: Iterable[Provision]) -> list[Entry]:
    return [entry_of(item) for item in items]


def organisations_of_partnership(zone: Zone) -> "QuerySet[Organisation]":
    """The register of the zone's partnership, with those that have left."""
    return Organisation.objects.filter(partnership=zone.partnership_id).order_by("name", "pk")


def organisations_for(person: object, zone: Zone) -> "QuerySet[Organisation]":
    """Those of that register that a person may see and that still take part."""
    return seen_by(person).filter(partnership=zone.partnership_id, left_on=None)


def employer_of(item: Provision) -> dict[int, str]:
    """Its organisation of the register, by number; none where its name was typed."""
    return {item.organisation.pk: item.organisation.name} if item.organisation else {}


def named_by(item: Provision) -> dict[int, str]:
    """The organisations of the register that sit in it, by number."""
    return {seat.organisation.pk: seat.organisation.name for seat in item.seats.all() if seat.organisation}


def employers_of(zone: Zone) -> list[str]:
    """The names of all organisations that run something here, from the register or as they were typed."""
    named = Coalesce(NullIf(F("organisation_name"), Value("")), F("organisation__name"))
    return sorted(Provision.objects.filter(zone=zone).order_by().values_list(named, flat=True).distinct())


def of_employer(rows: "QuerySet[Provision]", name: str) -> "QuerySet[Provision]":
    return rows.filter(Q(organisation__name=name) | Q(organisation_name=name))


def of_kind(rows: "QuerySet[Provision]", kind: str) -> "QuerySet[Provision]":
    """Those of one kind; `work`: roles and services together."""
    return rows.exclude(kind=Kind.MEETING) if kind == "work" else rows.filter(kind=kind)


def in_state(rows: "QuerySet[Provision]", state: str, today: dt.date) -> "QuerySet[Provision]":
    """Those that run today, that ended before, or that are planned for later."""
    if state == "running":
        return rows.filter(running(today))
    return rows.filter(until__lt=today) if state == "ended" else rows.filter(since__gt=today)


def mappings_of(zone: Zone) -> "QuerySet[Mapping]":
    """The mappings of a zone, the newest first, without what they keep."""
    return Mapping.objects.filter(zone=zone).defer("items").order_by("-as_at", "-pk")


def draft_of(zone: Zone) -> Mapping | None:
    return Mapping.objects.filter(zone=zone, state=State.DRAFT).first()


def baseline_of(zone: Zone) -> Mapping | None:
    """The mapping that is agreed."""
    return Mapping.objects.filter(zone=zone, state=State.AGREED).first()


def mapping_of(zone: Zone, number: int) -> Mapping | None:
    """One that was agreed, now or before."""
    return Mapping.objects.filter(zone=zone, pk=number).exclude(state=State.DRAFT).first()


@dataclass(frozen=True)
class Kept:
    """What a mapping keeps."""

    mapping: Mapping
    entries: list[Entry]


def kept_by(mapping: Mapping) -> Kept:
    return Kept(mapping, [from_kept(one) for one in mapping.items or []])

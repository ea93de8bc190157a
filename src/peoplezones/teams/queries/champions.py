"""Reads which organisations were asked for a champion, who is named, and who mentors which zone."""

import datetime as dt

from django.db.models import Case, Exists, Max, Min, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When

from peoplezones.accounts import queries as accounts
from peoplezones.accounts.models import Person
from peoplezones.partners import queries as partners
from peoplezones.partners.models import STAFF, Kind, Organisation
from peoplezones.zones.models import Zone

from ..models import ChampionAsk, Mentoring, Seat, SeatKind, Sitting
from . import scope

AGENCIES = (Kind.PUBLIC_SERVICE,)


def agencies(person: object, day: dt.date) -> "QuerySet[Organisation]":
    """The organisations that a person may see and that should name a champion, with when they were asked."""
    seats = Seat.objects.wanted(day).filter(kind=SeatKind.CHAMPION)
    concerned = Q(kind__in=AGENCIES) | Q(pk__in=seats.order_by().values("organisation"))
    named = Sitting.objects.on(day).filter(_champion_of(OuterRef("pk")), person__isnull=False).order_by("-since", "-id")
    # As partners show names of colleagues: to the staff of the partnership, and to those who work for it.
    staff = scope.whole(accounts.scope_of(person, STAFF))
    shown = staff | Q(pk__in=partners.own(person).order_by().values("pk"))
    found = partners.seen_by(person).filter(concerned, left_on=None)
    return found.annotate(
        asked_on=Min("champion_asks__on"),
        reminded_on=Max("champion_asks__on"),
        has_champion=Exists(named),
        champion=Case(When(shown, then=Subquery(named.values("person__name")[:1])), default=Value("")),
        named_on=Subquery(named.values("since")[:1]),
    ).order_by("has_champion", "name", "id")


def _champion_of(organisation: object) -> Q:
    return Q(seat__kind=SeatKind.CHAMPION, seat__organisation=organisation)


def agency(person: object, number: int, day: dt.date) -> Organisation | None:
    return agencies(person, day).filter(pk=number).select_related("partnership").first()


def asks_of(organisation: Organisation) -> "QuerySet[ChampionAsk]":
    return ChampionAsk.objects.filter(organisation=organisation).select_related("by").order_by("on", "id")


def seat_of(organisation: Organisation, day: dt.date) -> Seat | None:
    """The seat in the Champion Team that waits for an organisation."""
    now = Sitting.objects.on(day).select_related("person", "deputy", "promised_by")
    found = Seat.objects.wanted(day).filter(kind=SeatKind.CHAMPION, organisation=organisation)
    return found.select_related("team").prefetch_related(Prefetch("sittings", now, to_attr="now")).first()


def champions_of(partnership_id: int, day: dt.date) -> "QuerySet[Person]":
    """Who sits in the Champion Team, or is a deputy there."""
    now = Sitting.objects.on(day).filter(seat__team__kind="champion_team", seat__team__partnership=partnership_id)
    sitting = Q(pk__in=now.order_by().values("person")) | Q(pk__in=now.order_by().values("deputy"))
    return Person.objects.filter(sitting, is_active=True).order_by("name", "pk")


def mentorings_seen_by(person: object) -> "QuerySet[Mentoring]":
    """The links that a person may see: of their partnership, of their zones, and their own."""
    if not isinstance(person, Person) or scope.shut_out(person):
        return Mentoring.objects.none()
    zones = scope.zones_seen_by(person).order_by().values("pk")
    found = Mentoring.objects.filter(Q(zone__in=zones) | Q(champion=person))
    return found.select_related("zone", "champion").order_by("zone__name", "-since", "id")


def mentoring(person: object, number: int) -> Mentoring | None:
    return mentorings_seen_by(person).filter(pk=number).first()


def zones_to_mentor(person: object) -> "QuerySet[Zone]":
    """The zones of the partnerships of which a person is the programme team."""
    return Zone.objects.filter(scope.whole(scope.runs(person))).order_by("name")


def champions_for(person: object, day: dt.date) -> "QuerySet[Person]":
    """Who sits in the Champion Teams of the partnerships of which a person is the programme team."""
    now = Sitting.objects.on(day).filter(scope.whole(scope.runs(person), "seat__team__partnership"))
    now = now.filter(seat__team__kind="champion_team").order_by()
    return Person.objects.filter(Q(pk__in=now.values("person")) | Q(pk__in=now.values("deputy"))).order_by("name", "pk")


def counted(agencies: "QuerySet[Organisation]") -> dict[str, int]:
    """How many organisations there are, and how many have a champion."""
    named = list(agencies.order_by().values_list("has_champion", flat=True))  # type: ignore[misc]
    return {"organisations": len(named), "with_champion": sum(named)}


def mentors_of(person: object, zone: Zone, day: dt.date) -> list[Mentoring]:
    """Who mentors a zone today, for whoever may see it."""
    now = mentorings_seen_by(person).filter(Q(until=None) | Q(until__gte=day), since__lte=day)
    return list(now.filter(zone=zone))

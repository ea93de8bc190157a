"""Reads teams, their seats and who sits there, within what a person may see."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from peoplezones.accounts.models import Person
from peoplezones.partners.models import Organisation
from peoplezones.zones.models import Zone

from ..models import Seat, Sitting, Team, TeamKind
from . import scope


def seen_by(person: object, day: dt.date) -> "QuerySet[Team]":
    """The teams that a person may see, by name."""
    if not isinstance(person, Person) or scope.shut_out(person):
        return Team.objects.none()
    zones = scope.own_zones(person).order_by().values("pk")
    sitting = scope.seats_taken(person, day).values("seat__team")
    wanted = scope.whole(scope.reads(person)) | Q(zone__in=zones) | Q(pk__in=sitting)
    return Team.objects.filter(wanted).select_related("zone", "partnership").order_by("name")


def listed(person: object, day: dt.date) -> "QuerySet[Team]":
    """The teams that a person may see, each with how many seats are wanted, and how many of them are empty."""
    wanted = Q(seats__ended_on=None) | Q(seats__ended_on__gt=day)
    filled = Exists(_sitting_now(day, "seats__pk"))
    return seen_by(person, day).annotate(
        seats_wanted=Count("seats", filter=wanted, distinct=True),
        seats_empty=Count("seats", filter=wanted & Q(~filled), distinct=True),
    )


def _sitting_now(day: dt.date, seat: str) -> "QuerySet[Sitting]":
    return Sitting.objects.on(day).filter(seat=OuterRef(seat), person__isnull=False).order_by()


def team(person: object, number: int, day: dt.date) -> Team | None:
    return seen_by(person, day).filter(pk=number).first()


def seats_of(team: Team) -> list[Seat]:
    """All seats of a team with their sittings, newest first; those that are needed come first."""
    sittings = Sitting.objects.select_related("person", "promised_by", "deputy").order_by("-since", "-id")
    seats = Seat.objects.filter(team=team).select_related("organisation")
    return list(seats.prefetch_related(Prefetch("sittings", sittings)).order_by("-is_required", "id"))


def seat(person: object, number: int, day: dt.date) -> Seat | None:
    """One seat of a team that a person may see."""
    teams = seen_by(person, day).order_by().values("pk")
    found = Seat.objects.filter(pk=number, team__in=teams)
    return found.select_related("team__zone", "team__partnership", "organisation").first()


def sitting(person: object, number: int, day: dt.date) -> Sitting | None:
    """One sitting in a team that a person may see."""
    teams = seen_by(person, day).order_by().values("pk")
    found = Sitting.objects.filter(pk=number, seat__team__in=teams)
    return found.select_related("seat__team__zone", "seat__team__partnership", "person", "deputy").first()


def organisations_of(team: Team) -> "QuerySet[Organisation]":
    """Those that may be expected in a seat of a team."""
    return Organisation.objects.filter(partnership=team.partnership_id, left_on=None).order_by("name", "id")


def my_seats(person: Person, day: dt.date) -> "QuerySet[Sitting]":
    """Where a person sits today, or is somebody's deputy."""
    found = Sitting.objects.on(day).of(person).select_related("seat__team__zone", "person")
    return found.order_by("seat__team__name", "seat__id")


def teams_of_zone(person: object, zone: Zone, day: dt.date) -> Iterable[Team]:
    """The teams of one zone that a person may see and that go on."""
    return listed(person, day).filter(Q(ended_on=None) | Q(ended_on__gt=day), zone=zone)


def champion_team(partnership_id: int) -> Team | None:
    return Team.objects.filter(partnership=partnership_id, kind=TeamKind.CHAMPION_TEAM, ended_on=None).first()


def seats_of_organisation(person: object, organisation: Organisation, day: dt.date) -> "QuerySet[Seat]":
    """The seats that wait for an organisation, or are filled by it, in teams that a person may see."""
    teams = seen_by(person, day).order_by().values("pk")
    now = Sitting.objects.on(day).select_related("person", "promised_by").order_by("-since")
    found = Seat.objects.wanted(day).filter(team__in=teams, organisation=organisation).select_related("team")
    return found.prefetch_related(Prefetch("sittings", now, to_attr="now")).order_by("team__name", "id")

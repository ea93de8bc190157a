"""What a person may see of teams: the conditions that every other query begins with."""

import datetime as dt

from django.db.models import Q, QuerySet

from peoplezones.accounts import queries as accounts
from peoplezones.accounts.models import Partnership, Person
from peoplezones.accounts.queries import Scope
from peoplezones.accounts.roles import ANALYST, BOARD_MEMBER, EVALUATOR, PROGRAMME_TEAM, ZONE_LEAD
from peoplezones.zones.models import Membership, Zone

from ..models import Sitting

# They read all of their partnership; everybody else sees their own zones and the teams in which they sit.
READ_ALL = (PROGRAMME_TEAM, ANALYST, EVALUATOR, BOARD_MEMBER)
NOTHING = Q(pk__in=[])


def shut_out(person: object) -> bool:
    """Nobody who is signed in, or somebody who owes a second step."""
    return not isinstance(person, Person) or accounts.second_factor_missing(person)


def reads(person: object) -> Scope:
    """The partnerships that a person reads as a whole."""
    return accounts.scope_of(person, READ_ALL)


def runs(person: object) -> Scope:
    """The partnerships of which a person is the programme team."""
    return accounts.scope_of(person, [PROGRAMME_TEAM])


def whole(scope: Scope, path: str = "partnership") -> Q:
    """The condition of a scope, which holds for nothing where the scope is empty."""
    return scope.q(path) if scope else NOTHING


def own_zones(person: Person) -> "QuerySet[Zone]":
    """The zones to which a person belongs."""
    mine = Membership.objects.filter(person=person).order_by().values("zone")
    return Zone.objects.filter(pk__in=mine).order_by("name")


def led_zones(person: Person) -> "QuerySet[Zone]":
    """The zones of which a person is the lead."""
    scope = accounts.scope_of(person, [ZONE_LEAD])
    return own_zones(person).filter(scope.q()) if scope else Zone.objects.none()


def zones_seen_by(person: Person) -> "QuerySet[Zone]":
    """The zones whose teams and ideas a person may see."""
    mine = own_zones(person).order_by().values("pk")
    return Zone.objects.filter(whole(reads(person)) | Q(pk__in=mine)).order_by("name")


def seats_taken(person: Person, day: dt.date) -> "QuerySet[Sitting]":
    """Where a person sits on a day, in the seat or as its deputy, while they are at home in the partnership."""
    return Sitting.objects.on(day).opening(person).order_by()


def worked_in(person: Person, day: dt.date) -> "QuerySet[Partnership]":
    """The partnerships in which a person does something: by a role, a zone, an organisation or a seat."""
    roles = accounts.scope_of(person, [PROGRAMME_TEAM, ZONE_LEAD, ANALYST, EVALUATOR, BOARD_MEMBER])
    theirs = (
        whole(roles, "pk")
        | Q(pk__in=own_zones(person).order_by().values("partnership"))
        | Q(pk__in=seats_taken(person, day).values("seat__team__partnership"))
        | Q(pk__in=person.positions.filter(until=None).order_by().values("organisation__partnership"))
    )
    return Partnership.objects.filter(theirs).order_by("name")

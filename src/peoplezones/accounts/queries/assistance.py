"""Reads who has no e-mail and is helped by whom; asks contexts above who looks after whom."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet

from .. import roles
from ..models import Assistance, Person, RoleHeld
from ..registry import HELPING, MORE_THAN_RESIDENTS, Helping

NO_MAIL = "no-mail.invalid"  # where the stand-in addresses of people without e-mail lie; no mail server has this name
NEVER_HELPED = [role.key for role in roles.ALL if role != roles.RESIDENT]


def is_stand_in(address: str) -> bool:
    return address.endswith(f"@{NO_MAIL}")


def without_mail() -> "QuerySet[Person]":
    """People who have no e-mail address and are residents and nothing more: no other role, not even one that rests.

    What they hold beside roles, in a zone or an organisation, contexts above tell: a helper gains nothing by acting.
    """
    more = RoleHeld.objects.filter(person=OuterRef("pk"), role__in=NEVER_HELPED).order_by()
    people = Person.objects.filter(email__endswith=f"@{NO_MAIL}", is_active=True, erased_at=None)
    people = people.filter(~Exists(more))
    for condition in MORE_THAN_RESIDENTS:
        people = people.exclude(pk__in=Person.objects.filter(condition).order_by().values("pk"))
    return people.order_by("name", "pk")


def ways_of(helper: object) -> list[Helping]:
    """The ways in which somebody looks after people."""
    return [way for way in HELPING if isinstance(helper, Person) and way.may(helper)]


def may_help_anybody(helper: object) -> bool:
    return bool(ways_of(helper))


def helped_by(helper: object) -> "QuerySet[Person]":
    """Whom somebody may act for, if they agree: nobody acts for themselves."""
    wanted = Q(pk__in=[])
    for way in ways_of(helper):
        wanted |= Q(pk__in=Person.objects.filter(way.people(helper)).order_by().values("pk"))
    return without_mail().filter(wanted)


def by_mail(people: "QuerySet[Person]", *, has_one: bool) -> "QuerySet[Person]":
    """Those of them who have an e-mail address of their own, or those who have none."""
    without = Q(email__endswith=f"@{NO_MAIL}")
    return people.exclude(without) if has_one else people.filter(without)


def by_help(people: "QuerySet[Person]", now: dt.datetime, *, going_on: bool) -> "QuerySet[Person]":
    """Those for whom somebody may act at this moment, or those for whom nobody may."""
    live = Assistance.objects.filter(assisted=OuterRef("pk"), since__lte=now, until__gt=now, ended_at=None).order_by()
    return people.filter(Exists(live) if going_on else ~Exists(live))


def one_helped_by(helper: object, number: int) -> Person | None:
    return helped_by(helper).filter(pk=number).first()


def places_for(helper: object) -> list[tuple[str, str]]:
    """Where somebody may bring in a person without e-mail."""
    return [place for way in ways_of(helper) for place in way.places(helper)]


def live_help(helper: Person, now: dt.datetime) -> "QuerySet[Assistance]":
    """Help that somebody gives today."""
    return Assistance.objects.filter(helper=helper, ended_at=None, until__gt=now).select_related("assisted")


def help_for(helper: Person, person: Person, now: dt.datetime) -> Assistance | None:
    return live_help(helper, now).filter(assisted=person).first()


def help_numbered(helper: Person, number: int, now: dt.datetime) -> Assistance | None:
    return live_help(helper, now).filter(pk=number).first()

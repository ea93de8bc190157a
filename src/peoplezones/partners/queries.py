"""Reads organisations and who works for them, within what a person may see."""

from django.db.models import Q, QuerySet

from peoplezones.accounts import queries as accounts
from peoplezones.accounts.models import Person
from peoplezones.accounts.roles import ANALYST, BOARD_MEMBER, EVALUATOR, PROGRAMME_TEAM
from peoplezones.zones.models import Membership

from .models import Colleague, Organisation, Presence

# They work with a whole partnership; everybody else sees the organisations of their own zones, and their own.
WHOLE_PARTNERSHIP = (PROGRAMME_TEAM, ANALYST, EVALUATOR, BOARD_MEMBER)


def own(person: object) -> "QuerySet[Organisation]":
    """The organisations that a person works for today."""
    if not isinstance(person, Person):
        return Organisation.objects.none()
    theirs = Colleague.objects.filter(person=person, until=None).order_by().values("organisation")
    return Organisation.objects.filter(pk__in=theirs, left_on=None).order_by("name", "id")


def seen_by(person: object) -> "QuerySet[Organisation]":
    """The organisations that a person may see, by name."""
    if not isinstance(person, Person) or accounts.second_factor_missing(person):
        return Organisation.objects.none()
    scope = accounts.scope_of(person, WHOLE_PARTNERSHIP)
    zones = Membership.objects.filter(person=person).order_by().values("zone")
    beside = Presence.objects.filter(zone__in=zones).order_by().values("organisation")
    wanted = Q(pk__in=own(person).order_by().values("pk")) | Q(pk__in=beside)
    if scope:
        wanted |= scope.q()
    return Organisation.objects.filter(wanted).order_by("name", "id")


def organisation(person: object, number: int) -> Organisation | None:
    """One of those that a person may see."""
    return seen_by(person).filter(pk=number).first()


def colleagues_now(organisation: Organisation) -> "QuerySet[Colleague]":
    return Colleague.objects.filter(organisation=organisation, until=None).select_related("person")

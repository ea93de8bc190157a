"""Reads the zones that a person sees in the workspace; what the public sees is told by `open`."""

from django.db.models import Q, QuerySet

from peoplezones.accounts import queries as accounts
from peoplezones.accounts.models import Person
from peoplezones.accounts.roles import ANALYST, BOARD_MEMBER, EVALUATOR, PROGRAMME_TEAM

from ..models import Membership, Zone

# They work with a whole partnership; everybody else with the zones that they belong to.
WHOLE_PARTNERSHIP = (PROGRAMME_TEAM, ANALYST, EVALUATOR, BOARD_MEMBER)


def seen_by(person: object) -> "QuerySet[Zone]":
    """The zones that a person sees in the workspace, ideas too, by name."""
    if not isinstance(person, Person) or accounts.second_factor_missing(person):
        return Zone.objects.none()
    own = Membership.objects.filter(person=person).order_by().values("zone")
    wanted = Q(pk__in=own)
    if scope := accounts.scope_of(person, WHOLE_PARTNERSHIP):
        # An empty condition lets everything through alone, and nothing when it is one of two.
        wanted = scope.q() if scope.everywhere else wanted | scope.q()
    return Zone.objects.filter(wanted).select_related("partnership").order_by("name")


def zone_for(person: object, slug: str) -> Zone | None:
    """One of those that a person sees in the workspace."""
    return seen_by(person).filter(slug=slug).first()

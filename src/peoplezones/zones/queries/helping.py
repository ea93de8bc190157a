"""Reads where somebody looks after people without e-mail, and whom."""

from django.db.models import Q, QuerySet

from peoplezones.accounts import queries as accounts
from peoplezones.accounts.models import Person
from peoplezones.accounts.roles import PROGRAMME_TEAM, ZONE_LEAD

from ..models import Membership, Zone


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
    return Zone.objects.filter(wanted).order_by("name")


def helps_people(helper: Person) -> bool:
    return zones_to_help_in(helper).exists()


def places_to_help(helper: Person) -> list[tuple[str, str]]:
    return [(zone.slug, zone.name) for zone in zones_to_help_in(helper)]


def people_to_help(helper: Person) -> Q:
    return Q(memberships__zone__in=zones_to_help_in(helper).order_by().values("pk"))

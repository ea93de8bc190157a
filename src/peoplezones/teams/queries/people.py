"""Reads who may be named in a seat, as a deputy, as a mentor or as a successor: people of the same ground alone."""

import datetime as dt

from django.db.models import Q, QuerySet

from peoplezones.accounts.models import Person, RoleHeld
from peoplezones.accounts.roles import ALL, BOARD_MEMBER, COMMUNITY_LEADER
from peoplezones.partners import queries as partners
from peoplezones.partners.models import Colleague
from peoplezones.zones.models import Membership

from ..models import Sitting
from . import scope, teams

WORK_HERE = [role.key for role in ALL if role.staff or role in (COMMUNITY_LEADER, BOARD_MEMBER)]


def people_of(partnership_id: int, zone_id: int | None = None) -> "QuerySet[Person]":
    """Who belongs to a zone, or to a partnership where no zone is given; with those who work for all of it."""
    roles = RoleHeld.objects.filter(partnership=partnership_id, role__in=WORK_HERE, access_ended_at=None)
    colleagues = Colleague.objects.filter(organisation__partnership=partnership_id, until=None)
    members = Membership.objects.filter(zone__partnership=partnership_id)
    if zone_id is not None:
        colleagues = colleagues.filter(organisation__presences__zone=zone_id)
        members = members.filter(zone=zone_id)
    belongs = Q()
    for rows in (roles, colleagues, members):
        belongs |= Q(pk__in=rows.order_by().values("person"))
    return Person.objects.filter(belongs, is_active=True).order_by("name", "pk")


def successors_for(person: Person, partnership_id: int, day: dt.date) -> "QuerySet[Person]":
    """Whom a person may name to take something over: for most, those whose names they can see anyway."""
    if scope.runs(person).holds(partnership_id):
        return people_of(partnership_id)
    sitting = Sitting.objects.on(day).filter(seat__team__in=teams.seen_by(person, day).order_by().values("pk"))
    beside = Colleague.objects.filter(organisation__in=partners.own(person).order_by().values("pk"), until=None)
    members = Membership.objects.filter(zone__in=scope.led_zones(person).order_by().values("pk"))
    known = Q(pk__in=sitting.order_by().values("person")) | Q(pk__in=sitting.order_by().values("deputy"))
    for rows in (beside, members):
        known |= Q(pk__in=rows.order_by().values("person"))
    return people_of(partnership_id).filter(known)

"""Reads whose staff roles are idle, are to be warned, or rest."""

import datetime as dt
from typing import Any

from django.db.models import DateTimeField, Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from .. import roles
from ..models import Person, RoleHeld
from .people import scope_of

STAFF = [role.key for role in roles.ALL if role.staff]
WARNED_BEFORE = dt.timedelta(days=14)


def staff_roles_of(person: Person) -> "QuerySet[RoleHeld]":
    """Those that count today."""
    return RoleHeld.objects.filter(person=person, role__in=STAFF, access_ended_at=None).order_by("pk")


def _staff() -> "QuerySet[Any]":
    """People with a staff role that counts, each with the last moment at which they were `seen`.

    That is their last sign-in; for whoever never came since, the day on which the newest role was given (back).
    """
    own = RoleHeld.objects.filter(person=OuterRef("pk"), role__in=STAFF, access_ended_at=None).order_by()
    newest = own.values("person").annotate(newest=Max(Coalesce("given_back_at", "since"))).values("newest")
    return (
        Person.objects.filter(Exists(own), is_active=True)
        .annotate(
            seen=Greatest(
                Coalesce("last_login", "joined_at"),
                Coalesce(Subquery(newest, output_field=DateTimeField()), "joined_at"),
            )
        )
        .order_by("pk")
    )


def to_be_warned(idle_for: dt.timedelta, now: dt.datetime) -> "QuerySet[Person]":
    """Idle for so long that they lose access in two weeks, and not warned since they were last seen."""
    not_warned = Q(idle_warned_at=None) | Q(idle_warned_at__lt=F("seen"))
    return _staff().filter(not_warned, seen__lte=now - max(idle_for - WARNED_BEFORE, dt.timedelta()))


def to_be_ended(idle_for: dt.timedelta, now: dt.datetime) -> "QuerySet[Person]":
    """Idle for too long, and warned two weeks ago: nobody loses access without a letter."""
    return _staff().filter(
        seen__lte=now - idle_for, idle_warned_at__gte=F("seen"), idle_warned_at__lte=now - WARNED_BEFORE
    )


def resting(person: object) -> "QuerySet[RoleHeld]":
    """Roles that rest, within the partnerships of whose programme team a person is."""
    rows = RoleHeld.objects.filter(access_ended_at__isnull=False).select_related("person", "partnership")
    return scope_of(person, [roles.PROGRAMME_TEAM]).of(rows).order_by("-access_ended_at", "-pk")


def resting_role(person: object, number: int) -> RoleHeld | None:
    return resting(person).filter(pk=number).first()


def own_resting(person: object) -> list[RoleHeld]:
    """A person's own roles that rest."""
    if not isinstance(person, Person):
        return []
    rows = RoleHeld.objects.filter(person=person, access_ended_at__isnull=False)
    return list(rows.select_related("partnership").order_by("role", "pk"))

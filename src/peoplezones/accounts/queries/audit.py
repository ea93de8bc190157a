"""Reads what was written down of deeds and of sensitive reads, within the programme team's partnerships."""

import datetime as dt
from typing import Any

from django.db import connection
from django.db.models import CharField, Q, QuerySet, Subquery
from django.db.models.functions import Cast

from peoplezones.foundation.models import AuditEntry

from .. import roles
from ..models import Person
from .people import scope_of

PERSON_KIND = "accounts.person"

# The next name after each name: as many steps along the index as there are names, however many lines there are.
NAMES_OF_DEEDS = """
WITH RECURSIVE deeds(action) AS (
    SELECT MIN(action) FROM foundation_auditentry
    UNION ALL
    SELECT (SELECT MIN(action) FROM foundation_auditentry WHERE action > deeds.action)
    FROM deeds WHERE deeds.action IS NOT NULL
)
SELECT action FROM deeds WHERE action IS NOT NULL
"""


def audit_lines(person: object) -> "QuerySet[AuditEntry]":
    """The lines of the partnerships whose programme team they belong to, newest first.

    Lines without a partnership are for those alone who belong to the programme team everywhere.
    """
    return scope_of(person, [roles.PROGRAMME_TEAM]).of(AuditEntry.objects.order_by("-at", "-id"), "scope")


def audit_line(person: object, number: int) -> AuditEntry | None:
    return audit_lines(person).filter(pk=number).first()


def lines_with(lines: "QuerySet[AuditEntry]", words: str) -> "QuerySet[AuditEntry]":
    """Lines in which a person acted, or was acted upon, whose name or whole e-mail address this is."""
    named = Q(name__icontains=words) | Q(email__iexact=words)
    people = Person.objects.filter(named).order_by()
    told = Subquery(people.annotate(told=Cast("pk", CharField())).values("told"))
    met = Q(target_kind=PERSON_KIND, target_id__in=told)
    return lines.filter(Q(actor_id__in=people.values("pk")) | Q(actor_label__icontains=words) | met)


def lines_since(lines: "QuerySet[AuditEntry]", moment: dt.datetime) -> "QuerySet[AuditEntry]":
    return lines.filter(at__gte=moment)


def lines_before(lines: "QuerySet[AuditEntry]", moment: dt.datetime) -> "QuerySet[AuditEntry]":
    return lines.filter(at__lt=moment)


def names_of_deeds() -> list[str]:
    """Every name of a deed that was ever written down, in order."""
    with connection.cursor() as cursor:
        cursor.execute(NAMES_OF_DEEDS)
        return [name for (name,) in cursor.fetchall()]


def with_names(detail: dict[str, Any]) -> dict[str, Any]:
    """A line's detail with the present name of a person that it tells by number."""
    number = detail.get("person")
    found = Person.objects.filter(pk=number).first() if isinstance(number, int) else None
    return {**detail, "person": str(found)} if found else detail

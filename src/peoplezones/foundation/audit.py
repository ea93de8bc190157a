"""Writes audit lines, explicitly: in the transaction of a deed, or as a note of what was seen; never from a signal.

A line that is written while somebody acts for somebody else names both.
"""

import datetime as dt
from contextvars import ContextVar
from typing import Any

from django.db import models, transaction

from . import notes
from .models import AuditEntry

SYSTEM = "the system"

# While somebody acts for somebody else: who acts, and for whom. Whoever opens such a time also closes it.
acting: ContextVar[tuple[models.Model, models.Model] | None] = ContextVar("who_acts_for_whom", default=None)


def name_of(person: models.Model | None) -> str:
    """Who did something, as it is written down: it stays readable when the account is gone."""
    return (SYSTEM if person is None else str(person))[:200]


def whom(way: str, person: models.Model | None) -> dict[str, Any]:
    """Who did something as two fields of a row keep it, `by_id` and `by_label` for the way "by"."""
    return {f"{way}_id": None if person is None else person.pk, f"{way}_label": name_of(person)}


def record(
    *,
    by: models.Model | None,
    action: str,
    target: models.Model,
    now: dt.datetime,
    detail: dict[str, Any] | None = None,
    scope: int | None = None,
) -> AuditEntry:
    """Add one line; raises RuntimeError outside a transaction, since deed and line must stand or fall together.

    The scope is that of the target (its `audit_scope`) unless another is given.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("Write the audit line in the same transaction as the change.")
    return _add(by, action, target, now, detail, scope, is_read=False)


def note_read(
    *,
    by: models.Model | None,
    action: str,
    target: models.Model,
    now: dt.datetime,
    detail: dict[str, Any] | None = None,
    scope: int | None = None,
) -> AuditEntry:
    """Note that somebody saw a sensitive record; allowed while a page is only shown."""
    with notes.being_kept():
        return _add(by, action, target, now, detail, scope, is_read=True)


def _add(
    by: models.Model | None,
    action: str,
    target: models.Model,
    now: dt.datetime,
    detail: dict[str, Any] | None,
    scope: int | None,
    *,
    is_read: bool,
) -> AuditEntry:
    detail = dict(detail or {})
    pair = acting.get()
    if pair is not None and by is not None and by.pk == pair[1].pk:
        by = pair[0]
        detail |= {"on_behalf_of": name_of(pair[1]), "on_behalf_of_id": pair[1].pk}
    return AuditEntry.objects.create(
        at=now,
        actor_id=None if by is None else by.pk,
        actor_label=name_of(by),
        action=action,
        target_kind=target._meta.label_lower,
        target_id=str(target.pk),
        target_label=str(target)[:200],
        detail=detail,
        scope=getattr(target, "audit_scope", None) if scope is None else scope,
        is_read=is_read,
    )

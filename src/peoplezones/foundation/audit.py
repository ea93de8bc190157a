"""Writes audit lines, explicitly and in the transaction of the deed itself; never from a signal."""

import datetime as dt
from typing import Any

from django.db import models, transaction

from .models import AuditEntry

SYSTEM = "the system"


def name_of(person: models.Model | None) -> str:
    """Who did something, as it is written down: it stays readable when the account is gone."""
    return (SYSTEM if person is None else str(person))[:200]


def record(
    *,
    by: models.Model | None,
    action: str,
    target: models.Model,
    now: dt.datetime,
    detail: dict[str, Any] | None = None,
) -> AuditEntry:
    """Add one line; raises RuntimeError outside a transaction, since deed and line must stand or fall together."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("Write the audit line in the same transaction as the change.")
    return AuditEntry.objects.create(
        at=now,
        actor_id=None if by is None else by.pk,
        actor_label=name_of(by),
        action=action,
        target_kind=target._meta.label_lower,
        target_id=str(target.pk),
        target_label=str(target)[:200],
        detail=detail or {},
    )

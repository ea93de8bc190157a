"""Writes audit lines that tell of a person: one for each partnership whose programme team must be able to find them."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from peoplezones.foundation import audit

from ..models import Person
from ..queries import Scope, belonging


def record_about(
    *,
    by: Person | None,
    action: str,
    person: Person,
    now: dt.datetime,
    detail: dict[str, Any] | None = None,
    scopes: Sequence[int | None] | None = None,
) -> None:
    """A deed that concerns a person, in each partnership to which they belong, or in those that are given."""
    for scope in belonging.scopes_about(person) if scopes is None else scopes:
        audit.record(by=by, action=action, target=person, now=now, detail=detail, scope=scope)


def note_seen(
    *,
    by: Person,
    action: str,
    person: Person,
    now: dt.datetime,
    detail: dict[str, Any] | None = None,
    within: Scope | None = None,
) -> None:
    """That somebody saw what is held about a person; `within` leaves out partnerships that gave no right to it."""
    found = belonging.scopes_about(person)
    if within is not None and not within.everywhere:
        found = [scope for scope in found if scope in within.ids] or belonging.scopes_within(within)
    for scope in found:
        audit.note_read(by=by, action=action, target=person, now=now, detail=detail, scope=scope)


def note_list_taken(
    *, by: Person, action: str, within: Scope, now: dt.datetime, detail: dict[str, Any] | None = None
) -> None:
    """That somebody took a list of people away, in each partnership from which it came."""
    for scope in belonging.scopes_within(within):
        audit.note_read(by=by, action=action, target=by, now=now, detail=detail, scope=scope)

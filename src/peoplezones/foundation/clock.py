"""The one place that asks the machine for the time; everything else is handed `now`."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

_stopped_at: ContextVar[dt.datetime | None] = ContextVar("stopped_at", default=None)


def now() -> dt.datetime:
    """The present moment, aware, in UTC; a stopped clock (tests) answers its own moment."""
    return _stopped_at.get() or timezone.now()


@contextmanager
def stopped(at: dt.datetime) -> Iterator[dt.datetime]:
    """Stop the clock at `at` for this block; `at` must be aware."""
    if timezone.is_naive(at):
        raise ValueError("Give the moment with its time zone.")
    token = _stopped_at.set(at)
    try:
        yield at
    finally:
        _stopped_at.reset(token)

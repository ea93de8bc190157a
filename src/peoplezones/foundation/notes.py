"""Says when a page that only reads may still add a line: the note that somebody saw something sensitive."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_kept: ContextVar[bool] = ContextVar("a_note_is_kept", default=False)


@contextmanager
def being_kept() -> Iterator[None]:
    """Inside this block rows may be added, never changed or deleted, although the request only reads."""
    token = _kept.set(True)
    try:
        yield
    finally:
        _kept.reset(token)


def are_kept() -> bool:
    return _kept.get()

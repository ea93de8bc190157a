"""A list that nobody ordered comes in another order than the data base gave; knows only models of ours.

PostgreSQL promises no order, and SQLite nearly always gives one: what rests on it would fail for others alone. The
order is the same each time for the same test, so that a failure can be looked at again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any
from unittest import mock

from django.db.models import QuerySet


def is_left_to_chance(found: "QuerySet[Any]") -> bool:
    """Ours, whole, and without an order; what was cut (`[:5]`) is cut from a shuffled whole, see `cut`."""
    return found.model.__module__.startswith("peoplezones.") and not found.ordered and not found.query.is_sliced


def another_order(rows: list[Any], chance: Random) -> None:
    """Shuffle in place, and never leave it as it was."""
    before = list(rows)
    chance.shuffle(rows)
    if all(one is other for one, other in zip(rows, before, strict=True)):
        rows.reverse()


@contextmanager
def no_order_unless_asked_for(seed: str) -> Iterator[None]:
    chance = Random(seed)
    real_fetch, real_cut = QuerySet._fetch_all, QuerySet.__getitem__

    def fetch(self: "QuerySet[Any]") -> None:
        is_new = self._result_cache is None
        real_fetch(self)
        if is_new and len(self._result_cache) > 1 and is_left_to_chance(self):
            another_order(self._result_cache, chance)

    def cut(self: "QuerySet[Any]", key: Any) -> Any:
        if self._result_cache is None and is_left_to_chance(self):
            len(self)
        return real_cut(self, key)

    with mock.patch.object(QuerySet, "_fetch_all", fetch), mock.patch.object(QuerySet, "__getitem__", cut):
        yield

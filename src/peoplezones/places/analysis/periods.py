"""Knows the order of periods and what a whole window of them is; not what was measured in them.

A period that is missing is missing: a window that lacks one has no value.
"""

from collections.abc import Collection, Iterable
from itertools import pairwise

from ..rows import PeriodKind


def ordinal(period: str, kind: str) -> int:
    """The place of a period on the line of time: neighbours differ by one."""
    if kind == PeriodKind.MONTH:
        return int(period[:4]) * 12 + int(period[5:7]) - 1
    if kind == PeriodKind.QUARTER:
        return int(period[:4]) * 4 + int(period[6:7]) - 1
    return int(period[:4])


def period_at(place: int, kind: str) -> str:
    """The period at a place; the reverse of `ordinal`."""
    if kind == PeriodKind.MONTH:
        return f"{place // 12:04d}-{place % 12 + 1:02d}"
    if kind == PeriodKind.QUARTER:
        return f"{place // 4:04d}-Q{place % 4 + 1}"
    return f"{place:04d}"


def window_ending(last: int, length: int, kind: str) -> tuple[str, ...]:
    return tuple(period_at(place, kind) for place in range(last - length + 1, last + 1))


def newest_window(present: Collection[str], length: int, kind: str) -> tuple[str, ...]:
    """The newest `length` periods in a row that are all there; nothing where there never were so many."""
    there = set(present)
    for period in sorted(there, reverse=True):
        window = window_ending(ordinal(period, kind), length, kind)
        if there.issuperset(window):
            return window
    return ()


def windows_back(newest: tuple[str, ...], many: int, kind: str) -> list[tuple[str, ...]]:
    """`many` windows of the same length that follow each other and end with this one, oldest first."""
    last, length = ordinal(newest[-1], kind), len(newest)
    return [window_ending(last - length * back, length, kind) for back in range(many - 1, -1, -1)]


def gaps(present: Iterable[str], kind: str) -> list[tuple[str, str]]:
    """First and last period of each stretch that is missing between the first and the last that are there."""
    places = sorted(ordinal(period, kind) for period in present)
    return [
        (period_at(before + 1, kind), period_at(after - 1, kind))
        for before, after in pairwise(places)
        if after - before > 1
    ]

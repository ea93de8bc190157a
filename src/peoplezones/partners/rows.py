"""Plain rows: the times of a week as 21 places in one number, and the line of a spreadsheet; knows no record.

Of the times, Monday morning is the lowest bit and Sunday evening the highest: one number is one column, which a list
can look through.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

DAYS = 7
PARTS = 3  # morning, afternoon, evening
NONE_OF_THEM, ALL_OF_THEM = 0, 2 ** (DAYS * PARTS) - 1

Time = tuple[int, int]  # day, from 0 for Monday; part of the day, from 0 for the morning


def together(times: Iterable[Time]) -> int:
    """
    >>> together([(0, 0), (1, 2)])
    33
    """
    found = NONE_OF_THEM
    for day, part in times:
        found |= 1 << (day * PARTS + part)
    return found


def apart(number: int) -> list[Time]:
    """
    >>> apart(33)
    [(0, 0), (1, 2)]
    """
    return [(place // PARTS, place % PARTS) for place in range(DAYS * PARTS) if number >> place & 1]


def on(day: int) -> int:
    """All times of one day."""
    return together((day, part) for part in range(PARTS))


@dataclass(frozen=True)
class OrganisationRow:
    """One line of the spreadsheet of organisations; zones by name, the number as it was typed."""

    file: str
    line: int
    name: str
    kind: str
    summary: str
    website: str
    zones: tuple[str, ...]
    since: dt.date
    code: str = ""
    number: str = ""

"""The times of a week at which something is on offer: 21 places in one number; knows no offer.

Monday morning is the lowest bit, Sunday evening the highest. One number is one column, which a list can look through.
"""

from collections.abc import Iterable

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

"""Numbers as people read them; knows no unit."""

import datetime as dt
from collections.abc import Sequence
from math import floor

from django.utils.formats import date_format, number_format


def number(value: float, decimals: int = 0) -> str:
    """Rounded (Django's own formatting cuts the digits off), with commas between thousands; never −0."""
    return number_format(round(value, decimals) + 0.0, decimal_pos=decimals, use_l10n=True, force_grouping=True)


def numbers_that_add_up(values: Sequence[float], total: float, decimals: int) -> list[float]:
    """Values rounded so that they add up to the rounded total (largest remainders); `total` is their unrounded sum.

    >>> numbers_that_add_up([0.14, 0.14, 0.72], 1.0, 1)
    [0.2, 0.1, 0.7]
    """
    unit = 10**decimals
    scaled = [value * unit for value in values]
    whole = [floor(one) for one in scaled]
    missing = round(total * unit) - sum(whole)
    by_remainder = sorted(range(len(scaled)), key=lambda place: (whole[place] - scaled[place], place))
    for place in by_remainder[: max(missing, 0)]:
        whole[place] += 1
    return [one / unit for one in whole]


def day(value: dt.date) -> str:
    """A day as we write it: 3 May 2027."""
    return date_format(value, "j F Y")

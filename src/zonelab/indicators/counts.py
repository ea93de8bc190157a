"""Knows whether counts and what they are divided by make sense together; works out no rate."""

import math
from statistics import NormalDist
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from zonelab.indicators.values import named

Floats = NDArray[np.float64]
Words = NDArray[np.str_]


class CountsError(ValueError):
    """Counts cannot be used; the message says which and what to do."""


def numbers_of(given: ArrayLike, name: str) -> Floats:
    """Return numbers, zero or more, of any shape, as a new array; NaN (also None and pandas' NA) = missing.

    Raises CountsError for text, infinite and negative numbers.

    >>> numbers_of([1, None, 3], "Counts")
    array([ 1., nan,  3.])
    """
    try:
        if isinstance(given, (pd.Series, pd.DataFrame)):
            numbers: Floats = given.to_numpy(dtype=np.float64, na_value=np.nan, copy=True)
        else:
            numbers = np.array(given, dtype=np.float64)
    except (TypeError, ValueError) as problem:
        raise CountsError(f"{name} must be numbers: {problem}. Leave missing ones empty (NaN).") from problem
    if np.isinf(numbers).any():
        raise CountsError(f"{name} hold an infinite number. Mend it, or leave it empty (NaN).")
    if (numbers < 0).any():
        raise CountsError(f"{name} hold a negative number, {np.nanmin(numbers):g}. Mend it, or leave it empty (NaN).")
    return numbers


def pair_of(count: ArrayLike, denominator: ArrayLike, *, part_of_it: bool) -> tuple[Floats, Floats]:
    """Return counts and denominators of one shape; a denominator of zero becomes NaN.

    part_of_it: whether the counted are among the denominator, so that there can be no more of them.
    Raises CountsError also for two tables whose areas differ or stand in another order.
    """
    if isinstance(count, (pd.Series, pd.DataFrame)) and isinstance(denominator, (pd.Series, pd.DataFrame)):
        _check_same_areas(count.index, denominator.index)
    counts, below = numbers_of(count, "Counts"), numbers_of(denominator, "Denominators")
    try:
        counts, below = (np.array(each) for each in np.broadcast_arrays(counts, below))
    except ValueError:
        raise CountsError(
            f"Counts have the shape {counts.shape}, denominators {below.shape}. Give one denominator a count."
        ) from None
    below[below == 0] = np.nan
    if part_of_it and (counts > below).any():
        worst = np.unravel_index(int(np.nanargmax(counts - below)), counts.shape)
        raise CountsError(
            f"There are {counts[worst]:g} counted out of {below[worst]:g}: that is no proportion. Mend the numbers, "
            "or treat them as a rate."
        )
    return counts, below


def z_of(confidence: float) -> float:
    """How many standard errors a two-sided interval reaches to each side.

    >>> round(z_of(0.95), 6)
    1.959964
    """
    if not 0 < confidence < 1:
        raise CountsError(f"A confidence lies between 0 and 1, such as 0.95, not {confidence}.")
    return NormalDist().inv_cdf((1 + confidence) / 2)


def checked_per(per: float) -> float:
    """Let through what a rate is given per (1, 100, 1,000); raise CountsError unless above zero."""
    if not (math.isfinite(per) and per > 0):
        raise CountsError(f"A rate is given per a number above zero, such as 1,000, not per {per}.")
    return float(per)


def sealed(array: NDArray[Any]) -> NDArray[Any]:
    """The same array, read-only from now on."""
    array.setflags(write=False)
    return array


def _check_same_areas(one: "pd.Index[Any]", other: "pd.Index[Any]") -> None:
    if one.equals(other):
        return
    differing = one.symmetric_difference(other)
    if len(differing):
        raise CountsError(f"Counts and denominators are not of the same areas: {named(differing)}. Give both for all.")
    raise CountsError("Counts and denominators have their areas in another order. Sort both alike, by .loc[codes].")

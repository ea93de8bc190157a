"""Knows how to pull in a long tail of one column, order kept; does not know whether that is wise.

Both take one column (NaN = missing, at least one known value) and return an array of the same shape, NaN where the
value is missing. Equal stays equal, and no order is turned round.
"""

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.float64]
_SHIFT = 0.01  # of the range, as COINr does
STEEPEST = 5.0
_STEPS = 40  # of the golden section: 10 × 0.618^40 is below 1e-7
_GOLDEN = (np.sqrt(5) - 1) / 2


def log_shifted(values: Column) -> Column:
    """The logarithm of the distance from the smallest value: ln(x − min + 0.01 (max − min)).

    Where the long tail is to the left (skewness below zero) it is reflected, so that the tail is still what is pulled
    in: −ln(max − x + 0.01 (max − min)). Values that are all the same become 0.
    Source: Becker and others (2022), COINr, log_CT; the reflection is ours.

    >>> log_shifted(np.array([0.0, 1.0, np.nan, 100.0])).round(6).tolist()
    [0.0, 0.693147, nan, 4.615121]
    """
    low, high = np.nanmin(values), np.nanmax(values)
    if low == high:
        return np.where(np.isnan(values), np.nan, 0.0)
    if _third(values) < 0:
        reflected: Column = -log_shifted(-values)
        return reflected
    # Halves, since the range of huge values would be infinite.
    reach = high / 2 - low / 2
    shifted: Column = np.log((values / 2 - low / 2) / reach + _SHIFT) + np.log(reach) + np.log(2)
    return shifted


def power_transformed(values: Column) -> Column:
    """Box and Cox's power transformation with the exponent λ of most likelihood, between −5 and 5.

    With y = x / (geometric mean of x): (y^λ − 1) / λ, or ln y where λ is 0. That is Box and Cox's own up to unit and
    origin, and no unit of x changes it. Where a value is zero or below, (x − min) / (max − min) + 0.01 stands in for x.
    Values that are all the same become 0. `likeliest_exponent` gives λ.
    Source: Box and Cox (1964), An analysis of transformations, Journal of the Royal Statistical Society B 26(2).

    >>> power_transformed(np.array([1.0, 10.0, np.nan, 100.0])).round(5).tolist()[::3]  # even logarithms: λ is 0
    [-2.30259, 2.30259]
    """
    if np.nanmin(values) == np.nanmax(values):
        return np.where(np.isnan(values), np.nan, 0.0)
    return _power(_log_of_ratio(values), likeliest_exponent(values))


def likeliest_exponent(values: Column) -> float:
    """λ of Box and Cox, between −5 and 5, to three decimals; NaN where the values are all the same.

    >>> likeliest_exponent(np.array([1.0, 10.0, 100.0]))
    0.0
    """
    if np.nanmin(values) == np.nanmax(values):
        return np.nan
    log = _log_of_ratio(values)
    return _likeliest(log[~np.isnan(log)])


def _log_of_ratio(values: Column) -> Column:
    """ln(x / geometric mean), x made positive where need be."""
    low, high = np.nanmin(values), np.nanmax(values)
    above = values if low > 0 else (values / 2 - low / 2) / (high / 2 - low / 2) + _SHIFT
    log: Column = np.log(above)
    return log - np.nanmean(log)


def _likeliest(log: Column) -> float:
    """λ by golden section: with y scaled by its geometric mean, the least variance is the most likelihood."""
    high = min(STEEPEST, 700 / float(np.abs(log).max()))  # beyond, a power may be too large for a number
    low = -high
    for _ in range(_STEPS):
        step = _GOLDEN * (high - low)
        left, right = high - step, low + step
        if _spread(log, left) <= _spread(log, right):
            high = right
        else:
            low = left
    return float(round((low + high) / 2, 3)) + 0.0  # never −0


def _spread(log: Column, exponent: float) -> float:
    """The logarithm of the variance of the transformed values, which may be too large for a number."""
    top = float((exponent * log).max())
    if abs(exponent) * float(np.ptp(log)) < 1e-6:
        return float(np.log(_power(log, exponent).var()))
    return float(2 * top - 2 * np.log(abs(exponent)) + np.log(np.exp(exponent * log - top).var()))


def _power(log: Column, exponent: float) -> Column:
    raised: Column = log if exponent == 0 else np.expm1(exponent * log) / exponent
    return raised


def _third(values: Column) -> float:
    known = values[~np.isnan(values)]
    # On a scale of its own: the cube of a huge value would be infinite.
    away = known / np.abs(known).max()
    away = away - away.mean()
    return float((away**3).sum())

"""Knows how to put one column of values on a common scale; does not know directions, weights or groups.

Each normaliser takes values (one column, NaN = missing, at least one known) and returns an array of the same
shape, NaN where the value is missing, larger where the value is larger. A column whose known values are all
the same cannot tell areas apart and becomes 50 (percentile), 0 (min_max) or 0 (z); for the others see there.
None of them knows which way is good: turn a column round (−x) before, where less is more.
Source: OECD and JRC (2008), Handbook on Constructing Composite Indicators, step 5.
"""

import numpy as np
from numpy.typing import NDArray

from zonelab.indicators.ranks import average_rank

Column = NDArray[np.float64]


def percentile(values: Column) -> Column:
    """Place in order, above 0 and below 100: (average rank − 0.5) / n × 100, n = areas with a value.

    >>> percentile(np.array([7.0, 9.0, np.nan, 9.0, 12.0]))
    array([12.5, 50. ,  nan, 50. , 87.5])
    """
    known = np.count_nonzero(~np.isnan(values))
    return (average_rank(values) - 0.5) / known * 100


def min_max(values: Column) -> Column:
    """Distance from the smallest value, as a share of the range, 0 to 100.

    >>> min_max(np.array([10.0, 15.0, np.nan, 30.0]))
    array([  0.,  25.,  nan, 100.])
    """
    scaled = _scaled(values)
    low, high = np.nanmin(scaled), np.nanmax(scaled)
    if low == high:
        return np.where(np.isnan(values), np.nan, 0.0)
    return (scaled - low) / (high - low) * 100


def z(values: Column) -> Column:
    """Distance from the mean in standard deviations (those of a sample: divided by n − 1).

    >>> z(np.array([10.0, 20.0, np.nan, 30.0]))
    array([-1.,  0., nan,  1.])
    """
    scaled = _scaled(values)
    known = scaled[~np.isnan(scaled)]
    if known.min() == known.max():
        return np.where(np.isnan(values), np.nan, 0.0)
    standard: Column = (scaled - known.mean()) / known.std(ddof=1)
    return standard


def z_score(values: Column, mean: float = 0.0, deviation: float = 1.0) -> Column:
    """Distance from the mean in standard deviations (n − 1), moved so that it has the mean and deviation asked for.

    Values that are all the same become `mean`. Raises ValueError unless deviation is above zero.

    >>> z_score(np.array([10.0, 20.0, np.nan, 30.0]), mean=100, deviation=15)
    array([ 85., 100.,  nan, 115.])
    """
    if not (np.isfinite(mean) and np.isfinite(deviation) and deviation > 0):
        raise ValueError(f"A scale has a mean and a deviation above zero, not {mean} and {deviation}.")
    return mean + deviation * z(values)


def min_max_to(values: Column, low: float = 1.0, high: float = 100.0) -> Column:
    """Place in the range, the smallest value at `low` and the largest at `high`.

    1 to 100 is what geometric and harmonic means need. Values that are all the same become `low`. Raises ValueError
    unless low is below high.

    >>> min_max_to(np.array([10.0, 15.0, np.nan, 30.0]), 0, 1)
    array([0.  , 0.25,  nan, 1.  ])
    """
    if not (np.isfinite(low) and np.isfinite(high) and low < high):
        raise ValueError(f"A range runs from a lower to a higher number, not from {low} to {high}.")
    share = min_max(values) / 100
    return low * (1 - share) + high * share


def count_below(values: Column) -> Column:
    """How many areas have a lower value (the Borda count; ties get the lowest place, as in a race), 0 to n − 1.

    Values that are all the same become 0.

    >>> count_below(np.array([7.0, 9.0, np.nan, 9.0, 12.0]))
    array([ 0.,  1., nan,  1.,  3.])
    """
    known = np.sort(values[~np.isnan(values)])
    return np.where(np.isnan(values), np.nan, np.searchsorted(known, values, side="left"))


def share_below(values: Column) -> Column:
    """Share of the other areas that have a lower value, 0 to 1: (lowest rank − 1) / (n − 1).

    Another convention than `percentile`, which shares ranks between ties and leaves room at both ends. Values that
    are all the same, or a single one, become 0.

    >>> share_below(np.array([7.0, 9.0, np.nan, 9.0, 12.0])).round(3)
    array([0.   , 0.333,   nan, 0.333, 1.   ])
    """
    others = int(np.count_nonzero(~np.isnan(values))) - 1
    return count_below(values) / max(others, 1)


def distance_to_maximum(values: Column) -> Column:
    """Closeness to the largest value: 1 − (max − x) / (max − min), 0 for the smallest to 1 for the largest.

    Values that are all the same become 0.

    >>> distance_to_maximum(np.array([10.0, 15.0, np.nan, 30.0]))
    array([0.  , 0.25,  nan, 1.  ])
    """
    return min_max(values) / 100


def fraction_of_maximum(values: Column) -> Column:
    """The value as a fraction of the largest one: x / max, 1 for the largest.

    It means something only where zero means none, and it keeps ratios: twice the value is twice the fraction. Values
    that are all the same become 1. Raises ValueError where the largest value is zero or below, or a value is below
    zero: the order would be turned round, or lost.

    >>> fraction_of_maximum(np.array([10.0, 15.0, np.nan, 40.0]))
    array([0.25 , 0.375,   nan, 1.   ])
    """
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    if not (high > 0 and low >= 0):
        raise ValueError("A fraction of the maximum needs values of zero or more, one of them above. Use min_max_to.")
    fraction: Column = values / high
    return fraction


def distance_to_target(values: Column, target: float, start: float | None = None, *, capped: bool = True) -> Column:
    """How much of the way from the start to the target is gone: (x − start) / (target − start), 1 = reached.

    start: the smallest value, if not given; below it the answer is negative. capped: what is beyond the target counts
    as 1. For a target that is to be undershot give −x and −target. Raises ValueError unless the target is above the
    start.
    Source: COINr, n_dist2targ.

    >>> distance_to_target(np.array([10.0, 15.0, np.nan, 40.0]), target=30)
    array([0.  , 0.25,  nan, 1.  ])
    """
    begin = float(np.nanmin(values)) if start is None else start
    if not (np.isfinite(target) and np.isfinite(begin) and target > begin):
        raise ValueError(f"The target, {target}, must be above the start, {begin}. Mend it, or turn the column round.")
    half = target / 2 - begin / 2  # halves, since the range of huge values would be infinite
    gone: Column = (values / 2 - begin / 2) / half
    return np.minimum(gone, 1.0) if capped else gone


def need_above_target(values: Column, target: float) -> Column:
    """How far values are above a target that means no need, 0 (reached, or passed) to 100 (the largest value).

    The reverse of `distance_to_target` for values of which more is more need: turn both round, −x and −target, where
    less is. Where no value is above the target all are 0. Raises ValueError for a target that is no number.

    >>> need_above_target(np.array([10.0, 20.0, np.nan, 30.0]), target=15).round(2)
    array([  0.  ,  33.33,    nan, 100.  ])
    """
    if not np.isfinite(target):
        raise ValueError(f"A target is a number, not {target}.")
    most = float(np.nanmax(values))
    if most <= target:
        return np.where(np.isnan(values), np.nan, 0.0)
    return (1 - distance_to_target(-values, -target, -most)) * 100


def exponential_from_ranks(rank: Column, how_many: int) -> Column:
    """Spread ranks out as the English Indices of Deprivation do, 0 to 100, so that the most deprived stand out.

    rank: 1 = most deprived (a column, NaN = missing); how_many: N, the areas that were ranked. With
    R = (N − rank + 1) / N the value is −23 ln(1 − R (1 − e^(−100/23))): 100 for rank 1, and above 50 for the most
    deprived tenth alone. Unlike the other functions here it turns round: larger where the rank is smaller.
    Raises ValueError for ranks outside 1 to N.
    Source: Ministry of Housing, Communities and Local Government (2019), The English Indices of Deprivation
    2019: Technical report, appendix on the exponential transformation of domain ranks.

    >>> exponential_from_ranks(np.array([1, 100, np.nan, 1000]), 1000).round(2).tolist()
    [100.0, 50.63, nan, 0.02]
    """
    ranks = np.asarray(rank, dtype=np.float64)
    if ((ranks < 1) | (ranks > how_many)).any():
        raise ValueError(f"Ranks of {how_many} areas run from 1 to {how_many}. Rank the same areas that are counted.")
    share = (how_many - ranks + 1) / how_many
    spread: Column = -23 * np.log(1 - share * (1 - np.exp(-100 / 23)))
    return spread


def _scaled(values: Column) -> Column:
    # By a power of two, so that nothing is rounded: the range of huge values would be infinite.
    _, exponent = np.frexp(np.nanmax(np.abs(values)))
    scaled: Column = np.ldexp(values, -exponent)
    return scaled

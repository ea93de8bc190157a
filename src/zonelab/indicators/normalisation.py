"""Knows how to put one column of values on a common scale; does not know directions, weights or groups.

Each normaliser takes values (one column, NaN = missing, at least one known) and returns an array of the same
shape, NaN where the value is missing, larger where the value is larger. A column whose known values are all
the same cannot tell areas apart and becomes 50 (percentile), 0 (min_max) or 0 (z).
Source: OECD and JRC (2008), Handbook on Constructing Composite Indicators, step 5.
"""

from collections.abc import Callable, Mapping

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


NORMALISERS: Mapping[str, Callable[[Column], Column]] = {"percentile": percentile, "min_max": min_max, "z": z}
MIDDLES: Mapping[str, float] = {"percentile": 50.0, "min_max": 0.0, "z": 0.0}

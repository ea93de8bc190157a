"""Knows which way an indicator points and how its column gets on the scale of a specification; weighs nothing."""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from zonelab.indicators.normalisation import (
    exponential_from_ranks,
    fraction_of_maximum,
    min_max,
    need_above_target,
    percentile,
    share_below,
    z,
)
from zonelab.indicators.ranks import average_rank
from zonelab.indicators.specification import Indicator, Normalisation
from zonelab.indicators.values import ValuesError

Column = NDArray[np.float64]

MEANINGS: Mapping[str, str] = {
    "percentile": "Each indicator counts by order: near 0 is least need, near 100 is most need, 50 is the middle area.",
    "min_max": "Each indicator runs from 0 (the area with least need) to 100 (the area with most need).",
    "z": "Each indicator counts in standard deviations from its mean: above 0 is more need than the mean.",
    "rank": "Each indicator counts by order: it is how many of 100 other areas have less need.",
    "distance_to_target": "Each indicator runs from 0 (its target is reached) to 100 (the area farthest from it).",
    "exponential": "Each indicator counts by order, spread out so that the tenth with most need stands out: 50 to 100.",
    "fraction_of_maximum": "Each indicator is a fraction of its largest value, which is 100.",
}
ORDINAL = ("percentile", "rank", "exponential")  # distances between values do not count


def on_scale(column: Column, indicator: Indicator, normalisation: Normalisation) -> Column:
    """The column on the scale, higher = more need, NaN where the value is missing. Raises ValuesError.

    >>> on_scale(np.array([1.0, 2, 3]), Indicator("skills", "learn", higher_is_more_need=False), "min_max")
    array([100.,  50.,   0.])
    """
    turned = turned_to_need(column, indicator)
    try:
        if normalisation == "distance_to_target" and indicator.target is not None:
            return need_above_target(turned, target_of(indicator))
        return _SCALES[normalisation](turned)
    except ValueError as error:
        raise ValuesError(f"Column {indicator.key!r} cannot be put on the scale {normalisation!r}: {error}") from error


def turned_to_need(column: Column, indicator: Indicator) -> Column:
    """The column, turned round where less is more need."""
    return column if indicator.higher_is_more_need else -column


def target_of(indicator: Indicator) -> float:
    """The target, turned round as the column is; NaN where there is none."""
    if indicator.target is None:
        return np.nan
    return float(indicator.target if indicator.higher_is_more_need else -indicator.target)


def _in_order(values: Column) -> Column:
    return share_below(values) * 100


def _exponential(values: Column) -> Column:
    known = int(np.count_nonzero(~np.isnan(values)))
    return exponential_from_ranks(average_rank(-values), known)


def _fraction(values: Column) -> Column:
    return fraction_of_maximum(values) * 100


_SCALES: Mapping[str, Callable[[Column], Column]] = {
    "percentile": percentile,
    "min_max": min_max,
    "z": z,
    "rank": _in_order,
    "exponential": _exponential,
    "fraction_of_maximum": _fraction,
}

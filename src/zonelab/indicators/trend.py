"""Knows whether the newest periods of an area show a trend, by the published rule of Fingertips; predicts nothing.

The rule: take the five newest periods in a row; fit a straight line; there is a trend when chi-squared for the
gradient is above 9.54953570608324 (one degree of freedom, 99.8 %) and no single period makes it: leaving out
any one of them keeps the sign of the gradient.
Sources: Office for Health Improvement and Disparities (2025), Public health technical guidance: Fingertips
trend markers; PHEindicatormethods, assign_trend_markers; the trend calculator of Fingertips itself
(TrendMarkerCalculator in fingertips-open and FingertipsNext), whose constant is the threshold above.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from zonelab.core.provenance import Provenance
from zonelab.core.results import Shapes, features, table_of_arrays
from zonelab.indicators.counts import CountsError, Floats, Words, numbers_of, pair_of, sealed
from zonelab.indicators.intervals import byar

Flags = NDArray[np.bool_]

THRESHOLD = 9.54953570608324
FEWEST_PERIODS = 5
INCREASING, DECREASING = "increasing", "decreasing"
NO_CHANGE, NOT_CALCULATED = "no significant change", "cannot be calculated"
MISSING, TOO_FEW = "a period is missing", "too few periods"
NOT_SIGNIFICANT, ONE_PERIOD = "no significant trend", "one period alone makes the trend"
_WIDTH_OF_95 = 3.92  # standard errors in a 95 % interval, as Fingertips rounds it


@dataclass(frozen=True, eq=False)
class Trend:
    """The recent trend of each area; arrays with one entry an area, read-only.

    direction: "increasing", "decreasing", "no significant change" or "cannot be calculated"; reason: why it is one
    of the last two, else empty; words: the same by polarity ("getting better", "getting worse") where there is one;
    slope: change a period, of the rate (per 1) or of the log odds of the proportion, NaN = cannot be calculated;
    statistic: chi-squared for the gradient; p: its chance if nothing changed; threshold: what the statistic
    must pass; codes: of the areas, where counts were a DataFrame; given: what the trend was made from, digested only
    when `provenance` is asked for.
    """

    direction: Words
    reason: Words
    words: Words
    slope: Floats
    statistic: Floats
    p: Floats
    threshold: float
    periods: int
    codes: "pd.Index[Any] | None" = None
    given: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def provenance(self) -> Provenance:
        """Digests of what the trend was made from, and the version."""
        return Provenance.of(dict(self.given))

    def to_frame(self) -> pd.DataFrame:
        """One row an area: direction, words, reason, slope, statistic, p."""
        names = ("direction", "words", "reason", "slope", "statistic", "p")
        return table_of_arrays({name: getattr(self, name) for name in names}, self.codes)

    def to_geojson(self, boundaries: Shapes) -> dict[str, Any]:
        """A FeatureCollection with the columns of `to_frame`. Raises ResultError without codes or boundaries."""
        return features(boundaries, self.to_frame())

    def summary(self) -> str:
        """How many areas rise and fall, in words."""
        words, counts = np.unique(self.words, return_counts=True)
        told = ", ".join(f"{count} {word}" for word, count in zip(words.tolist(), counts.tolist(), strict=True))
        return f"Over the {self.periods} newest periods, of {len(self.words)} areas: {told}."

    @property
    def warnings(self) -> tuple[str, ...]:
        """How many areas have no trend that can be calculated."""
        without = int(np.count_nonzero(self.direction == NOT_CALCULATED))
        said = f"The trend of {without} of {len(self.direction)} areas cannot be calculated: periods are missing."
        return (said,) if without else ()

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the trend takes for granted, in words."""
        return (
            f"The {self.periods} newest periods are of one length, in order, and do not overlap. Fingertips tests "
            "years alone: seasons look like a trend in months or quarters.",
            "Events are taken to happen one by one. Where one event brings the next, change looks surer than it is.",
            "Of 1,000 areas where nothing changes, about 2 are still said to change.",
        )


def recent_trend(
    counts: ArrayLike,
    denominators: ArrayLike,
    kind: Literal["proportion", "rate"] = "proportion",
    periods: int = FEWEST_PERIODS,
    higher_is_better: bool | None = None,
) -> Trend:
    """Say whether each area's figure is rising or falling over its newest periods.

    counts: areas × periods, oldest period first, one column for each period even where it is missing (NaN, never
    0); one area may come as one row of periods. denominators: the same, or areas × 1. kind: "proportion" where
    the counted are among the denominator, "rate" where they are events. periods: 5 in the published rule; more
    are possible.
    A missing count, or a denominator that is missing or zero, among the newest periods: "cannot be calculated".
    For proportions chi-squared is that of the test for trend in proportions (Cochran and Armitage), and the
    gradient is that of the log odds (with a half added to both sides in an area that has none or all counted
    in a period: Fingertips leaves this open). For rates the line is fitted to the rates, weighted by 1 / se², with
    se = width of the 95 % interval (`byar`) / 3.92.
    Raises CountsError (a ValueError) for negative numbers, shapes that do not fit, fewer than five periods.

    >>> less = recent_trend([[621, 599, 556, 535, 447]], [[3454, 3195, 3256, 3227, 3121]], higher_is_better=False)
    >>> less.direction.tolist(), less.words.tolist(), less.statistic.round(2).tolist()
    (['decreasing'], ['getting better'], [20.12])
    """
    if kind not in ("proportion", "rate"):
        raise CountsError(f'The kind is "proportion" or "rate", not {kind!r}.')
    if periods < FEWEST_PERIODS:
        raise CountsError(f"The rule needs at least {FEWEST_PERIODS} periods, not {periods}.")
    events, below = _newest(counts, denominators, periods, is_proportion=kind == "proportion")
    areas = len(events)
    enough = events.shape[1] == periods
    full = ~(np.isnan(events) | np.isnan(below)).any(axis=1) if enough else np.zeros(areas, dtype=bool)
    slope, statistic, steady = np.full(areas, np.nan), np.full(areas, np.nan), np.zeros(areas, dtype=bool)
    if full.any():
        test = _proportions if kind == "proportion" else _rates
        slope[full], statistic[full], steady[full] = test(events[full], below[full])
    passes = statistic > THRESHOLD
    moves = passes & steady
    cases = [~full, moves & (slope > 0), moves & (slope < 0)]
    direction = np.select(cases, [NOT_CALCULATED, INCREASING, DECREASING], NO_CHANGE)
    reason = np.select(
        [~full, passes & ~steady, ~passes], [MISSING if enough else TOO_FEW, ONE_PERIOD, NOT_SIGNIFICANT], ""
    )
    up, down = INCREASING, DECREASING
    if higher_is_better is not None:
        up, down = ("getting better", "getting worse") if higher_is_better else ("getting worse", "getting better")
    words = np.select(cases, [NOT_CALCULATED, up, down], NO_CHANGE)
    p = np.array([math.erfc(math.sqrt(each / 2)) for each in statistic.tolist()], dtype=np.float64)
    for each in (direction, reason, words, slope, statistic, p):
        sealed(each)
    codes = counts.index.rename("code") if isinstance(counts, pd.DataFrame) else None
    given = {"counts": events, "denominators": below, "kind": kind}
    return Trend(direction, reason, words, slope, statistic, p, THRESHOLD, periods, codes, given)


def _newest(counts: ArrayLike, below: ArrayLike, periods: int, *, is_proportion: bool) -> tuple[Floats, Floats]:
    shape = numbers_of(counts, "Counts").shape
    if len(shape) not in (1, 2):
        raise CountsError(f"Counts for a trend are areas × periods, not of the shape {shape}.")
    events, people = pair_of(counts, below, part_of_it=is_proportion)
    if events.shape != shape:
        raise CountsError(f"Counts have the shape {shape}, denominators {np.shape(below)}. Give one for each count.")
    return np.atleast_2d(events)[:, -periods:], np.atleast_2d(people)[:, -periods:]


def _proportions(events: Floats, below: Floats) -> tuple[Floats, Floats, Flags]:
    time = np.arange(events.shape[1], dtype=np.float64)
    edge = ((events == 0) | (events == below)).any(axis=1, keepdims=True)
    half = np.where(edge, 0.5, 0.0)
    log_odds = np.log((events + half) / (below - events + half))
    all_events, everybody = events.sum(axis=1), below.sum(axis=1)
    # Time from its weighted middle: nothing cancels out, however large the counts are.
    away = time - (below * time).sum(axis=1, keepdims=True) / everybody[:, None]
    spread = all_events * (everybody - all_events) * (below * away**2).sum(axis=1)
    above = everybody**2 * (events * away).sum(axis=1) ** 2
    statistic = np.divide(above, spread, out=np.zeros_like(above), where=spread > 0)
    slope, steady = _fitted(log_odds, np.ones_like(log_odds))
    return slope, statistic, steady


def _rates(events: Floats, below: Floats) -> tuple[Floats, Floats, Flags]:
    interval = byar(events, below)
    weight = (_WIDTH_OF_95 / (interval.high - interval.low)) ** 2
    slope, steady = _fitted(interval.estimate, weight)
    return slope, slope**2 * _spread(weight), steady


def _fitted(values: Floats, weight: Floats) -> tuple[Floats, Flags]:
    """The gradient of each row, and whether leaving out any one period keeps its sign."""
    slope = _slope(values, weight)
    steady = np.ones(len(values), dtype=bool)
    for left_out in range(values.shape[1]):
        others = weight.copy()
        others[:, left_out] = 0.0
        steady &= np.sign(_slope(values, others)) == np.sign(slope)
    return slope, steady


def _slope(values: Floats, weight: Floats) -> Floats:
    slope: Floats = (weight * _away(weight) * values).sum(axis=1) / _spread(weight)
    return slope


def _spread(weight: Floats) -> Floats:
    spread: Floats = (weight * _away(weight) ** 2).sum(axis=1)
    return spread


def _away(weight: Floats) -> Floats:
    time = np.arange(weight.shape[1], dtype=np.float64)
    away: Floats = time - (weight * time).sum(axis=1, keepdims=True) / weight.sum(axis=1, keepdims=True)
    return away

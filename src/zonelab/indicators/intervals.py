"""Knows how sure a proportion or a rate is (95 % and other intervals); does not know good from bad.

Source: the methods that the Office for Health Improvement and Disparities uses for Fingertips, as in the R
package PHEindicatormethods (phe_proportion, phe_rate) and in APHO (2008), Technical Briefing 3: Commonly used
public health statistics and their confidence intervals.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from zonelab.core.provenance import Provenance
from zonelab.core.results import Shapes, codes_of, features, table_of_arrays
from zonelab.indicators.counts import Floats, Words, checked_per, pair_of, sealed, z_of

WILSON, BYAR, EXACT = "Wilson score", "Byar", "exact Poisson"
_EXACT_BELOW = 10  # PHEindicatormethods: Byar's method is inaccurate for fewer events
_HALVINGS = 200  # more than enough to come down to the last bit


@dataclass(frozen=True, eq=False)
class Interval:
    """Estimates and the ends of their intervals; arrays of one shape, read-only, NaN = cannot be worked out.

    method: the name of the method for each, empty where there is no estimate. Estimate and ends are given `per`
    so many (1, 100, 1,000); confidence: how often such intervals hold the truth, 0 to 1; codes: of the areas, where
    they were given as Series; given: what they were made from, digested only when `provenance` is asked for.
    """

    estimate: Floats
    low: Floats
    high: Floats
    method: Words
    per: float = 1.0
    confidence: float = 0.95
    codes: "pd.Index[Any] | None" = None
    given: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def provenance(self) -> Provenance:
        """Digests of what the intervals were made from, and the version."""
        return Provenance.of(dict(self.given))

    def to_frame(self) -> pd.DataFrame:
        """One row an estimate: estimate, low, high, method; by code where counts came as a Series."""
        names = ("estimate", "low", "high", "method")
        return table_of_arrays({name: getattr(self, name) for name in names}, self.codes)

    def to_geojson(self, boundaries: Shapes) -> dict[str, Any]:
        """A FeatureCollection with the columns of `to_frame`. Raises ResultError without codes or boundaries."""
        return features(boundaries, self.to_frame())

    def summary(self) -> str:
        """How many estimates there are, and how sure they are, in words."""
        known = ~np.isnan(self.estimate)
        if not known.any():
            return "No estimate can be worked out."
        width = float(np.median((self.high - self.low)[known]))
        return (
            f"{int(known.sum())} of {self.estimate.size} estimates can be worked out, from "
            f"{self.estimate[known].min():.3g} to {self.estimate[known].max():.3g}"
            f"{'' if self.per == 1 else f' per {self.per:g}'}. Half of the {self.confidence:.0%} intervals are wider "
            f"than {width:.3g}."
        )

    @property
    def warnings(self) -> tuple[str, ...]:
        """How many estimates there are none of."""
        without = int(np.count_nonzero(np.isnan(self.estimate)))
        said = f"{without} of {self.estimate.size} have no estimate: a number is missing, or there is nobody to count."
        return (said,) if without else ()

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the intervals take for granted, in words."""
        return (
            "The interval shows chance alone. It does not show what was never recorded, or was recorded wrongly.",
            "Events are taken to happen one by one. Where one event brings the next, the interval is too narrow.",
        )


def wilson(count: ArrayLike, denominator: ArrayLike, per: float = 1.0, confidence: float = 0.95) -> Interval:
    """Work out proportions with Wilson score intervals.

    count, denominator: arrays or Series of one shape (any), zero or more; the counted are among the denominator.
    per: 1 for a share, 100 for percent. A denominator that is zero or missing, or a missing count, gives NaN.
    Raises CountsError (a ValueError) for negative or infinite numbers, and more counted than there are.
    Source: Wilson (1927), Journal of the American Statistical Association 22; Newcombe and Altman (2000);
    PHEindicatormethods, wilson_lower and wilson_upper.

    >>> result = wilson([81, 0, 3], [263, 20, 0], per=100)
    >>> result.estimate.round(2).tolist(), result.low.round(2).tolist(), result.high.round(2).tolist()
    ([30.8, 0.0, nan], [25.53, 0.0, nan], [36.62, 16.11, nan])
    """
    per, z = checked_per(per), z_of(confidence)
    counts, below = pair_of(count, denominator, part_of_it=True)
    share = counts / below
    middle = 2 * counts + z**2
    reach = z * np.sqrt(z**2 + 4 * counts * (1 - share))
    low, high = (np.clip((middle + side * reach) / (2 * (below + z**2)), 0, 1) for side in (-1, 1))
    # Rounding must not put an end on the wrong side of the estimate where nobody or everybody was counted.
    low, high = np.minimum(low, share), np.maximum(high, share)
    method = np.where(np.isnan(share), "", WILSON)
    return Interval(
        sealed(share * per), sealed(low * per), sealed(high * per), sealed(method), per, confidence,
        codes_of(count, denominator), {"count": counts, "denominator": below},
    )  # fmt: skip


def byar(count: ArrayLike, denominator: ArrayLike, per: float = 1.0, confidence: float = 0.95) -> Interval:
    """Work out rates with intervals by Byar's method, and by exact Poisson limits below 10 events.

    count: events; denominator: people, households or hours, of the same shape (any), zero or more. A denominator
    that is zero or missing, or a missing count, gives NaN.
    Below 10 events Byar's method is inaccurate; the exact limits of Garwood (1936) are used, found by halving on
    the Poisson distribution (the chi-squared limits of PHEindicatormethods are the same numbers). A count that
    is not whole (shared out between areas) gets limits between those of its two neighbours.
    Raises CountsError (a ValueError) for negative or infinite numbers.
    Source: Breslow and Day (1987), Statistical Methods in Cancer Research II; PHEindicatormethods, phe_rate.

    >>> result = byar([0, 5, 65], [1000, 1000, 1000], per=1000)
    >>> result.low.round(3).tolist(), result.high.round(3).tolist(), result.method.tolist()
    ([0.0, 1.623, 50.163], [3.689, 11.668, 82.849], ['exact Poisson', 'exact Poisson', 'Byar'])
    """
    per = checked_per(per)
    counts, below = pair_of(count, denominator, part_of_it=False)
    low, high = limits_of_count(counts, confidence)
    rate = counts / below
    method = np.where(np.isnan(rate), "", np.where(counts < _EXACT_BELOW, EXACT, BYAR))
    low, high = low / below * per, high / below * per
    return Interval(
        sealed(rate * per), sealed(low), sealed(high), sealed(method), per, confidence,
        codes_of(count, denominator), {"count": counts, "denominator": below},
    )  # fmt: skip


def limits_of_count(counts: Floats, confidence: float) -> tuple[Floats, Floats]:
    """The interval of each number of events itself: exact below 10, Byar's from 10 on; NaN stays NaN."""
    z = z_of(confidence)
    few = np.nan_to_num(counts) < _EXACT_BELOW
    many = np.where(few, _EXACT_BELOW, counts)
    low = many * np.maximum(0.0, 1 - 1 / (9 * many) - z / (3 * np.sqrt(many))) ** 3
    high = (many + 1) * (1 - 1 / (9 * (many + 1)) + z / (3 * np.sqrt(many + 1))) ** 3
    whole = np.arange(_EXACT_BELOW + 1)
    exact = np.array([_exact_limits(int(events), confidence) for events in whole])
    return (
        np.where(few, np.interp(counts, whole, exact[:, 0]), low),
        np.where(few, np.interp(counts, whole, exact[:, 1]), high),
    )


@lru_cache(maxsize=1024)
def _exact_limits(events: int, confidence: float) -> tuple[float, float]:
    tail = (1 - confidence) / 2
    low = _mean_where_at_most(events - 1, 1 - tail) if events else 0.0
    return low, _mean_where_at_most(events, tail)


def _mean_where_at_most(events: int, chance: float) -> float:
    """The mean of a Poisson distribution under which `events` or fewer have this chance."""
    low, high = 0.0, 1.0
    while _chance_of_at_most(events, high) > chance:
        high *= 2
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if _chance_of_at_most(events, middle) > chance:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _chance_of_at_most(events: int, mean: float) -> float:
    term = total = math.exp(-mean)
    for number in range(1, events + 1):
        term *= mean / number
        total += term
    return total

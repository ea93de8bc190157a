"""Knows how an estimate stands beside a benchmark, given its interval; works out neither of them."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from zonelab.core.provenance import Provenance
from zonelab.core.results import Shapes, features
from zonelab.indicators.counts import CountsError, Floats, Words, sealed
from zonelab.indicators.intervals import Interval

SIMILAR, NOT_COMPARED = "similar", "not compared"


@dataclass(frozen=True, eq=False)
class Comparison:
    """words: for each estimate "better", "worse", "higher", "lower", "similar" or "not compared"; read-only.

    benchmark: what each was compared with, NaN = nothing; higher_is_better: None = no judgement; interval: what was
    compared.
    """

    words: Words
    benchmark: Floats
    higher_is_better: bool | None
    confidence: float
    interval: Interval

    @property
    def provenance(self) -> Provenance:
        """Digests of what was compared, and the version."""
        return Provenance.of(dict(self.interval.given) | {"benchmark": self.benchmark})

    def to_frame(self) -> pd.DataFrame:
        """One row an estimate: estimate, low, high, method, benchmark, words."""
        given = self.interval.to_frame()
        return given.assign(benchmark=self.benchmark.ravel(), words=self.words.ravel())

    def to_geojson(self, boundaries: Shapes) -> dict[str, Any]:
        """A FeatureCollection with the columns of `to_frame`. Raises ResultError without codes or boundaries."""
        return features(boundaries, self.to_frame())

    def summary(self) -> str:
        """How many are better, worse and so on, in words."""
        words, counts = np.unique(self.words, return_counts=True)
        told = ", ".join(f"{count} {word}" for word, count in zip(words.tolist(), counts.tolist(), strict=True))
        return f"Beside the benchmark: {told}." if told else "There is nothing to compare."

    @property
    def warnings(self) -> tuple[str, ...]:
        """How many could not be compared."""
        without = int(np.count_nonzero(self.words == NOT_COMPARED))
        return (f"{without} of {self.words.size} are not compared: an estimate or the benchmark is missing.",) * bool(
            without
        )

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the words take for granted."""
        share = f"{1 - self.confidence:.2g}"
        return (
            "The benchmark is taken as known without doubt. That is fair for a country, less so for a small place.",
            f"By chance alone, about {share} of areas that are no different are still called different.",
        )


def compare(interval: Interval, benchmark: ArrayLike, higher_is_better: bool | None) -> Comparison:
    """Say how each estimate stands beside a benchmark, as Fingertips does.

    A benchmark inside the interval, its ends included: "similar". Outside: "better" or "worse" by
    higher_is_better, or "higher" or "lower" where that is None. No estimate, no interval or no benchmark: "not
    compared". benchmark: one number, or one an estimate, on the scale of the interval (the same `per`).
    Raises CountsError (a ValueError) where the shapes do not fit.
    Source: Public Health England, Technical Guide: RAG rating indicator values (comparison by the confidence
    interval of the area's value).

    >>> from zonelab.indicators.intervals import wilson
    >>> compare(wilson([10, 25, 60], [100, 100, 100], per=100), 30, higher_is_better=True).words.tolist()
    ['worse', 'similar', 'better']
    """
    try:
        beside = np.array(np.broadcast_to(np.asarray(benchmark, dtype=np.float64), interval.estimate.shape))
    except ValueError:
        raise CountsError(
            f"The benchmark has the shape {np.shape(benchmark)}, the estimates {interval.estimate.shape}. "
            "Give one number, or one an estimate."
        ) from None
    above, below = ("higher", "lower") if higher_is_better is None else ("better", "worse")
    if higher_is_better is False:
        above, below = below, above
    missing = np.isnan(interval.low) | np.isnan(interval.high) | np.isnan(interval.estimate) | np.isnan(beside)
    words = np.select(
        [missing, interval.low > beside, interval.high < beside], [NOT_COMPARED, above, below], default=SIMILAR
    )
    return Comparison(sealed(words), sealed(beside), higher_is_better, interval.confidence, interval)

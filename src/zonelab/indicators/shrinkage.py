"""Knows how to lend small areas strength from the others, so that chance does not rank them; draws no map.

Three ways: `shrink` pulls rates towards the rate of all areas, `spatial_shrink` towards that of the neighbours (both
Marshall 1991); `shrink_to_groups` pulls proportions towards their district, as the English Indices of Deprivation do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from zonelab.core.graphs import Graph
from zonelab.core.provenance import Provenance
from zonelab.core.results import Shapes, codes_of, features, table_of_arrays
from zonelab.indicators.counts import CountsError, Floats, checked_per, pair_of, sealed, z_of
from zonelab.indicators.intervals import Interval
from zonelab.indicators.values import named

_METHOD = "empirical Bayes"
_CHANCE = "Areas differ no more than chance alone would make them, so all are shown the same figure"


@dataclass(frozen=True, eq=False)
class Shrunk:
    """Rates before and after shrinkage; arrays with one entry an area, read-only, NaN = no rate.

    raw, shrunk, prior_mean: per so many; weight: how much of the area's own figure counts, 0 to 1, the rest is
    prior_mean's; prior_variance: how much areas truly differ, in the units of `prior_scale`; interval: of the
    shrunk rate, fit for `compare`.
    """

    raw: Floats
    shrunk: Floats
    weight: Floats
    prior_mean: Floats
    prior_variance: Floats
    prior_scale: str
    interval: Interval
    warnings: tuple[str, ...]

    @property
    def codes(self) -> "pd.Index[Any] | None":
        """Codes of the areas, where counts came as a Series or with a graph; None for plain arrays."""
        return self.interval.codes

    @property
    def provenance(self) -> Provenance:
        """Digests of what the rates were made from, and the version."""
        return self.interval.provenance

    def to_frame(self) -> pd.DataFrame:
        """One row an area: raw, shrunk, low, high, weight, prior_mean, prior_variance."""
        names = ("raw", "shrunk", "weight", "prior_mean", "prior_variance")
        columns = {name: getattr(self, name) for name in names}
        columns = {name: columns.pop(name) for name in ("raw", "shrunk")} | {
            "low": self.interval.low,
            "high": self.interval.high,
            **columns,
        }
        return table_of_arrays(columns, self.codes)

    def to_geojson(self, boundaries: Shapes) -> dict[str, Any]:
        """A FeatureCollection with the columns of `to_frame`. Raises ResultError without codes or boundaries."""
        return features(boundaries, self.to_frame())

    def summary(self) -> str:
        """How far the rates were pulled, in words."""
        known = ~np.isnan(self.shrunk)
        if not known.any():
            return "\n".join(("No rate can be shrunk.", *self.warnings))
        given, now = self.raw[known], self.shrunk[known]
        first = (
            f"{len(now)} of {len(self.raw)} rates are shrunk. As given they run from {given.min():.3g} to "
            f"{given.max():.3g}, shrunk from {now.min():.3g} to {now.max():.3g}. On average "
            f"{self.weight[known].mean():.0%} of an area's own figure counts."
        )
        return "\n".join((first, *self.warnings))

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the shrunk rates take for granted, in words."""
        return (
            "Areas are taken to be alike until their own numbers say otherwise.",
            "The interval is an approximation. It counts the doubt in the area's own figure and in the mean, and not "
            "the doubt in how much areas truly differ: it is somewhat too narrow.",
        )


def shrink(count: ArrayLike, population: ArrayLike, per: float = 1.0, confidence: float = 0.95) -> Shrunk:
    """Shrink rates towards the rate of all areas: global empirical Bayes, estimated by moments.

    count, population: one number an area, in the same order, zero or more. With rates r, populations n, their
    mean n̄, m = Σ count / Σ n and s² = Σ n (r − m)² / Σ n: the prior variance is a = max(s² − m / n̄, 0), the
    weight a / (a + m / n), and the shrunk rate m + weight × (r − m). A missing count, or a population that
    is missing or zero, gives NaN and takes no part in the mean.
    Interval: normal, with variance weight × m / n + (1 − weight)² × m / Σ n (the linear Bayes variance, and
    that of the mean), cut off at 0; for few events it is rough.
    Raises CountsError (a ValueError) for negative numbers and fewer than two areas with a rate.
    Source: Marshall (1991), Mapping disease and mortality rates using empirical Bayes estimators, Applied
    Statistics 40(2); the numbers are those of PySAL, esda.smoothing.Empirical_Bayes.

    >>> result = shrink([0, 2, 60], [100, 100, 1000], per=1000)
    >>> result.raw.tolist(), result.shrunk.round(1).tolist(), result.weight.round(2).tolist()
    ([0.0, 20.0, 60.0], [35.5, 41.8, 58.5], [0.31, 0.31, 0.82])
    """
    per, z = checked_per(per), z_of(confidence)
    events, people = pair_of(count, population, part_of_it=False)
    known = ~(np.isnan(events) | np.isnan(people))
    if events.ndim != 1 or np.count_nonzero(known) < 2:
        raise CountsError("Shrinkage needs one count an area, and at least two areas with a count and a population.")
    raw = events / people
    everybody = people[known].sum()
    mean = events[known].sum() / everybody
    spread = (people[known] * (raw[known] - mean) ** 2).sum() / everybody
    variance = max(0.0, spread - mean * np.count_nonzero(known) / everybody)
    chance = mean / people
    weight = np.divide(variance, variance + chance, out=np.where(known, 0.0, np.nan), where=variance + chance > 0)
    weight[~known] = np.nan
    shrunk = mean + weight * (raw - mean)
    reach = z * np.sqrt(weight * chance + (1 - weight) ** 2 * mean / everybody)
    ends = shrunk * per, np.maximum(0.0, shrunk - reach) * per, (shrunk + reach) * per
    interval = _interval(ends, per, confidence, codes_of(count, population), count=events, population=people)
    return Shrunk(
        raw=sealed(np.where(known, raw * per, np.nan)),
        shrunk=interval.estimate,
        weight=sealed(weight),
        prior_mean=sealed(np.full(len(raw), mean * per)),
        prior_variance=sealed(np.full(len(raw), variance * per**2)),
        prior_scale=f"rate per {per:g}, squared",
        interval=interval,
        warnings=(f"{_CHANCE}.",) if variance == 0 else (),
    )


def spatial_shrink(
    count: ArrayLike, population: ArrayLike, graph: Graph, per: float = 1.0, confidence: float = 0.95
) -> Shrunk:
    """Shrink rates towards the rate of each area and its neighbours together: spatial empirical Bayes.

    count, population: one number an area of the graph (a Series is sorted by code), zero or more. Formulae, missing
    numbers and interval as in `shrink`, but with m, s², n̄ and Σ n of the area and its neighbours alone. Few
    areas say little about how much they differ: where s² is no more than chance would make it, the
    shrunk rate is the neighbourhood's, with a warning. An area without neighbours to lend it strength gets
    NaN, with a warning; its raw rate stays.
    Raises CountsError for negative numbers, GraphError for numbers that do not fit the graph (both ValueErrors).
    Source: Marshall (1991), as for `shrink`; the numbers are those of PySAL,
    esda.smoothing.Spatial_Empirical_Bayes.

    >>> row = Graph.from_places(["A", "B", "C", "D"], [(0, 1), (1, 2)])
    >>> result = spatial_shrink([0, 20, 60, 5], [100, 100, 1000, 50], row, per=1000)
    >>> result.shrunk.round(1).tolist(), result.prior_mean.round(1).tolist()
    ([10.0, 162.8, 60.6, nan], [100.0, 66.7, 72.7, nan])
    """
    per, z = checked_per(per), z_of(confidence)
    events, people = pair_of(
        graph.in_order(count, "Counts"), graph.in_order(population, "Denominators"), part_of_it=False
    )
    known = ~(np.isnan(events) | np.isnan(people))
    part = graph.part(known)
    own, base = events[known] / people[known], people[known]
    around = base + part.summed(base)
    mean = (events[known] + part.summed(events[known])) / around
    # Each area looks at every neighbour from its own mean, so the squares cannot be shared between areas.
    far = base[part.neighbour] * (own[part.neighbour] - mean[part.own]) ** 2
    spread = (base * (own - mean) ** 2 + np.bincount(part.own, far, len(part))) / around
    variance = np.maximum(0.0, spread - mean * (part.degree + 1) / around)
    chance = mean / base
    weight = np.divide(variance, variance + chance, out=np.zeros(len(part)), where=variance + chance > 0)
    shrunk = mean + weight * (own - mean)
    reach = z * np.sqrt(weight * chance + (1 - weight) ** 2 * mean / around)

    def everywhere(values: Floats) -> Floats:
        spread_out = np.full(len(graph), np.nan)
        spread_out[known] = np.where(part.degree > 0, values, np.nan)
        return spread_out

    low, high = everywhere(np.maximum(0.0, shrunk - reach) * per), everywhere((shrunk + reach) * per)
    ends, given = (everywhere(shrunk * per), low, high), {"count": events, "population": people, "edges": graph.edges}
    interval = _interval(ends, per, confidence, graph.codes, **given)
    return Shrunk(
        raw=sealed(np.where(known, events / people * per, np.nan)),
        shrunk=interval.estimate,
        weight=sealed(everywhere(weight)),
        prior_mean=sealed(everywhere(mean * per)),
        prior_variance=sealed(everywhere(variance * per**2)),
        prior_scale=f"rate per {per:g}, squared",
        interval=interval,
        warnings=_warnings_of_neighbours(part, variance),
    )


def _warnings_of_neighbours(part: Graph, variance: Floats) -> tuple[str, ...]:
    warnings = []
    if part.islands:
        warnings.append(
            f"{len(part.islands)} areas have no neighbour with a rate, so they are not shrunk: {named(part.islands)}."
        )
    alike = np.count_nonzero((variance == 0) & (part.degree > 0))
    if alike:
        warnings.append(
            f"{alike} of {len(part)} areas differ from their neighbours no more than chance alone would make them, "
            "and are shown the figure of the neighbourhood."
        )
    return tuple(warnings)


def shrink_to_groups(
    count: ArrayLike,
    population: ArrayLike,
    groups: "Sequence[Any] | pd.Series[Any]",
    per: float = 1.0,
    confidence: float = 0.95,
) -> Shrunk:
    """Shrink proportions towards that of their group (district), as the English Indices of Deprivation do.

    count, population: one number an area; the counted are among the population. groups: the district of each
    area. In empirical logits: m = ln((r + ½) / (n − r + ½)) with variance s² = (n + 1)(n + 2) / (n (r + 1)
    (n − r + 1)); M is the same logit of the district's sums; t² = Σ (m − M)² / (k − 1) over its k areas; the
    weight is (1/s²) / (1/s² + 1/t²), and the shrunk proportion is the inverse logit of weight × m + (1 − weight) × M.
    An area alone in its district keeps its own figure. A missing count, or a population that is missing or
    zero, gives NaN and takes no part.
    Interval: normal on the logit scale, with variance weight × s² + (1 − weight)² × the variance of M.
    Raises CountsError (a ValueError) for negative numbers, more counted than people, an area without a group.
    Source: Ministry of Housing, Communities and Local Government (2019), The English Indices of Deprivation
    2019: Technical report, appendix D.

    >>> result = shrink_to_groups([10, 40, 30], [100, 100, 1000], ["A", "A", "B"], per=100)
    >>> result.raw.tolist(), result.shrunk.round(1).tolist()
    ([10.0, 40.0, 3.0], [11.0, 39.7, 3.0])
    """
    per, z = checked_per(per), z_of(confidence)
    events, people = pair_of(count, population, part_of_it=True)
    places, labels = pd.factorize(pd.Series(groups).to_numpy())
    if events.ndim != 1 or len(places) != len(events):
        raise CountsError("Give one count, one population and one group for each area.")
    if (places < 0).any():
        raise CountsError("An area has no group. Give each area the district that it lies in.")
    known = ~(np.isnan(events) | np.isnan(people))

    def summed(values: Floats) -> Floats:
        sums: Floats = np.bincount(places, np.where(known, values, 0.0), len(labels)).astype(np.float64)
        return sums

    own, own_variance = _logit(events, people)
    with np.errstate(divide="ignore", invalid="ignore"):  # districts without any known area
        middle, middle_variance = (each[places] for each in _logit(summed(events), summed(people)))
        between = (summed((own - middle) ** 2) / (summed(np.ones(len(own))) - 1))[places]
    alone = summed(np.ones(len(own)))[places] == 1
    weight = np.where(alone, 1.0, between / (own_variance + between))
    logit = weight * own + (1 - weight) * middle
    reach = z * np.sqrt(weight * own_variance + (1 - weight) ** 2 * middle_variance)
    shrunk, low, high, mean = (per / (1 + np.exp(-each)) for each in (logit, logit - reach, logit + reach, middle))
    shrunk, low, high, weight = (np.where(known, each, np.nan) for each in (shrunk, low, high, weight))
    same = labels[np.unique(places[known & ~alone & (between == 0)])]
    return Shrunk(
        raw=sealed(np.where(known, events / people * per, np.nan)),
        shrunk=sealed(shrunk),
        weight=sealed(weight),
        prior_mean=sealed(mean),
        prior_variance=sealed(np.where(alone, np.nan, between)),
        prior_scale="log odds, squared",
        interval=_interval(
            (shrunk, low, high),
            per,
            confidence,
            codes_of(count, population),
            count=events,
            population=people,
            groups=places,
        ),
        warnings=tuple(f"{group}: all areas have the same figure." for group in same),
    )


def _logit(events: Floats, people: Floats) -> tuple[Floats, Floats]:
    others = people - events
    variance = (people + 1) * (people + 2) / (people * (events + 1) * (others + 1))
    return np.log((events + 0.5) / (others + 0.5)), variance


def _interval(
    ends: tuple[Floats, Floats, Floats], per: float, confidence: float, codes: "pd.Index[Any] | None", **given: Any
) -> Interval:
    """ends: estimate, low, high."""
    method = np.where(np.isnan(ends[0]), "", _METHOD)
    estimate, low, high = (sealed(each) for each in ends)
    return Interval(estimate, low, high, sealed(method), per, confidence, codes, given)

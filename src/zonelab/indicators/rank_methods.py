"""Knows how scores follow from many sets of weights under one method, with or without error in the values.

A method is a normalisation and a way to take the mean of the groups. It does not choose weights and ranks nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zonelab.indicators.composite import Prepared, prepare
from zonelab.indicators.specification import NORMALISATIONS, Normalisation, SpecificationError
from zonelab.indicators.values import ValuesError, named

Floats = NDArray[np.float64]
Aggregation = Literal["arithmetic", "geometric", "harmonic"]
AGGREGATIONS: tuple[str, ...] = get_args(Aggregation)

_ONE_THREAD = 200_000  # multiplications in one product, below the 262,144 from which OpenBLAS takes threads


@dataclass(frozen=True)
class Method:
    """One way to reckon a score: how values are put on a scale, and which mean of the groups is taken.

    aggregation: "arithmetic" lets a group with much need make up for one with little; "geometric" and "harmonic" do
    so less and less. These two need a scale above 0: group means of 0 to 100 are taken to 1 to 100 first, and the
    score back to 0 to 100; they cannot be had with "z". Within a group the mean is arithmetic always.
    Raises SpecificationError.
    Source: OECD and JRC (2008), Handbook on Constructing Composite Indicators, step 6.
    """

    normalisation: Normalisation
    aggregation: Aggregation = "arithmetic"

    def __post_init__(self) -> None:
        if self.normalisation not in NORMALISATIONS:
            raise SpecificationError(f"Normalisation {self.normalisation!r} is not known. {_choose(NORMALISATIONS)}")
        if self.aggregation not in AGGREGATIONS:
            raise SpecificationError(f"Aggregation {self.aggregation!r} is not known. {_choose(AGGREGATIONS)}")
        if self.normalisation == "z" and self.aggregation != "arithmetic":
            raise SpecificationError(
                f"A {self.aggregation} mean needs numbers above 0, and z scores are below 0 for half of the areas. "
                f"Take percentile or min_max with it."
            )

    @property
    def bounded(self) -> bool:
        """Whether its scores run from 0 to 100."""
        return self.normalisation != "z"


@dataclass(frozen=True, eq=False)
class Scorer:
    """One method over some areas and groups, ready to be weighed many times; made by `scorers`.

    means: areas × groups, no NaN; turned: groups × areas, the same as the mean adds them up; moved: gives other
    means for the values with fresh error, None = no error; variance: areas × groups, of the error of the means,
    where it is normal (min_max, z), else None.
    """

    method: Method
    means: Floats
    turned: Floats
    moved: Callable[[np.random.Generator], Floats] | None = None
    variance: Floats | None = None

    def scores(self, weights: Floats, rng: np.random.Generator | None = None) -> Floats:
        """Draws × areas, higher = more need. weights: draws × groups, each row of sum 1. rng: for the error."""
        turn, back = _MEANS[self.method.aggregation]
        if self.moved is None or rng is None:
            return back(_product(weights, self.turned))
        if self.variance is not None and self.method.aggregation == "arithmetic":
            # A weighted sum of normal errors is normal: one number an area is as good as one an indicator.
            noise = rng.standard_normal((len(weights), len(self.means)))
            noise *= np.sqrt(_product(weights**2, self.variance.T))
            noise += _product(weights, self.turned)
            return noise
        scores = np.empty((len(weights), len(self.means)))
        for place, row in enumerate(weights):
            scores[place] = turn(self.moved(rng)) @ row
        return back(scores)


def scorers(
    prepared: Prepared,
    methods: tuple[Method, ...],
    areas: NDArray[np.int64],
    groups: NDArray[np.bool_],
    errors: Floats | None,
) -> tuple[Scorer, ...]:
    """One scorer a method.

    areas: places of those to keep, in the order of the answer; groups: which to keep; errors: all areas ×
    indicators, standard errors, or None.
    """
    made = []
    for method in methods:
        spec = prepared.specification
        same = method.normalisation == spec.normalisation
        here = prepared if same else prepare(prepared.values, replace(spec, normalisation=method.normalisation))
        means = np.ascontiguousarray(here.group_means[areas][:, groups])
        turn, _ = _MEANS[method.aggregation]
        turned = np.ascontiguousarray(turn(means).T)
        if errors is None:
            made.append(Scorer(method, means, turned))
        elif method.normalisation == "percentile":
            made.append(Scorer(method, means, turned, _moved_in_order(here, areas, groups, errors)))
        elif method.normalisation not in ("min_max", "z"):
            raise SpecificationError(
                f"Error in the values cannot be carried through {method.normalisation!r}. Take another normalisation."
            )
        else:
            variance = _variance(here, areas, groups, errors)
            made.append(Scorer(method, means, turned, _moved_by_normal(means, np.sqrt(variance)), variance))
    return tuple(made)


def checked_errors(prepared: Prepared, errors: pd.DataFrame | None) -> Floats | None:
    """Areas × indicators in the order of `prepared`, 0 where there is no error or no value. Raises ValuesError."""
    if errors is None:
        return None
    keys = prepared.specification.keys
    unknown = [key for key in errors.columns if key not in keys]
    if unknown:
        raise ValuesError(f"Standard errors are given for {named(unknown)}, which no indicator is. Take them out.")
    absent = prepared.codes.difference(pd.Index(errors.index))
    if len(absent) or not errors.index.is_unique:
        raise ValuesError(
            f"Standard errors need one row for each area; missing: {named(absent) or 'none, some stand twice'}."
        )
    placed = errors.reindex(index=prepared.codes, columns=list(keys))
    matrix = placed.to_numpy(dtype=np.float64, copy=True)
    matrix[:, [key not in errors.columns for key in keys]] = 0.0
    known = prepared.values.notna().to_numpy()
    matrix[~known] = 0.0
    wrong = np.argwhere(~np.isfinite(matrix) | (matrix < 0))
    if wrong.size:
        row, place = wrong[0]
        raise ValuesError(
            f"The standard error of {keys[place]!r} in {prepared.codes[row]!r} is {matrix[row, place]!r}. "
            f"Give a number that is zero or more; 0 where the value is exact."
        )
    return matrix


def _variance(prepared: Prepared, areas: NDArray[np.int64], groups: NDArray[np.bool_], errors: Floats) -> Floats:
    values = prepared.values.to_numpy()
    if prepared.specification.normalisation == "min_max":
        spread, unit = np.nanmax(values, axis=0) - np.nanmin(values, axis=0), 100.0
    else:
        spread, unit = np.array([_sd(column) for column in values.T]), 1.0
    slope = np.divide(unit, spread, out=np.zeros_like(spread), where=spread > 0)
    variance: Floats = ((prepared.shares * slope * errors) ** 2)[areas] @ _membership(prepared)[:, groups]
    return variance


def _sd(column: Floats) -> float:
    known = column[~np.isnan(column)]
    return float(known.std(ddof=1)) if len(known) > 1 else 0.0


def _moved_by_normal(means: Floats, sd: Floats) -> Callable[[np.random.Generator], Floats]:
    def moved(rng: np.random.Generator) -> Floats:
        return means + sd * rng.standard_normal(means.shape)

    return moved


def _moved_in_order(
    prepared: Prepared, areas: NDArray[np.int64], groups: NDArray[np.bool_], errors: Floats
) -> Callable[[np.random.Generator], Floats]:
    """Percentiles of the moved values among the stated ones: error moves an area, not the scale."""
    spec = prepared.specification
    sign = np.array([1.0 if indicator.higher_is_more_need else -1.0 for indicator in spec.indicators])
    values = prepared.values.to_numpy() * sign
    normalised = prepared.normalised.to_numpy()
    ladders = []
    for place in range(values.shape[1]):
        known = ~np.isnan(values[:, place])
        steps, first = np.unique(values[known, place], return_index=True)
        ladders.append((steps, normalised[known, place][first]))
    shares, membership = prepared.shares[areas], _membership(prepared)[:, groups]
    stated, sd = np.nan_to_num(values[areas]), errors[areas]
    exact = (sd == 0).all(axis=0).tolist()
    contributions = prepared.contributions[areas]

    def moved(rng: np.random.Generator) -> Floats:
        parts = contributions.copy()
        for place, (steps, percents) in enumerate(ladders):
            if not exact[place]:
                noisy = stated[:, place] + sd[:, place] * rng.standard_normal(len(stated))
                parts[:, place] = shares[:, place] * np.interp(noisy, steps, percents)
        return parts @ membership

    return moved


def _product(weights: Floats, turned: Floats) -> Floats:
    """weights @ turned, a strip of areas at a time.

    OpenBLAS takes threads of its own for larger products, and these spin for a while after each: they would keep the
    processor from sorting, which is most of the work, and from our own jobs.
    """
    found = np.empty((len(weights), turned.shape[1]))
    step = max(1, _ONE_THREAD // max(1, weights.size))
    for start in range(0, turned.shape[1], step):
        strip = slice(start, start + step)
        np.matmul(weights, turned[:, strip], out=found[:, strip])
    return found


def _membership(prepared: Prepared) -> Floats:
    """Indicators × groups: 1 where the indicator is of the group."""
    spec = prepared.specification
    return np.array([[float(each.group == group) for group in spec.groups] for each in spec.indicators])


def _above_zero(means: Floats) -> Floats:
    return 1 + 0.99 * np.maximum(means, 0.0)  # error may take a mean below 0


def _same(means: Floats) -> Floats:
    return means


def _log(means: Floats) -> Floats:
    logs: Floats = np.log(_above_zero(means))
    return logs


def _exp(sums: Floats) -> Floats:
    scores: Floats = (np.exp(sums) - 1) / 0.99
    return scores


def _inverse(means: Floats) -> Floats:
    return 1 / _above_zero(means)


def _inverse_back(sums: Floats) -> Floats:
    return (1 / sums - 1) / 0.99


_MEANS: Mapping[str, tuple[Callable[[Floats], Floats], Callable[[Floats], Floats]]] = {
    "arithmetic": (_same, _same),
    "geometric": (_log, _exp),
    "harmonic": (_inverse, _inverse_back),
}


def _choose(known: tuple[str, ...]) -> str:
    return f"Choose {', '.join(known[:-1])} or {known[-1]}."

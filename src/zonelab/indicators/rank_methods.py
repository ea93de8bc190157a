"""Knows how scores follow from many sets of weights under one method, with or without error in the values.

A method is a normalisation and a way to take the mean of the groups. It does not choose weights and ranks nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zonelab.indicators.checks import check_choice
from zonelab.indicators.composite import Prepared, prepare, within_groups
from zonelab.indicators.majority import Majority
from zonelab.indicators.means import MEANS
from zonelab.indicators.scales import ORDINAL, target_of
from zonelab.indicators.specification import (
    AGGREGATIONS,
    NORMALISATIONS,
    UNBOUNDED,
    Aggregation,
    Normalisation,
    SpecificationError,
)
from zonelab.indicators.values import ValuesError, named

Floats = NDArray[np.float64]

_ONE_THREAD = 200_000  # multiplications in one product, below the 262,144 from which OpenBLAS takes threads


@dataclass(frozen=True)
class Method:
    """One way to reckon a score: how values are put on a scale, and which mean of the groups is taken.

    aggregation: "arithmetic" lets a group with much need make up for one with little; "geometric" and "harmonic" do
    so less and less. These two need a scale above 0: group means of 0 to 100 are taken to 1 to 100 first, and the
    score back to 0 to 100; they cannot be had with "z". Within a group the mean is arithmetic always. "copeland" counts
    the areas that each one passes on more than half of the weight, see `majority`.
    Raises SpecificationError.
    Source: OECD and JRC (2008), Handbook on Constructing Composite Indicators, step 6.
    """

    normalisation: Normalisation
    aggregation: Aggregation = "arithmetic"

    def __post_init__(self) -> None:
        check_choice(self.normalisation, NORMALISATIONS, "Normalisation")
        check_choice(self.aggregation, AGGREGATIONS, "Aggregation")
        if self.normalisation == UNBOUNDED and self.aggregation in ("geometric", "harmonic"):
            raise SpecificationError(
                f"A {self.aggregation} mean needs numbers above 0, and z scores are below 0 for half of the areas. "
                f"Take percentile or min_max with it."
            )

    @property
    def bounded(self) -> bool:
        """Whether its scores run from 0 to 100."""
        return self.normalisation != UNBOUNDED or self.aggregation == "copeland"


@dataclass(frozen=True, eq=False)
class Scorer:
    """One method over some areas and groups, ready to be weighed many times; made by `scorers`.

    means: areas × groups, no NaN; turned: groups × areas, the same as the mean adds them up; moved: gives other
    means for the values with fresh error, None = no error; variance: areas × groups, of the error of the means,
    where it is normal (min_max, z, fraction_of_maximum), else None; majority: for "copeland", in place of a mean.
    """

    method: Method
    means: Floats
    turned: Floats
    moved: Callable[[np.random.Generator], Floats] | None = None
    variance: Floats | None = None
    majority: Majority | None = None

    def scores(self, weights: Floats, rng: np.random.Generator | None = None) -> Floats:
        """Draws × areas, higher = more need. weights: draws × groups, each row of sum 1. rng: for the error."""
        if self.majority is not None:
            return self.majority.scores(weights)
        mean = MEANS[self.method.aggregation]
        turn, back = mean.turn, mean.back
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
        if method.aggregation == "copeland":
            made.append(_by_majority(here, method, areas, groups, errors))
            continue
        turned = np.ascontiguousarray(MEANS[method.aggregation].turn(means).T)
        if errors is None:
            made.append(Scorer(method, means, turned))
        elif method.normalisation in (*ORDINAL, "distance_to_target"):
            made.append(Scorer(method, means, turned, _moved_on_ladder(here, areas, groups, errors)))
        else:
            variance = _variance(here, areas, groups, errors)
            made.append(Scorer(method, means, turned, _moved_by_normal(means, np.sqrt(variance)), variance))
    return tuple(made)


def _by_majority(
    prepared: Prepared, method: Method, areas: NDArray[np.int64], groups: NDArray[np.bool_], errors: Floats | None
) -> Scorer:
    if errors is not None:
        raise SpecificationError(
            "Error in the values cannot be carried through majorities (Copeland). Take another mean for the draws."
        )
    spec = prepared.specification
    kept = [group for group, used in zip(spec.groups, groups.tolist(), strict=True) if used]
    members = np.array([each.group in kept for each in spec.indicators])
    places = np.array([kept.index(each.group) for each in spec.indicators if each.group in kept], dtype=np.int64)
    table = prepared.normalised.to_numpy()[areas][:, members]
    means = np.ascontiguousarray(prepared.group_means[areas][:, groups])
    majority = Majority.of(table, within_groups(spec)[members], places, len(kept))
    return Scorer(method, means, means.T, majority=majority)


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
    elif prepared.specification.normalisation == "fraction_of_maximum":
        spread, unit = np.nanmax(values, axis=0), 100.0
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


def _moved_on_ladder(
    prepared: Prepared, areas: NDArray[np.int64], groups: NDArray[np.bool_], errors: Floats
) -> Callable[[np.random.Generator], Floats]:
    """Place of the moved values among the stated ones: error moves an area, not the scale."""
    spec = prepared.specification
    sign = np.array([1.0 if indicator.higher_is_more_need else -1.0 for indicator in spec.indicators])
    values = prepared.values.to_numpy() * sign
    normalised = prepared.normalised.to_numpy()
    ladders = []
    for place in range(values.shape[1]):
        known = ~np.isnan(values[:, place])
        steps, first = np.unique(values[known, place], return_index=True)
        heights, target = normalised[known, place][first], target_of(spec.indicators[place])
        if spec.normalisation == "distance_to_target" and steps[0] < target < steps[-1]:
            # The scale bends there, and perhaps no area lies at the bend.
            at = int(np.searchsorted(steps, target))
            steps, heights = np.insert(steps, at, target), np.insert(heights, at, 0.0)
        ladders.append((steps, heights))
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

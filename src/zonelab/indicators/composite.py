"""Knows how to turn values and a specification into need scores; does not read files or draw.

Method: put each indicator on a common scale with higher = more need, take the weighted mean within each group of
indicators, and the mean of the groups that the specification names; groups in groups count by their weights on the way
up. Source: OECD and JRC (2008), Handbook on Constructing Composite Indicators, steps 5 and 6. Missing values are never
filled in here: `score_areas` carries out the steps that come before.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zonelab.core.provenance import Provenance, digest
from zonelab.core.version import version
from zonelab.indicators.majority import majority_scores
from zonelab.indicators.means import MEANS
from zonelab.indicators.ranks import rank_from_top
from zonelab.indicators.result import Composite, Missing
from zonelab.indicators.scales import on_scale
from zonelab.indicators.specification import UNBOUNDED, Specification, SpecificationError
from zonelab.indicators.values import checked, named

Floats = NDArray[np.float64]


def composite(values: pd.DataFrame, spec: Specification) -> Composite:
    """Score areas: `prepare` and `weigh` in one step.

    values: one row an area, index = area code (text, each once), columns = indicator keys, numbers, NaN =
    missing.
    Returns scores (higher = more need), ranks (1 = most need) and their parts. A missing cell gives its
    weight to the other indicators of its group in that area; an area without any value in a group that has
    weight gets no score.
    Raises ValuesError (table) or SpecificationError (weights); both are ValueErrors and say what to do.

    >>> from zonelab.indicators import Indicator, Specification
    >>> spec = Specification(
    ...     (Indicator("burglary", "safe"), Indicator("qualified", "skills", higher_is_more_need=False)),
    ...     {"safe": 3, "skills": 1}, "min_max",
    ... )
    >>> table = pd.DataFrame({"burglary": [2.0, 4, 6], "qualified": [0.5, 0.7, 0.3]}, index=["A", "B", "C"])
    >>> result = composite(table, spec)
    >>> [round(score, 6) for score in result.score.tolist()], result.rank.tolist()
    ([12.5, 37.5, 100.0], [3.0, 2.0, 1.0])
    """
    return prepare(values, spec).weigh()


@dataclass(frozen=True, eq=False)
class Prepared:
    """Values that are checked and normalised once, to be weighed many times; made by `prepare`.

    contributions: areas × indicators, what each adds to the mean of its group;
    group_means: areas × groups, NaN where an area has no value in the group;
    constant: keys of indicators with the same value everywhere;
    shared_out: for each indicator, in how many areas the others of its group stand in for it.
    """

    specification: Specification
    codes: "pd.Index[str]"
    values: pd.DataFrame
    normalised: pd.DataFrame
    shares: Floats
    contributions: Floats
    group_means: Floats
    constant: tuple[str, ...]
    missing_per_indicator: "pd.Series[int]"
    missing_per_area: "pd.Series[int]"
    shared_out: tuple[int, ...]
    values_digest: str

    def weigh(self, group_weights: Mapping[str, float] | None = None) -> Composite:
        """Score with other weights of the groups (those of the specification if not given).

        group_weights: one for each group, zero or more, of any sum. The result is the same, to the last bit,
        as that of `composite` with a specification that has these weights. Raises SpecificationError.
        """
        spec = self.specification
        if group_weights is not None:
            spec = replace(spec, group_weights=group_weights)
        weights = np.array(list(spec.group_shares().values()))
        unscored = np.any(np.isnan(self.group_means[:, weights > 0]), axis=1)
        if spec.mean == "copeland":
            score, parts, group_parts = self._by_majority(weights, unscored)
        else:
            score, parts, group_parts = self._by_mean(weights, unscored)
        missing = Missing(self.missing_per_indicator, self.missing_per_area, tuple(self.codes[unscored]))
        return Composite(
            codes=self.codes,
            score=_sealed(score),
            rank=_sealed(rank_from_top(score)),
            parts=_table(parts, self.codes, spec.keys),
            group_parts=_table(group_parts, self.codes, spec.groups),
            normalised=self.normalised,
            values=self.values,
            shares=self.shares,
            missing=missing,
            warnings=(
                *self._constant_warnings(spec),
                *self._missing_warnings(spec),
                *_unscored_warnings(missing),
            ),
            specification=spec,
            provenance=Provenance(
                {"values": self.values_digest, "specification": digest(spec.as_mapping())}, version()
            ),
        )

    def _by_mean(self, weights: Floats, unscored: NDArray[np.bool_]) -> tuple[Floats, Floats, Floats]:
        """Score, parts of the indicators, parts of the groups."""
        spec = self.specification
        used = weights > 0
        group_parts = MEANS[spec.mean].parts(np.where(used, self.group_means, 0.0), weights)
        group_parts[unscored] = np.nan
        places = _group_places(spec)
        if spec.mean == "arithmetic":
            parts = self.contributions * weights[places]
        else:  # within a group, indicators have parts as they have parts in its mean
            means = self.group_means[:, places]
            within = np.divide(self.contributions, means, out=np.zeros(self.contributions.shape), where=means > 0)
            parts = within * group_parts[:, places]
        parts[unscored] = np.nan
        score = group_parts.sum(axis=1)
        if spec.normalisation != UNBOUNDED:
            score = np.clip(score, 0.0, 100.0)  # rounding may end a hair above 100
        return score, parts, group_parts

    def _by_majority(self, weights: Floats, unscored: NDArray[np.bool_]) -> tuple[Floats, Floats, Floats]:
        """As `_by_mean`; no parts sum to the score, so they are all NaN."""
        score = np.full(len(self.codes), np.nan)
        each = within_groups(self.specification) * weights[_group_places(self.specification)]
        score[~unscored] = majority_scores(self.normalised.to_numpy()[~unscored], each)
        return score, np.full(self.contributions.shape, np.nan), np.full(self.group_means.shape, np.nan)

    def _constant_warnings(self, spec: Specification) -> list[str]:
        table = self.normalised.to_numpy()
        counts_as = {key: float(np.nanmax(table[:, spec.keys.index(key)])) for key in self.constant}
        return [
            f"Indicator {key!r} has the same value in every area that has one. It cannot tell areas apart "
            f"and counts as {counts_as[key]:g} for each of them. Check its source, or take it out."
            for key in self.constant
            if _in_use(spec, key)
        ]

    def _missing_warnings(self, spec: Specification) -> list[str]:
        return [
            f"Indicator {indicator.key!r} has no value in {count} of {len(self.codes)} areas. There, its "
            f"weight goes to the other indicators of group {indicator.group!r}."
            for indicator, count in zip(spec.indicators, self.shared_out, strict=True)
            if count and _in_use(spec, indicator.key)
        ]


def prepare(values: pd.DataFrame, spec: Specification) -> Prepared:
    """Check and normalise values once, so that a page can try weight after weight with `Prepared.weigh`.

    Arguments, errors and direction as in `composite`; the group weights of the specification are only a
    default.

    >>> from zonelab.indicators import Indicator, Specification
    >>> indicators = (Indicator("burglary", "safe"), Indicator("asthma", "well"))
    >>> table = pd.DataFrame({"burglary": [1.0, 2], "asthma": [8.0, 5]}, index=["A", "B"])
    >>> prepared = prepare(table, Specification(indicators, {"safe": 1, "well": 1}))
    >>> prepared.weigh({"safe": 1, "well": 0}).score.tolist()
    [25.0, 75.0]
    >>> prepared.weigh({"safe": 0, "well": 1}).score.tolist()
    [75.0, 25.0]
    """
    if spec.has_steps:
        raise SpecificationError(
            "The specification asks for steps before the scale (gaps, outliers). score_areas() carries them out."
        )
    matrix = checked(values, spec)
    normalised = np.empty_like(matrix)
    for place, indicator in enumerate(spec.indicators):
        normalised[:, place] = on_scale(matrix[:, place], indicator, spec.normalisation)
    empty = np.isnan(matrix)
    shares = _shares(~empty, spec)
    contributions = shares * np.where(np.isnan(normalised), 0.0, normalised)
    group_means = _group_means(contributions, shares, spec)
    stood_in = empty & ~np.isnan(group_means[:, _group_places(spec)])
    constant = np.nanmin(matrix, axis=0) == np.nanmax(matrix, axis=0)
    codes = pd.Index(values.index, name="code")
    table = _table(matrix, codes, spec.keys)
    return Prepared(
        specification=spec,
        codes=codes,
        values=table,
        normalised=_table(normalised, codes, spec.keys),
        shares=_sealed(shares),
        contributions=_sealed(contributions),
        group_means=_sealed(group_means),
        constant=tuple(key for key, same in zip(spec.keys, constant.tolist(), strict=True) if same),
        missing_per_indicator=_counts_of(empty.sum(axis=0), table.columns),
        missing_per_area=_counts_of(empty.sum(axis=1), codes),
        shared_out=tuple(stood_in.sum(axis=0).tolist()),
        values_digest=digest(table),
    )


def within_groups(spec: Specification) -> Floats:
    """The weight of each indicator within its group; they sum to 1 in each group."""
    shares: Floats = _shares(np.ones((1, len(spec.indicators)), dtype=bool), spec)[0]
    return shares


def _shares(known: NDArray[np.bool_], spec: Specification) -> Floats:
    """Areas × indicators: weight within the group, summing to 1 over what is known in the area."""
    weights = np.array([indicator.weight for indicator in spec.indicators], dtype=np.float64)
    places = _group_places(spec)
    shares = np.zeros(known.shape)
    for group in range(len(spec.groups)):
        members = places == group
        # Divided by the largest first: the sum of huge weights would be infinite.
        here = known[:, members] * (weights[members] / weights[members].max())
        total = here.sum(axis=1, keepdims=True)
        shares[:, members] = np.divide(here, total, out=np.zeros_like(here), where=total > 0)
    return shares


def _group_means(contributions: Floats, shares: Floats, spec: Specification) -> Floats:
    places = _group_places(spec)
    means = np.empty((len(contributions), len(spec.groups)))
    for group in range(len(spec.groups)):
        members = places == group
        empty = shares[:, members].sum(axis=1) == 0
        means[:, group] = np.where(empty, np.nan, contributions[:, members].sum(axis=1))
    return means


def _group_places(spec: Specification) -> NDArray[np.int64]:
    """For each indicator, the place of its group among the groups."""
    place = {group: number for number, group in enumerate(spec.groups)}
    return np.array([place[indicator.group] for indicator in spec.indicators], dtype=np.int64)


def _in_use(spec: Specification, key: str) -> bool:
    indicator = spec.indicators[spec.keys.index(key)]
    return indicator.weight > 0 and spec.group_shares()[indicator.group] > 0


def _unscored_warnings(missing: Missing) -> list[str]:
    codes = missing.without_score
    if not codes:
        return []
    return [
        f"{len(codes)} of {len(missing.per_area)} areas have no score and no rank, because a group with "
        f"weight has no value there: {named(codes)}. Fill the gap, or give the group weight 0."
    ]


def _counts_of(counts: NDArray[np.int64], index: "pd.Index[str]") -> "pd.Series[int]":
    counts.setflags(write=False)
    return pd.Series(counts, index=index, copy=False)


def _sealed(array: Floats) -> Floats:
    array.setflags(write=False)
    return array


def _table(array: Floats, codes: "pd.Index[str]", columns: tuple[str, ...]) -> pd.DataFrame:
    # On the sealed array, not on a copy: nobody can change what several results share.
    return pd.DataFrame(_sealed(array), index=codes, columns=list(columns), copy=False)

"""Knows how to make one figure of many, level by level, with a mean that forgives weakness more or less; ranks nothing.

The weighted power mean of x > 0 is (Σ w xᵖ)^(1/p): p = 1 is the arithmetic mean, where strength in one place makes up
for weakness in another; p → 0 the geometric and p = −1 the harmonic, where it does so less and less. For a method in
which it does not at all see `outranking`.
Source: OECD and JRC (2008), Handbook on Constructing Composite Indicators, step 6; Bullen (2003), Handbook of Means
and Their Inequalities, chapter III.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zonelab.core.provenance import Provenance
from zonelab.core.results import Shapes, features
from zonelab.indicators.hierarchy import Hierarchy
from zonelab.indicators.tables import matrix_of, table_of
from zonelab.indicators.values import ValuesError, named

Floats = NDArray[np.float64]
MEANS: Mapping[str, float] = {"arithmetic": 1.0, "geometric": 0.0, "harmonic": -1.0}


@dataclass(frozen=True, eq=False)
class Aggregated:
    """Figures of every group; tables are areas × groups, lowest groups first, the top last, and read-only.

    values: NaN where too little is known; known: how much of the weight directly below has a value, 0 to 1; powers:
    the p of each group's mean.
    """

    values: pd.DataFrame
    known: pd.DataFrame
    hierarchy: Hierarchy
    powers: Mapping[str, float] = field(hash=False)
    warnings: tuple[str, ...]
    provenance: Provenance

    @property
    def top(self) -> "pd.Series[float]":
        """The figure of the whole, by area code."""
        return self.values[self.hierarchy.top]

    def to_frame(self) -> pd.DataFrame:
        """One row an area: the figure of each group, the top last."""
        return self.values.copy()

    def to_geojson(self, boundaries: Shapes) -> dict[str, Any]:
        """A FeatureCollection with the columns of `to_frame`. Raises ResultError for areas without a boundary."""
        return features(boundaries, self.to_frame())

    def summary(self) -> str:
        """How many areas have a figure, and its range, in words."""
        known = self.top.dropna()
        first = f"{len(known)} of {len(self.top)} areas have a figure for {self.hierarchy.top!r}"
        spread = f", from {known.min():.3g} to {known.max():.3g} ({known.idxmax()})." if len(known) else "."
        return "\n".join((first + spread, *self.warnings))

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the means take for granted, in words."""
        told = ["All indicators are on one scale and point the same way."]
        if any(power > 0 for power in self.powers.values()):
            told.append("A low value in one indicator can be made up by a high value in another.")
        if any(power != 1 for power in self.powers.values()):
            told.append(
                "Where the mean is not arithmetic, it matters where the scale begins: 1 to 100 and 0 to 100 give "
                "another order."
            )
        return tuple(told)


def aggregate(
    values: pd.DataFrame,
    hierarchy: Hierarchy,
    mean: "str | float | Mapping[str, str | float]" = "arithmetic",
    least_known: float = 1.0,
) -> Aggregated:
    """Take the weighted mean of each group from what is directly below it, level by level up to the top.

    values: one row an area, index = area code, one column an indicator, on one scale (see `normalisation`), NaN =
    missing; columns that are not in the hierarchy are left alone. mean: "arithmetic", "geometric", "harmonic" or the
    power p, for all groups or by group. least_known: the least share of a group's weight that must have a value, above
    0 to 1; below 1 the weight of what is missing goes to the others, marked in `known` and by a warning.
    Raises ValuesError (a ValueError) for tables that cannot be used, and where a mean needs values above zero (p ≤ 0)
    or of zero and more (other p but 1).

    >>> tree = Hierarchy({"burglary": "safe", "theft": "safe", "asthma": "well", "safe": "need", "well": "need"})
    >>> table = pd.DataFrame({"burglary": [1.0, 10], "theft": [100.0, 10], "asthma": [10.0, None]}, index=["A", "B"])
    >>> aggregate(table, tree).top.tolist(), aggregate(table, tree, "geometric").values["safe"].round(9).tolist()
    ([30.25, nan], [10.0, 10.0])
    """
    if not 0 < least_known <= 1:
        raise ValuesError(f"The least share that must be known is above 0 and at most 1, not {least_known}.")
    powers = _powers(mean, hierarchy)
    absent = [key for key in hierarchy.keys if isinstance(values, pd.DataFrame) and key not in values.columns]
    if absent:
        raise ValuesError(f"The table has no column for {named(absent)}. Add it, or take it out of the hierarchy.")
    table = values[list(hierarchy.keys)] if isinstance(values, pd.DataFrame) else values
    matrix = matrix_of(table)
    figures = {key: matrix[:, place] for place, key in enumerate(hierarchy.keys)}
    known: dict[str, Floats] = {}
    for group in hierarchy.groups:
        below = hierarchy.children(group)
        columns = np.column_stack([figures[name] for name in below])
        _check_signs(columns, powers[group], group, list(below), table.index)
        figures[group], known[group] = _mean(columns, np.array(list(below.values())), powers[group], least_known)
    groups = list(hierarchy.groups)
    share = np.column_stack([known[group] for group in groups])
    settings = {
        "parents": hierarchy.parents,
        "weights": hierarchy.weights,
        "powers": powers,
        "least_known": least_known,
    }
    return Aggregated(
        values=table_of(np.column_stack([figures[group] for group in groups]), table.index, groups),
        known=table_of(share, table.index, groups),
        hierarchy=hierarchy,
        powers=powers,
        warnings=_warnings(figures, known, groups, table.index),
        provenance=Provenance.of({"values": table_of(matrix, table.index, table.columns), "settings": settings}),
    )


def power_mean(values: Floats, weights: Floats, power: float) -> Floats:
    """The weighted power mean of each row: (Σ w xᵖ)^(1/p), for p = 0 exp(Σ w ln x).

    values: rows × columns, above zero (p ≤ 0), zero or more (p > 0), any for p = 1; weights: one a column, or rows ×
    columns, summing to 1 in each row. NaN makes the row NaN, unless its weight is 0.

    >>> power_mean(np.array([[1.0, 4.0], [2.0, 2.0]]), np.array([0.5, 0.5]), 0.5)
    array([2.25, 2.  ])
    """
    weights = np.broadcast_to(weights, values.shape)
    used = np.where(weights > 0, values, 1.0)
    if power == 1:
        plain: Floats = (weights * used).sum(axis=1)
        return plain
    # Of the ratio to the largest (or smallest), by its logarithm: no power leaves the range of numbers, and a p next
    # to 0 loses no digits.
    among = np.where(weights > 0, values, -np.inf if power > 0 else np.inf)
    edge = among.max(axis=1) if power > 0 else among.min(axis=1)
    edge = np.where(edge > 0, edge, 1.0)  # all are 0
    with np.errstate(divide="ignore"):
        log = np.log(used) - np.log(edge)[:, None]
        if power == 0:
            middle: Floats = edge * np.exp((weights * log).sum(axis=1))
            return middle
        raised = (weights * np.expm1(power * np.where(weights > 0, log, 0.0))).sum(axis=1)
        whole: Floats = edge * np.exp(np.log1p(np.maximum(raised, -1.0)) / power)
    return whole


def _mean(columns: Floats, weights: Floats, power: float, least_known: float) -> tuple[Floats, Floats]:
    """Mean of each row over what is known, and how much of the weight that is."""
    here = ~np.isnan(columns)
    share = np.where(here.all(axis=1), 1.0, (here * weights).sum(axis=1))
    enough = (share > 0) & (share >= least_known - 1e-12)  # .9 may be a hair above nine tenths
    spread = np.divide(here * weights, share[:, None], out=np.zeros_like(columns), where=share[:, None] > 0)
    found = np.full(len(columns), np.nan)
    found[enough] = power_mean(columns[enough], spread[enough], power)
    return found, share


def _powers(mean: "str | float | Mapping[str, str | float]", hierarchy: Hierarchy) -> dict[str, float]:
    groups = hierarchy.groups
    given = dict(mean) if isinstance(mean, Mapping) else dict.fromkeys(groups, mean)
    differing = sorted(set(given) ^ set(groups))
    if differing:
        raise ValuesError(f"Give one mean for each group. Mend: {named(differing)}. Groups are: {named(groups)}.")
    powers = {}
    for group in groups:
        asked = given[group]
        power = MEANS.get(asked) if isinstance(asked, str) else asked
        if power is None or isinstance(power, bool) or not np.isfinite(power):
            raise ValuesError(f"A mean is {', '.join(map(repr, MEANS))} or a power, not {asked!r}.")
        powers[group] = float(power)
    return powers


def _check_signs(columns: Floats, power: float, group: str, names: list[str], codes: "pd.Index[str]") -> None:
    if power == 1:
        return
    wrong = np.argwhere(columns <= 0 if power <= 0 else columns < 0)
    if wrong.size:
        row, place = wrong[0]
        needed = "above zero" if power <= 0 else "of zero or more"
        raise ValuesError(
            f"The mean of group {group!r} (power {power:g}) needs values {needed}; {names[place]!r} is "
            f"{columns[row, place]:g} for area {codes[row]!r}. Put the indicators on a scale such as 1 to 100 first."
        )


def _warnings(
    figures: Mapping[str, Floats], known: Mapping[str, Floats], groups: list[str], codes: "pd.Index[str]"
) -> tuple[str, ...]:
    told = []
    for group in groups:
        partly = int(((known[group] < 1) & ~np.isnan(figures[group])).sum())
        if partly:
            told.append(
                f"Group {group!r} stands on a part of its weight in {partly} of {len(codes)} areas: what is known "
                "there counts for what is missing."
            )
    without = codes[np.isnan(figures[groups[-1]])]
    if len(without):
        told.append(
            f"{len(without)} of {len(codes)} areas have no figure for {groups[-1]!r}: {named(without)}. Fill "
            "their gaps, or ask for less to be known."
        )
    return tuple(told)

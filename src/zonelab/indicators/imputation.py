"""Knows how to leave out areas with too many gaps and fill the others from a group, marked; not why a value is missing.

Source: OECD and JRC (2008), Handbook on Constructing Composite Indicators, step 3.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np
import pandas as pd

from zonelab.core.provenance import Provenance
from zonelab.indicators.tables import Mask, Matrix, matrix_of, table_of
from zonelab.indicators.values import ValuesError, named

By = Literal["mean", "median"]
Groups = Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Screened:
    """Which areas have enough values. known: share of the indicators, 0 to 1, by area code; kept, dropped: codes in
    the order of the table; values: the rows of the areas kept, as they were."""

    values: pd.DataFrame
    known: "pd.Series[float]"
    kept: tuple[str, ...]
    dropped: tuple[str, ...]
    least_known: float

    @property
    def warnings(self) -> tuple[str, ...]:
        """Which areas are left out, if any."""
        if not self.dropped:
            return ()
        return (
            f"{len(self.dropped)} of {len(self.known)} areas have values for less than {self.least_known:.0%} of the "
            f"indicators and are left out: {named(self.dropped)}.",
        )


@dataclass(frozen=True, eq=False)
class Imputed:
    """Values with gaps filled; tables are read-only.

    values: areas × indicators, NaN where a gap could not be filled; filled: True where a value is not observed but
    imputed; figures: groups × indicators, what stands in the gaps (mean or median of the known values, NaN = none);
    known: groups × indicators, from how many areas; spread: standard deviation of the known values (n − 1), NaN below
    two: how far a filled value may easily be out.
    """

    values: pd.DataFrame
    filled: pd.DataFrame
    figures: pd.DataFrame
    known: pd.DataFrame
    spread: pd.DataFrame
    by: By
    warnings: tuple[str, ...]
    provenance: Provenance

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the filling takes for granted, in words."""
        return (
            "Areas without a value are taken to be like the others of their group. Often they are not: what is hard "
            "to count is missing more often.",
            "Filled values differ less from each other than true ones would, and look surer than they are.",
        )

    def summary(self) -> str:
        """How much was filled, in words."""
        per_key = self.filled.sum(axis=0)
        told = ", ".join(f"{key} {count}" for key, count in per_key.items() if count)
        open_ = int(self.values.isna().to_numpy().sum())
        total = int(per_key.sum())
        filled = f"{total} of {self.filled.size} values are filled by the {self.by} of their group"
        return f"{filled}{f' ({told})' if told else ''}. {open_} stay missing."


def screen(values: pd.DataFrame, least_known: float = 0.9) -> Screened:
    """Leave out the areas that have values for too few indicators.

    values: one row an area, index = area code, one column an indicator, NaN = missing. least_known: the least share of
    the indicators, 0 to 1, that an area must have. Raises ValuesError (a ValueError).

    >>> table = pd.DataFrame({"income": [1.0, None], "age": [40.0, None], "work": [0.5, 0.7]}, index=["A", "B"])
    >>> screen(table, 0.6).dropped
    ('B',)
    """
    if not 0 <= least_known <= 1:
        raise ValuesError(f"The least share of known values lies between 0 and 1, not at {least_known}.")
    matrix = matrix_of(values)
    share = 1 - np.isnan(matrix).mean(axis=1)
    enough = share >= least_known - 1e-12  # .9 of 10 indicators is 9 of them
    codes = values.index
    return Screened(
        values=table_of(matrix[enough], codes[enough], values.columns),
        known=pd.Series(share, index=pd.Index(codes, name="code")),
        kept=tuple(codes[enough]),
        dropped=tuple(codes[~enough]),
        least_known=float(least_known),
    )


def impute(values: pd.DataFrame, groups: "pd.Series[Any] | Groups | None" = None, by: By = "mean") -> Imputed:
    """Fill each gap by the mean or median of the known values in the area's group.

    values: one row an area, index = area code, one column an indicator, NaN = missing. groups: the group of each
    area by area code (a Series or a mapping; further codes are left alone), None: all areas are one group.
    A group without any known value of an indicator keeps its gaps: a warning names it.
    Raises ValuesError (a ValueError) for tables that cannot be used and areas without a group.

    >>> table = pd.DataFrame({"income": [1.0, 3, None, 8, None]}, index=list("ABCDE"))
    >>> done = impute(table, {"A": "north", "B": "north", "C": "north", "D": "south", "E": "south"})
    >>> done.values["income"].tolist(), done.filled["income"].tolist()
    ([1.0, 3.0, 2.0, 8.0, 8.0], [False, False, True, False, True])
    """
    if by not in get_args(By):
        raise ValuesError(f'Gaps are filled by the "mean" or the "median", not by {by!r}.')
    matrix = matrix_of(values)
    places, labels = _groups_of(values.index, groups)
    figures = np.full((len(labels), matrix.shape[1]), np.nan)
    spread, known = figures.copy(), np.zeros(figures.shape, dtype=np.int64)
    for group in range(len(labels)):
        rows = matrix[places == group]
        known[group] = np.count_nonzero(~np.isnan(rows), axis=0)
        some, several = known[group] > 0, known[group] > 1
        middle = np.nanmean if by == "mean" else np.nanmedian
        figures[group, some] = middle(rows[:, some], axis=0)
        spread[group, several] = np.nanstd(rows[:, several], axis=0, ddof=1)
    gaps = np.isnan(matrix)
    complete = np.where(gaps, figures[places], matrix)
    filled: Mask = gaps & ~np.isnan(complete)
    given = {
        "values": table_of(matrix, values.index, values.columns),
        "by": by,
        "groups": [labels[at] for at in places],
    }
    names = pd.Index(labels, name="group")
    return Imputed(
        values=table_of(complete, values.index, values.columns),
        filled=table_of(filled, values.index, values.columns),
        figures=_by_group(figures, names, values.columns),
        known=_by_group(known, names, values.columns),
        spread=_by_group(spread, names, values.columns),
        by=by,
        warnings=_warnings(complete, filled, values.columns, known, labels),
        provenance=Provenance.of(given),
    )


def _groups_of(codes: "pd.Index[Any]", groups: "pd.Series[Any] | Groups | None") -> tuple[Any, list[str]]:
    if groups is None:
        return np.zeros(len(codes), dtype=np.int64), ["all"]
    given = groups if isinstance(groups, pd.Series) else pd.Series(dict(groups), dtype=object)
    if not given.index.is_unique:
        raise ValuesError("An area has more than one group. Give each area one.")
    found = given.reindex(codes)
    without = codes[found.isna().to_numpy()]
    if len(without):
        raise ValuesError(f"These areas have no group: {named(without)}. Give each area one.")
    places, labels = pd.factorize(found.to_numpy(dtype=object))
    return places, [str(label) for label in labels]


def _by_group(array: "np.ndarray[Any, Any]", labels: "pd.Index[str]", keys: "pd.Index[Any]") -> pd.DataFrame:
    array.setflags(write=False)
    return pd.DataFrame(array, index=labels, columns=list(keys), copy=False)


def _warnings(
    complete: Matrix, filled: Mask, keys: "pd.Index[Any]", known: "np.ndarray[Any, Any]", labels: list[str]
) -> tuple[str, ...]:
    told = []
    if filled.any():
        told.append(f"{int(filled.sum())} of {filled.size} values are imputed, not observed. Show which.")
    if np.isnan(complete).any():
        empty = [f"{labels[group]}: {keys[place]}" for group, place in np.argwhere(known == 0).tolist()]
        told.append(
            f"{int(np.isnan(complete).sum())} gaps stay, because no area of the group has a value ({named(empty)}). "
            "Take larger groups, or leave the indicator out."
        )
    return tuple(told)

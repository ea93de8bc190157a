"""Knows how to leave out areas or indicators with too many gaps, fill others from a group, marked; not why.

Other ways to fill gaps: `impute_from_neighbours` and `impute_by_regression`.
Source: OECD and JRC (2008), Handbook on Constructing Composite Indicators, step 3.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zonelab.core.provenance import Provenance
from zonelab.indicators.tables import Mask, Matrix, matrix_of, table_of
from zonelab.indicators.values import ValuesError, named

By = Literal["mean", "median"]
Groups = Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Screened:
    """Which areas (or indicators) have enough values. known: share of values, 0 to 1, by code (key); kept, dropped:
    codes (keys) in the order of the table; values: what is kept, as it was; of: "areas" or "indicators"."""

    values: pd.DataFrame
    known: "pd.Series[float]"
    kept: tuple[str, ...]
    dropped: tuple[str, ...]
    least_known: float
    provenance: Provenance
    of: Literal["areas", "indicators"] = "areas"

    @property
    def warnings(self) -> tuple[str, ...]:
        """Which are left out, if any."""
        if not self.dropped:
            return ()
        other = "indicators" if self.of == "areas" else "areas"
        return (
            f"{len(self.dropped)} of {len(self.known)} {self.of} have values for less than {self.least_known:.0%} of "
            f"the {other} and are left out: {named(self.dropped)}.",
        )

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What leaving out takes for granted, in words."""
        return ("What has few values is no worse off than the rest. Often it is: look at what is left out.",)

    def to_frame(self) -> pd.DataFrame:
        """One row an area (indicator): known, dropped."""
        return pd.DataFrame({"known": self.known, "dropped": self.known.index.isin(self.dropped)})

    def summary(self) -> str:
        """What is left out, in words."""
        return self.warnings[0] if self.dropped else f"All {len(self.known)} {self.of} have enough values."


@dataclass(frozen=True, eq=False)
class Imputed:
    """Values with gaps filled; tables are areas × indicators and read-only.

    values: NaN where a gap could not be filled; filled: True where a value is not observed but imputed; doubt: how far
    a filled value may easily be out (one standard deviation, in the units of the values), NaN = observed or not known;
    based_on: on how many known values a filled one stands, 0 = it is not filled; by: the way.
    """

    values: pd.DataFrame
    filled: pd.DataFrame
    doubt: pd.DataFrame
    based_on: pd.DataFrame
    by: str
    assumptions: tuple[str, ...]
    warnings: tuple[str, ...]
    provenance: Provenance

    def to_frame(self) -> pd.DataFrame:
        """One row a filled value: code, indicator, value, doubt, based_on, by."""
        rows, columns = np.nonzero(self.filled.to_numpy())
        cells = {"code": self.values.index[rows], "indicator": self.values.columns[columns]}
        for name in ("values", "doubt", "based_on"):
            cells["value" if name == "values" else name] = getattr(self, name).to_numpy()[rows, columns]
        return pd.DataFrame(cells).assign(by=self.by)

    def summary(self) -> str:
        """How much was filled, in words."""
        per_key = self.filled.sum(axis=0)
        told = ", ".join(f"{key} {count}" for key, count in per_key.items() if count)
        open_ = int(self.values.isna().to_numpy().sum())
        total = int(per_key.sum())
        filled = f"{total} of {self.filled.size} values are filled by {self.by}"
        return f"{filled}{f' ({told})' if told else ''}. {open_} stay missing."


def screen(values: pd.DataFrame, least_known: float = 0.9) -> Screened:
    """Leave out the areas that have values for too few indicators.

    values: one row an area, index = area code, one column an indicator, NaN = missing. least_known: the least share of
    the indicators, 0 to 1, that an area must have. Raises ValuesError (a ValueError).

    >>> table = pd.DataFrame({"income": [1.0, None], "age": [40.0, None], "work": [0.5, 0.7]}, index=["A", "B"])
    >>> screen(table, 0.6).dropped
    ('B',)
    """
    matrix, share, enough = _enough(values, least_known, axis=1)
    codes = values.index
    return Screened(
        values=table_of(matrix[enough], codes[enough], values.columns),
        known=pd.Series(share, index=pd.Index(codes, name="code")),
        kept=tuple(codes[enough]),
        dropped=tuple(codes[~enough]),
        least_known=float(least_known),
        provenance=Provenance.of({"values": table_of(matrix, codes, values.columns), "least_known": least_known}),
    )


def screen_indicators(values: pd.DataFrame, least_known: float = 0.5) -> Screened:
    """Leave out the indicators that too few areas have a value for; arguments and errors as in `screen`.

    >>> table = pd.DataFrame({"income": [1.0, 3, None], "age": [None, None, 40.0]}, index=["A", "B", "C"])
    >>> screen_indicators(table, 0.5).dropped
    ('age',)
    """
    matrix, share, enough = _enough(values, least_known, axis=0)
    keys = values.columns
    return Screened(
        values=table_of(matrix[:, enough], values.index, keys[enough]),
        known=pd.Series(share, index=pd.Index(keys, name="indicator")),
        kept=tuple(keys[enough]),
        dropped=tuple(keys[~enough]),
        least_known=float(least_known),
        provenance=Provenance.of({"values": table_of(matrix, values.index, keys), "least_known": least_known}),
        of="indicators",
    )


def impute(values: pd.DataFrame, groups: "pd.Series[Any] | Groups | None" = None, by: By = "mean") -> Imputed:
    """Fill each gap by the mean or median of the known values in the area's group.

    values: one row an area, index = area code, one column an indicator, NaN = missing. groups: the group of each
    area by area code (a Series or a mapping; further codes are left alone), None: all areas are one group.
    The doubt is the standard deviation of the group's known values (n − 1), NaN below two. A group without any known
    value of an indicator keeps its gaps: a warning names it.
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
    return imputed_of(
        values,
        (figures[places], spread[places], known[places]),
        f"the {by} of their group",
        "Areas without a value are taken to be like the others of their group.",
        {"by": by, "groups": [labels[at] for at in places]},
    )


def imputed_of(
    values: pd.DataFrame,
    stand_ins: tuple[Matrix, Matrix, "NDArray[np.int64]"],
    by: str,
    assumption: str,
    settings: Mapping[str, Any],
) -> Imputed:
    """Put stand-ins into the gaps. stand_ins: value, doubt and how many values they stand on, areas × indicators."""
    matrix = matrix_of(values)
    figures, doubt, known = stand_ins
    gaps = np.isnan(matrix)
    complete = np.where(gaps, figures, matrix)
    filled: Mask = gaps & ~np.isnan(complete)
    codes, keys = values.index, values.columns
    return Imputed(
        values=table_of(complete, codes, keys),
        filled=table_of(filled, codes, keys),
        doubt=table_of(np.where(filled, doubt, np.nan), codes, keys),
        based_on=table_of(np.where(filled, known, 0), codes, keys),
        by=by,
        assumptions=(
            f"{assumption} Often they are not: what is hard to count is missing more often.",
            "Filled values differ less from each other than true ones would, and look surer than they are.",
        ),
        warnings=_warnings(complete, filled, values),
        provenance=Provenance.of({"values": table_of(matrix, codes, keys), **settings}),
    )


def _enough(values: pd.DataFrame, least_known: float, axis: int) -> tuple[Matrix, Matrix, Mask]:
    if not 0 <= least_known <= 1:
        raise ValuesError(f"The least share of known values lies between 0 and 1, not at {least_known}.")
    matrix = matrix_of(values)
    share: Matrix = 1 - np.isnan(matrix).mean(axis=axis)
    return matrix, share, share >= least_known - 1e-12  # .9 of 10 indicators is 9 of them


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


def _warnings(complete: Matrix, filled: Mask, values: pd.DataFrame) -> tuple[str, ...]:
    told = []
    if filled.any():
        told.append(f"{int(filled.sum())} of {filled.size} values are imputed, not observed. Show which.")
    open_ = np.isnan(complete)
    if open_.any():
        where = [f"{key} in {named(values.index[open_[:, at]])}" for at, key in enumerate(values) if open_[:, at].any()]
        told.append(
            f"{int(open_.sum())} gaps stay, because there is nothing to fill them from ({named(where)}). Take larger "
            "groups or another way, or leave the indicator out."
        )
    return tuple(told)

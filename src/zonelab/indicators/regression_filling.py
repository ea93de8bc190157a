"""Knows how to fill a gap by what the area's other indicators let expect; draws nothing by chance, knows no map.

Each pattern of gaps is taken on its own: from the indicators that such areas do have, the few that go most closely
with the wanted one (by the square of Pearson's correlation) predict it, by ordinary least squares over all areas that
have them and it. Source: OECD and JRC (2008), Handbook on Constructing Composite Indicators, step 3 (regression
imputation); Little and Rubin (2002), Statistical Analysis with Missing Data, chapter 4.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zonelab.indicators.imputation import Imputed, imputed_of
from zonelab.indicators.tables import Mask, Matrix, matrix_of
from zonelab.indicators.values import ValuesError

_AREAS_FOR_ONE = 5  # areas to learn from, for each predictor and the constant
_LEAST = 1e-12


def impute_by_regression(values: pd.DataFrame, most: int = 3) -> Imputed:
    """Fill each gap by a regression on the indicators that the area has.

    values: one row an area, index = area code, one column an indicator, NaN = missing. most: how many indicators may
    predict one; fewer are used where there are less than five areas to learn from for each. Only observed values
    predict. A prediction is held inside the range of the known values. The doubt is its standard error (that of the
    areas learnt from, and of the line). Where nothing predicts, the gap stays, with a warning: an area without any
    value, an indicator that fewer than ten areas share with another one, indicators that are the same everywhere.
    Raises ValuesError for tables that cannot be used. The same table gives the same answer.

    >>> table = pd.DataFrame({"x": np.arange(12.0), "y": 2 * np.arange(12.0)}, index=list("ABCDEFGHIJKL"))
    >>> table.loc["E", "y"] = np.nan
    >>> impute_by_regression(table).values.loc["E", "y"].round(9)
    np.float64(8.0)
    """
    if isinstance(most, bool) or not isinstance(most, int) or most < 1:
        raise ValuesError(f"The most indicators that predict one is a whole number of 1 or more, not {most!r}.")
    matrix = matrix_of(values)
    known = ~np.isnan(matrix)
    scaled = _scaled(matrix)
    alike = _squared_correlation(scaled, known)
    found, doubt = np.full(matrix.shape, np.nan), np.full(matrix.shape, np.nan)
    counted = np.zeros(matrix.shape, dtype=np.int64)
    patterns, which = np.unique(known, axis=0, return_inverse=True)
    which = which.ravel()
    asked: dict[tuple[int, tuple[int, ...]], list[NDArray[np.int64]]] = {}  # many patterns have the same predictors
    shared = _Shared(np.ascontiguousarray(known.T), {})
    members = np.split(np.argsort(which, kind="stable"), np.cumsum(np.bincount(which))[:-1])
    for pattern, rows in zip(patterns, members, strict=True):
        for wanted in np.flatnonzero(~pattern).tolist():
            chosen = _predictors(alike[wanted], pattern, shared, wanted, most)
            if chosen:
                asked.setdefault((wanted, chosen), []).append(rows)
    for (wanted, chosen), parts in asked.items():
        rows, by = np.concatenate(parts), list(chosen)
        learnt = shared.areas((wanted, *chosen))
        predicted, error = _predict(scaled[learnt][:, by], matrix[learnt, wanted], scaled[rows][:, by])
        least, greatest = np.nanmin(matrix[:, wanted]), np.nanmax(matrix[:, wanted])
        found[rows, wanted] = np.clip(predicted, least, greatest)
        doubt[rows, wanted], counted[rows, wanted] = error, shared.count((wanted, *chosen))
    return imputed_of(
        values,
        (found, doubt, counted),
        "regression on their other indicators",
        "Areas without a value are taken to be like areas whose other indicators are alike.",
        {"by": "regression", "most": most},
    )


@dataclass(frozen=True, eq=False)
class _Shared:
    """Which areas have all of some indicators; known: indicators × areas; counts: those that were asked for."""

    known: Mask
    counts: dict[tuple[int, ...], int]

    def areas(self, columns: tuple[int, ...]) -> Mask:
        have: Mask = np.logical_and.reduce(self.known[list(columns)])
        return have

    def count(self, columns: tuple[int, ...]) -> int:
        if columns not in self.counts:
            self.counts[columns] = int(np.count_nonzero(self.areas(columns)))
        return self.counts[columns]


def _scaled(matrix: Matrix) -> Matrix:
    """Each column from its mean, in parts of the largest difference: huge and tiny values are alike."""
    scaled = np.zeros(matrix.shape)
    for place, column in enumerate(matrix.T):
        if np.isnan(column).all():
            continue
        away = column / 2 - np.nanmean(column / 2)
        largest = np.nanmax(np.abs(away))
        scaled[:, place] = away / (largest if largest > 0 else 1.0)
    return scaled


def _squared_correlation(scaled: Matrix, known: Mask) -> Matrix:
    """Over the areas that have both; 0 where there are too few, or no difference."""
    here = known.astype(np.float64)
    given = np.where(known, scaled, 0.0)
    areas = np.maximum(here.T @ here, 1.0)
    total, squares = given.T @ here, (given**2).T @ here  # of the row's values where the column's are known, too
    spread = squares - total**2 / areas
    together = given.T @ given - total * total.T / areas
    whole = np.maximum(spread, 0.0) * np.maximum(spread.T, 0.0)
    enough = (areas >= 2 * _AREAS_FOR_ONE) & (whole > _LEAST)
    found: Matrix = np.divide(together**2, whole, out=np.zeros(whole.shape), where=enough)
    np.fill_diagonal(found, 0.0)
    return found


def _predictors(alike: Matrix, pattern: Mask, shared: _Shared, wanted: int, most: int) -> tuple[int, ...]:
    """The closest indicators that these areas have, as many as there are areas enough to learn from."""
    able = np.flatnonzero(pattern & (alike > 0))
    # Rounded: the last digits hang on the order of the areas, and ties go to the first column.
    chosen = able[np.argsort(-alike[able].round(9), kind="stable")][:most].tolist()
    while chosen:
        if shared.count((wanted, *chosen)) >= _AREAS_FOR_ONE * (len(chosen) + 1):
            break
        chosen = chosen[:-1]
    return tuple(chosen)


def _predict(given: Matrix, answer: Matrix, asked: Matrix) -> tuple[Matrix, Matrix]:
    """Predictions and their standard errors, by least squares of least length (indicators may say the same)."""
    design = np.column_stack([np.ones(len(given)), given])
    wanted = np.column_stack([np.ones(len(asked)), asked])
    turned = np.linalg.pinv(design, rcond=1e-10)
    middle = answer.mean()
    slope = turned @ (answer - middle)
    left = answer - middle - design @ slope
    free = max(len(answer) - design.shape[1], 1)
    reach = 1 + ((wanted @ (turned @ turned.T)) * wanted).sum(axis=1)
    return middle + wanted @ slope, np.sqrt((left @ left) / free * reach)

"""Knows how to take a table of numbers apart and put a new one together; does not know what the numbers measure."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zonelab.indicators.counts import sealed
from zonelab.indicators.specification import Indicator, Specification
from zonelab.indicators.values import ValuesError, checked, named

Matrix = NDArray[np.float64]
Mask = NDArray[np.bool_]


def matrix_of(values: pd.DataFrame) -> Matrix:
    """Return all cells of a table, areas × indicators, NaN = missing; a column may be missing throughout.

    values: one row an area, index = area code (text, each once); one column of numbers an indicator, named by text,
    each once. Raises ValuesError for everything else, infinite numbers among it.

    >>> matrix_of(pd.DataFrame({"burglary": [2.0, None]}, index=["A", "B"]))
    array([[ 2.],
           [nan]])
    """
    if not isinstance(values, pd.DataFrame):
        raise ValuesError(f"Values are a pandas DataFrame, one row an area, not a {type(values).__name__}.")
    unnamed = [key for key in values.columns if not isinstance(key, str) or not key.strip()]
    if unnamed:
        raise ValuesError(f"Each column is named by the indicator that it holds, as text, not {unnamed[0]!r}.")
    if not values.columns.is_unique:
        twice = values.columns[values.columns.duplicated()].unique()
        raise ValuesError(f"These columns are there more than once: {named(twice)}. Keep one of each.")
    known = values.notna().any(axis=0).to_numpy()
    if known.any():
        matrix = np.full(values.shape, np.nan)
        spec = Specification(tuple(Indicator(key, "all") for key in values.columns[known]), {"all": 1})
        matrix[:, known] = checked(values, spec)
        return matrix
    raise ValuesError("The table has no number in it. It needs one row an area and one column an indicator.")


def table_of(array: NDArray[Any], codes: "pd.Index[Any]", columns: "list[str] | pd.Index[Any]") -> pd.DataFrame:
    """A table, areas × columns, that stands on the array itself, which is read-only from now on."""
    return pd.DataFrame(sealed(array), index=pd.Index(codes, name="code"), columns=list(columns), copy=False)

"""Knows whether a table of values can be scored, and says what to mend; does not score it."""

from numbers import Real
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zonelab.indicators.checks import named
from zonelab.indicators.specification import Specification

__all__ = ["ValuesError", "checked", "named"]


class ValuesError(ValueError):
    """The values cannot be scored; the message names the column or area and says what to do."""


def checked(values: pd.DataFrame, spec: Specification) -> NDArray[np.float64]:
    """Return the values of the specification's indicators, areas × indicators, NaN = missing.

    values: one row an area, index = area code (text, each once), one column of numbers an indicator; further
    columns are left alone. Raises ValuesError for everything that would make a wrong score.
    """
    if not isinstance(values, pd.DataFrame):
        raise ValuesError(f"Values are a pandas DataFrame, one row an area, not a {type(values).__name__}.")
    if values.empty:
        raise ValuesError("The table of values is empty. It needs one row an area and one column an indicator.")
    _check_codes(values.index)
    absent = [key for key in spec.keys if key not in values.columns]
    if absent:
        raise ValuesError(f"The table has no column for {named(absent)}. Add it, or take it out of the specification.")
    matrix = np.empty((len(values), len(spec.keys)), dtype=np.float64)
    for place, key in enumerate(spec.keys):
        column = values[key]
        if isinstance(column, pd.DataFrame):
            raise ValuesError(f"The table has {column.shape[1]} columns named {key!r}. Keep one.")
        matrix[:, place] = _numbers(column)
        if np.isnan(matrix[:, place]).all():
            raise ValuesError(
                f"Column {key!r} has no value for any area. Fill it, or take it out of the specification."
            )
    infinite = np.argwhere(np.isinf(matrix))
    if infinite.size:
        row, place = infinite[0]
        raise ValuesError(
            f"Column {spec.keys[place]!r} is infinite for area {values.index[row]!r}. Often a rate was "
            f"divided by a population of 0. Mend the value, or leave it empty."
        )
    return matrix


def _check_codes(index: "pd.Index[Any]") -> None:
    if isinstance(index, pd.MultiIndex) or not all(isinstance(code, str) and code.strip() for code in index):
        raise ValuesError(
            "The index of the table must hold the area codes, as text. Set it with "
            'values.set_index("code"), and read codes as text so that no leading zero is lost.'
        )
    if not index.is_unique:
        twice = index[index.duplicated()].unique()
        raise ValuesError(f"These area codes stand in more than one row: {named(twice)}. Keep one row an area.")


def _numbers(column: "pd.Series[Any]") -> NDArray[np.float64]:
    if pd.api.types.is_numeric_dtype(column.dtype) and not pd.api.types.is_complex_dtype(column.dtype):
        return column.to_numpy(dtype=np.float64, na_value=np.nan)
    # A column of Python objects may hold numbers and None; text that looks like a number is not taken for
    # one.
    known = column.notna().to_numpy()
    for code, value in column[known].items():
        if not isinstance(value, Real):
            raise ValuesError(
                f"Column {column.name!r} holds {value!r} for area {code!r}, which is not a number. "
                f"Turn the column into numbers first, and leave missing values empty."
            )
    return column.astype(object).where(known, np.nan).to_numpy(dtype=np.float64)

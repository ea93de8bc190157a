"""Knows how a table with one row an area becomes features of a map; knows neither the shapes nor what the rows say."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

_NAMED = 10  # how many areas a message names before it only counts


class Shapes(Protocol):
    """Boundaries of areas, such as `zonelab.core.boundaries.Boundaries`."""

    @property
    def codes(self) -> "pd.Index[str]": ...

    def part(self, codes: Iterable[str]) -> "Shapes": ...

    def to_geojson(self, properties: pd.DataFrame | None = None) -> dict[str, Any]: ...


class ResultError(ValueError):
    """A result cannot be put on a map; the message says what is missing."""


def features(boundaries: Shapes, table: pd.DataFrame) -> dict[str, Any]:
    """A FeatureCollection of the areas of the table, with its columns as properties; other areas are left out.

    table: one row an area, indexed by code. Raises ResultError for areas without a boundary, and for rows that are not
    known by a code (results of plain arrays: give a Series by area code).
    """
    if not all(isinstance(code, str) for code in table.index):
        raise ResultError("The rows have no area codes, so they have no place on a map. Give Series by area code.")
    absent = table.index.difference(pd.Index(boundaries.codes))
    if len(absent):
        names = ", ".join(map(str, absent[:_NAMED])) + (f" and {len(absent) - _NAMED} more" * (len(absent) > _NAMED))
        raise ResultError(f"There is no boundary for {names}. Give boundaries of the same areas, of the same year.")
    here = set(table.index)
    return boundaries.part([code for code in boundaries.codes if code in here]).to_geojson(table)


def codes_of(*given: object) -> "pd.Index[Any] | None":
    """The index of the first Series among what was given; None for plain arrays and numbers."""
    return next((each.index.rename("code") for each in given if isinstance(each, pd.Series)), None)


def table_of_arrays(arrays: Mapping[str, NDArray[Any]], codes: "pd.Index[Any] | None") -> pd.DataFrame:
    """One row an entry: by code where there are codes, else by place; arrays of several dimensions row after row."""
    shape = next(iter(arrays.values())).shape
    rows: pd.Index[Any]
    if codes is not None and shape == codes.shape:
        rows = codes
    elif len(shape) < 2:
        rows = pd.RangeIndex(int(np.prod(shape)), name="place")
    else:
        rows = pd.MultiIndex.from_product([range(size) for size in shape])
    return pd.DataFrame({name: np.array(each).ravel() for name, each in arrays.items()}, index=rows)

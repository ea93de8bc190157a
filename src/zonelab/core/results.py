"""Knows how a table with one row an area becomes features of a map; knows neither the shapes nor what the rows say."""

from collections.abc import Iterable
from typing import Any, Protocol

import pandas as pd

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


def rows_of(given: object, length: int) -> "pd.Index[Any]":
    """Names for the rows of a result: the index of what was given, or 0, 1, 2 … for a plain array."""
    if isinstance(given, pd.Series | pd.DataFrame):
        return given.index.rename("code")
    return pd.RangeIndex(length, name="place")

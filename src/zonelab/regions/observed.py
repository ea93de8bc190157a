"""Knows whether counts, people and places fit together for a scan, and what chance would expect; looks for nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

_NAMED = 10  # how many areas a message names before it only counts
_MOST_CASES = 10_000_000  # the table of c·log(c) has one entry a case


class ScanError(ValueError):
    """The counts cannot be scanned; the message says why and what to do."""


@dataclass(frozen=True, eq=False)
class Observed:
    """Areas fit for a scan: n whole counts, n populations, n expected counts with the same sum, n × 2 places."""

    codes: "pd.Index[Any]"
    cases: Counts
    population: Floats
    expected: Floats
    places: Floats

    @property
    def total(self) -> int:
        """All cases."""
        return int(self.cases.sum())


def observed(
    cases: ArrayLike, population: ArrayLike, places: ArrayLike, expected: ArrayLike | None, *, in_degrees: bool
) -> Observed:
    """Check what was counted; expected counts (or else the population) are scaled to the sum of the cases.

    in_degrees: whether the places are longitude and latitude.
    Raises ScanError for shapes or areas that do not fit, missing, negative and infinite numbers, counts that are
    not whole, no people at all, and cases where none can be expected.
    """
    codes = _codes(cases, (population, places, expected))
    counted = _numbers(cases, "Cases", len(codes), codes)
    people = _numbers(population, "Populations", len(codes), codes)
    if (counted != np.floor(counted)).any():
        raise ScanError("Cases must be whole numbers: a scan counts events. Give counts, not rates or shares.")
    if counted.sum() > _MOST_CASES:
        raise ScanError(
            f"There are {counted.sum():,.0f} cases; a scan takes up to {_MOST_CASES:,}. Take fewer periods."
        )
    if not people.sum() > 0:
        raise ScanError("No area has any people. Give the population of each area.")
    chance = people if expected is None else _numbers(expected, "Expected counts", len(codes), codes)
    if not chance.sum() > 0:
        raise ScanError("Expected counts are all zero. Give an expected count for each area, or leave them out.")
    impossible = (counted > 0) & (chance == 0)
    if impossible.any():
        below = "people" if expected is None else "expected cases"
        raise ScanError(
            f"There are cases but no {below} in these areas: {named(codes[impossible])}. Mend the numbers, or "
            "leave these cases out."
        )
    return Observed(
        codes,
        counted.astype(np.int64),
        people,
        chance * (counted.sum() / chance.sum()),
        _places(places, codes, in_degrees=in_degrees),
    )


def named(names: Iterable[object]) -> str:
    """List names for a message: the first ten, then how many more.

    >>> named(range(12))
    '0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 2 more'
    """
    listed = [str(name) for name in names]
    more = len(listed) - _NAMED
    return ", ".join(listed[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def _codes(cases: ArrayLike, others: Iterable[object]) -> "pd.Index[Any]":
    codes: pd.Index[Any] = cases.index if isinstance(cases, pd.Series) else pd.RangeIndex(np.size(cases))
    if np.ndim(cases) != 1 or not len(codes):
        raise ScanError("Give one count of cases for each area, and at least one area.")
    if not codes.is_unique:
        raise ScanError(f"Areas stand there twice: {named(codes[codes.duplicated()].unique())}. Keep one row an area.")
    for other in others:
        if (
            isinstance(cases, pd.Series)
            and isinstance(other, (pd.Series, pd.DataFrame))
            and not codes.equals(other.index)
        ):
            raise ScanError(
                "Cases, populations, expected counts and places have other areas, or have them in another order. "
                "Sort all alike, by .loc[codes]."
            )
    return codes


def _numbers(given: ArrayLike, name: str, areas: int, codes: "pd.Index[Any]") -> Floats:
    try:
        if isinstance(given, pd.Series):
            numbers: Floats = given.to_numpy(dtype=np.float64, na_value=np.nan, copy=True)
        else:
            numbers = np.array(given, dtype=np.float64)
    except (TypeError, ValueError) as problem:
        raise ScanError(f"{name} must be numbers: {problem}. A scan needs one for each area.") from problem
    if numbers.shape != (areas,):
        raise ScanError(f"{name} have the shape {numbers.shape}; there are {areas} areas. Give one number an area.")
    wrong = ~np.isfinite(numbers) | (numbers < 0)
    if wrong.any():
        raise ScanError(
            f"{name} are missing, infinite or negative in these areas: {named(codes[wrong])}. Mend them, or leave the "
            "areas out."
        )
    return numbers


def _places(given: ArrayLike, codes: "pd.Index[Any]", *, in_degrees: bool) -> Floats:
    try:
        places: Floats = np.array(given, dtype=np.float64)
    except (TypeError, ValueError) as problem:
        raise ScanError(f"Places must be numbers: {problem}. Give two coordinates for each area.") from problem
    if places.shape != (len(codes), 2):
        raise ScanError(f"Places have the shape {places.shape}; there are {len(codes)} areas. Give areas × 2.")
    wrong: NDArray[np.bool_] = np.any(~np.isfinite(places), axis=1)
    if wrong.any():
        raise ScanError(f"These areas have no place: {named(codes[wrong])}. Give both coordinates.")
    if in_degrees and (np.abs(places) > (180, 90)).any():
        raise ScanError("A latitude lies beyond 90 degrees. Give longitude first, then latitude, both in degrees.")
    return places

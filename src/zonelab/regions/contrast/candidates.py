"""Knows what a table of candidate zones must hold, and reads it in the order of the names; chooses none of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Names = tuple[str, ...]

_NAMED = 10  # how many candidates a message names before it only counts


class ContrastError(ValueError):
    """No contrasting sets can be found for what was given; the message says why and what to change."""


@dataclass(frozen=True, eq=False)
class Candidates:
    """The candidates in the order of their names, so that the order of the table changes nothing.

    need: n numbers, higher = more need; columns that were not given are None: type, district and partnership are one
    text a candidate (None = not known), areas the area codes in it; profile: n × m numbers.
    """

    names: Names
    need: Floats
    type: tuple[str | None, ...] | None
    district: tuple[str | None, ...] | None
    partnership: tuple[str | None, ...] | None
    areas: tuple[Names, ...] | None
    profile: Floats
    profile_names: Names

    def place(self, name: str, asked: str) -> int:
        """Where a candidate stands; ContrastError for one that is not there. asked: who asks, for the message."""
        if name not in self.names:
            raise ContrastError(f"{asked} names {name!r}, which is no candidate. Write the name as in the table.")
        return self.names.index(name)


def read(table: pd.DataFrame, profile: Sequence[str]) -> Candidates:
    """Check a table of candidates: index = name; columns need, type, district, partnership, areas, and the profile.

    Raises ContrastError for names that are empty, doubled or no text, and for numbers that are missing or infinite.
    """
    if isinstance(profile, str):
        raise ContrastError("The profile is a list of columns, such as ['rent', 'age'], not one text.")
    names = _names(table)
    absent = [column for column in ("need", *profile) if column not in table.columns]
    if absent:
        raise ContrastError(f"The table of candidates has no column {named(absent)}.")
    if len(set(profile)) < len(profile):
        raise ContrastError("A column stands twice in the profile. Name each once.")
    table = table.set_axis(pd.Index(names, dtype=object)).sort_index()
    return Candidates(
        names=tuple(table.index),
        need=_numbers(table, "need"),
        type=_types(table),
        district=_texts(table, "district"),
        partnership=_texts(table, "partnership"),
        areas=_areas(table),
        profile=np.column_stack([np.empty((len(names), 0)), *(_numbers(table, column) for column in profile)]),
        profile_names=tuple(profile),
    )


def named(names: Iterable[object]) -> str:
    """Up to ten names, and how many more there are."""
    listed = [str(name) for name in names]
    more = len(listed) - _NAMED
    return ", ".join(listed[:_NAMED]) + (f" and {more:,} more" if more > 0 else "")


def _names(table: pd.DataFrame) -> list[str]:
    names = table.index.tolist()
    if not names:
        raise ContrastError("There is no candidate in the table. Give one row for each zone to choose from.")
    if not all(isinstance(name, str) and name.strip() for name in names):
        raise ContrastError("The index of the table is the name of each candidate: text, and none empty.")
    if len(set(names)) < len(names):
        doubled = table.index[table.index.duplicated()].unique()
        raise ContrastError(f"These candidates stand there twice: {named(doubled)}. Keep one of each.")
    joined = [name for name in names if ";" in name]
    if joined:
        raise ContrastError(f"Names hold no semicolon, which parts them in files: {named(joined)}. Rename them.")
    return names


def _numbers(table: pd.DataFrame, column: str) -> Floats:
    try:
        found = pd.to_numeric(table[column]).to_numpy(dtype=np.float64, na_value=np.nan)
    except (TypeError, ValueError) as problem:
        raise ContrastError(f"Column {column!r} holds something that is no number: {problem}.") from problem
    wrong = ~np.isfinite(found)
    if wrong.any():
        raise ContrastError(
            f"Column {column!r} has no number for {named(table.index[wrong])}. Fill it in, or leave them out."
        )
    return found


def _texts(table: pd.DataFrame, column: str) -> tuple[str | None, ...] | None:
    if column not in table.columns:
        return None
    return tuple(None if _missing(value) else str(value) for value in table[column].tolist())


def _types(table: pd.DataFrame) -> tuple[str | None, ...] | None:
    found = _texts(table, "type")
    if found is not None and None in found:
        without = [name for name, kind in zip(table.index, found, strict=True) if kind is None]
        raise ContrastError(f"These candidates have no type: {named(without)}. Give each one, such as rural.")
    return found


def _areas(table: pd.DataFrame) -> tuple[Names, ...] | None:
    """Area codes of each candidate: a list, or text parted by semicolons."""
    if "areas" not in table.columns:
        return None
    found: list[Names] = []
    for name, value in zip(table.index, table["areas"].tolist(), strict=True):
        codes = value.split(";") if isinstance(value, str) else value
        if not isinstance(codes, list | tuple | set | frozenset | np.ndarray | pd.Index):
            raise ContrastError(
                f"The areas of {name} are a list of codes, or text such as 'A1;A2', not {value!r}. Where candidates do "
                "not overlap, leave the column out."
            )
        listed = tuple(dict.fromkeys(str(code).strip() for code in codes))
        if not listed or "" in listed:
            raise ContrastError(f"The areas of {name} are empty, or one of them is. Name each area of it.")
        found.append(listed)
    return tuple(found)


def _missing(value: Any) -> bool:
    return value is None or value is pd.NA or value != value or not str(value).strip()

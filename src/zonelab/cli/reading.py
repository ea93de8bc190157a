"""Knows how to read a CSV file of values and to say which row and column is wrong; does not score."""

import csv
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd


class ReadingError(ValueError):
    """A file is no table of values; the message names file, row and column and says what to do."""


def values(path: Path, code_column: str, keys: Sequence[str]) -> pd.DataFrame:
    """Read the columns `keys` of a CSV file as numbers, indexed by the area codes in `code_column`.

    The first row names the columns; an empty cell is a missing value. Rows in messages count from 1 with the
    heading, as a spreadsheet shows them. Raises ReadingError, and OSError if the file cannot be opened.
    """
    heading, rows = _rows(path)
    places = [_place(path, heading, name) for name in (code_column, *keys)]
    codes: list[str] = []
    numbers = np.empty((len(rows), len(keys)))
    first_row: dict[str, int] = {}
    for at, (row, cells) in enumerate(rows):
        if len(cells) != len(heading):
            raise ReadingError(
                f"{path}, row {row}: it has {len(cells)} cells, the heading has {len(heading)}. "
                f"Put text with a comma in double quotes, or mend the row."
            )
        code = cells[places[0]].strip()
        if not code:
            raise ReadingError(f"{path}, row {row}, column {code_column!r}: there is no area code. Fill it in.")
        if code in first_row:
            raise ReadingError(
                f"{path}, row {row}, column {code_column!r}: area {code!r} is in row {first_row[code]} too. Keep one."
            )
        first_row[code] = row
        codes.append(code)
        for column, place in enumerate(places[1:]):
            number = _number(cells[place])
            if number is None:
                raise ReadingError(
                    f"{path}, row {row}, column {keys[column]!r}: {cells[place]!r} is not a number. Write it "
                    f"like 1234.5, without commas or units; leave the cell empty if the value is missing."
                )
            numbers[at, column] = number
    return pd.DataFrame(numbers, index=pd.Index(codes, name="code", dtype=object), columns=list(keys))


def _rows(path: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    try:
        # utf-8-sig: spreadsheets put a mark before the first heading, which is no part of its name.
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [(row, cells) for row, cells in enumerate(csv.reader(file, strict=True), start=1) if any(cells)]
    except UnicodeDecodeError as error:
        raise ReadingError(f"{path}: this is not UTF-8 text. Save it as “CSV UTF-8”.") from error
    except csv.Error as error:
        raise ReadingError(f"{path}: this is not a CSV file: {error}. Save it as “CSV UTF-8”.") from error
    if len(rows) < 2:
        raise ReadingError(f"{path}: it needs a row of headings and at least one area below it.")
    return [name.strip() for name in rows[0][1]], rows[1:]


def _place(path: Path, heading: list[str], name: str) -> int:
    found = heading.count(name)
    if found == 1:
        return heading.index(name)
    if found:
        raise ReadingError(f"{path}, row 1: {found} columns are named {name!r}. Keep one.")
    raise ReadingError(
        f"{path}, row 1: there is no column {name!r}. Add it, or mend its name here or in the specification. "
        f"Columns are: {', '.join(heading)}."
    )


def _number(cell: str) -> float | None:
    written = cell.strip()
    if not written:
        return math.nan
    try:
        number = float(written)
    except ValueError:
        return None
    # float() also takes 1_000, nan and inf, which a person would not mean.
    return number if math.isfinite(number) and "_" not in written else None

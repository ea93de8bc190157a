"""Knows how to read a CSV file with one row an area and to say which row and column is wrong; does not score."""

import csv
import hashlib
import io
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

Report = Callable[[str], None]


class ReadingError(ValueError):
    """A file is no table of values; the message names file, row and column and says what to do."""


def refuse(message: str) -> None:
    """Stop at the first mistake. `zonelab check` gives a list's `append` instead, and hears of all of them."""
    raise ReadingError(message)


@dataclass(frozen=True, eq=False)
class Table:
    """A CSV file in memory: its heading, its rows with their numbers as a spreadsheet shows them, its digest.

    Rows of messages count from 1 with the heading. The area codes stand in `code_column`; `report` hears of each
    mistake, and refuses by default.
    """

    path: Path
    heading: tuple[str, ...]
    rows: tuple[tuple[int, list[str]], ...]
    codes: "pd.Index[str]"
    digest: str
    report: Report = field(default=refuse, repr=False)

    def numbers(self, keys: Sequence[str]) -> pd.DataFrame:
        """Columns as numbers, indexed by area code; an empty cell is a missing value (NaN)."""
        numbers = np.full((len(self.rows), len(keys)), np.nan)
        for column, key in enumerate(keys):
            place = self.place(key)
            if place is None:
                continue
            for at, (row, cells) in enumerate(self.rows):
                number = number_of(cells[place])
                if number is None:
                    self.report(
                        f"{self.path}, row {row}, column {key!r}: {cells[place]!r} is not a number. Write it "
                        f"like 1234.5, without commas or units; leave the cell empty if the value is missing."
                    )
                else:
                    numbers[at, column] = number
        return pd.DataFrame(numbers, index=self.codes, columns=list(keys))

    def words(self, key: str) -> "pd.Series[str]":
        """One column as text without blanks at its ends; an empty cell is an empty text."""
        place = self.place(key)
        said = ["" if place is None else cells[place].strip() for _, cells in self.rows]
        return pd.Series(said, index=self.codes, name=key, dtype=object)

    def place(self, name: str) -> int | None:
        """Where a column stands; None, once it is reported, for one that is not there."""
        return _place(self.path, self.heading, name, self.report)

    def row_of(self, code: str) -> int:
        """The number of the row of an area."""
        return self.rows[int(self.codes.get_indexer(pd.Index([code]))[0])][0]


def values(path: Path, code_column: str, keys: Sequence[str]) -> pd.DataFrame:
    """Read the columns `keys` of a CSV file as numbers, indexed by the area codes in `code_column`.

    The first row names the columns. Raises ReadingError, and OSError if the file cannot be opened.
    """
    heading, _, _ = rows_of(path)
    for key in keys:  # before the rows are looked at: a wrong name is the commoner mistake
        _place(path, heading, key, refuse)
    return table(path, code_column).numbers(keys)


def table(path: Path, code_column: str, report: Report = refuse) -> Table:
    """Read a CSV file with one row an area. Raises ReadingError for a file without rows or codes, and OSError."""
    heading, rows, digest = rows_of(path)
    place = _place(path, heading, code_column, refuse)
    kept: list[tuple[int, list[str]]] = []
    first_row: dict[str, int] = {}
    for row, cells in rows:
        if len(cells) != len(heading):
            report(
                f"{path}, row {row}: it has {len(cells)} cells, the heading has {len(heading)}. "
                f"Put text with a comma in double quotes, or mend the row."
            )
            continue
        code = cells[place or 0].strip()
        if not code:
            report(f"{path}, row {row}, column {code_column!r}: there is no area code. Fill it in.")
        elif code in first_row:
            report(
                f"{path}, row {row}, column {code_column!r}: area {code!r} is in row {first_row[code]} too. Keep one."
            )
        else:
            first_row[code] = row
            kept.append((row, cells))
    return Table(
        path, tuple(heading), tuple(kept), pd.Index(list(first_row), name="code", dtype=object), digest, report
    )


def rows_of(path: Path, least: int = 1) -> tuple[list[str], list[tuple[int, list[str]]], str]:
    """The heading, the rows below it that are not empty with their numbers, and the digest of the file.

    least: how many rows there must be below the heading, 0 or 1.
    """
    content = path.read_bytes()
    try:
        # utf-8-sig: spreadsheets put a mark before the first heading, which is no part of its name.
        text = content.decode("utf-8-sig")
        _check_separator(path, text)
        lines = io.StringIO(text, newline="")
        rows = [(row, cells) for row, cells in enumerate(csv.reader(lines, strict=True), start=1) if any(cells)]
    except UnicodeDecodeError as error:
        raise ReadingError(f"{path}: this is not UTF-8 text. Save it as “CSV UTF-8”.") from error
    except csv.Error as error:
        raise ReadingError(f"{path}: this is not a CSV file: {error}. Save it as “CSV UTF-8”.") from error
    if len(rows) < 1 + least:
        raise ReadingError(f"{path}: it needs a row of headings and at least one area below it.")
    return [name.strip() for name in rows[0][1]], rows[1:], hashlib.sha256(content).hexdigest()


def _check_separator(path: Path, text: str) -> None:
    heading = re.sub(r'"[^"\n]*"', "", text.lstrip().partition("\n")[0])  # in quotes, each may be a part of a name
    for separator, shown in ((";", "“;”"), ("\t", "tabs")):
        if separator in heading.partition(",")[0]:
            raise ReadingError(f"{path}: This file is separated by {shown}. Save it with commas.")


def number_of(cell: str) -> float | None:
    """The number that a person wrote, NaN for an empty cell, None for what is no number."""
    written = cell.strip()
    if not written:
        return math.nan
    try:
        number = float(written)
    except ValueError:
        return None
    # float() also takes 1_000, nan and inf, which a person would not mean.
    return number if math.isfinite(number) and "_" not in written else None


def _place(path: Path, heading: Sequence[str], name: str, report: Report) -> int | None:
    found = list(heading).count(name)
    if found == 1:
        return list(heading).index(name)
    if found:
        report(f"{path}, row 1: {found} columns are named {name!r}. Keep one.")
        return None
    report(
        f"{path}, row 1: there is no column {name!r}. Add it, or mend its name here or in the specification. "
        f"Columns are: {', '.join(heading)}."
    )
    return None

"""Finds and checks what tables with rows of areas have in common: columns, codes, numbers; knows no publisher."""

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl
from django.utils.translation import gettext as _

from ..rows import AREA, NOTE, PERIOD, BadFile, BadRow, DatasetEntry, Reading
from .archives import LIMITS, ZIP, beginning, check_archive
from .cells import LINE, bad_cells, numbers

SMALL_AREAS = ("E01", "W01")  # lower layer super output areas of England and of Wales
CUT_SHORT = 60  # letters of a name that are enough to know a longer one by: spreadsheets cut long headers off
SHOWN = 20
SIGNS = ((r"\+(?=\d)", " plus "), (r"(?<![\w-])-(?=\d)", " minus "), (r"%", " percent "))
STATED_YEAR = re.compile(r"(?<!\d)(?:20)?(01|11|21)(?!\d)")
SHEET = re.compile(r'<(?:\w+:)?sheet\b[^>]*?\bname="([^"]*)"')


def slug(text: str) -> str:
    """Small letters and digits with hyphens between: "Occupancy: -1" is "occupancy-minus-1"."""
    for sign, word in SIGNS:
        text = re.sub(sign, word, text)
    return re.sub(r"[^a-z0-9]+", "-", text.lower().replace("'", "")).strip("-")


def columns_named(wanted: Iterable[str], frame: pl.DataFrame, *, file: str) -> dict[str, str]:
    """What each wanted column is called in the table; raises BadFile with those that are not there.

    A column is known by its letters and digits alone, or, where a spreadsheet cut its name short, by how it begins.
    """
    names = {name: found_as(name, frame.columns) for name in wanted}
    missing = [name for name, found in names.items() if found is None]
    if missing:
        sentence = _(
            "%(file)s lacks the columns %(missing)s. It has: %(found)s. Give the publisher's own file, "
            "or say in the data set's entry what the columns are called."
        )
        told = {"file": file, "missing": _listed(missing), "found": _listed(set_apart(frame.columns))}
        rows = [BadRow(file, 1, name, "", _("a column of this name")) for name in missing]
        raise BadFile(sentence % told, rows)
    return {name: found for name, found in names.items() if found is not None}


def found_as(wanted: str, there: Sequence[str]) -> str | None:
    if wanted in there:
        return wanted
    own = slug(wanted)
    alike = [name for name in there if slug(name) == own]
    if not alike:
        alike = [name for name in there if len(name) >= CUT_SHORT and own.startswith(slug(name))]
    return alike[0] if len(alike) == 1 else None


def set_apart(columns: Sequence[str]) -> list[str]:
    """The columns without the one that holds the lines."""
    return [name for name in columns if name != LINE]


def option(entry: DatasetEntry, name: str, kind: type[Any], default: Any = None) -> Any:
    """What the entry says a reader needs to know; raises BadFile where it is missing or of another kind."""
    value = entry.options.get(name, default)
    if value is None:
        sentence = _("The entry of the data set “%(name)s” does not say “%(option)s” under options. Add it.")
        raise BadFile(sentence % {"name": entry.name, "option": name})
    if kind is tuple and isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
        return tuple(value)
    if kind is tuple or not isinstance(value, kind):
        sentence = _("The entry of the data set “%(name)s” says %(option)s = %(found)s, which is of the wrong kind.")
        raise BadFile(sentence % {"name": entry.name, "option": name, "found": repr(value)})
    return value


def only_codes(frame: pl.DataFrame, column: str, starts: Sequence[str]) -> pl.DataFrame:
    """The rows whose code is one of the kinds that begin so (E01…: nine letters and digits)."""
    return frame.filter(pl.col(column).fill_null("").str.contains(_pattern(starts)))


def wrong_codes(frame: pl.DataFrame, column: str, starts: Sequence[str], *, file: str) -> list[BadRow]:
    wrong = ~frame[column].fill_null("").str.contains(_pattern(starts))
    expected = _("a code of nine letters and digits that begins with %(starts)s") % {"starts": _listed(starts)}
    return bad_cells(frame, column, wrong, file=file, expected=expected)


def codes_twice(frame: pl.DataFrame, column: str, *, file: str, with_: Sequence[str] = ()) -> list[BadRow]:
    """The rows that repeat an area (of one period) which was there before."""
    again = ~frame.select(pl.struct(column, *with_).is_first_distinct()).to_series()
    return bad_cells(frame, column, again, file=file, expected=_("each area once"))


def measured(
    frame: pl.DataFrame, columns: Mapping[str, str], *, file: str, keep: Sequence[str] = ()
) -> tuple[pl.DataFrame, list[BadRow]]:
    """The columns (name there → measure) as numbers with notes where there are any, beside the columns to keep."""
    read: list[pl.Series] = [frame[name] for name in keep]
    wrong: list[BadRow] = []
    for name, measure in columns.items():
        values, notes, bad = numbers(frame, name, file=file)
        read.append(values.alias(measure))
        if notes.null_count() < len(notes):
            read.append(notes.alias(f"{measure}{NOTE}"))
        wrong += bad
    return pl.DataFrame(read), wrong


def vintage_of(entry: DatasetEntry, *stated: str) -> int:
    """The year of the area codes: as the file's own words state it, or else as the entry does."""
    for text in stated:
        if found := STATED_YEAR.search(text):
            return 2000 + int(found[1])
    if entry.vintage:
        return entry.vintage
    sentence = _(
        "Nothing in the file says which year its area codes are of. Say it in the entry of the data set "
        "“%(name)s”: vintage = 2021, for instance."
    )
    raise BadFile(sentence % {"name": entry.name})


def reading(frame: pl.DataFrame, *, vintages: Mapping[str, int], report: Mapping[str, int]) -> Reading:
    """The rows in their order, area and period first."""
    others = [name for name in frame.columns if name not in (AREA, PERIOD, LINE)]
    return Reading(frame.select(AREA, PERIOD, *others).sort(AREA, PERIOD), vintages, report)


def sheet_names(path: Path) -> tuple[str, ...]:
    """What the sheets of a workbook are called; nothing where the file is no workbook."""
    if path.is_dir() or beginning(path) != ZIP:
        return ()
    with check_archive(path, LIMITS) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            return ()
        with archive.open("xl/workbook.xml") as stream:
            return tuple(html.unescape(name) for name in SHEET.findall(stream.read(1 << 20).decode("utf-8", "replace")))


def _pattern(starts: Sequence[str]) -> str:
    kinds = "|".join(rf"{re.escape(start)}\d{{{9 - len(start)}}}" for start in starts)
    return rf"^(?:{kinds})$"


def _listed(names: Iterable[str]) -> str:
    listed = list(names)
    more = _(" and %(count)s more") % {"count": len(listed) - SHOWN} if len(listed) > SHOWN else ""
    return ", ".join(listed[:SHOWN]) + more

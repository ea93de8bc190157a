"""What a cell of text says: a number, a mark for a missing one, a date, a period; knows no file and no layout."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

import polars as pl
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..rows import SHOWN_BAD_ROWS, BadFile, BadRow, PeriodKind

LINE = "line"  # the column that says in which line of the file a row stands
SUPPRESSED = ("*", "**", "c", "[c]", "suppressed", "[suppressed]", "[low]")
MISSING = ("", "-", "–", "--", ":", "..", ".", "...", "x", "[x]", "z", "[z]", "u", "[u]", "n/a", "na", "null", "none")
MARKS = (*MISSING, *SUPPRESSED)
FLAGS = {"[p]": "provisional", "[r]": "provisional", "[e]": "estimated"}
NUMBER = r"^[+-]?(\d+|\d{1,3}(,\d{3})+)?(\.\d*)?([eE][+-]?\d{1,3})?\s*%?$"
# Codes of the Government Statistical Service, and those of Northern Ireland's older small areas.
AREA_CODE = r"^(?:[EKLMNSW]\d{8}|[0-9]{2}[A-Z]{2}[0-9]{2}[A-Z]?[0-9]?)$"
LONGEST = 60  # letters of a cell that are shown
TOLD = 1000  # bad rows that are kept with what they hold
EXCEL_DAYS = range(20_000, 80_000)  # 1954 to 2119: a smaller number is more likely a year or a count
EXCEL_BEGAN = date(1899, 12, 30)
YEARS = range(1900, 2101)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_NAME = (
    r"(?:(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"(?:(?<=jan)uary|(?<=feb)ruary|(?<=mar)ch|(?<=apr)il|(?<=jun)e|(?<=jul)y|(?<=aug)ust|(?<=sep)t(?:ember)?"
    r"|(?<=oct)ober|(?<=nov)ember|(?<=dec)ember|\.)?)"
)


def numbers(
    frame: pl.DataFrame, column: str, *, file: str, missing: Sequence[str] = MARKS
) -> tuple[pl.Series, pl.Series, list[BadRow]]:
    """The numbers of a column of text, why one is missing or not final, and the cells that are neither.

    Marks are compared without case. A percentage stays what is written (12.5% is 12.5). "<5" is a suppressed value.
    """
    marks = [mark.lower() for mark in missing]
    hidden = [mark for mark in marks if mark in SUPPRESSED]
    text = frame[column].fill_null("").str.strip_chars().str.replace_all("−", "-", literal=True)
    flag = text.str.to_lowercase().str.extract(r"\S\s*(\[[per]\])$")
    bare = pl.when(flag.is_not_null()).then(text.str.replace(r"\s*\[[a-zA-Z]\]$", "")).otherwise(text)
    cells = pl.select(bare.alias("bare"), flag.alias("flag"), text.str.to_lowercase().alias("small"))
    is_number = pl.col("bare").str.contains(NUMBER) & pl.col("bare").str.contains(r"\d")
    below = pl.col("small").str.contains(r"^<\s*\d+$")
    value = pl.col("bare").str.replace_all(r"[,%\s]", "").cast(pl.Float64, strict=False)
    read = cells.select(
        pl.when(is_number & value.is_finite()).then(value).alias("value"),
        pl.when(pl.col("small").is_in(hidden) | below)
        .then(pl.lit("suppressed"))
        .when(is_number)
        .then(pl.col("flag").replace_strict(FLAGS, default=None, return_dtype=pl.String))
        .otherwise(None)
        .alias("note"),
        (pl.col("small").is_in(marks) | below).alias("missing"),
    )
    bad = read["value"].is_null() & ~read["missing"]
    return (
        read["value"].alias(column),
        read["note"].alias(f"{column}|note"),
        bad_cells(
            frame, column, bad, file=file, expected=_("a number, or a mark for a missing one such as “..” or “*”")
        ),
    )


def bad_cells(frame: pl.DataFrame, column: str, bad: pl.Series, *, file: str, expected: str) -> list[BadRow]:
    """One bad row for every row where `bad` is true, with its line and what the cell holds."""
    wrong = frame.filter(bad).select(LINE, column)
    told = [
        BadRow(file, line, column, (found or "")[:LONGEST], expected) for line, found in wrong.head(TOLD).iter_rows()
    ]
    # Millions of wrong cells are told by their number: what comes after the first thousand is never shown.
    return told + told[-1:] * (wrong.height - len(told))


def refuse(rows: Sequence[BadRow], *, file: str, sentence: str | None = None) -> None:
    """Raises BadFile with the first of the bad rows, if there are any."""
    if not rows:
        return
    if sentence is None:
        count = len(rows)
        sentence = ngettext(
            "%(file)s has %(count)s cell that cannot be read. Nothing was taken from it: mend the cell, or map the "
            "columns differently.",
            "%(file)s has %(count)s cells that cannot be read. Nothing was taken from it: mend the cells, or map the "
            "columns differently.",
            count,
        ) % {"file": file, "count": f"{count:,}"}
    ordered = sorted(rows, key=lambda row: (row.file, row.line))
    raise BadFile(sentence, ordered[:SHOWN_BAD_ROWS], more=max(0, len(rows) - SHOWN_BAD_ROWS))


def periods(frame: pl.DataFrame, column: str, kind: PeriodKind, *, file: str) -> tuple[pl.Series, list[BadRow]]:
    """The periods of a column of text, as `period_of` reads them, and the cells that are none."""
    seen = frame[column].unique().drop_nulls()
    known = {text: period_of(text, kind) for text in seen}
    read = frame[column].replace_strict(known, default=None, return_dtype=pl.String)
    expected = {
        PeriodKind.MONTH: _("a month such as 2025-03"),
        PeriodKind.QUARTER: _("a quarter such as 2025 Q1"),
        PeriodKind.YEAR: _("a year such as 2025 or 2024/25"),
        PeriodKind.ONCE: _("a year such as 2025"),
    }[kind]
    return read, bad_cells(frame, column, read.is_null(), file=file, expected=expected)


def excel_date(text: str) -> date | None:
    """The day that Excel keeps as a number (45717 is 1 March 2025), if the text is such a number."""
    if not re.fullmatch(r"\d{5}(\.\d+)?", text.strip(), re.ASCII):
        return None
    days = int(text.strip().partition(".")[0])
    return EXCEL_BEGAN + timedelta(days=days) if days in EXCEL_DAYS else None


def period_of(text: str, kind: PeriodKind) -> str | None:
    """How a period is written here, from how people write it; None where it is none of this kind, or is in doubt.

    "2011-12" is a month or a financial year, as `kind` says. Days are written day before month, or as ISO 8601.
    """
    said = re.sub(r"\s+", " ", text.strip().lower())[:LONGEST]
    if kind is PeriodKind.MONTH:
        found = _month(said)
        return f"{found[0]:04d}-{found[1]:02d}" if found else None
    if kind is PeriodKind.QUARTER:
        return _quarter(said)
    year = _year(said)
    if year is None and kind is PeriodKind.ONCE:
        return period_of(text, PeriodKind.MONTH)
    return None if year is None else str(year)


def _day(said: str) -> date | None:
    """A day in ISO 8601 (with or without a time), in British order, or as Excel's number."""
    clock = r"(?:[ t]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?z?)?"
    iso = re.fullmatch(rf"(\d{{4}})[-/](\d{{1,2}})[-/](\d{{1,2}}){clock}", said, re.ASCII)
    british = re.fullmatch(rf"(\d{{1,2}})[-/.](\d{{1,2}})[-/.](\d{{4}}){clock}", said, re.ASCII)
    named = re.fullmatch(rf"(\d{{1,2}})(?:st|nd|rd|th)?[ -]{MONTH_NAME}[ -](\d{{4}})", said, re.ASCII)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if british:
            return date(int(british[3]), int(british[2]), int(british[1]))
        if named:
            return date(int(named[3]), MONTHS.index(named[2]) + 1, int(named[1]))
    except ValueError:
        return None
    return excel_date(said)


def _month(said: str) -> tuple[int, int] | None:
    year, month = 0, 0
    if day := _day(said):
        year, month = day.year, day.month
    elif found := re.fullmatch(r"(\d{4})[-/ ]?(?:m(?=\d))?(\d{1,2})", said, re.ASCII):
        year, month = int(found[1]), int(found[2])
    elif found := re.fullmatch(r"(\d{1,2})[-/ ](\d{4})", said, re.ASCII):
        year, month = int(found[2]), int(found[1])
    elif found := re.fullmatch(rf"{MONTH_NAME}[-/ ]?'?(\d{{4}}|\d{{2}})", said, re.ASCII):
        year, month = _full(found[2]), MONTHS.index(found[1]) + 1
    elif found := re.fullmatch(rf"(\d{{4}})[-/ ]{MONTH_NAME}", said, re.ASCII):
        year, month = int(found[1]), MONTHS.index(found[2]) + 1
    return (year, month) if year in YEARS and 1 <= month <= 12 else None


def _full(year: str) -> int:
    """Two figures are a year of this century: "Mar-25" is what Excel makes of a month."""
    return int(year) if len(year) == 4 else 2000 + int(year)


def _quarter(said: str) -> str | None:
    year, quarter = 0, 0
    financial = re.fullmatch(r"(\d{4})[-/](\d{2}|\d{4})[- ,]*(?:q|quarter )([1-4])", said, re.ASCII) or re.fullmatch(
        r"(?:q|quarter )(?P<q>[1-4])[- ,]*(\d{4})[-/](\d{2}|\d{4})", said, re.ASCII
    )
    if financial:
        # Quarter 1 of 2024/25 is April to June 2024.
        first, second, third = financial.groups()
        quarter, begins, ends = (
            (int(first), second, third) if "q" in financial.groupdict() else (int(third), first, second)
        )
        year = int(begins) if _follows(begins, ends) else 0
        year, quarter = (year, quarter + 1) if quarter < 4 else (year + 1, 1)
    elif found := re.fullmatch(r"(\d{4})[-/ ]*(?:q|quarter )([1-4])", said, re.ASCII):
        year, quarter = int(found[1]), int(found[2])
    elif found := re.fullmatch(r"(?:q|quarter )([1-4])[-/ ,]*(\d{4})", said, re.ASCII):
        year, quarter = int(found[2]), int(found[1])
    elif found := re.fullmatch(rf"{MONTH_NAME} ?(?:-|–|to) ?{MONTH_NAME} (\d{{4}})", said, re.ASCII):
        first, last = MONTHS.index(found[1]), MONTHS.index(found[2])
        year, quarter = (int(found[3]), first // 3 + 1) if first % 3 == 0 and last == first + 2 else (0, 0)
    elif month := _month(said):
        year, quarter = month[0], (month[1] + 2) // 3
    return f"{year:04d}-Q{quarter}" if year in YEARS else None


def _follows(begins: str, ends: str) -> bool:
    """Whether "2024" and "25" (or "2025") are the two years of one financial year."""
    return str(int(begins) + 1)[-len(ends) :] == ends


def _year(said: str) -> int | None:
    said = re.sub(r"^(fy|financial year|calendar year|cy|mid[- ])\s*", "", said)
    year = 0
    if found := re.fullmatch(r"(\d{4})(?:\.0)?", said, re.ASCII):
        year = int(found[1])
    elif found := re.fullmatch(r"(\d{4}) ?(?:-|–|/|to) ?(\d{2}|\d{4})", said, re.ASCII):
        year = int(found[1]) if _follows(found[1], found[2]) else 0
    elif found := re.fullmatch(r"(?:year ending|year to|ye) (.+)", said):
        ending = _month(found[1])
        year = ending[0] - (ending[1] != 12) if ending else 0
    elif day := _day(said):
        # 31 March would be the end of a financial year as likely as a day of the calendar year: in doubt.
        year = 0 if (day.month, day.day) == (3, 31) else day.year
    return year if year in YEARS else None

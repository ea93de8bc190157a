"""Excel workbooks and Parquet files as tables of text; never runs a formula; knows nothing of what columns mean."""

import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from itertools import chain, islice
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
from django.utils.translation import gettext as _

from ..rows import BadFile, BadRow, Cancelled, Step
from .archives import Limits, check_archive
from .cells import LINE
from .delimited import empty, too_many
from .headers import FIRST_ROWS, MOST_COLUMNS, column_names, header_row, likely_row

MOST_BYTES = 1_000_000_000  # of a workbook once unpacked; its sheets are read row by row
MOST_TEXTS = 200_000_000  # bytes of the table of texts, which openpyxl keeps in memory
AT_ONCE = 2_000_000  # cells


def read_workbook(
    path: Path,
    *,
    sheet: str | None,
    needed: Sequence[str],
    header_marks: Sequence[str],
    limits: Limits,
    step: Step,
) -> pl.DataFrame:
    """One sheet's rows as text: the sheet asked for, or the first in which the header is found, or the first."""
    most = Limits(bytes=min(limits.bytes, MOST_BYTES), rows=limits.rows, ratio=limits.ratio)
    try:
        with warnings.catch_warnings(), check_archive(path, most) as archive:
            warnings.simplefilter("ignore")  # openpyxl tells of styles and of extensions that it leaves out
            _check_texts(archive, path.name)
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")):
                    _check_plain_xml(archive, name, path.name)
            book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
            try:
                rows = _chosen(book, path.name, sheet, needed, header_marks)
                return _collected(rows, path.name, needed, header_marks, limits, step)
            finally:
                book.close()
    except (BadFile, Cancelled):
        raise
    except Exception as error:  # openpyxl raises anything at all on a broken workbook
        sentence = _(
            "%(file)s cannot be read as an Excel workbook. Open it in Excel, save it again and give that file."
        )
        raise BadFile(sentence % {"file": path.name}) from error


def _check_texts(archive: Any, file: str) -> None:
    """All texts of a workbook stand in one table, which is read as a whole."""
    texts = sum(one.file_size for one in archive.infolist() if one.filename.endswith("sharedStrings.xml"))
    if texts > MOST_TEXTS:
        raise BadFile(_("%(file)s holds more text than we can take. Save it as CSV.") % {"file": file})


def _check_plain_xml(archive: Any, name: str, file: str) -> None:
    """No workbook declares entities of its own; one that does means harm."""
    with archive.open(name) as stream:
        start = stream.read(8192)
        if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
            sentence = _("%(file)s is not an ordinary workbook. Open it in Excel, save it again and give that file.")
            raise BadFile(sentence % {"file": file})


def _chosen(
    book: Any, file: str, sheet: str | None, needed: Sequence[str], marks: Sequence[str]
) -> Iterator[tuple[int, list[str]]]:
    sheets = book.worksheets
    if sheet is not None:
        named = [one for one in sheets if one.title.strip().casefold() == sheet.strip().casefold()]
        if not named:
            names = ", ".join(one.title for one in sheets)
            sentence = _("%(file)s has no sheet called “%(sheet)s”. It has: %(names)s.")
            raise BadFile(sentence % {"file": file, "sheet": sheet, "names": names})
        return _rows(named[0])
    for one in sheets:
        start = [row for _line, row in islice(_rows(one), FIRST_ROWS)]
        if header_row(start, needed, marks) is not None:
            return _rows(one)
    if not sheets:
        raise empty(file)
    return _rows(sheets[0])


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    sheet.reset_dimensions()  # the size that a sheet states may be a lie
    for line, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        yield line, [_text(value) for value in row]


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
        case datetime() if value.time() == time(0):
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            return str(value).strip()


def _collected(
    rows: Iterator[tuple[int, list[str]]],
    file: str,
    needed: Sequence[str],
    marks: Sequence[str],
    limits: Limits,
    step: Step,
) -> pl.DataFrame:
    start = list(islice(rows, FIRST_ROWS))
    if not any(any(row) for _line, row in start):
        raise empty(file)
    only = [row for _line, row in start]
    place = header_row(only, needed, marks)
    place = likely_row(only, needed) if place is None else place
    header = only[place]
    while header and not header[-1]:
        header = header[:-1]
    names = column_names(header, needed, file=file, line=start[place][0])
    has_titles = any(any(row) for row in only[:place])
    frames, count = [], 0
    kept = _kept(chain(start[place + 1 :], rows), file, len(names), has_titles=has_titles)
    while batch := list(islice(kept, max(1000, AT_ONCE // len(names)))):
        count += len(batch)
        if count > limits.rows:
            raise too_many(file, limits)
        frames.append(
            pl.DataFrame(batch, schema={**dict.fromkeys(names, pl.String), LINE: pl.Int64}, orient="row").with_columns(
                pl.col(pl.String).str.strip_chars().replace("", None)
            )
        )
        step(0.0, file)
    if not frames:
        raise empty(file)
    return pl.concat(frames)


def _kept(
    rows: Iterator[tuple[int, list[str]]], file: str, width: int, *, has_titles: bool
) -> Iterator[tuple[str | int, ...]]:
    """Rows of the header's width, with their lines; blank ones are left out, and notes below a table with titles."""
    after_blank = False
    for line, row in rows:
        filled = sum(1 for cell in row if cell)
        if filled == 0 or (has_titles and width > 1 and filled == 1 and after_blank):
            after_blank = True
            continue
        after_blank = False
        if any(row[width:]) or len(row) > MOST_COLUMNS:
            sentence = _("In %(file)s a row is longer than the header. Give every column a name, or empty the cells.")
            found = next((cell for cell in row[width:] if cell), "")
            expected = _("%(count)s columns, as in the header") % {"count": width}
            raise BadFile(sentence % {"file": file}, [BadRow(file, line, "", found[:60], expected)])
        yield (*row[:width], *[""] * (width - len(row)), line)


def read_parquet(path: Path, *, needed: Sequence[str], limits: Limits, step: Step) -> pl.DataFrame:
    """All columns as text; a row's line counts from 2, as if the names of the columns were the first."""
    file = path.name
    try:
        scan = pl.scan_parquet(path)
        cells = list(scan.collect_schema())
        count = int(scan.select(pl.len()).collect().item())
        if count > limits.rows:
            raise too_many(file, limits)
        if not count:
            raise empty(file)
        names = column_names(cells, needed, file=file, line=1)
        frames, size = [], 0
        at_once = max(1000, AT_ONCE // max(len(names), 1))
        for begin in range(0, count, at_once):
            part = scan.slice(begin, at_once).collect().select(_as_text(column) for column in cells)
            part.columns = names
            size += int(part.estimated_size())
            if size > limits.bytes:
                raise too_many(file, limits)
            frames.append(
                part.with_columns(pl.int_range(begin + 2, begin + 2 + part.height, dtype=pl.Int64).alias(LINE))
            )
            step(begin / count, file)
        return pl.concat(frames)
    except (BadFile, Cancelled):
        raise
    except (Exception, pl.exceptions.PanicException) as error:  # a broken file can make polars panic
        sentence = _(
            "%(file)s cannot be read as a Parquet file with columns of text, numbers and dates. Save it again."
        )
        raise BadFile(sentence % {"file": file}) from error


def _as_text(name: str) -> pl.Expr:
    def text(column: pl.Series) -> pl.Series:
        if column.dtype.is_float():
            whole = column.is_finite() & (column == column.round(0)) & (column.abs() < 1e15)
            plain = pl.select(
                pl.when(whole)
                .then(column.cast(pl.Int64, strict=False).cast(pl.String))
                .otherwise(column.cast(pl.String))
            )
            return plain.to_series().alias(name)
        if isinstance(column.dtype, pl.Datetime):
            column = column.dt.to_string("iso:strict").str.replace(r"T00:00:00(\.0+)?$", "")
        return column.cast(pl.String).str.strip_chars().replace("", None).alias(name)

    return pl.col(name).map_batches(text, return_dtype=pl.String)

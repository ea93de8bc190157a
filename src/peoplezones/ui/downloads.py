"""Answers with a table as a file that a spreadsheet opens safely; knows no content."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from itertools import chain

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

# A cell that begins like this is run as a formula by spreadsheets, so it is marked as text (OWASP, CSV injection).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NUMBERS_AND_DATES = (int, float, dt.date)  # kept as they are, so that a spreadsheet can reckon with them

Rows = Iterable[Sequence[object]]


def safe_cell(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def csv_answer(filename: str, *tables: Rows) -> HttpResponse:
    """The rows, one table after the other, as UTF-8 CSV to be kept under this name."""
    answer = _to_keep(filename, "text/csv; charset=utf-8")
    csv.writer(answer).writerows([safe_cell(_plain(cell)) for cell in row] for row in chain(*tables))
    return answer


def workbook_answer(filename: str, *tables: Rows) -> HttpResponse:
    """The rows, one table after the other, as one sheet of a workbook to be kept under this name."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in chain(*tables):
        sheet.append([_for_workbook(cell) for cell in row])
    kept = io.BytesIO()
    book.save(kept)
    answer = _to_keep(filename, WORKBOOK)
    answer.write(kept.getvalue())
    return answer


def table_answer(kind: str, name: str, *tables: Rows) -> HttpResponse:
    """The rows as a workbook where `kind` is "xlsx", else as CSV."""
    if kind == "xlsx":
        return workbook_answer(f"{name}.xlsx", *tables)
    return csv_answer(f"{name}.csv", *tables)


def _for_workbook(cell: object) -> object:
    plain = _plain(cell)
    return ILLEGAL_CHARACTERS_RE.sub("", str(safe_cell(plain))) if isinstance(plain, str) else plain


def _plain(cell: object) -> object:
    """Numbers and days as they are, a moment as the day it fell on, nothing as an empty cell, else words."""
    if isinstance(cell, dt.datetime):
        return cell.date()
    if cell is None or (isinstance(cell, NUMBERS_AND_DATES) and not isinstance(cell, bool)):
        return cell
    return str(cell)


def _to_keep(filename: str, kind: str) -> HttpResponse:
    answer = HttpResponse(content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{filename}"'
    return answer

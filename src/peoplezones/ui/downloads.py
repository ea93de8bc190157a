"""Answers with a table as a CSV file that a spreadsheet opens safely; knows no content."""

import csv
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

# A cell that begins like this is run as a formula by spreadsheets, so it is marked as text (OWASP, CSV injection).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def csv_answer(filename: str, rows: Iterable[Sequence[object]]) -> HttpResponse:
    """The rows as UTF-8 CSV to be kept under this name."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{filename}"'
    csv.writer(answer).writerows([safe_cell(cell) for cell in row] for row in rows)
    return answer

"""Reads a small table that a partner shares, from CSV; writes nothing."""

import csv
import io

from django.utils.translation import gettext as _

from peoplezones.foundation.refusals import NotPossibleNow

MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 5_000, 40, 300
MOST_BYTES = 2 * 1024 * 1024
SMALL = {"1", "2", "3", "4"}
HIDDEN = "1–4"


def table_from(content: bytes) -> list[list[str]]:
    """Rows of text, the first of them headings; raises NotPossibleNow that says which line is wrong."""
    rows = [
        [" ".join(cell.split()) for cell in row] for row in _rows(_text(content)) if any(cell.strip() for cell in row)
    ]
    if len(rows) < 2:
        raise NotPossibleNow(_("The table needs a line of headings and at least one row below it"))
    if len(rows) > MOST_ROWS + 1:
        raise NotPossibleNow(_("The table has more than 5,000 rows. Share a part of it"))
    width = len(rows[0])
    if width > MOST_COLUMNS or not all(rows[0]):
        raise NotPossibleNow(_("Give each column a heading, and have at most 40 columns"))
    for number, row in enumerate(rows, start=1):
        if len(row) != width or any(len(cell) > LONGEST_CELL for cell in row):
            sentence = _("Row %(number)s does not have %(width)s cells, or one that is too long")
            raise NotPossibleNow(sentence % {"number": number, "width": width})
    return rows


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise NotPossibleNow(_("The file is no CSV. Save the table as CSV and choose that"))


def _rows(text: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error as error:
        raise NotPossibleNow(_("The file is no CSV. Save the table as CSV and choose that")) from error


def without_small_numbers(table: list[list[str]]) -> list[list[str]]:
    """The same table with 1, 2, 3 and 4 replaced; headings stay."""
    return [table[0], *([HIDDEN if cell in SMALL else cell for cell in row] for row in table[1:])]

"""Which row of a table names its columns, and what the columns are called; knows no kind of file."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from ..rows import BadFile, BadRow
from .cells import LINE, LONGEST

FIRST_ROWS = 100  # a header stands among these
MOST_COLUMNS = 5_000
SHOWN_COLUMNS = 40


def same(text: str) -> str:
    """A column's name as names are compared: without case, byte order marks and extra spaces."""
    return " ".join(text.replace("\ufeff", "").split()).casefold()


def header_row(rows: Sequence[Sequence[str]], needed: Sequence[str], marks: Sequence[str]) -> int | None:
    """The place of the row in which every mark (or, without marks, every needed column) is found, if there is one."""
    for place, row in enumerate(rows[:FIRST_ROWS]):
        cells = [same(cell) for cell in row if cell.strip()]
        if marks and len(cells) > 1 and all(any(same(mark) in cell for cell in cells) for mark in marks):
            return place
        if needed and not marks and {same(name) for name in needed} <= set(cells):
            return place
    return None


def likely_row(rows: Sequence[Sequence[str]], needed: Sequence[str]) -> int:
    """Where no header is found: the row with most of the needed columns, or else the first that is not blank."""
    wanted = {same(name) for name in needed}
    found = [len(wanted & {same(cell) for cell in row}) for row in rows[:FIRST_ROWS]]
    most = max(found, default=0)
    if most:
        return found.index(most)
    return next((place for place, row in enumerate(rows) if any(cell.strip() for cell in row)), 0)


def column_names(cells: Sequence[str], needed: Sequence[str], *, file: str, line: int) -> list[str]:
    """One name a column, each once, in the spelling of `needed`; raises BadFile where a needed column is not there."""
    if len(cells) > MOST_COLUMNS:
        sentence = _("%(file)s has more than %(most)s columns. Check that it is a table.")
        raise BadFile(sentence % {"file": file, "most": f"{MOST_COLUMNS:,}"})
    spelling = {same(name): name for name in needed}
    names: list[str] = []
    taken = {LINE}
    for number, cell in enumerate(cells, start=1):
        plain = " ".join(cell.replace("\ufeff", "").split()) or _("column %(number)s") % {"number": number}
        name = spelling.get(same(plain), plain)
        if name in spelling.values() and name in taken:
            sentence = _("%(file)s has two columns called “%(name)s”. Take one away, or give it another name.")
            raise BadFile(sentence % {"file": file, "name": name[:LONGEST]})
        again = 2
        while name in taken:
            name, again = f"{plain} ({again})", again + 1
        taken.add(name)
        names.append(name)
    missing = [name for name in needed if name not in names]
    if missing:
        raise _without(missing, cells, file, line)
    return names


def _without(missing: Sequence[str], cells: Sequence[str], file: str, line: int) -> BadFile:
    there = [cell.strip()[:LONGEST] for cell in cells if cell.strip()]
    found = ", ".join(there[:SHOWN_COLUMNS]) or _("none")
    sentence = _(
        "%(file)s lacks the columns %(missing)s. It has: %(found)s. Give the publisher's own file, "
        "or rename the columns."
    )
    rows = [BadRow(file, line, name, "", _("a column of this name")) for name in missing]
    return BadFile(sentence % {"file": file, "missing": ", ".join(missing), "found": found}, rows)

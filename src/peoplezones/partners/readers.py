"""The spreadsheet of organisations: its columns, and what a line says; hands rows over and writes nothing."""

import datetime as dt
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from peoplezones.foundation import days
from peoplezones.places.readers import opening
from peoplezones.places.rows import BadFile, BadRow

from .actions.bringing import refused
from .identifiers import LISTS, NotThatForm, normalised
from .models import Kind
from .rows import OrganisationRow

NAME, KIND, DOES, SITE = "Name", "Kind", "What it does", "Website"
ZONES, SINCE, CODE, NUMBER = "Works in", "Takes part since", "List", "Number"
COLUMNS = (NAME, KIND, DOES, SITE, ZONES, SINCE, CODE, NUMBER)
NEEDED = (NAME, KIND)
MOST = 500  # organisations of one file
LARGEST = 2_000_000  # bytes, as it is handed in
LIMITS = opening.Limits(bytes=20_000_000, rows=10_000)
LONGEST = {NAME: 120, DOES: 300, SITE: 200}
ENDINGS = (".csv", ".xlsx", ".txt")
DAYS = ("%d/%m/%Y", "%Y-%m-%d", "%d %B %Y")


@dataclass
class _Found:
    """What a file says: lines that can be taken, and what is wrong with others."""

    file: str
    today: dt.date
    rows: list[OrganisationRow] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)


def read(chunks: Iterable[bytes], name: str, today: dt.date) -> list[OrganisationRow]:
    """Read a CSV or an Excel file; raises BadFile where it is no table, lacks a column, or holds a line that is wrong.

    Who comes without a day takes part since `today`.
    """
    ending = next((one for one in ENDINGS if name.lower().endswith(one)), ".csv")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"file{ending}"
        with path.open("wb") as kept:
            kept.writelines(chunks)
        frame = opening.table(path, needed=NEEDED, limits=LIMITS)
    found = _Found(name, today)
    by_word = {column.strip().lower(): column for column in frame.columns}
    for line in frame.iter_rows(named=True):
        cells = {column: str(line.get(by_word.get(column.lower(), "")) or "").strip() for column in COLUMNS}
        if any(cells.values()):
            _take(found, cells, line[opening.LINE])
    if found.bad:
        raise refused(found.bad)
    if not found.rows:
        raise BadFile(_("The file holds no organisation. Write one in each line below the headings."))
    if len(found.rows) > MOST:
        sentence = _("The file holds more than %(most)s organisations. Give it in several parts.")
        raise BadFile(sentence % {"most": MOST})
    return found.rows


def _take(found: _Found, cells: Mapping[str, str], line: int) -> None:
    wrong: list[tuple[str, str]] = []
    kind, since = _kind(cells[KIND]), _day(cells[SINCE], found.today)
    if not cells[NAME]:
        wrong.append((NAME, _("a name")))
    wrong += [
        (column, _("at most %(most)s letters") % {"most": most})
        for column, most in LONGEST.items()
        if len(cells[column]) > most
    ]
    if kind is None:
        wrong.append((KIND, _("one of the kinds that stand on the page")))
    if since is None:
        wrong.append((SINCE, _("a day such as 27/03/2026")))
    code = cells[CODE].upper()
    if code or cells[NUMBER]:
        wrong += _number(code, cells[NUMBER])
    found.bad += [BadRow(found.file, line, column, cells[column], expected) for column, expected in wrong]
    if not wrong and kind is not None and since is not None:
        zones = tuple(zone.strip() for zone in cells[ZONES].split(";") if zone.strip())
        words = (cells[NAME], kind, cells[DOES], cells[SITE])
        found.rows.append(OrganisationRow(found.file, line, *words, zones, since, code, cells[NUMBER]))


def _kind(said: str) -> str | None:
    """By its words or by its key, however they are written."""
    known = {str(kind.label).lower(): kind.value for kind in Kind} | {kind.value: kind.value for kind in Kind}
    return known.get(said.lower())


def _day(said: str, today: dt.date) -> dt.date | None:
    if not said:
        return today
    for layout in DAYS:
        try:
            found: dt.date | None = dt.datetime.strptime(said.removesuffix(" 00:00:00"), layout).date()
            break
        except ValueError:
            continue
    else:
        found = opening.excel_date(said) if said.isdecimal() else None
    return found if found and days.FIRST <= found <= days.LAST else None


def _number(code: str, number: str) -> list[tuple[str, str]]:
    if code not in LISTS:
        return [(CODE, _("one of %(lists)s") % {"lists": ", ".join(LISTS)})]
    try:
        normalised(code, number)
    except NotThatForm:
        return [(NUMBER, str(LISTS[code].form))]
    return []

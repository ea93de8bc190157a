"""Knows the layout of the spreadsheet template: one line a role, service or meeting; writes nothing."""

import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from peoplezones.places.readers.opening import LINE, table
from peoplezones.places.rows import SHOWN_BAD_ROWS, BadFile, BadRow

from ..rows import Given, alike
from . import cells
from .cells import Wrong

MOST_ROWS = 2000


@dataclass(frozen=True)
class Column:
    """One column of the template: its heading, the field that it fills, how a cell is read, and two examples."""

    heading: str
    field: str
    read: Callable[[str], Any]
    examples: tuple[str, str]


COLUMNS = (
    Column("Kind", "kind", cells.kind, ("service", "meeting")),
    Column("Title", "title", cells.needed(120), ("Example: family drop-in", "Example: neighbourhood meeting")),
    Column(
        "Organisation",
        "organisation_name",
        cells.needed(120),
        ("Example: children's centre", "Example: city council, housing service"),
    ),
    Column("What it does", "summary", cells.words(300), ("Play, advice and a cup of tea", "Plans the month's work")),
    Column("People", "people", cells.people, ("2", "1")),
    Column("Hours a week of each", "hours_each", cells.hours, ("15", "0.5")),
    Column("Tools", "tools", cells.tools, ("human interaction; community integration", "control")),
    Column("Outcomes", "outcomes", cells.outcomes, ("well; skills", "safe")),
    Column("Who it reaches", "audiences", cells.audiences, ("families; children", "the whole neighbourhood")),
    Column("People reached a month", "reach", cells.reach, ("40", "")),
    Column("Where", "place", cells.words(120), ("The children's centre", "The library")),
    Column("When", "times", cells.times, ("Tuesday morning; Thursday afternoon", "Tuesday morning")),
    Column("By appointment", "by_appointment", cells.yes_or_no, ("no", "no")),
    Column("Rhythm of a meeting", "rhythm", cells.rhythm, ("", "every month")),
    Column("Who sits in a meeting", "seats", cells.seats, ("", "Example: police; Example: children's centre")),
    Column("Since", "since", cells.day, ("2024-09-01", "")),
    Column("Until", "until", cells.day, ("", "")),
    Column("Who told us", "told_by", cells.words(120), ("Centre manager", "Housing officer")),
    Column("Told on", "told_on", cells.day, ("2026-01-15", "2026-01-15")),
    Column("Could sit in the People Team", "could_join_team", cells.yes_or_no, ("yes", "no")),
)


def template_rows() -> list[list[str]]:
    """The headings, and two made-up lines to be replaced."""
    return [[column.heading for column in COLUMNS], *([column.examples[n] for column in COLUMNS] for n in (0, 1))]


def read(name: str, content: bytes) -> list[Given]:
    """Every line of a CSV or XLSX file; raises BadFile with what is wrong, line by line, where anything is."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"sheet{'.xlsx' if content[:2] == b'PK' else '.csv'}"
        path.write_bytes(content)
        try:
            found = table(path, needed=[column.heading for column in COLUMNS])
        except BadFile as bad:
            rows = [BadRow(name, row.line, row.column, row.found, row.expected) for row in bad.rows]
            raise BadFile(bad.sentence.replace(path.name, name), rows, more=bad.more) from bad
    lines = found.to_dicts()
    if len(lines) > MOST_ROWS:
        raise BadFile(_("%(file)s has more than %(most)s lines. Give it in parts.") % {"file": name, "most": MOST_ROWS})
    return _given(name, lines)


def _given(name: str, lines: Iterable[dict[str, Any]]) -> list[Given]:
    bad: list[BadRow] = []
    read_so_far: list[Given] = []
    seen: dict[tuple[str, str], int] = {}
    for line in lines:
        said, wrong = _line(name, line)
        bad += wrong
        if wrong:
            continue
        given = Given(**said)
        first = seen.setdefault(alike(given.title, given.organisation_name), line[LINE])
        if first != line[LINE]:
            expected = _("each title of an organisation once; it stands in line %(line)s too") % {"line": first}
            bad.append(BadRow(name, line[LINE], "Title", given.title, expected))
        read_so_far.append(given)
    if bad:
        sentence = _(
            "%(file)s was not taken: something is wrong in it, and nothing was changed. Mend it, then hand it in again."
        )
        raise BadFile(sentence % {"file": name}, bad[:SHOWN_BAD_ROWS], more=max(0, len(bad) - SHOWN_BAD_ROWS))
    return read_so_far


def _line(name: str, line: dict[str, Any]) -> tuple[dict[str, Any], list[BadRow]]:
    said: dict[str, Any] = {}
    wrong = []
    for column in COLUMNS:
        text = (line[column.heading] or "").strip().removeprefix("'")
        try:
            said[column.field] = column.read(text)
        except Wrong as refusal:
            wrong.append(BadRow(name, line[LINE], column.heading, text[:60], refusal.expected))
    if not wrong:
        wrong += _together(name, line[LINE], said)
    return said, wrong


def _together(name: str, line: int, said: dict[str, Any]) -> list[BadRow]:
    """What is wrong between cells of one line."""
    wrong = []
    since, until = said["since"], said["until"]
    if since and until and until < since:
        wrong.append(BadRow(name, line, "Until", until.isoformat(), _("a day after it began")))
    if said["kind"] != "meeting":
        for field, heading in (("rhythm", "Rhythm of a meeting"), ("seats", "Who sits in a meeting")):
            if said[field]:
                wrong.append(BadRow(name, line, heading, "", _("nothing, since this is no meeting")))
    return wrong

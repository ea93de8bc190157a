"""Tables of who does what for whom and when; each cell counts roles and services, not meetings."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peoplezones.places.models import Outcome

from ..rows import Audience, Entry, Part, Tool, Weekday
from .words import hours

Words = str | Promise


@dataclass(frozen=True)
class Cell:
    """What stands in one field: `text` short, `said` in full for those who hear it; empty: nobody."""

    lines: list[str]
    said: str = ""
    query: str = ""  # of the list that shows what is counted here


@dataclass(frozen=True)
class Row:
    label: Words
    cells: list[Cell]


@dataclass(frozen=True)
class Matrix:
    headings: list[Words]
    rows: list[Row]


def tools_by_outcomes(entries: Sequence[Entry]) -> Matrix:
    """How many roles and services use a tool for an outcome, and their hours a week."""
    work = [entry for entry in entries if not entry.is_meeting]
    rows = [
        Row(tool.label, [_counted(work, tool, outcome) for outcome in Outcome] + [_counted(work, tool, None)])
        for tool in Tool
    ]
    return Matrix([*(outcome.label for outcome in Outcome), _("All together")], rows)


def _counted(work: Sequence[Entry], tool: Tool, outcome: Outcome | None) -> Cell:
    found = [entry for entry in work if tool in entry.tools and (outcome is None or outcome in entry.outcomes)]
    if not found:
        return Cell([])
    time = hours(sum(entry.hours for entry in found))
    lines = [str(len(found)), _("%(hours)s hours") % {"hours": time}]
    words = ngettext(
        "%(count)s role or service, %(hours)s hours a week: %(tool)s",
        "%(count)s roles and services, %(hours)s hours a week: %(tool)s",
        len(found),
    )
    said = words % {"count": len(found), "hours": time, "tool": tool.label}
    chosen = {"kind": "work", "tool": tool.value, "state": "running"}
    if outcome is not None:
        said = _("%(said)s, %(outcome)s") % {"said": said, "outcome": outcome.label}
        chosen["outcome"] = outcome.value
    return Cell(lines, said, urlencode(chosen))


def audiences_by_days(entries: Sequence[Entry]) -> Matrix:
    """How many roles and services are there for whom, by day and part of the day."""
    work = [entry for entry in entries if not entry.is_meeting]
    rows = []
    for audience in Audience:
        theirs = [entry for entry in work if audience in entry.audiences]
        rows.append(Row(audience.label, [_on(theirs, day) for day in Weekday] + [_at_other_times(theirs)]))
    return Matrix([*(day.label for day in Weekday), _("By appointment")], rows)


def _on(work: Sequence[Entry], day: Weekday) -> Cell:
    lines = []
    for part in Part:
        many = sum(f"{day.value}-{part.value}" in entry.times for entry in work)
        if many:
            lines.append(f"{part.label} {many}")
    return Cell(lines)


def _at_other_times(work: Sequence[Entry]) -> Cell:
    many = sum(entry.by_appointment for entry in work)
    return Cell([str(many)] if many else [])

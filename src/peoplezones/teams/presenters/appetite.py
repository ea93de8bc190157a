"""Says levels of appetite and capability, and how they changed, in words: never as a sum."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peoplezones.partners.models import Organisation
from peoplezones.zones.models import Zone

from ..models import APPETITE, CAPABILITY, Level, SelfAssessment, Statement
from ..queries.appetite import Grid


def spread(assessment: SelfAssessment, statements: Sequence[Statement]) -> str:
    """From the lowest to the highest level of some statements, in words."""
    levels = [answer.level for answer in assessment.answers.all() if answer.statement in statements]
    if not levels:
        return _("not said")
    low, high = Level(min(levels)).label, Level(max(levels)).label
    return (
        _("“%(level)s”") % {"level": low} if low == high else _("“%(low)s” to “%(high)s”") % {"low": low, "high": high}
    )


def appetite(assessment: SelfAssessment) -> str:
    return spread(assessment, APPETITE)


def capability(assessment: SelfAssessment) -> str:
    return spread(assessment, CAPABILITY)


def trend(now: SelfAssessment, before: SelfAssessment | None) -> str:
    """What changed since the one before, in a sentence."""
    if before is None:
        return _("This is the first time.")
    earlier = {answer.statement: answer.level for answer in before.answers.all()}
    steps = [answer.level - earlier.get(answer.statement, answer.level) for answer in now.answers.all()]
    up, down = sum(step > 0 for step in steps), sum(step < 0 for step in steps)
    day = date_format(before.on, "j F Y")
    if not up and not down:
        return _("Nothing changed since %(day)s.") % {"day": day}
    said = []
    if up:
        said.append(ngettext("%(n)d statement holds more", "%(n)d statements hold more", up) % {"n": up})
    if down:
        said.append(ngettext("%(n)d statement holds less", "%(n)d statements hold less", down) % {"n": down})
    return _("%(changes)s than on %(day)s.") % {"changes": _(" and ").join(said), "day": day}


@dataclass(frozen=True)
class Line:
    """One statement as it is now, as it was before, and its comment."""

    statement: str
    now: str
    before: str
    comment: str


def lines(now: SelfAssessment, before: SelfAssessment | None, statements: Sequence[Statement]) -> list[Line]:
    earlier = {one.statement: str(one.get_level_display()) for one in before.answers.all()} if before else {}
    return [
        Line(
            str(answer.get_statement_display()),
            str(answer.get_level_display()),
            earlier.get(answer.statement, ""),
            answer.comment,
        )
        for answer in now.answers.all()
        if answer.statement in statements
    ]


@dataclass(frozen=True)
class GridCell:
    """What one organisation says of one zone; without an address it said nothing yet."""

    zone: str
    appetite: str = ""
    capability: str = ""
    day: str = ""
    trend: str = ""
    address: str = ""
    label: str = ""


def grid_rows(organisations: Sequence[Organisation], grid: Grid) -> list[tuple[Organisation, list[GridCell]]]:
    return [(one, [_cell(one, zone, grid) for zone in grid.zones]) for one in organisations]


def _cell(organisation: Organisation, zone: Zone, grid: Grid) -> GridCell:
    found = grid.found.get((organisation.pk, zone.pk))
    if found is None:
        return GridCell(zone.name)
    label = _("%(organisation)s on %(zone)s: see all of it") % {"organisation": str(organisation), "zone": str(zone)}
    address = reverse("teams:assessments", args=[organisation.pk, zone.pk])
    return GridCell(
        zone=zone.name,
        appetite=appetite(found),
        capability=capability(found),
        day=date_format(found.on, "j F Y"),
        trend=trend(found, grid.before.get(found.pk)),
        address=address,
        label=label,
    )


@dataclass(frozen=True)
class Told:
    """One self-assessment as its page tells it: statement by statement, and what changed since the one before."""

    assessment: SelfAssessment
    trend: str
    day: str
    before: str
    parts: list[tuple[str, list[Line]]]


def story(now: SelfAssessment, before: SelfAssessment | None) -> Told:
    return Told(
        now,
        trend(now, before),
        date_format(now.on, "j F Y"),
        date_format(before.on, "j F Y") if before else "",
        [
            (_("Appetite"), lines(now, before, APPETITE)),
            (_("Capability"), lines(now, before, CAPABILITY)),
        ],
    )

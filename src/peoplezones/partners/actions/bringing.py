"""Brings many organisations in at once, from the lines of a spreadsheet: all of them or none."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peoplezones.accounts.models import Partnership, Person
from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.places.rows import BadFile, BadRow
from peoplezones.zones.models import Zone

from .. import rules
from ..models import Organisation
from ..rows import OrganisationRow
from .belonging import add_identifier
from .organisations import add


def refused(bad: Sequence[BadRow]) -> BadFile:
    """Says of how many lines something is wrong, and carries all of it."""
    lines = len({row.line for row in bad})
    sentence = ngettext(
        "One line cannot be taken, so nothing was changed. Mend it and send the file again.",
        "%(n)s lines cannot be taken, so nothing was changed. Mend them and send the file again.",
        lines,
    )
    return BadFile(sentence % {"n": lines}, bad)


@transaction.atomic
def bring_in(
    *, partnership: Partnership, lines: Sequence[OrganisationRow], by: Person, now: dt.datetime
) -> list[Organisation]:
    """Add an organisation for each line, with its zones and its number; raises BadFile with all that is wrong."""
    rules.check_may_bring_in(by, partnership)
    zones = {zone.name.lower(): zone for zone in Zone.objects.filter(partnership=partnership)}
    made: list[Organisation] = []
    bad: list[BadRow] = []
    for line in lines:
        if unknown := [name for name in line.zones if name.lower() not in zones]:
            known = ", ".join(zone.name for zone in zones.values())
            expected = _("zones of this partnership, with a semicolon between them: %(zones)s") % {"zones": known}
            bad.append(BadRow(line.file, line.line, _("Works in"), "; ".join(unknown), expected))
            continue
        there = list({zones[name.lower()].pk: zones[name.lower()] for name in line.zones}.values())
        try:
            with transaction.atomic():
                made.append(_one(partnership, line, there, by, now))
        except NotPossibleNow as refusal:
            bad.append(BadRow(line.file, line.line, _("Name"), line.name, refusal.sentence))
    if bad:
        raise refused(bad)
    return made


def _one(
    partnership: Partnership, line: OrganisationRow, zones: Sequence[Zone], by: Person, now: dt.datetime
) -> Organisation:
    made = add(
        partnership=partnership,
        name=line.name,
        kind=line.kind,
        summary=line.summary,
        website=line.website,
        zones=zones,
        since=line.since,
        by=by,
        now=now,
    )
    if line.number:
        add_identifier(organisation=made, code=line.code, number=line.number, by=by, now=now)
    return made

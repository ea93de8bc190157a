"""Keeps what an organisation says of itself: one self-assessment a day and zone, beside the earlier ones."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from peoplezones.accounts.models import Person
from peoplezones.foundation import audit
from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.partners.models import Organisation
from peoplezones.zones.models import Zone

from .. import rules
from ..models import Answer, SelfAssessment, Statement
from .keeping import save


@transaction.atomic
def assess(
    *,
    organisation: Organisation,
    zone: Zone,
    on: dt.date,
    levels: Mapping[str, int],
    comments: Mapping[str, str],
    comment: str = "",
    by: Person,
    now: dt.datetime,
) -> SelfAssessment:
    """Keep how far each statement holds, for one organisation, zone and day."""
    rules.check_may_assess(by, organisation)
    if zone.partnership_id != organisation.partnership_id:
        raise NotPossibleNow(_("Choose a zone of this partnership."))
    if on > localdate(now):
        raise NotPossibleNow(_("This day is still to come. Choose today or an earlier day."))
    if set(levels) != set(Statement.values):
        raise NotPossibleNow(_("Answer every statement."))
    made = SelfAssessment(organisation=organisation, zone=zone, on=on, comment=comment, by=by)
    save(made, refusal=_("You filled this in for that day already. It is kept. Choose another day."))
    for statement in Statement.values:
        words = comments.get(statement, "").strip()
        answer = Answer(assessment=made, statement=statement, level=levels[statement], comment=words)
        save(answer, refusal=_("Answer every statement once."))
    audit.record(by=by, action="teams.assess", target=made, now=now)
    return made

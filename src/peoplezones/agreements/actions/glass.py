"""Breaks the glass: one person opens one record for an hour without an agreement, and everybody concerned is told."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from peoplezones.accounts.models import Person
from peoplezones.foundation import audit
from peoplezones.foundation.refusals import NotPossibleNow

from .. import queries, rules
from ..models import GlassBreak, SharedRecord
from ..rows import How
from . import letters
from .flows import note_flow
from .moving import day_of

OPEN_FOR = dt.timedelta(minutes=60)
SHORTEST_REASON = 20  # letters


@transaction.atomic
def break_glass(*, record: SharedRecord, reason: str, by: Person, now: dt.datetime) -> GlassBreak:
    """Open a record for an hour; refused to those who may read it anyway, and without a reason in words."""
    rules.check_may_break_glass(by, record)
    access = queries.access_to(record, person=by, now=now, on=day_of(now))
    if access.may_read:
        raise NotPossibleNow(_("You can read it already, so there is no glass to break."))
    if sum(letter.isalpha() for letter in reason) < SHORTEST_REASON:
        sentence = _("Say why in at least %(letters)s letters. The organisation that shares it will read it.")
        raise NotPossibleNow(sentence % {"letters": SHORTEST_REASON})
    made = GlassBreak.objects.create(
        partnership_id=record.partnership_id,
        record=record,
        record_label=record.title,
        giver=record.giver,
        person_id=by.pk,
        person_label=audit.name_of(by),
        reason=reason,
        at=now,
        until=now + OPEN_FOR,
    )
    note_flow(
        agreement=None,
        giver=record.giver,
        taker=access.taker,
        kind=record.kind,
        purpose=record.purpose,
        how=How.GLASS,
        label=record.title,
        by=by,
        now=now,
    )
    detail = {"record": record.pk, "reason": reason}
    audit.record(by=by, action="agreements.break_glass", target=made, now=now, detail=detail)
    letters.glass_was_broken(made)
    return made

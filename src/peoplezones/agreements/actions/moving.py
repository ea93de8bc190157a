"""Moves an agreement from state to state and writes the step down; asks nobody who may."""

import datetime as dt

from django.db import models
from django.utils import timezone

from peoplezones.foundation import audit

from ..models import Agreement, Step
from ..states import AGREEMENTS

AHEAD = dt.timedelta(days=3653)  # ten years


def furthest(today: dt.date) -> dt.date:
    """No agreement says today what holds after this day: organisations, and what they share, change."""
    return today + AHEAD


def day_of(now: dt.datetime) -> dt.date:
    """The day as people here count it."""
    return timezone.localtime(now).date()


def move(agreement: Agreement, name: str, *, by: models.Model | None, now: dt.datetime, words: str = "") -> Agreement:
    """Make a move of `states.AGREEMENTS` and save; raises NotPossibleNow where it does not start from this state."""
    agreement.state = AGREEMENTS.after(name, agreement.state)
    agreement.save()
    Step.objects.create(agreement=agreement, to=agreement.state, at=now, **audit.whom("by", by), words=words[:500])
    audit.record(by=by, action=f"agreements.{name}", target=agreement, now=now)
    return agreement


def start(agreement: Agreement, *, by: models.Model | None, now: dt.datetime) -> None:
    """Put it in force; the one that it takes the place of ends on the same day, by the dates if the job was late."""
    move(agreement, "start", by=by, now=now)
    old = agreement.replaces
    if old is not None and agreement.comes_into_force:
        old = Agreement.objects.select_for_update().get(pk=old.pk)
        if AGREEMENTS.can("end", old.state) and old.replaced_on is not None:
            old.ended_on = old.replaced_on
            move(old, "end", by=by, now=now, words=f"→ {agreement.title}")

"""Asks whether a partner's file may come in, and writes down what went from whom to whom."""

import datetime as dt
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from peoplezones.accounts import queries as accounts
from peoplezones.accounts.models import Person
from peoplezones.accounts.roles import ANALYST, PROGRAMME_TEAM
from peoplezones.foundation import audit, notes
from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.partners.models import Organisation
from peoplezones.places.rows import DatasetEntry

from .. import queries
from ..models import Agreement, Flow
from ..rows import How
from .moving import day_of


def note_flow(
    *,
    agreement: Agreement | None,
    giver: Organisation,
    taker: Organisation | None,
    kind: str,
    purpose: str,
    how: How,
    label: str,
    rows: int = 0,
    by: models.Model | None,
    now: dt.datetime,
) -> Flow | None:
    """One line of what flowed; allowed while a page is only shown. Inside one organisation nothing flows."""
    if taker is not None and taker.pk == giver.pk:
        return None
    with notes.being_kept():
        return Flow.objects.create(
            at=now,
            partnership_id=giver.partnership_id,
            agreement=agreement,
            kind=kind,
            purpose=purpose,
            giver=giver,
            taker=taker,
            how=how,
            person_id=None if by is None else by.pk,
            person_label=audit.name_of(by),
            record_label=label[:200],
            rows=rows,
        )


def check_import(entry: DatasetEntry, by: models.Model | None, now: dt.datetime) -> None:
    """The gate of imports: a partner's own records come in under an agreement alone; open data are asked nothing."""
    if entry.under_agreement:
        _allowed(entry, by, now)


def note_import(entry: DatasetEntry, rows: int, by: models.Model | None, now: dt.datetime) -> None:
    """A file that the gate let in was taken."""
    if not entry.under_agreement:
        return
    answer, giver, taker = _allowed(entry, by, now)
    note_flow(
        agreement=answer.agreement,
        giver=giver,
        taker=taker,
        kind=entry.under_agreement,
        purpose=entry.used_for,
        how=How.IMPORT,
        label=entry.name,
        rows=rows,
        by=by,
        now=now,
    )


def _allowed(
    entry: DatasetEntry, by: models.Model | None, now: dt.datetime
) -> tuple[queries.Answer, Organisation, Organisation]:
    giver = _giver(entry.given_by, by)
    if giver is None:
        raise NotPossibleNow(_("Choose which partner gave the file: it is loaded only under an agreement with them."))
    taker = queries.office_of(giver.partnership_id)
    if taker is None:
        raise NotPossibleNow(
            _("The programme team must first say which organisation is the office of the partnership.")
        )
    asked: dict[str, Any] = {"giver": giver, "taker": taker, "purpose": entry.used_for, "on": day_of(now)}
    answer = queries.may_flow(entry.under_agreement, **asked)
    if not answer.allowed:
        raise NotPossibleNow(answer.sentence)
    return answer, giver, taker


def _giver(number: str, by: models.Model | None) -> Organisation | None:
    """The partner that was named, if it is of a partnership that the person loads data for."""
    if not number.isascii() or not number.isdigit():
        return None
    found = Organisation.objects.filter(pk=int(number), left_on=None)
    if isinstance(by, Person):
        found = accounts.scope_of(by, [ANALYST, PROGRAMME_TEAM]).of(found)
    return found.first()

"""Shares records, takes them back, and takes away those whose time is over."""

import datetime as dt
from calendar import monthrange
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peoplezones.accounts.models import Person
from peoplezones.foundation import audit
from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.partners.models import Organisation
from peoplezones.ui.words import day
from peoplezones.zones.models import Zone

from .. import queries, rules
from ..models import Agreement, SharedRecord
from .moving import day_of


@transaction.atomic
def share(
    *,
    giver: Organisation,
    zone: Zone | None,
    kind: str,
    purpose: str,
    title: str,
    body: str,
    table: list[list[str]],
    as_of: dt.date,
    kept_until: dt.date,
    by: Person,
    now: dt.datetime,
) -> SharedRecord:
    """Share a record with everybody who may get it under an agreement; refused where there is nobody."""
    rules.check_may_share(by, giver)
    if zone is not None and zone.partnership_id != giver.partnership_id:
        raise NotPossibleNow(_("Choose a zone of the partnership of %(name)s.") % {"name": giver.name})
    today = day_of(now)
    covering = _covering(giver, kind, purpose, zone, today)
    latest = min((_after(today, one.retention_months) for one in covering if one.retention_months), default=None)
    if kept_until < max(today, as_of):
        raise NotPossibleNow(_("Choose a last day that is to come: until then the record is kept."))
    if latest is not None and kept_until > latest:
        sentence = _("Under the agreement it may be kept until %(day)s at most. Choose an earlier day.")
        raise NotPossibleNow(sentence % {"day": day(latest)})
    made = SharedRecord(
        partnership=giver.partnership,
        zone=zone,
        giver=giver,
        kind=kind,
        purpose=purpose,
        title=title,
        body=body,
        table=table,
        as_of=as_of,
        kept_until=kept_until,
        shared_at=now,
        **audit.whom("shared_by", by),
    )
    try:
        made.full_clean()
    except ValidationError as error:
        raise NotPossibleNow(" ".join(error.messages)) from error
    made.save()
    detail = {"kind": kind, "purpose": purpose, "rows": max(len(table) - 1, 0)}
    audit.record(by=by, action="agreements.share", target=made, now=now, detail=detail)
    return made


def _covering(giver: Organisation, kind: str, purpose: str, zone: Zone | None, on: dt.date) -> list[Agreement]:
    """The agreements under which somebody may get it; raises NotPossibleNow with the nearest reason where none does."""
    covers = queries.Covers(Agreement.objects.filter(parties__organisation=giver).order_by("pk"))
    others = queries.organisations_in(giver.partnership, on).exclude(pk=giver.pk)
    asked: dict[str, Any] = {"giver": giver, "purpose": purpose, "on": on, "zone": zone}
    answers = [covers.answer(kind, taker=taker, **asked) for taker in others]
    found = {answer.agreement.pk: answer.agreement for answer in answers if answer.allowed and answer.agreement}
    if found:
        return list(found.values())
    near = min((one for one in answers if one.agreement), key=lambda one: one.reason, default=None)
    why = near.sentence if near else _("No agreement covers it, with any organisation.")
    raise NotPossibleNow(_("It cannot be shared now. %(why)s") % {"why": why})


def _after(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the last one of that month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@transaction.atomic
def take_back(*, record: SharedRecord, by: Person, now: dt.datetime) -> None:
    """Take a record away before its time is over; that it flowed stays written down."""
    rules.check_may_take_back(by, record)
    audit.record(by=by, action="agreements.take_back", target=record, now=now)
    record.delete()


@transaction.atomic
def remove_over(*, by: Person | None, now: dt.datetime) -> int:
    """Take away every record whose last day is over; gives back how many."""
    gone = list(queries.over(day_of(now)))
    for record in gone:
        audit.record(by=by, action="agreements.remove_over", target=record, now=now)
        record.delete()
    return len(gone)

"""Organisations come, change what is said of them, leave, and come back."""

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from peoplezones.accounts.models import Partnership, Person
from peoplezones.foundation import audit, days, versions
from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.zones.models import Zone

from .. import rules
from ..models import Organisation, Presence


@transaction.atomic
def add(
    *,
    partnership: Partnership,
    name: str,
    kind: str,
    summary: str = "",
    website: str = "",
    zones: Sequence[Zone] = (),
    since: dt.date,
    by: Person,
    now: dt.datetime,
) -> Organisation:
    """Bring an organisation into a partnership, with the zones that it works in; raises Refused where it may not be."""
    rules.check_may_add(by, partnership, zones)
    if any(zone.partnership_id != partnership.pk for zone in zones):
        raise NotPossibleNow(_("Choose zones of the same partnership."))
    made = Organisation(partnership=partnership, name=name, kind=kind, summary=summary, website=website, since=since)
    _save(made)
    Presence.objects.bulk_create([Presence(organisation=made, zone=zone, since=since) for zone in zones])
    detail = {"zones": sorted(zone.slug for zone in zones)}
    audit.record(by=by, action="partners.add", target=made, now=now, detail=detail)
    return made


@transaction.atomic
def edit(
    *,
    organisation: Organisation,
    version: int,
    name: str,
    kind: str,
    summary: str,
    website: str,
    by: Person,
    now: dt.datetime,
) -> Organisation:
    """Change what is said of it; raises EditedMeanwhile where somebody else has."""
    rules.check_may_edit(by, organisation)
    current = versions.take(organisation, seen=version, by=by, now=now)
    current.name, current.kind, current.summary, current.website = name, kind, summary, website
    _save(current)
    audit.record(by=by, action="partners.edit", target=current, now=now)
    return current


@transaction.atomic
def leave(*, organisation: Organisation, on: dt.date, by: Person, now: dt.datetime) -> Organisation:
    """It takes part no longer; its record stays, its offers are shown no more."""
    rules.check_may_run(by, organisation)
    current = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if current.left_on:
        raise NotPossibleNow(_("This organisation has left already."))
    if on > localdate(now):
        raise NotPossibleNow(_("Give the day on which it left, today at the latest. Come back here on the day."))
    if on < current.since:
        raise NotPossibleNow(_("It cannot have left before it came."))
    current.left_on = on
    current.save(update_fields=["left_on"])
    audit.record(by=by, action="partners.leave", target=current, now=now, detail={"on": on.isoformat()})
    return current


@transaction.atomic
def come_back(*, organisation: Organisation, by: Person, now: dt.datetime) -> Organisation:
    """It takes part again, with the zones, people and offers that it had."""
    rules.check_may_run(by, organisation)
    current = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if current.left_on is None:
        raise NotPossibleNow(_("This organisation takes part already."))
    detail = {"had left on": current.left_on.isoformat()}
    current.left_on = None
    current.save(update_fields=["left_on"])
    audit.record(by=by, action="partners.come_back", target=current, now=now, detail=detail)
    return current


def _save(record: Organisation) -> None:
    """Checked by the model first, so that what is wrong is said in words; two at once are told apart here."""
    days.check(record)
    alike = Organisation.objects.filter(partnership=record.partnership_id, name__iexact=record.name)
    if alike.exclude(pk=record.pk).exists():
        raise _taken(record.name)
    try:
        record.full_clean(validate_constraints=False)
        with transaction.atomic():
            record.save()
    except ValidationError as error:
        raise NotPossibleNow(" ".join(error.messages)) from error
    except IntegrityError as error:
        raise _taken(record.name) from error


def _taken(name: str) -> NotPossibleNow:
    sentence = _(
        "There is already an organisation called %(name)s in this partnership. "
        "Choose another name, or ask the programme team to add a zone to it."
    )
    return NotPossibleNow(sentence % {"name": name})

"""What belongs to an organisation: the zones it works in, its colleagues, and the numbers it is known by."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from peoplezones.accounts.models import Person
from peoplezones.foundation import audit, days
from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.zones.models import Zone

from .. import rules
from ..identifiers import NotThatForm, normalised, shown
from ..models import Colleague, Identifier, Organisation, Presence


@transaction.atomic
def start_in(*, organisation: Organisation, zone: Zone, since: dt.date, by: Person, now: dt.datetime) -> Presence:
    """It works in this zone from now on; saying it again changes nothing."""
    rules.check_may_place(by, organisation, zone)
    days.check(Presence(organisation=organisation, zone=zone, since=since))
    found, new = Presence.objects.get_or_create(organisation=organisation, zone=zone, defaults={"since": since})
    if new:
        detail = {"zone": zone.slug, "since": since.isoformat()}
        audit.record(by=by, action="partners.start_in", target=organisation, now=now, detail=detail)
    return found


@transaction.atomic
def stop_in(*, presence: Presence, by: Person, now: dt.datetime) -> None:
    """It works in this zone no longer."""
    organisation, zone = presence.organisation, presence.zone
    rules.check_may_place(by, organisation, zone)
    detail = {"zone": zone.slug, "since": presence.since.isoformat()}
    Presence.objects.filter(pk=presence.pk).delete()
    audit.record(by=by, action="partners.stop_in", target=organisation, now=now, detail=detail)


@transaction.atomic
def add_colleague(
    *, organisation: Organisation, person: Person, position: str, may_sign: bool, by: Person, now: dt.datetime
) -> Colleague:
    """A person works for it from now on, in a position; who may sign binds it by their name."""
    rules.check_may_take_on(by, organisation, person, may_sign=may_sign)
    if organisation.left_on:
        raise NotPossibleNow(_("This organisation has left. Let it come back first."))
    try:
        with transaction.atomic():
            made = Colleague.objects.create(
                organisation=organisation, person=person, position=position, may_sign=may_sign, since=now
            )
    except IntegrityError as error:
        sentence = _("%(person)s works for this organisation already. End that first to change the position.")
        raise NotPossibleNow(sentence % {"person": person}) from error
    detail = {"person": person.pk, "may sign": may_sign}
    audit.record(by=by, action="partners.add_colleague", target=organisation, now=now, detail=detail)
    return made


@transaction.atomic
def end_colleague(*, colleague: Colleague, by: Person, now: dt.datetime) -> Colleague:
    """The person works for it no longer; that they did stays written."""
    rules.check_may_run(by, colleague.organisation)
    current = Colleague.objects.select_for_update().get(pk=colleague.pk)
    if current.until:
        raise NotPossibleNow(_("This person does not work for the organisation any more."))
    current.until = now
    current.save(update_fields=["until"])
    target = colleague.organisation
    audit.record(by=by, action="partners.end_colleague", target=target, now=now, detail={"person": current.person_id})
    return current


@transaction.atomic
def add_identifier(*, organisation: Organisation, code: str, number: str, by: Person, now: dt.datetime) -> Identifier:
    """Keep a number it is known by, as its list prints it; one organisation of a partnership has it."""
    rules.check_may_edit(by, organisation)
    try:
        plain = normalised(code, number)
    except NotThatForm as refusal:
        raise NotPossibleNow(str(refusal)) from refusal
    try:
        with transaction.atomic():
            made = Identifier.objects.create(
                organisation=organisation, partnership_id=organisation.partnership_id, code=code, number=plain
            )
    except IntegrityError as error:
        sentence = _("%(number)s belongs to an organisation of this partnership already.")
        raise NotPossibleNow(sentence % {"number": shown(code, plain)}) from error
    detail = {"number": str(made)}
    audit.record(by=by, action="partners.add_identifier", target=organisation, now=now, detail=detail)
    return made


@transaction.atomic
def remove_identifier(*, identifier: Identifier, by: Person, now: dt.datetime) -> None:
    """The number was wrong, or is its number no longer."""
    organisation = identifier.organisation
    rules.check_may_edit(by, organisation)
    detail = {"number": str(identifier)}
    Identifier.objects.filter(pk=identifier.pk).delete()
    audit.record(by=by, action="partners.remove_identifier", target=organisation, now=now, detail=detail)

"""Sends agreements to their parties, takes them back, and signs them."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from peoplezones.accounts.models import Person
from peoplezones.foundation import audit, versions
from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.partners.models import Organisation

from .. import queries, rules
from ..models import Agreement, Signature
from ..rows import Kind, LawfulBasis
from ..states import AGREEMENTS
from . import letters
from .moving import day_of, move, start


@transaction.atomic
def send(*, agreement: Agreement, seen: int, by: Person, now: dt.datetime) -> Agreement:
    """Send the draft that was seen to its parties, to be signed; they read of it by e-mail."""
    rules.check_may_keep(by, agreement.partnership_id)
    agreement = versions.take(agreement, seen=seen, by=by, now=now)
    AGREEMENTS.check_can("send", agreement.state)
    check_is_whole(agreement, on=day_of(now))
    agreement.sent_at, agreement.sent_version = now, agreement.version
    move(agreement, "send", by=by, now=now)
    letters.please_sign(agreement)
    return agreement


@transaction.atomic
def withdraw(*, agreement: Agreement, seen: int, by: Person, now: dt.datetime) -> Agreement:
    """Take it back before all have signed; those who did sign again what is sent next."""
    rules.check_may_keep(by, agreement.partnership_id)
    agreement = versions.take(agreement, seen=seen, by=by, now=now)
    AGREEMENTS.check_can("withdraw", agreement.state)
    agreement.sent_at = agreement.sent_version = None
    return move(agreement, "withdraw", by=by, now=now)


@transaction.atomic
def sign(
    *,
    agreement: Agreement,
    version: int,
    organisation: Organisation,
    position: str,
    by: Person,
    now: dt.datetime,
) -> Signature:
    """Sign the version that was read, for a party. With the last signature the agreement is in force on its day."""
    rules.check_may_sign(by, organisation)
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    AGREEMENTS.check_can("complete", agreement.state)
    today = day_of(now)
    if agreement.last_day < today:
        raise NotPossibleNow(_("Its last day is over. Ask the programme team to send it again with later dates."))
    if agreement.sent_version != version:
        raise NotPossibleNow(_("It was changed since you opened it. Read it again, then sign."))
    if organisation.pk not in {party.organisation_id for party in queries.missing(agreement)}:
        raise NotPossibleNow(_("%(name)s has signed it already, or is no party to it.") % {"name": organisation.name})
    made = Signature.objects.create(
        agreement=agreement,
        version=version,
        organisation=organisation,
        person=by,
        person_label=audit.name_of(by),
        position=position,
        at=now,
    )
    detail = {"organisation": organisation.pk, "version": version}
    audit.record(by=by, action="agreements.sign", target=agreement, now=now, detail=detail)
    if not queries.missing(agreement):
        agreement.in_force_from = max(agreement.starts_on, today)
        move(agreement, "complete", by=by, now=now)
        if agreement.in_force_from <= today:
            start(agreement, by=by, now=now)
    return made


def check_is_whole(agreement: Agreement, *, on: dt.date) -> None:
    """Raises NotPossibleNow with all that has to be there before anybody is asked to sign."""
    parties, items = list(agreement.parties.all()), list(agreement.items.all())
    lacking = []
    if len(parties) < 2:
        lacking.append(_("Name at least two parties."))
    if agreement.kind == Kind.INFORMATION:
        if not items or not agreement.purposes:
            lacking.append(_("Say what is shared, and choose for which purposes."))
        if not (agreement.retention and agreement.security and agreement.rights):
            lacking.append(_("Say how long it is kept, how it is kept safe, and how people use their rights."))
    if items and not (any(one.gives for one in parties) and any(one.gets for one in parties)):
        lacking.append(_("Say who gives and who gets what is shared."))
    special = any(item.special for item in items)
    if special and (not agreement.condition or agreement.lawful_basis == LawfulBasis.NO_PERSONAL_DATA):
        lacking.append(_("Special category data need a lawful basis and a condition of Article 9 or schedule 8."))
    if agreement.last_day < on:
        lacking.append(_("Its last day is over. Choose later dates."))
    if any(party.organisation.left_on for party in parties):
        lacking.append(_("A party has left the partnership. Take it out."))
    if lacking:
        raise NotPossibleNow(" ".join(lacking))

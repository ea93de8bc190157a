"""Writes drafts of agreements, writes them anew, and makes a new draft from one that runs out."""

import datetime as dt
from dataclasses import fields, replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peoplezones.accounts.models import Partnership, Person
from peoplezones.foundation import audit, versions
from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.partners.models import Organisation
from peoplezones.zones.models import Zone

from .. import rules, store
from ..models import Agreement, DataItem, Party, Step
from ..rows import Document, ItemWords, PartyWords, Words
from ..states import AGREEMENTS, State
from .moving import AHEAD, day_of, furthest

ROWS = ("zones", "parties", "items")  # kept in rows of their own
YEAR = dt.timedelta(days=365)


@transaction.atomic
def draft(
    *, partnership: Partnership, words: Words, document: Document | None = None, by: Person, now: dt.datetime
) -> Agreement:
    """Write a new draft; raises Refused when it may not or cannot be."""
    rules.check_may_keep(by, partnership.pk)
    _check_days(words, day_of(now))
    return _drafted(partnership, words, document, None, by, now)


@transaction.atomic
def rewrite(
    *, agreement: Agreement, seen: int, words: Words, document: Document | None = None, by: Person, now: dt.datetime
) -> Agreement:
    """Write a draft anew; what was sent is not changed any more. Without a new document the one before stays."""
    rules.check_may_keep(by, agreement.partnership_id)
    agreement = versions.take(agreement, seen=seen, by=by, now=now)
    _check_is_draft(agreement)
    _check_days(words, day_of(now))
    _fill(agreement, words, document)
    audit.record(by=by, action="agreements.rewrite", target=agreement, now=now)
    return agreement


@transaction.atomic
def renew(*, agreement: Agreement, by: Person, now: dt.datetime) -> Agreement:
    """A new draft with the same words, which takes the place of this agreement once it is in force."""
    rules.check_may_keep(by, agreement.partnership_id)
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if agreement.state in (State.DRAFT, State.SENT):
        raise NotPossibleNow(_("It is not signed yet, so there is nothing to renew."))
    if agreement.replaced_by.filter(state__in=[State.DRAFT, State.SENT, State.SIGNED]).exists():
        raise NotPossibleNow(_("A new version is on its way already. Open that one."))
    today = day_of(now)
    made = _drafted(agreement.partnership, _copied(agreement, today), None, agreement, by, now)
    made.document_digest, made.document_name = agreement.document_digest, agreement.document_name
    made.save()
    return made


def _drafted(
    partnership: Partnership,
    words: Words,
    document: Document | None,
    replaces: Agreement | None,
    by: Person,
    now: dt.datetime,
) -> Agreement:
    made = Agreement(partnership=partnership, replaces=replaces, made_at=now)
    _fill(made, words, document)
    Step.objects.create(agreement=made, to=made.state, at=now, **audit.whom("by", by))
    audit.record(by=by, action="agreements.draft", target=made, now=now)
    return made


def _check_is_draft(agreement: Agreement) -> None:
    if not AGREEMENTS.can("send", agreement.state):
        raise NotPossibleNow(
            _("It was sent, so its words stay as they are. Take it back while nobody needs it, or renew it.")
        )


def _check_days(words: Words, today: dt.date) -> None:
    latest = max(words.starts_on, words.review_on, words.ends_on or words.review_on)
    if latest > furthest(today):
        raise NotPossibleNow(_("Choose days within ten years from today. Renew the agreement when they have come."))


def _fill(agreement: Agreement, words: Words, document: Document | None) -> None:
    for field in fields(words):
        if field.name not in ROWS:
            value = getattr(words, field.name)
            setattr(agreement, field.name, list(value) if isinstance(value, tuple) else value)
    if document is not None:
        agreement.document_digest = store.write(document.content, store.ending_of(document.name))
        agreement.document_name = _short(document.name)
    try:
        agreement.full_clean()
    except ValidationError as error:
        raise NotPossibleNow(" ".join(error.messages)) from error
    agreement.save()
    _fill_rows(agreement, words)


def _short(name: str) -> str:
    ending = store.ending_of(name)
    return f"{name[: len(name) - len(ending)][: 120 - len(ending)]}{ending}"


def _fill_rows(agreement: Agreement, words: Words) -> None:
    zones = list(Zone.objects.filter(partnership=agreement.partnership_id, pk__in=words.zones).order_by("pk"))
    numbers = {party.organisation for party in words.parties}
    known = Organisation.objects.filter(partnership=agreement.partnership_id, pk__in=numbers).count()
    if len(zones) != len(set(words.zones)) or known != len(words.parties):
        raise NotPossibleNow(_("Choose zones and organisations of the partnership, each organisation once."))
    agreement.zones.set(zones)
    agreement.parties.all().delete()
    Party.objects.bulk_create(
        Party(agreement=agreement, organisation_id=one.organisation, role=one.role, gives=one.gives, gets=one.gets)
        for one in words.parties
    )
    agreement.items.all().delete()
    DataItem.objects.bulk_create(
        DataItem(agreement=agreement, kind=one.kind, words=one.words, special=list(one.special)) for one in words.items
    )


def words_of(agreement: Agreement) -> Words:
    """An agreement as it would be typed."""
    plain = {field.name: getattr(agreement, field.name) for field in fields(Words) if field.name not in ROWS}
    return Words(
        **{**plain, "purposes": tuple(agreement.purposes)},
        zones=tuple(zone.pk for zone in agreement.zones.order_by("pk")),
        parties=tuple(
            PartyWords(one.organisation_id, one.role, one.gives, one.gets) for one in agreement.parties.all()
        ),
        items=tuple(ItemWords(one.kind, one.words, tuple(one.special)) for one in agreement.items.all()),
    )


def _copied(agreement: Agreement, today: dt.date) -> Words:
    """The same words for as long again, from today, but for ten years at most."""
    old = words_of(agreement)
    lasts = agreement.ends_on - agreement.starts_on if agreement.ends_on else None
    return replace(
        old,
        starts_on=today,
        review_on=today + min(max(agreement.review_on - agreement.starts_on, YEAR), AHEAD),
        ends_on=None if lasts is None else today + min(lasts, AHEAD),
    )

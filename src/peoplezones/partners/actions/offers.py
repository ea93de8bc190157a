"""Offers are made, changed, taken up, withdrawn and opened again."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peoplezones.accounts.models import Person
from peoplezones.foundation import audit, days, versions
from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.zones.models import Zone

from .. import rules
from ..models import Offer, OfferChange, Organisation
from ..states import OFFERS, OfferState


@dataclass(frozen=True)
class OfferWords:
    """What an offer says. Without an amount there is no unit, and `times` is a number of `rows`."""

    kind: str
    title: str
    review_on: dt.date
    words: str = ""
    amount: int | None = None
    unit: str = ""
    times: int = 0
    times_note: str = ""
    from_day: dt.date | None = None
    until_day: dt.date | None = None


@transaction.atomic
def make_offer(
    *, organisation: Organisation, says: OfferWords, zones: Sequence[Zone] = (), by: Person, now: dt.datetime
) -> Offer:
    """Offer something, in these zones, or in all of the partnership where none is named."""
    rules.check_may_edit(by, organisation)
    if organisation.left_on:
        raise NotPossibleNow(_("This organisation has left. Let it come back first."))
    made = Offer(organisation=organisation, **asdict(says))
    _save(made, zones)
    OfferChange.objects.create(offer=made, to=OfferState.OPEN, at=now, by=by)
    audit.record(by=by, action="partners.make_offer", target=made, now=now)
    return made


@transaction.atomic
def edit_offer(
    *, offer: Offer, version: int, says: OfferWords, zones: Sequence[Zone] = (), by: Person, now: dt.datetime
) -> Offer:
    """Change what an offer says; raises EditedMeanwhile where somebody else has."""
    rules.check_may_edit(by, offer.organisation)
    current = versions.take(offer, seen=version, by=by, now=now)
    for name, value in asdict(says).items():
        setattr(current, name, value)
    _save(current, zones)
    audit.record(by=by, action="partners.edit_offer", target=current, now=now)
    return current


@transaction.atomic
def move_offer(*, offer: Offer, move: str, note: str = "", by: Person, now: dt.datetime) -> OfferChange:
    """Make one of the moves of `states.OFFERS`, with a word on what for."""
    rules.check_may_edit(by, offer.organisation)
    current = Offer.objects.select_for_update().get(pk=offer.pk)
    current.state = OFFERS.after(move, current.state)
    current.save(update_fields=["state"])
    change = OfferChange.objects.create(offer=current, to=current.state, at=now, by=by, note=note)
    audit.record(by=by, action=f"partners.{move}", target=current, now=now)
    return change


def _save(offer: Offer, zones: Sequence[Zone]) -> None:
    if any(zone.partnership_id != offer.organisation.partnership_id for zone in zones):
        raise NotPossibleNow(_("Choose zones of the same partnership."))
    if offer.from_day and offer.until_day and offer.until_day < offer.from_day:
        raise NotPossibleNow(_("The last day comes before the first. Change one of them."))
    if offer.amount is None:
        offer.unit = ""
    elif not offer.unit:
        raise NotPossibleNow(_("Say what the amount counts: hours, pounds, people."))
    offer.everywhere = not zones
    days.check(offer)
    try:
        offer.full_clean()
    except ValidationError as error:
        raise NotPossibleNow(" ".join(error.messages)) from error
    offer.save()
    offer.zones.set(zones)

"""Starts a mapping of a zone and agrees on it: from then on it is what later work is compared with."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from peoplezones.accounts.models import Person
from peoplezones.foundation import audit, days
from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.zones.models import Zone

from .. import queries, rules
from ..models import Mapping
from ..rows import to_kept
from ..states import MAPPINGS, State


@transaction.atomic
def start_mapping(*, zone: Zone, as_at: dt.date, about: str, by: Person, now: dt.datetime) -> Mapping:
    """Begin to draw up how things work in the zone; one at a time."""
    rules.check_may_map(by, zone)
    if sentence := rules.named_in(about):
        raise NotPossibleNow(sentence)
    if as_at > localdate(now):
        raise NotPossibleNow(_("Choose a day that is not in the future."))
    made = Mapping(zone=zone, as_at=as_at, about=about, started_at=now, **audit.whom("started_by", by))
    days.check(made)
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:
        raise NotPossibleNow(_("A mapping of this zone is being drawn up already. Agree on that one first.")) from error
    audit.record(by=by, action="provision.start_mapping", target=made, now=now)
    return made


@transaction.atomic
def agree(*, mapping: Mapping, by: Person, now: dt.datetime) -> Mapping:
    """Freeze what runs in the zone today as its baseline; the one before is superseded."""
    rules.check_may_map(by, mapping.zone)
    taken = Mapping.objects.select_for_update().select_related("zone").get(pk=mapping.pk)
    state = MAPPINGS.after("agree", taken.state)
    kept = [to_kept(one) for one in queries.entries(queries.now_of(taken.zone, taken.as_at))]
    if not kept:
        raise NotPossibleNow(_("Nothing is mapped yet. Add roles, services and meetings first."))
    for before in Mapping.objects.select_for_update().filter(zone=taken.zone, state=State.AGREED):
        before.state = MAPPINGS.after("supersede", before.state)
        before.save(update_fields=["state"])
    taken.state, taken.items = state, kept
    taken.agreed_at, taken.agreed_by_id, taken.agreed_by_label = now, by.pk, audit.name_of(by)
    taken.save()
    audit.record(by=by, action="provision.agree", target=taken, now=now, detail={"items": len(kept)})
    return taken

"""Ends what somebody holds in teams when they leave a partnership: seats, deputies' places, mentoring, promises."""

import datetime as dt

from django.db.models import Q
from django.utils.timezone import localdate

from peoplezones.accounts.models import Person
from peoplezones.foundation import audit, versions

from ..models import HandOverItem, Mentoring, Sitting
from ..states import HAND_OVERS, ItemState


def leave(person: Person, partnership_id: int, by: Person | None, now: dt.datetime) -> None:
    """Today is the last day of all that goes on; what would have begun later goes; as `accounts.registry` asks."""
    day = localdate(now)
    goes_on = Q(until=None) | Q(until__gt=day)
    sittings = Sitting.objects.filter(goes_on, seat__team__partnership=partnership_id)
    for sitting in sittings.filter(person=person).order_by("pk"):
        _end(sitting, "teams.end_sitting", "teams.drop_sitting", day, by, now)
    for sitting in sittings.filter(deputy=person).order_by("pk"):
        place = versions.take(sitting, seen=sitting.version, by=by, now=now)
        place.deputy_id = None
        place.save()
        audit.record(by=by, action="teams.end_deputy", target=place, now=now, detail={"person": person.pk})
    mentorings = Mentoring.objects.filter(goes_on, champion=person, zone__partnership=partnership_id)
    for mentoring in mentorings.order_by("pk"):
        _end(mentoring, "teams.end_mentoring", "teams.drop_mentoring", day, by, now)
    promised = HandOverItem.objects.filter(
        successor=person, hand_over__partnership=partnership_id, state=ItemState.TAKEN_OVER
    )
    for item in promised.order_by("pk"):
        taken = versions.take(item, seen=item.version, by=by, now=now)
        taken.state, taken.successor_id = HAND_OVERS.after("give_back", taken.state), None
        taken.save()
        audit.record(by=by, action="teams.arrange_hand_over", target=taken, now=now)


def _end(record: Sitting | Mentoring, ends: str, drops: str, day: dt.date, by: Person | None, now: dt.datetime) -> None:
    if record.since > day:
        audit.record(by=by, action=drops, target=record, now=now)
        record.delete()
        return
    taken = versions.take(record, seen=record.version, by=by, now=now)
    taken.until = day
    taken.save()
    audit.record(by=by, action=ends, target=taken, now=now)

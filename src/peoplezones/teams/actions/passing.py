"""Passes one thing that is handed over on to its successor: the record itself changes hands."""

import datetime as dt

from django.db.models import Model
from django.utils.timezone import localdate

from peoplezones.foundation import versions

from ..models import Follow, HandOverItem, ItemKind, Mentoring, Sitting

A_DAY = dt.timedelta(days=1)


def pass_on(item: HandOverItem, *, by: Model, now: dt.datetime) -> None:
    """Let the successor follow in the seat, the mentoring or the idea. What is somebody else's by now is left alone."""
    leaver, successor = item.hand_over.person_id, item.successor_id
    if item.kind == ItemKind.SEAT and item.sitting and item.sitting.person_id == leaver:
        _seat(item.sitting, item, by, now)
    elif item.kind == ItemKind.DEPUTY and item.sitting and item.sitting.deputy_id == leaver:
        taken = versions.take(item.sitting, seen=item.sitting.version, by=by, now=now)
        taken.deputy_id = None if taken.person_id == successor else successor
        taken.save()
    elif item.kind == ItemKind.MENTORING and item.mentoring and item.mentoring.champion_id == leaver:
        _mentoring(item.mentoring, item, by, now)
    elif item.kind == ItemKind.IDEA and item.idea:
        Follow.objects.get_or_create(idea=item.idea, person=item.successor, defaults={"since": now})
        Follow.objects.filter(idea=item.idea, person=leaver).delete()


def _seat(sitting: Sitting, item: HandOverItem, by: Model, now: dt.datetime) -> None:
    """The leaver sits there until their last day, the successor from the day after, with the same deputy."""
    taken = versions.take(sitting, seen=sitting.version, by=by, now=now)
    last = max(taken.since, item.hand_over.leaves_on)
    ends = taken.until
    if ends is not None and ends <= last:
        return
    taken.until = last
    taken.save()
    deputy = None if taken.deputy_id == item.successor_id else taken.deputy_id
    following = Sitting.objects.filter(seat=taken.seat_id, since__gt=last).order_by("since").first()
    if following is None:
        Sitting.objects.create(
            seat=taken.seat, person_id=item.successor_id, deputy_id=deputy, since=last + A_DAY, until=ends
        )


def _mentoring(mentoring: Mentoring, item: HandOverItem, by: Model, now: dt.datetime) -> None:
    taken = versions.take(mentoring, seen=mentoring.version, by=by, now=now)
    last = max(taken.since, item.hand_over.leaves_on)
    ends = taken.until
    if ends is not None and ends <= last:
        return
    taken.until = last
    taken.save()
    there = Mentoring.objects.filter(champion=item.successor_id, zone=taken.zone_id, until=None)
    if not there.exists():
        new = {"champion_id": item.successor_id, "zone": taken.zone, "note": taken.note}
        Mentoring.objects.create(**new, since=max(last + A_DAY, localdate(now)), until=ends)

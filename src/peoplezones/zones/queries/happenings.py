"""Reads what happened to a zone, as plain facts in order of time; knows no words."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from ..models import BoundaryVersion, KeyProblem, NameChange, PhaseChange, StateChange, Succession, Zone
from ..states import ZoneState
from .scoped import seen_by


@dataclass(frozen=True)
class Happening:
    """One row of the history: `kind` names which, `row` is the record itself."""

    on: dt.datetime
    kind: str  # state | phase | boundary | problem | name | succession
    row: Any
    by: Any


def happenings(zone: Zone) -> list[Happening]:
    """Everything, the newest first; a boundary and a succession by the day that they hold from."""
    found = [
        *(Happening(row.at, "state", row, row.by) for row in _of(StateChange, zone, "by")),
        *(Happening(row.at, "phase", row, row.by) for row in _of(PhaseChange, zone, "by")),
        *(Happening(row.at, "name", row, row.by) for row in _of(NameChange, zone, "by")),
        *(Happening(_day(row.from_date, row.at), "boundary", row, row.by) for row in _of(BoundaryVersion, zone, "by")),
        *(Happening(row.added_at, "problem", row, row.added_by) for row in _of(KeyProblem, zone, "added_by")),
        *(Happening(_day(row.on), "succession", row, row.by) for row in _of(Succession, zone, "by", "earlier")),
    ]
    order = list(enumerate(found))
    return [one for _place, one in sorted(order, key=lambda pair: (pair[1].on, pair[0]), reverse=True)]


def happenings_seen_by(person: object, zone: Zone) -> list[Happening]:
    """Everything that happened to a zone that the person sees; of other zones, as far as they see them."""
    seen = {other.pk for other in seen_by(person)}
    return [one for one in happenings(zone) if one.kind != "succession" or one.row.earlier_id in seen]


def public_happenings(zone: Zone) -> list[Happening]:
    """What happened since the zone is no idea any more, and from which public zones it came."""
    opened = [row.at for row in _of(StateChange, zone) if row.to != ZoneState.IDEA]
    first = min(opened, default=None)
    found = []
    for one in happenings(zone):
        if one.kind == "succession" and not one.row.earlier.is_public:
            continue
        if one.kind in ("state", "phase", "name") and first is not None and one.on < first:
            continue
        found.append(one)
    return found


def last_change(zone: Zone) -> StateChange | None:
    return StateChange.objects.filter(zone=zone).order_by("at", "pk").last()


def _of(model: Any, zone: Zone, *beside: str) -> list[Any]:
    rows = model.objects.filter(zone=zone)
    return list(rows.select_related(*beside) if beside else rows)


def _day(day: dt.date, noted: dt.datetime | None = None) -> dt.datetime:
    """The moment that something was noted, if that was on its own day; else the beginning of the day."""
    if noted is not None and noted.date() == day:
        return noted
    return dt.datetime.combine(day, dt.time(0), tzinfo=dt.UTC)

"""Takes in what a spreadsheet says of a zone: new items are added, known ones changed, nothing is taken away."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from peoplezones.accounts.models import Person
from peoplezones.foundation import audit, versions
from peoplezones.zones.models import Zone

from .. import queries, rules
from ..models import Provision
from ..rows import Dimension, Given, Seat, alike
from .items import PLAIN, write


@dataclass(frozen=True)
class TakenIn:
    """How many items a file added, changed, and left as they were."""

    added: int = 0
    changed: int = 0
    same: int = 0


@transaction.atomic
def take_in(*, zone: Zone, rows: Iterable[Given], by: Person, now: dt.datetime) -> TakenIn:
    """All of the rows or none. An item is known again by its title and its organisation, whatever their case."""
    rules.check_may_map(by, zone)
    register = {one.name.casefold(): one.pk for one in queries.organisations_of_partnership(zone)}
    known = {alike(item.title, item.employer): item for item in queries.items_of(zone)}
    added = changed = same = 0
    for row in rows:
        given = _resolved(row, register)
        item = known.get(alike(row.title, row.organisation_name))
        if item is None:
            write(Provision(zone=zone), given)
            added += 1
        elif given_of(item) == given:
            same += 1
        else:
            write(versions.take(item, seen=item.version, by=by, now=now), given)
            changed += 1
    counts = TakenIn(added, changed, same)
    if added or changed:
        audit.record(by=by, action="provision.take_in", target=zone, now=now, detail=vars(counts))
    return counts


def _resolved(row: Given, register: dict[str, int]) -> Given:
    """Organisations of the register by their number, in place of the name that was typed."""
    seats = tuple(_seat(seat.name, register) for seat in row.seats)
    number = register.get(row.organisation_name.casefold())
    named = "" if number else row.organisation_name
    return replace(row, organisation=number, organisation_name=named, seats=seats)


def _seat(name: str, register: dict[str, int]) -> Seat:
    number = register.get(name.casefold())
    return Seat(number, "" if number else name)


def given_of(item: Provision) -> Given:
    """What was last said of an item, as a form or a file would say it."""
    plain = {name: getattr(item, name) for name in PLAIN}
    marks: dict[str, Any] = {
        name: queries.marks_of(item, dimension)
        for name, dimension in (
            ("tools", Dimension.TOOL),
            ("outcomes", Dimension.OUTCOME),
            ("audiences", Dimension.AUDIENCE),
            ("times", Dimension.TIME),
        )
    }
    seats = tuple(Seat(seat.organisation_id, seat.organisation_name) for seat in item.seats.all())
    return Given(**plain, **marks, organisation=item.organisation_id, seats=seats)

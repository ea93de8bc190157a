"""Finds where work depends on one person alone, within what a person may see; says nothing in words."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q

from peoplezones.accounts import queries as accounts
from peoplezones.partners import queries as partners
from peoplezones.partners.models import STAFF, Colleague, Organisation

from ..models import Seat, Sitting
from . import scope, teams


@dataclass(frozen=True)
class Weak:
    """One finding: seats of one person or one empty seat, or the only colleague who may sign."""

    kind: str  # empty, no_deputy, many_seats, one_signs
    seats: tuple[Seat, ...] = ()
    sitting: Sitting | None = None
    colleague: Colleague | None = None
    zones: frozenset[int] = frozenset()  # empty: it is about all zones


def found(person: object, day: dt.date) -> list[Weak]:
    """Empty seats that are needed first, then people with several seats, then seats without a deputy, then signing."""
    seats = _seats(person, day)
    empty = [_empty(seat) for seat in seats if not any(one.person for one in seat.now)]  # type: ignore[attr-defined]
    empty.sort(key=lambda weak: not weak.seats[0].is_required)
    held = [(seat, one) for seat in seats for one in seat.now if one.person]  # type: ignore[attr-defined]
    alone = [Weak("no_deputy", (seat,), one, zones=_zones(seat)) for seat, one in held if one.deputy is None]
    return empty + _several(held) + alone + _signing(person)


def _seats(person: object, day: dt.date) -> list[Seat]:
    now = Sitting.objects.on(day).select_related("person", "deputy", "promised_by").order_by("id")
    seen = teams.seen_by(person, day).order_by().values("pk")
    wanted = Seat.objects.wanted(day).filter(team__in=seen).select_related("team__zone", "organisation")
    return list(wanted.prefetch_related(Prefetch("sittings", now, to_attr="now")).order_by("team__name", "id"))


def _zones(*seats: Seat) -> frozenset[int]:
    return frozenset(seat.team.zone_id for seat in seats if seat.team.zone_id is not None)


def _empty(seat: Seat) -> Weak:
    promised = next(iter(seat.now), None)  # type: ignore[attr-defined]
    return Weak("empty", (seat,), promised, zones=_zones(seat))


def _several(held: list[tuple[Seat, Sitting]]) -> list[Weak]:
    by_person: dict[int, list[tuple[Seat, Sitting]]] = defaultdict(list)
    for seat, sitting in held:
        by_person[sitting.person_id or 0].append((seat, sitting))
    several = [rows for rows in by_person.values() if len(rows) > 1]
    several.sort(key=lambda rows: (-len(rows), str(rows[0][1].person)))
    return [
        Weak("many_seats", tuple(seat for seat, _one in rows), rows[0][1], zones=_zones(*(seat for seat, _one in rows)))
        for rows in several
    ]


def _signing(person: object) -> list[Weak]:
    """Organisations for which one alone may sign; names of colleagues are for those to whom partners show them."""
    signing = Colleague.objects.acting().filter(may_sign=True)
    may_sign = Q(colleagues__in=signing.order_by().values("pk"))
    shown = scope.whole(accounts.scope_of(person, STAFF)) | Q(pk__in=partners.own(person).order_by().values("pk"))
    lonely = (
        partners.seen_by(person).filter(shown).annotate(signers=Count("colleagues", filter=may_sign)).filter(signers=1)
    )
    rows = signing.filter(organisation__in=lonely.order_by().values("pk")).select_related("organisation", "person")
    whole = rows.prefetch_related("organisation__presences").order_by("organisation__name", "id")
    return [Weak("one_signs", colleague=one, zones=_present(one.organisation)) for one in whole]


def _present(organisation: Organisation) -> frozenset[int]:
    return frozenset(presence.zone_id for presence in organisation.presences.all())

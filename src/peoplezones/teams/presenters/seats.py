"""Tells of each seat of a team who sits there today, since when, and who sat there before."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..models import Seat, Sitting


@dataclass(frozen=True)
class SeatRow:
    """One seat as the page of a team shows it. `tag` is a word where somebody should act."""

    seat: Seat
    now: Sitting | None
    coming: list[Sitting]
    before: list[Sitting]
    tag: str
    details: str
    is_over: bool


def rows_of(seats: Sequence[Seat], day: dt.date) -> list[SeatRow]:
    """Seats that are wanted; those that are not needed any more only where somebody sat there."""
    rows = [_row(seat, day) for seat in seats]
    return [row for row in rows if not _is_over(row.seat, day) or row.before]


def _row(seat: Seat, day: dt.date) -> SeatRow:
    sittings = list(seat.sittings.all())
    now = next((one for one in sittings if one.is_on(day)), None)
    kind = str(seat.get_kind_display())
    details = [] if seat.kind == "other" or kind == seat.title else [kind]
    details += [seat.area] if seat.area else []
    details += [str(seat.organisation)] if seat.organisation else []
    return SeatRow(
        seat=seat,
        now=now,
        coming=[one for one in sittings if one.since > day],
        before=[one for one in sittings if one.until and one.until < day],
        tag=_tag(seat, now, day),
        details=" · ".join(details),
        is_over=_is_over(seat, day),
    )


def _is_over(seat: Seat, day: dt.date) -> bool:
    return seat.ended_on is not None and seat.ended_on <= day


def _tag(seat: Seat, now: Sitting | None, day: dt.date) -> str:
    if _is_over(seat, day):
        return _("Not needed any more")
    if now is None:
        return _("Empty, and needed") if seat.is_required else _("Empty")
    if now.person_id is None:
        return _("Promised")
    return "" if now.deputy_id else _("No deputy")

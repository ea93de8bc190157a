"""Tells what happened to a zone, one sentence a happening."""

from collections.abc import Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..models import BoundaryVersion, How
from ..queries import Happening
from ..states import ZoneState


def timeline(found: Sequence[Happening], *, with_names: bool) -> list[dict[str, str]]:
    """One entry a happening, the newest first; who did it is told inside the workspace alone."""
    return [
        {
            "on": date_format(one.on, "j F Y"),
            "words": WORDS[one.kind](one.row),
            "more": MORE[one.kind](one.row) if one.kind in MORE else "",
            "by": str(one.by) if with_names and one.by else "",
        }
        for one in found
    ]


def _state(row: Any) -> str:
    return {
        ZoneState.IDEA: _("The zone was noted as an idea."),
        ZoneState.DEVELOPING: _("The zone started to be developed."),
        ZoneState.ACTIVE: _("The zone became active."),
        ZoneState.REVIEWING: _("The partners began to review the zone."),
        ZoneState.HANDED_OVER: _("The zone was handed over to its community."),
        ZoneState.CLOSED: _("The zone was closed."),
    }[ZoneState(row.to)]


def boundary_in_words(row: BoundaryVersion) -> str:
    """How a line was made, and of how many areas."""
    many = len(row.areas)
    if row.how == How.AREAS:
        sentence = ngettext(
            "A line around %(many)s whole neighbourhood.", "A line around %(many)s whole neighbourhoods.", many
        )
    elif row.how == How.DRAWN:
        sentence = ngettext(
            "A line drawn on the map; it touches %(many)s neighbourhood.",
            "A line drawn on the map; it touches %(many)s neighbourhoods.",
            many,
        )
    else:
        sentence = ngettext(
            "A line from the file “%(file)s”; it touches %(many)s neighbourhood.",
            "A line from the file “%(file)s”; it touches %(many)s neighbourhoods.",
            many,
        )
    return sentence % {"many": many, "file": row.source}


def boundaries_in_words(found: Sequence[BoundaryVersion]) -> list[dict[str, str]]:
    """Every line with the days between which it held."""
    return [
        {
            "words": boundary_in_words(row),
            "from": date_format(row.from_date, "j F Y"),
            "to": date_format(row.to_date, "j F Y") if row.to_date else _("now"),
            "by": str(row.by) if row.by else "",
        }
        for row in found
    ]


def _problem(row: Any) -> str:
    if row.is_baseline:
        return _("Chosen for this problem: %(title)s.") % {"title": row.title}
    return _("A problem was added later: %(title)s.") % {"title": row.title}


WORDS = {
    "state": _state,
    "phase": lambda row: _("Its phase became “%(phase)s”.") % {"phase": row.get_to_display()},
    "name": lambda row: (
        _("It was renamed from “%(before)s” to “%(after)s”.") % {"before": row.before, "after": row.after}
    ),
    "boundary": lambda row: _("A new line on the map."),
    "problem": _problem,
    "succession": lambda row: (
        (_("It followed %(name)s.") if row.kind == "follows" else _("It was split from %(name)s."))
        % {"name": row.earlier.name}
    ),
}
MORE = {
    "state": lambda row: row.reason,
    "boundary": boundary_in_words,
    "problem": lambda row: row.evidence,
}

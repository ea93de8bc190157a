"""Says in plain sentences where work depends on one person."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..models import Seat
from ..queries.weak_points import Weak

KINDS = [
    ("empty", gettext_lazy("Empty seat")),
    ("many_seats", gettext_lazy("Several seats")),
    ("no_deputy", gettext_lazy("No deputy")),
    ("one_signs", gettext_lazy("One may sign")),
]


def kind(weak: Weak) -> str:
    return str(dict(KINDS)[weak.kind])


def sentence(weak: Weak) -> str:
    if weak.colleague is not None:
        said = {"who": str(weak.colleague.person), "organisation": str(weak.colleague.organisation)}
        return _("Only %(who)s may sign for %(organisation)s. Ask who else can.") % said
    if weak.kind == "empty":
        return _empty(weak)
    who = weak.sitting.who if weak.sitting else ""
    if weak.kind == "no_deputy":
        words = {"who": who, "seat": weak.seats[0].title, "team": weak.seats[0].team.name}
        return _("If %(who)s is away, nobody stands in: “%(seat)s” in %(team)s has no deputy.") % words
    seats = "; ".join(_named(seat) for seat in weak.seats)
    number = len(weak.seats)
    many = ngettext("%(who)s sits in %(n)d seat: %(seats)s.", "%(who)s sits in %(n)d seats: %(seats)s.", number)
    return many % {"who": who, "n": number, "seats": seats}


def _named(seat: Seat) -> str:
    return _("“%(seat)s” in %(team)s") % {"seat": seat.title, "team": seat.team}


def _empty(weak: Weak) -> str:
    seat = weak.seats[0]
    words = {"seat": seat.title, "team": seat.team}
    if seat.is_required:
        said = _("“%(seat)s” in %(team)s is empty, and the team needs it.") % words
    else:
        said = _("“%(seat)s” in %(team)s is empty.") % words
    if weak.sitting is not None:
        promise = {"who": weak.sitting.promised_by, "day": date_format(weak.sitting.since, "j F Y")}
        said += " " + _("%(who)s promised somebody on %(day)s.") % promise
    elif seat.organisation is not None:
        said += " " + _("It waits for %(who)s.") % {"who": seat.organisation}
    return said


def address(weak: Weak) -> str:
    """Where it can be mended; what is about several teams leads nowhere."""
    if weak.colleague is not None:
        return reverse("partners:organisation", args=[weak.colleague.organisation_id])
    return reverse("teams:team", args=[weak.seats[0].team_id]) if len(weak.seats) == 1 else ""


def places(weak: Weak) -> str:
    """The zones of it, where it has any that are known from its seats."""
    names = dict.fromkeys(seat.team.zone.name if seat.team.zone else _("All zones") for seat in weak.seats)
    return ", ".join(names)

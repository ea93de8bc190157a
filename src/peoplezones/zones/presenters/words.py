"""Says in plain English where a zone is, how far it has come, and which zones are near."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peoplezones.accounts.models import Person
from peoplezones.places.models import Area
from peoplezones.ui.words import number

from .. import queries
from ..models import Relation, Succession, Zone
from ..queries import NearZone
from ..states import AT_WORK, Phase, ZoneState

PHASE_MEANS = {
    Phase.CONCEPT: gettext_lazy("Looking at what is there, and asking who wants to take part."),
    Phase.TEAM: gettext_lazy("Neighbours and services come together as one local team."),
    Phase.DELIVER: gettext_lazy("The work that people asked for, done together."),
    Phase.REVIEW: gettext_lazy("Looking at what worked, with the people who live here, and going on from there."),
}


def distance_in_words(kilometres: float) -> str:
    """A straight distance in miles, as people here say it."""
    miles = kilometres / 1.609344
    if miles < 0.1:
        return _("next door")
    decimals = 1 if miles < 10 else 0
    return _("%(miles)s miles away") % {"miles": number(miles, decimals)}


def near_in_words(near: Sequence[NearZone]) -> list[dict[str, Any]]:
    return [
        {"zone": one.zone, "distance": distance_in_words(one.kilometres), "is_near": one.is_near, "words": _near(one)}
        for one in near
    ]


def _near(one: NearZone) -> str:
    """Within what the zone calls near: that its line is no wall."""
    if not one.is_near:
        return ""
    sentence = _("This is near %(name)s. Its line is a focus and not a wall: you are welcome there.")
    return sentence % {"name": one.zone.name}


def zones_of_area(request: HttpRequest, area: Area) -> dict[str, Any]:
    """For the page of an area: the zones that hold it, all or in part, or the nearest ones."""
    holding = [
        {"zone": link.zone, "in_part": link.share < 1, "state": state_sentence(link.zone)}
        for link in queries.zones_holding(area)
    ]
    living = any(one["zone"].state != ZoneState.CLOSED for one in holding)
    near = [] if living else near_in_words(queries.nearest(area.longitude, area.latitude))
    return {"holding": holding, "near": near, "welcome": [one["words"] for one in near if one["is_near"]]}


def zones_of_person(request: HttpRequest, person: Person) -> dict[str, Any] | None:
    """For a person's own page: the zones they belong to, and what they may do there."""
    shown = []
    for member in queries.memberships_of(person):
        capabilities = [(member.is_steward, _("steward")), (member.is_clerk, _("clerk"))]
        shown.append(
            {
                "zone": member.zone,
                "stands": standing(member.zone),
                "as": ", ".join(label for holds, label in capabilities if holds),
            }
        )
    return {"zones": shown} if shown else None


def crumbs_to(zone: Zone, here: str) -> list[tuple[str, str]]:
    """Home, the zone, and the page itself."""
    return [(_("Home"), "/"), (zone.name, reverse("zones:zone", args=[zone.slug])), (here, "")]


def districts_of(areas: Sequence[Area]) -> str:
    return ", ".join(sorted({area.district.name for area in areas}))


def standing(zone: Zone) -> str:
    """Where it stands, in one word or two: the phase while it is at work, else the state."""
    return str(zone.get_phase_display() if zone.state in AT_WORK else zone.get_state_display())


def state_sentence(zone: Zone) -> str:
    """What a reader must know of a zone that is not at work any more; empty for others."""
    if zone.state == ZoneState.CLOSED:
        return _("This zone has closed.")
    if zone.state == ZoneState.HANDED_OVER:
        return _("The community runs this zone by itself now.")
    return ""


def state_told(zone: Zone) -> dict[str, str] | None:
    """The same with its day and reason, for the zone's own page."""
    sentence = state_sentence(zone)
    change = queries.last_change(zone) if sentence else None
    if change is None:
        return {"sentence": sentence, "since": "", "reason": ""} if sentence else None
    since = _("Since %(day)s.") % {"day": date_format(change.at, "j F Y")}
    return {"sentence": sentence, "since": since, "reason": change.reason}


def phase_steps(zone: Zone) -> list[dict[str, Any]]:
    """The four phases in order, with which one the zone is in; of one that is over, those that it went through."""
    order = list(Phase)
    present = order.index(Phase(zone.phase))
    goes_on = zone.state in AT_WORK
    words = [_("done"), _("now"), _("later")] if goes_on else [_("done"), _("done"), _("not reached")]
    return [
        {
            "label": phase.label,
            "means": PHASE_MEANS[phase],
            "status": words[(place >= present) + (place > present)],
            "now": goes_on and place == present,
        }
        for place, phase in enumerate(order)
    ]


def successions_in_words(zone: Zone, found: Sequence[Succession], address: str) -> list[dict[str, str]]:
    """From which zones it came and what came of it: a sentence, a name, and the page at `address` of that zone."""
    told = []
    for one in found:
        is_later = one.zone_id == zone.pk
        other = one.earlier if is_later else one.zone
        told.append(
            {
                "before": _succession(Relation(one.kind), is_later),
                "name": other.name,
                "url": reverse(address, args=[other.slug]),
                "after": _("(%(when)s)") % {"when": date_format(one.on, "F Y")},
            }
        )
    return told


def _succession(kind: Relation, is_later: bool) -> str:
    if is_later:
        return _("It follows") if kind == Relation.FOLLOWS else _("It was split from")
    return _("It was followed by") if kind == Relation.FOLLOWS else _("A part of it became")

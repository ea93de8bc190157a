"""Says in plain English where a zone is, how far it has come, and which zones are near."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peoplezones.accounts.models import Person
from peoplezones.places.models import Area
from peoplezones.places.presenters import map_of
from peoplezones.places.queries import current_boundary_set
from peoplezones.ui.maps import Legend, MapView
from peoplezones.ui.words import number

from .. import queries
from ..models import Zone
from ..queries import NearZone
from ..states import Phase

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
    return [{"zone": one.zone, "distance": distance_in_words(one.kilometres)} for one in near]


def zones_of_area(request: HttpRequest, area: Area) -> dict[str, Any]:
    """For the page of an area: the zones that hold it, or the nearest ones."""
    holding = list(queries.zones_holding(area))
    near = [] if holding else near_in_words(queries.nearest(area.longitude, area.latitude))
    return {"holding": holding, "near": near}


def zones_of_person(request: HttpRequest, person: Person) -> dict[str, Any] | None:
    """For a person's own page: the zones they belong to, and what they may do there."""
    shown = []
    for member in queries.memberships_of(person):
        capabilities = [(member.is_steward, _("steward")), (member.is_clerk, _("clerk"))]
        shown.append({"zone": member.zone, "as": ", ".join(label for holds, label in capabilities if holds)})
    return {"zones": shown} if shown else None


def crumbs_to(zone: Zone, here: str) -> list[tuple[str, str]]:
    """Home, the zone, and the page itself."""
    return [(_("Home"), "/"), (zone.name, reverse("zones:zone", args=[zone.slug])), (here, "")]


def zone_map(zone: Zone, areas: Sequence[Area], *, list_id: str) -> MapView | None:
    """The zone in its surroundings, drawn from the set that its areas belong to."""
    if not areas:
        return None
    across, up = (zone.east - zone.west) * 0.4, (zone.north - zone.south) * 0.4
    return map_of(
        areas[0].boundary_set,
        label=_("Map of %(zone)s") % {"zone": zone.name},
        list_id=list_id,
        bounds=(zone.west - across, zone.south - up, zone.east + across, zone.north + up),
        zones_url=reverse("zones:boundaries"),
        legend=[Legend("zone", _("People Zone"))],
        small=True,
    )


def zones_map(*, label: str, list_id: str) -> MapView | None:
    """All zones over all areas."""
    boundary_set = current_boundary_set()
    if boundary_set is None:
        return None
    return map_of(
        boundary_set,
        label=label,
        list_id=list_id,
        zones_url=reverse("zones:boundaries"),
        legend=[Legend("zone", _("People Zone"))],
    )


def districts_of(areas: Sequence[Area]) -> str:
    return ", ".join(sorted({area.district.name for area in areas}))


def phase_steps(zone: Zone) -> list[dict[str, Any]]:
    """The four phases in order, with which one the zone is in."""
    order = list(Phase)
    present = order.index(Phase(zone.phase))
    words = [_("done"), _("now"), _("later")]
    return [
        {
            "label": phase.label,
            "means": PHASE_MEANS[phase],
            "status": words[(place >= present) + (place > present)],
            "now": place == present,
        }
        for place, phase in enumerate(order)
    ]

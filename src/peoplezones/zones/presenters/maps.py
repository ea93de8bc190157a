"""Zones on the map of areas."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from peoplezones.places.models import Area
from peoplezones.places.presenters import map_of
from peoplezones.places.queries import current_boundary_set
from peoplezones.ui.maps import Legend, MapView

from ..models import BoundaryVersion, Zone
from ..states import LIVING


def zone_map(
    zone: Zone, line: BoundaryVersion | None, areas: Sequence[Area], *, list_id: str, by_itself: bool = False
) -> MapView | None:
    """The zone in its surroundings, drawn from the set that its areas belong to.

    `by_itself`: for those who see it in the workspace, where it may be an idea.
    """
    if not areas or line is None:
        return None
    across, up = (line.east - line.west) * 0.4, (line.north - line.south) * 0.4
    if by_itself:
        address = reverse("zones:record_outline", args=[zone.slug])
    elif zone.state in LIVING:
        address = reverse("zones:boundaries")
    else:
        address = reverse("zones:outline", args=[zone.slug])
    return map_of(
        areas[0].boundary_set,
        label=_("Map of %(zone)s") % {"zone": zone.name},
        list_id=list_id,
        bounds=(line.west - across, line.south - up, line.east + across, line.north + up),
        zones_url=address,
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


def drawing_map(line: BoundaryVersion | None) -> MapView | None:
    """The map that a boundary is drawn on, opened at the present one."""
    boundary_set = current_boundary_set()
    if boundary_set is None:
        return None
    return map_of(
        boundary_set,
        label=_("Map to draw the zone's line on: each click adds a corner"),
        list_id="corners-form",
        bounds=line.bounds if line else None,
        drawing=True,
    )


def choosing_map(line: BoundaryVersion | None) -> MapView | None:
    """The map beside the list that areas are chosen from."""
    boundary_set = current_boundary_set()
    if boundary_set is None:
        return None
    return map_of(
        boundary_set,
        label=_("Map of the neighbourhoods; those you chose have a dark outline"),
        list_id="areas-form",
        bounds=line.bounds if line else None,
        small=True,
    )

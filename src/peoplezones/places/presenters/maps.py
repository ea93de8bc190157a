"""The map of areas, as pages show it."""

from collections.abc import Sequence

import shapely
from django.urls import reverse

from peoplezones.ui.maps import Legend, MapView

from ..models import Area, BoundarySet


def area_url_pattern() -> str:
    """The address of an area's page with CODE where the code goes, for the map."""
    return reverse("places:area", args=["E00000000"]).replace("E00000000", "CODE")


def tiles_url(boundary_set: BoundarySet) -> str:
    return reverse("places:tile", args=[boundary_set.digest, 0, 0, 0]).replace("/0/0/0.mvt", "/{z}/{x}/{y}.mvt")


def map_of(
    boundary_set: BoundarySet,
    *,
    label: str,
    list_id: str,
    bounds: tuple[float, float, float, float] | None = None,
    zones_url: str = "",
    legend: Sequence[Legend] = (),
    small: bool = False,
    drawing: bool = False,
) -> MapView:
    """The map component over the areas of a set."""
    return MapView(
        label=label,
        bounds=bounds or boundary_set.bounds,
        tiles_url=tiles_url(boundary_set),
        area_url=area_url_pattern(),
        list_id=list_id,
        attribution=boundary_set.licence,
        zones_url=zones_url,
        legend=legend,
        small=small,
        drawing=drawing,
    )


def bounds_around(area: Area, *, widen: float = 1.5) -> tuple[float, float, float, float]:
    """The box of an area with its surroundings."""
    across, up = (area.east - area.west) * widen, (area.north - area.south) * widen
    return area.west - across, area.south - up, area.east + across, area.north + up


def bounds_of(areas: Sequence[Area], *, widen: float = 0.1) -> tuple[float, float, float, float] | None:
    """The box that holds all of these areas, with a little of what is around; None where there are none."""
    if not areas:
        return None
    west, south = min(area.west for area in areas), min(area.south for area in areas)
    east, north = max(area.east for area in areas), max(area.north for area in areas)
    across, up = (east - west) * widen, (north - south) * widen
    return west - across, south - up, east + across, north + up


def bounds_of_shape(shape: shapely.Geometry, *, widen: float = 0.4) -> tuple[float, float, float, float]:
    """The box of a shape in degrees with what is around it."""
    west, south, east, north = shape.bounds
    across, up = (east - west) * widen, (north - south) * widen
    return west - across, south - up, east + across, north + up

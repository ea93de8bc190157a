"""Finds which areas a boundary drawn by hand holds, and how much of those at its edge.

The share of an area at the edge is that of its postcodes that lie inside: people live where letters go. Where an area
has no postcodes, it is the share of its land.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from django.utils.translation import gettext as _

from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.ui.tiles import areal

from .. import queries
from ..models import BoundarySet

WHOLE = 0.995  # of the land: boundaries are simplified, and nobody draws to the metre
MOST_AREAS = 2000  # that one page may be worked out for
SMALLEST = 0.005  # less than this is a slip of the hand


@dataclass(frozen=True)
class Part:
    """One area that the boundary touches; `share` of its people are inside."""

    code: str
    name: str
    share: float
    basis: str  # whole | postcodes | land
    postcodes: int = 0  # that the share was counted from


def parts_within(boundary_set: BoundarySet, shape: shapely.Geometry) -> tuple[Part, ...]:
    """The areas of the set inside a shape in degrees, in map order; nothing where it lies off the map.

    A line that crosses itself stands for what it surrounds. Raises NotPossibleNow where it reaches over too many areas.
    """
    shape = areal(shapely.make_valid(shape))
    meeting = list(queries.areas_meeting(boundary_set, shape.bounds)[: MOST_AREAS + 1])
    if len(meeting) > MOST_AREAS:
        sentence = _("The line reaches over more than %(most)s neighbourhoods. Draw it around a smaller place.")
        raise NotPossibleNow(sentence % {"most": f"{MOST_AREAS:,}"})
    if not meeting:
        return ()
    shapes = shapely.from_geojson([area.boundary for area in meeting])
    inside = shapely.area(shapely.intersection(shapes, shape)) / shapely.area(shapes)
    edge = {area.pk for area, land in zip(meeting, inside, strict=True) if SMALLEST <= land < WHOLE}
    points: dict[int, list[tuple[float, float]]] = {}
    for area_id, longitude, latitude in queries.postcode_points(edge):
        points.setdefault(area_id, []).append((longitude, latitude))
    found = []
    for area, land in zip(meeting, inside, strict=True):
        if land >= WHOLE:
            found.append(Part(area.code, str(area), 1.0, "whole"))
        elif area.pk in points:
            where = np.array(points[area.pk])
            share = float(shapely.contains_xy(shape, where[:, 0], where[:, 1]).mean())
            if share >= SMALLEST:
                found.append(Part(area.code, str(area), share, "postcodes", len(where)))
        elif land >= SMALLEST:
            found.append(Part(area.code, str(area), float(land), "land"))
    return tuple(found)

"""Finds areas that lie on each other, and how much of them; does not cut or move any."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from zonelab.core import earth
from zonelab.core.boundaries import Boundaries
from zonelab.core.geojson import Shapes
from zonelab.regions.touching import Floats, Pairs, Places, Touching

_SLIVER = 0.001  # of the smaller area: less is how coarsely boundaries are drawn


@dataclass(frozen=True, eq=False)
class Overlaps:
    """ends: m × 2 places of areas that overlap; size: m²; the_same: whether both have the same shape."""

    ends: Places
    size: Floats
    the_same: NDArray[np.bool_]


def overlaps(boundaries: Boundaries, found: Touching, tolerance: float) -> Overlaps:
    """Find the areas that overlap by more than a sliver: a thousandth of the smaller, and wider than the tolerance.

    Looked for where an edge has two areas on one side, and where an edge that nobody shares runs inside another area:
    an overlap anywhere gives at least one of these, though not for every pair in a heap.
    """
    lines = shapely.linestrings(np.stack([found.free.start, found.free.end], axis=1))
    edge, other = shapely.STRtree(boundaries.shapes).query(lines, predicate="intersects")
    apart = found.free.area[edge] != other
    edge, other = edge[apart], other[apart].astype(np.int64)
    # Both insides meet, which a line that only touches the rim does not.
    inside = shapely.relate_pattern(lines[edge], boundaries.shapes[other], "T********")
    ends = np.concatenate([found.one_sided, np.column_stack([found.free.area[edge], other])[inside]])
    ends = Pairs.of(ends[:, 0], ends[:, 1], np.zeros(len(ends))).ends
    one, other = boundaries.shapes[ends[:, 0]], boundaries.shapes[ends[:, 1]]
    common = shapely.intersection(one, other)
    size, first, second = (_square_metres(shapes) for shapes in (common, one, other))
    round_it = shapely.length(shapely.transform(common, lambda points: earth.flat(points, boundaries.meridian)))
    real = (size > _SLIVER * np.minimum(first, second)) & (size > tolerance * round_it / 2)
    # Shapes are the same when neither has anything of its own.
    same = size > (1 - 1e-9) * np.maximum(first, second)
    return Overlaps(ends[real], size[real], same[real])


def _square_metres(shapes: Shapes) -> Floats:
    size: Floats = shapely.area(shapely.transform(shapes, earth.equal_area))
    return size

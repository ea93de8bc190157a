"""Finds which areas share corners and edges point for point, and which edges nobody shares; knows no graph, no gap.

Works on all corners at once: a country has half a million, and a loop over its areas would take a minute.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zonelab.core import earth
from zonelab.core.boundaries import Boundaries

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

_CELLS = 1e7  # corners are the same when they round to the same ten-millionth of a degree: a centimetre


@dataclass(frozen=True, eq=False)
class Pairs:
    """Pairs of areas, each once, the lower place first: m × 2 places, and how long the border between them is."""

    ends: Places
    border: Floats

    @classmethod
    def of(cls, one: Places, other: Places, metres: Floats) -> "Pairs":
        """Add up what was found pair by pair, in either direction; an area and itself are no pair."""
        apart = one != other
        low, high = np.minimum(one, other)[apart], np.maximum(one, other)[apart]
        areas = int(high.max(initial=0)) + 1
        key, which = np.unique(low * areas + high, return_inverse=True)
        border = np.bincount(which, metres[apart], minlength=len(key)).astype(np.float64)
        return cls(np.column_stack([key // areas, key % areas]), border)

    def with_more(self, more: "Pairs") -> "Pairs":
        """Both together; borders of the same pair add up."""
        ends = np.concatenate([self.ends, more.ends])
        return Pairs.of(ends[:, 0], ends[:, 1], np.concatenate([self.border, more.border]))


@dataclass(frozen=True, eq=False)
class Edges:
    """Edges of areas: start and end, m × 2 degrees each, and the place of the area whose edge it is."""

    start: Floats
    end: Floats
    area: Places


@dataclass(frozen=True, eq=False)
class Touching:
    """corners: pairs that share a corner (border 0); sides: pairs that share an edge, and the metres of it.

    free: edges that only one area has; one_sided: pairs that lie on the same side of an edge, so that they overlap.
    """

    corners: Pairs
    sides: Pairs
    free: Edges
    one_sided: Places


def touching(boundaries: Boundaries) -> Touching:
    """Find what areas share point for point."""
    points, area, ring = boundaries.rings
    corner, corners = _numbered(points)
    pairs_at_corners = _pairs_at_corners(corner, area, len(boundaries))
    along = np.flatnonzero((ring[1:] == ring[:-1]) & (corner[1:] != corner[:-1]))
    start, end, own = corner[along], corner[along + 1], area[along]
    key = np.minimum(start, end) * corners + np.maximum(start, end)
    order = np.argsort(key, kind="stable")
    key = key[order]
    one, other = _together(key)
    shared = np.zeros(len(order), dtype=np.bool_)
    shared[one] = shared[other] = True
    one, other = order[one], order[other]
    metres = earth.lengths(points[along[one]], points[along[one] + 1])
    # Both have their inside on the left of the same direction, or on the right: there they lie on each other.
    left = (start < end) == _inside_on_the_left(boundaries)[ring[along]]
    over = (left[one] == left[other]) & (own[one] != own[other])
    free = along[order[~shared]]
    return Touching(
        pairs_at_corners,
        Pairs.of(own[one], own[other], metres),
        Edges(points[free], points[free + 1], area[free]),
        Pairs.of(own[one[over]], own[other[over]], metres[over]).ends,
    )


def _numbered(points: Floats) -> tuple[Places, int]:
    """The number of each corner, the same where corners are the same, and how many there are."""
    cell = np.rint((points + 180) * _CELLS).astype(np.int64)  # below 2^32
    found, number = np.unique((cell[:, 0] << 32) | cell[:, 1], return_inverse=True)
    return number.astype(np.int64), len(found)


def _pairs_at_corners(corner: Places, area: Places, areas: int) -> Pairs:
    meeting = np.sort(corner * areas + area)
    meeting = meeting[np.r_[True, meeting[1:] != meeting[:-1]]]  # np.unique hashes, ten times as slowly here
    one, other = _together(meeting // areas)
    own = meeting % areas
    return Pairs.of(own[one], own[other], np.zeros(len(one)))


def _together(key: Places) -> tuple[Places, Places]:
    """All pairs of positions that have the same key; keys in rising order."""
    ones, others = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    apart = 1
    while (same := np.flatnonzero(key[apart:] == key[:-apart])).size:
        ones.append(same)
        others.append(same + apart)
        apart += 1
    return np.concatenate(ones), np.concatenate(others)


def _inside_on_the_left(boundaries: Boundaries) -> NDArray[np.bool_]:
    """Of each ring, whether its area lies to its left: outer rings against the clock, holes with it."""
    points, _, ring = boundaries.rings
    first = np.searchsorted(ring, np.arange(ring[-1] + 1))
    from_first = points - points[first[ring]]
    cross = from_first[:-1, 0] * from_first[1:, 1] - from_first[1:, 0] * from_first[:-1, 1]
    turn = np.bincount(ring[:-1], np.where(ring[1:] == ring[:-1], cross, 0.0), minlength=len(first))
    left: NDArray[np.bool_] = (turn > 0) != boundaries.holes
    return left

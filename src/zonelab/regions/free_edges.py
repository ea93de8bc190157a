"""Finds which edges run along each other or touch without sharing their corners; knows nothing but edges."""

import numpy as np
import shapely
from numpy.typing import NDArray

from zonelab.core import earth
from zonelab.regions.touching import Edges, Floats, Pairs, Places

_NEARLY_ALONG = float(np.cos(np.radians(30)))
_HAIR = 1e-3  # metres: what rounding of coordinates makes of corners that lie on an edge
_LONG = 20  # tolerances: a piece that only runs out of reach slowly counts as border from this length on


def near(edges: Edges, tolerance: float) -> Pairs:
    """Pairs of areas whose edges come within a tolerance (metres), with the border between them.

    The border is what of an edge of one lies within the tolerance of the other's edges, measured from both sides,
    and the mean of the two. Up to two tolerances it is none: edges that only meet have that much.
    """
    tolerance = max(tolerance, _HAIR)
    one, other = _candidates(edges, tolerance)
    # Metres from the start of `one`, by the radii at its own latitude: what is straight in degrees stays so, which
    # no map projection gives, and along a border of ten kilometres that makes metres.
    scale = np.column_stack(earth.metres_a_degree((edges.start[one, 1] + edges.end[one, 1]) / 2))
    origin = edges.start[one]
    along, first, last = (
        (points - origin) * scale for points in (edges.end[one], edges.start[other], edges.end[other])
    )
    close = _distance(along, first, last) <= tolerance
    one, other, along, first, last = one[close], other[close], along[close], first[close], last[close]
    low, high, kept = _pieces(along, first, last, tolerance)
    metres = np.zeros(len(one))
    metres[kept] = _once(one[kept], edges.area[other[kept]], low[kept], high[kept])
    found = Pairs.of(edges.area[one], edges.area[other], metres / 2)
    return Pairs(found.ends, np.where(found.border > 2 * tolerance, found.border, 0.0))


def _candidates(edges: Edges, tolerance: float) -> tuple[Places, Places]:
    """Edges of different areas that may be near enough, each pair both ways."""
    lines = shapely.linestrings(np.stack([edges.start, edges.end], axis=1))
    furthest_north = np.abs(edges.end[:, 1]).max(initial=0.0)
    degree = max(float(earth.metres_a_degree(np.array([furthest_north]))[0][0]), 1.0)
    one, other = shapely.STRtree(lines).query(lines, predicate="dwithin", distance=tolerance / degree + 1e-9)
    apart = edges.area[one] != edges.area[other]
    return one[apart].astype(np.int64), other[apart].astype(np.int64)


def _distance(along: Floats, first: Floats, last: Floats) -> Floats:
    """Between the edge from (0, 0) to `along` and the one from `first` to `last`."""
    lines = shapely.linestrings(np.stack([np.zeros_like(along), along], axis=1))
    apart: Floats = shapely.distance(lines, shapely.linestrings(np.stack([first, last], axis=1)))
    return apart


def _pieces(along: Floats, first: Floats, last: Floats, tolerance: float) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """From where to where on an edge the other runs along it, in metres from its start, and whether it does."""
    reach = np.full(len(along), tolerance)
    length = np.hypot(*along.T)
    along = along / length[:, None]
    t, t_end = (first * along).sum(axis=1), (last * along).sum(axis=1)
    aside, aside_end = (point[:, 1] * along[:, 0] - point[:, 0] * along[:, 1] for point in (first, last))
    near_by = _share(aside, aside_end - aside, -reach, reach)
    beside = _share(t, t_end - t, np.zeros(len(along)), length)
    enter, leave = np.maximum(beside[0], 0.0), np.minimum(beside[1], 1.0)
    runs_off = (near_by[0] > enter) | (near_by[1] < leave)
    enter, leave = np.maximum(enter, near_by[0]), np.minimum(leave, near_by[1])
    ends = np.sort(t[:, None] + np.column_stack([enter, leave]) * (t_end - t)[:, None], axis=1)
    low, high = ends[:, 0], ends[:, 1]
    straight = np.abs(t_end - t) >= _NEARLY_ALONG * np.hypot(t_end - t, aside_end - aside)
    kept = (leave > enter) & straight & (~runs_off | (high - low > _LONG * tolerance))
    return low, high, kept


def _share(value: Floats, step: Floats, least: Floats, most: Floats) -> tuple[Floats, Floats]:
    """For which share of the way, from 0 to 1, value + share × step lies between least and most; else (2, −1)."""
    flat = step == 0
    safe = np.where(flat, 1.0, step)
    ends = np.sort(np.column_stack([(least - value) / safe, (most - value) / safe]), axis=1)
    always = (value >= least) & (value <= most)
    enter = np.where(flat, np.where(always, 0.0, 2.0), ends[:, 0])
    return enter, np.where(flat, np.where(always, 1.0, -1.0), ends[:, 1])


def _once(edge: Places, neighbour: Places, low: Floats, high: Floats) -> Floats:
    """How much each piece adds on its edge beside its neighbour, where pieces of the same two lie on each other."""
    order = np.lexsort((low, neighbour, edge))
    edge, neighbour, low, high = edge[order], neighbour[order], low[order], high[order]
    group = np.cumsum(np.r_[0, (edge[1:] != edge[:-1]) | (neighbour[1:] != neighbour[:-1])][: len(edge)])
    wide = float(np.abs(np.r_[low, high, 0.0]).max()) * 2 + 1  # no piece of one group reaches into the next
    low, high = low + group * wide, high + group * wide
    reached = np.maximum.accumulate(np.r_[-np.inf, high])[:-1] if len(high) else high
    added = np.empty(len(order))
    added[order] = np.maximum(0.0, high - np.maximum(low, reached))
    return added

"""Finds which edges run along each other or touch without sharing their corners; knows nothing but edges in metres."""

import numpy as np
import shapely
from numpy.typing import NDArray

from zonelab.core import earth
from zonelab.regions.touching import Edges, Floats, Pairs, Places

_NEARLY_ALONG = float(np.cos(np.radians(30)))
_LONG = 20  # tolerances: a piece that only runs out of reach slowly counts as border from this length on


def near(edges: Edges, tolerance: float, meridian: float) -> Pairs:
    """Pairs of areas whose edges come within a tolerance (metres), with the border between them.

    The border is what of an edge of one lies within the tolerance of the other's edges, measured from both sides,
    and the mean of the two. Up to two tolerances it is none: edges that only meet have that much.
    """
    start, end = earth.flat(edges.start, meridian), earth.flat(edges.end, meridian)
    lines = shapely.linestrings(np.stack([start, end], axis=1))
    one, other = shapely.STRtree(lines).query(lines, predicate="dwithin", distance=tolerance)
    apart = edges.area[one] != edges.area[other]
    one, other = one[apart].astype(np.int64), other[apart].astype(np.int64)
    low, high, kept = _pieces(start, end, one, other, tolerance)
    true = earth.lengths(edges.start, edges.end) / np.hypot(*(end - start).T)
    metres = np.zeros(len(one))
    metres[kept] = _once(one[kept], edges.area[other[kept]], low[kept], high[kept]) * true[one[kept]]
    found = Pairs.of(edges.area[one], edges.area[other], metres / 2)
    return Pairs(found.ends, np.where(found.border > 2 * tolerance, found.border, 0.0))


def _pieces(
    start: Floats, end: Floats, one: Places, other: Places, tolerance: float
) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """From where to where on edge `one` the edge `other` runs along it, in metres, and whether it does."""
    along = end[one] - start[one]
    length = np.hypot(*along.T)
    along /= length[:, None]
    first, last = start[other] - start[one], end[other] - start[one]
    t, aside = (first * along).sum(axis=1), first[:, 1] * along[:, 0] - first[:, 0] * along[:, 1]
    t_step = (last * along).sum(axis=1) - t
    aside_step = last[:, 1] * along[:, 0] - last[:, 0] * along[:, 1] - aside
    reach = _share(aside, aside_step, np.full(len(one), -tolerance), np.full(len(one), tolerance))
    beside = _share(t, t_step, np.zeros(len(one)), length)
    enter, leave = np.maximum(beside[0], 0.0), np.minimum(beside[1], 1.0)
    out_of_reach = (reach[0] > enter) | (reach[1] < leave)
    enter, leave = np.maximum(enter, reach[0]), np.minimum(leave, reach[1])
    ends = np.sort(np.column_stack([t + enter * t_step, t + leave * t_step]), axis=1)
    low, high = ends[:, 0], ends[:, 1]
    straight = np.abs(t_step) >= _NEARLY_ALONG * np.hypot(t_step, aside_step)
    kept = (leave > enter) & straight & (~out_of_reach | (high - low > _LONG * tolerance))
    return low, high, kept


def _share(value: Floats, step: Floats, least: Floats, most: Floats) -> tuple[Floats, Floats]:
    """For which share of the way, from 0 to 1, value + share × step lies between least and most; else (∞, −∞)."""
    flat = step == 0
    safe = np.where(flat, 1.0, step)
    ends = np.sort(np.column_stack([(least - value) / safe, (most - value) / safe]), axis=1)
    always = (value >= least) & (value <= most)
    enter = np.where(flat, np.where(always, -np.inf, np.inf), ends[:, 0])
    return enter, np.where(flat, np.where(always, np.inf, -np.inf), ends[:, 1])


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

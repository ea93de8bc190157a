"""Knows the shortest bridges that join the pieces of a map; does not know whether anybody can cross there."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from zonelab.core import earth
from zonelab.core.boundaries import Boundaries
from zonelab.core.graphs import Graph
from zonelab.regions.touching import Floats, Places

_ROUNDS = 6  # from a 32nd of the widest gap on, doubled: most gaps are narrow, and near areas are few


@dataclass(frozen=True)
class Bridge:
    """Two areas that do not touch and count as neighbours: their codes, and the metres between them."""

    one: str
    other: str
    metres: float

    def __str__(self) -> str:
        return f"{self.one}–{self.other} ({self.metres:,.0f} m)"


def bridges(boundaries: Boundaries, graph: Graph, widest: float) -> tuple[Bridge, ...]:
    """The shortest bridges that join the pieces of the graph, none wider than `widest` metres.

    Narrowest first, each between two pieces that no narrower one has joined (a shortest spanning tree, Kruskal 1956).
    Of gaps equally wide, to a millimetre, the one whose codes come first.
    """
    built: list[Bridge] = []
    piece = graph.component.copy()
    shapes = boundaries.in_metres
    tree = shapely.STRtree(shapes)
    for turn in reversed(range(_ROUNDS)):
        within = widest / 2**turn
        sizes = np.bincount(piece)
        if np.count_nonzero(sizes) < 2:
            break
        # The largest piece need not look: the others see it.
        looking = np.flatnonzero(piece != sizes.argmax())
        # A little further than asked, since distances laid flat are a little too long.
        at, other = tree.query(shapes[looking], predicate="dwithin", distance=within * 1.01)
        one, other = looking[at].astype(np.int64), other.astype(np.int64)
        apart = piece[one] != piece[other]
        ends, metres = _measured(boundaries, one[apart], other[apart])
        for place in _in_order(boundaries.codes.tolist(), ends, metres):
            low, high = piece[ends[place]]
            if low != high and metres[place] <= within:
                piece[piece == high] = low
                one_code, other_code = sorted(boundaries.codes[ends[place]])
                built.append(Bridge(one_code, other_code, float(metres[place])))
    return tuple(built)


def _measured(boundaries: Boundaries, one: Places, other: Places) -> tuple[Places, Floats]:
    """Each pair once, and the gap between its shapes in metres on the earth, to a millimetre."""
    key = np.unique(np.minimum(one, other) * len(boundaries) + np.maximum(one, other))
    ends = np.column_stack([key // len(boundaries), key % len(boundaries)])
    lines = shapely.shortest_line(boundaries.in_metres[ends[:, 0]], boundaries.in_metres[ends[:, 1]])
    middle = shapely.get_coordinates(lines)[:, 0].reshape(-1, 2).mean(axis=1)
    return ends, np.round(shapely.length(lines) / earth.stretch(middle), 3)


def _in_order(codes: Sequence[str], ends: Places, metres: Floats) -> list[int]:
    named = [sorted((codes[one], codes[other])) for one, other in ends.tolist()]
    return sorted(range(len(ends)), key=lambda place: (metres[place], named[place]))

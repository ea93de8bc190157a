"""Knows which areas are neighbours by their boundaries, bridges and barriers; does not choose or weigh areas."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zonelab.core.boundaries import Boundaries, named
from zonelab.core.graphs import Graph
from zonelab.core.provenance import Provenance
from zonelab.regions.bridges import Bridge, bridges
from zonelab.regions.free_edges import near
from zonelab.regions.neighbours import Contiguity, ContiguityError, Kind, pairs
from zonelab.regions.overlaps import Overlaps, overlaps
from zonelab.regions.touching import Floats, Pairs, Places, touching

__all__ = ["Bridge", "Contiguity", "ContiguityError", "contiguity"]

CodePairs = Iterable[tuple[str, str]]


def contiguity(
    boundaries: Boundaries,
    kind: Kind = "queen",
    *,
    bridge_gaps: float | None = None,
    join: CodePairs = (),
    remove: CodePairs = (),
    tolerance: float = 1.0,
) -> Contiguity:
    """Find which areas are neighbours.

    kind: "queen" = they share a corner or a side; "rook" = a side. bridge_gaps: None, or join the pieces of the map
    by the shortest bridges up to so many metres. join: pairs of codes that count as neighbours though they do not
    touch (a ferry); remove: pairs that do not (a motorway, a river), bridges and joins included.
    tolerance: metres; where sides do not match corner by corner, they count as touching within it.
    Areas that overlap count as touching by queen, and are named in a warning; so are the pieces of a map.
    Raises ContiguityError for an unknown kind or code, a negative distance, an edge to remove that is not there.

    >>> def square(code, west):
    ...     ring = [[west, 52], [west + 0.01, 52], [west + 0.01, 52.01], [west, 52.01], [west, 52]]
    ...     shape = {"type": "Polygon", "coordinates": [ring]}
    ...     return {"type": "Feature", "properties": {"code": code}, "geometry": shape}
    >>> features = [square("A", 0), square("B", 0.01), square("C", 0.025)]
    >>> areas = Boundaries.from_geojson({"type": "FeatureCollection", "features": features})
    >>> found = contiguity(areas, bridge_gaps=500)
    >>> found.to_frame().round().values.tolist()
    [['A', 'B', 1113.0, 'edge', 0.0], ['B', 'C', 0.0, 'bridge', 343.0]]
    >>> found.islands, found.pieces, round(found.zone_perimeter(["A", "B"]))
    (('C',), 1, 4972)
    """
    _check_settings(kind, bridge_gaps, tolerance)
    codes = boundaries.codes
    joined, removed = _checked_pairs(codes, join, "join"), _checked_pairs(codes, remove, "remove")
    both = set(joined) & set(removed)
    if both:
        raise ContiguityError(f"These are to be joined and removed at once: {pairs(sorted(both))}. Decide for one.")
    touch, over = _touching(boundaries, kind, tolerance)
    links, there_already = touch.plus(_places(codes, joined), "join")
    built: tuple[Bridge, ...] = ()
    if bridge_gaps is not None:
        built = bridges(boundaries, links.graph(codes), bridge_gaps)
        links, _ = links.plus(_places(codes, [(each.one, each.other) for each in built]), "bridge")
    whole = links
    links, absent = links.without(_places(codes, removed))
    if absent.any():
        missing = [pair for pair, gone in zip(removed, absent, strict=True) if gone]
        raise ContiguityError(f"These are no neighbours, so nothing can be removed: {pairs(missing)}. Mend the list.")
    graph = links.graph(codes)
    islands = tuple(codes[np.bincount(touch.ends.ravel(), minlength=len(codes)) == 0])
    warnings = [*boundaries.warnings, *_of_overlaps(codes, over)]
    if there_already.any():
        touching_anyway = [pair for pair, there in zip(joined, there_already, strict=True) if there]
        warnings.append(f"These were to be joined and are neighbours anyway: {pairs(touching_anyway)}.")
    warnings += _of_pieces(whole.graph(codes) if removed else graph, graph)
    settings: dict[str, object] = {"kind": kind, "bridge_gaps": bridge_gaps, "tolerance": tolerance}
    settings |= {"join": [list(pair) for pair in joined], "remove": [list(pair) for pair in removed]}
    return Contiguity(
        graph=graph,
        kind=kind,
        tolerance=tolerance,
        perimeter=boundaries.perimeters,
        made_by=links.made_by,
        islands=islands,
        bridges=tuple(each for each in built if (each.one, each.other) not in removed),
        joined=joined,
        removed=removed,
        warnings=tuple(warnings),
        provenance=Provenance.of({"boundaries": {"shapes": boundaries.digest}, "settings": settings}),
    )


@dataclass(frozen=True, eq=False)
class _Links:
    """Pairs of places, each once, in rising order; the border between them and what makes them neighbours."""

    ends: Places
    border: Floats
    made_by: NDArray[np.object_]

    @classmethod
    def of(cls, ends: Places, border: Floats, made_by: NDArray[np.object_]) -> "_Links":
        order = np.lexsort((ends[:, 1], ends[:, 0]))
        made_by = made_by[order]
        made_by.setflags(write=False)
        return cls(ends[order], border[order], made_by)

    def plus(self, ends: Places, made_by: str) -> tuple["_Links", NDArray[np.bool_]]:
        """With these too, and which of them were there already."""
        there = self._find(ends) >= 0
        fresh = ends[~there]
        how = np.full(len(fresh), made_by, dtype=object)
        more = np.concatenate([self.ends, fresh]), np.concatenate([self.border, np.zeros(len(fresh))])
        return _Links.of(*more, np.concatenate([self.made_by, how])), there

    def without(self, ends: Places) -> tuple["_Links", NDArray[np.bool_]]:
        """Without these, and which of them were not there."""
        found = self._find(ends)
        kept = np.ones(len(self.ends), dtype=np.bool_)
        kept[found[found >= 0]] = False
        return _Links.of(self.ends[kept], self.border[kept], self.made_by[kept]), found < 0

    def graph(self, codes: "pd.Index[str]") -> Graph:
        return Graph.from_places(codes, self.ends, self.border)

    def _find(self, ends: Places) -> Places:
        """Where these pairs stand; −1 = nowhere."""
        known, asked = (pair[:, 0] << 32 | pair[:, 1] for pair in (self.ends, ends))
        at = np.searchsorted(known, asked)
        there = np.append(known, -1)[at] == asked
        return np.where(there, at, -1)


def _touching(boundaries: Boundaries, kind: Kind, tolerance: float) -> tuple[_Links, Overlaps]:
    shared = touching(boundaries)
    over = overlaps(boundaries, shared, tolerance)
    found = shared.sides.with_more(near(shared.free, tolerance))
    if kind == "queen":
        found = found.with_more(shared.corners).with_more(Pairs(over.ends, np.zeros(len(over.ends))))
    kept = (found.border > 0) | (kind == "queen")
    return _Links.of(found.ends[kept], found.border[kept], np.full(int(kept.sum()), "edge", dtype=object)), over


def _check_settings(kind: str, bridge_gaps: float | None, tolerance: float) -> None:
    if kind not in ("queen", "rook"):
        raise ContiguityError(f"Areas touch by 'queen' (a corner or a side) or by 'rook' (a side), not by {kind!r}.")
    if not (np.isfinite(tolerance) and tolerance >= 0):
        raise ContiguityError(f"The tolerance is a distance in metres, zero or more, not {tolerance}.")
    if bridge_gaps is not None and not (np.isfinite(bridge_gaps) and bridge_gaps > 0):
        raise ContiguityError(f"The widest gap to bridge is a distance in metres, above zero, not {bridge_gaps}.")


def _checked_pairs(codes: "pd.Index[str]", given: CodePairs, what: str) -> tuple[tuple[str, str], ...]:
    """Each pair once, the code that comes first in front."""
    listed = [tuple(pair) if not isinstance(pair, str) else (pair,) for pair in given]
    wrong = [pair for pair in listed if len(pair) != 2 or pair[0] == pair[1]]
    if wrong:
        raise ContiguityError(f"To {what} takes pairs of two different areas, not {wrong[0]}.")
    unknown = [code for code in dict.fromkeys(code for pair in listed for code in pair) if code not in codes]
    if unknown:
        raise ContiguityError(f"The list of pairs to {what} names areas without a boundary: {named(unknown)}.")
    sides = (sorted(pair) for pair in listed)
    return tuple(dict.fromkeys((one, other) for one, other in sides))


def _places(codes: "pd.Index[str]", listed: Sequence[tuple[str, str]]) -> Places:
    ends = codes.get_indexer(pd.Index([code for pair in listed for code in pair], dtype=object))
    return np.sort(ends.reshape(-1, 2).astype(np.int64), axis=1)


def _of_overlaps(codes: "pd.Index[str]", over: Overlaps) -> list[str]:
    two = [(codes[one], codes[other]) for one, other in over.ends.tolist()]
    same = [pair for pair, each in zip(two, over.the_same, strict=True) if each]
    partly = [
        f"{one} and {other} ({size:,.0f} m²)"
        for (one, other), size, each in zip(two, over.size, over.the_same, strict=True)
        if not each
    ]
    told = []
    if same:
        told.append(f"These areas have the same shape: {pairs(same)}. Keep one, or its people count twice.")
    if partly:
        told.append(
            f"These areas overlap: {named(partly)}. Borders and perimeters are wrong there. Mend the boundaries."
        )
    return told


def _of_pieces(whole: Graph, graph: Graph) -> list[str]:
    """What is cut off, before and after edges were taken away."""
    told = []
    if len(graph) > 1 and whole.islands:
        told.append(f"These areas have no neighbour: {named(whole.islands)}. Join them by hand, or bridge the gaps.")
    before, after = (int(each.component.max(initial=-1)) + 1 for each in (whole, graph))
    if after > before:
        told.append(f"Taking edges away has split the map. It is in {after:,} pieces now: {_pieces(graph)}.")
    elif after > 1:
        told.append(f"The map is in {after:,} pieces, and no zone reaches from one to another: {_pieces(graph)}.")
    return told


def _pieces(graph: Graph) -> str:
    """Pieces of a map in words, the largest first."""
    size = np.bincount(graph.component)
    order = np.argsort(-size, kind="stable").tolist()
    few = 3
    return named(
        " + ".join(graph.codes[graph.component == piece])
        if size[piece] <= few
        else f"{size[piece]:,} areas with {graph.codes[graph.component == piece][0]}"
        for piece in order
    )

"""Knows how to say who is whose neighbour, over which border or bridge, in words and tables; finds no neighbour."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zonelab.core.boundaries import DIGITS, Boundaries, named, records
from zonelab.core.graphs import Graph
from zonelab.core.provenance import Provenance
from zonelab.regions.bridges import Bridge
from zonelab.regions.touching import Floats

Kind = Literal["queen", "rook"]

_TOUCHES = {"queen": "a corner or a side", "rook": "a side"}


class ContiguityError(ValueError):
    """Neighbours cannot be found as asked for; the message says what is wrong and what to do."""


@dataclass(frozen=True, eq=False)
class Contiguity:
    """Which areas are neighbours, how long their borders are, and what was bridged, joined and removed.

    graph: neighbours, with the metres of each shared border (0 at a corner, a bridge, a join). kind: queen or rook.
    perimeter: metres of each area's boundary, holes included, in the order of graph.codes; the perimeter of a zone is
    the sum of its areas' less twice the borders between them, see `zone_perimeter`. made_by: of each of graph.edges
    what makes it one: "edge" (they touch), "bridge" or "join". islands: areas that touch no other. bridges: narrowest
    first. joined, removed: pairs of codes as they were asked for. pieces: how many pieces the map is in, at the end.
    """

    graph: Graph
    kind: Kind
    tolerance: float
    perimeter: Floats
    made_by: NDArray[np.object_]
    islands: tuple[str, ...]
    bridges: tuple[Bridge, ...]
    joined: tuple[tuple[str, str], ...]
    removed: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    provenance: Provenance

    @property
    def pieces(self) -> int:
        """How many pieces the map is in, after bridges, joins and removals."""
        return int(self.graph.component.max(initial=-1)) + 1

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What is taken for granted, in words."""
        told = [
            f"Areas are neighbours when they share {_TOUCHES[self.kind]}; corners that do not match count as shared "
            f"within {self.tolerance:g} m. Whether people can cross there is not known.",
            "Lengths are those of the boundaries as drawn: the more generalised, the shorter.",
        ]
        if self.bridges:
            told.append(
                "A bridge joins the nearest areas of two pieces as the crow flies, whether or not there is a way."
            )
        return tuple(told)

    def zone_perimeter(self, codes: Iterable[str]) -> float:
        """Metres of the boundary of some areas taken together, holes included; ContiguityError for an unknown area."""
        inside = np.zeros(len(self.graph), dtype=np.bool_)
        asked = pd.Index(list(codes), dtype=object)
        found = self.graph.codes.get_indexer(asked)
        if (found < 0).any():
            raise ContiguityError(f"The graph has no area {named(asked[found < 0])}.")
        inside[found] = True
        between = inside[self.graph.edges].all(axis=1)
        border = self.graph.edge_border
        assert border is not None
        return float(self.perimeter[inside].sum() - 2 * border[between].sum())

    def to_frame(self) -> pd.DataFrame:
        """One row an edge: one, other, border (metres), kind (edge, bridge, join), gap (metres; 0 where they touch).

        The gap of a join is not known (NaN). `Graph.from_table` reads it.
        """
        table = self.graph.to_frame()
        width = {(each.one, each.other): each.metres for each in self.bridges}
        width |= {(each.other, each.one): each.metres for each in self.bridges}
        gap = [width.get(pair, np.nan) for pair in zip(table["one"], table["other"], strict=True)]
        return table.assign(kind=self.made_by, gap=np.where(self.made_by == "edge", 0.0, gap))

    def areas_to_frame(self) -> pd.DataFrame:
        """One row an area: perimeter (metres), neighbours (how many), piece (from 1), island (touches no other)."""
        table = pd.DataFrame({"perimeter": self.perimeter, "neighbours": self.graph.degree}, index=self.graph.codes)
        return table.assign(piece=self.graph.component + 1, island=table.index.isin(list(self.islands)))

    def to_geojson(self, boundaries: Boundaries) -> dict[str, Any]:
        """Edges as lines between a point inside each area; properties as in `to_frame`.

        boundaries: of the same areas, others may be there too. Raises BoundariesError for an area without one.
        """
        points = boundaries.points[boundaries.places(self.graph.codes)].round(DIGITS)[self.graph.edges]
        features = [
            {"type": "Feature", "properties": row, "geometry": {"type": "LineString", "coordinates": line}}
            for row, line in zip(records(self.to_frame()), points.tolist(), strict=True)
        ]
        return {"type": "FeatureCollection", "features": features}

    def summary(self) -> str:
        """The result in plain English: neighbours, pieces, each bridge, what was taken away, each warning."""
        degree = self.graph.degree
        number = f"{len(self.graph):,} areas" if len(self.graph) != 1 else "1 area"
        lines = [
            f"{number}, {len(self.graph.edges):,} pairs of neighbours ({self.kind}: they share {_TOUCHES[self.kind]}); "
            f"{degree.min()} to {degree.max()} neighbours an area, {degree.mean():.1f} on average.",
            "The map is in one piece." if self.pieces == 1 else f"The map is in {self.pieces:,} pieces.",
        ]
        if self.bridges:
            lines.append(f"Bridges over gaps: {named(map(str, self.bridges))}.")
        if self.joined:
            lines.append(f"Joined by hand: {pairs(self.joined)}.")
        if self.removed:
            lines.append(f"Taken away by hand: {pairs(self.removed)}.")
        return "\n".join((*lines, *self.assumptions, *(f"Please note: {warning}" for warning in self.warnings)))


def pairs(codes: Iterable[tuple[str, str]]) -> str:
    """Pairs of codes in words, the first ten."""
    return named(f"{one}–{other}" for one, other in codes)

"""Knows which areas there are: who is whose neighbour, how many people live there, their names; scores nothing."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from zonelab.cli import reading, vintages
from zonelab.cli.reading import ReadingError, Report, Table, refuse
from zonelab.cli.settings import Neighbours
from zonelab.core.boundaries import Boundaries, BoundariesError
from zonelab.core.graphs import Graph, GraphError
from zonelab.regions import contiguity

_NAMED = 5


@dataclass(frozen=True, eq=False)
class Areas:
    """All areas of the map, in its order; graph and perimeter (metres) are None where neither map nor edges are given.

    boundaries: None without a map; digests: of the files read; notes: what a reader should know (islands, bridges).
    """

    graph: Graph | None
    perimeter: "pd.Series[float] | None"
    boundaries: Boundaries | None
    digests: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def read_boundaries(path: Path, code: str, table: Table | None) -> tuple[Boundaries, str]:
    """The shapes of a GeoJSON file and the digest of the file. Raises ReadingError, and OSError."""
    try:
        return Boundaries.from_geojson(path, code=code), hashlib.sha256(path.read_bytes()).hexdigest()
    except BoundariesError as error:
        raise ReadingError(f"{error}{_code_hint(path, code, table)}") from error


def of_map(boundaries: Boundaries, digest: str, path: Path, asked: Neighbours) -> Areas:
    """Areas whose neighbours follow from their boundaries. Raises ReadingError."""
    try:
        found = contiguity(
            boundaries, asked.kind, bridge_gaps=asked.bridge_gaps, join=list(asked.join), remove=list(asked.remove)
        )
    except ValueError as error:
        raise ReadingError(f"{path}: {error}") from error
    perimeter = pd.Series(np.asarray(found.perimeter, dtype=np.float64), index=boundaries.codes)
    return Areas(found.graph, perimeter, boundaries, {"areas": digest}, tuple(found.warnings))


def of_edges(path: Path, table: Table, perimeters: "pd.Series[float] | None") -> Areas:
    """Areas whose neighbours stand in a table of edges: one, other and, if known, border (metres).

    Raises ReadingError, which names the row of an edge with an unknown area, and OSError.
    """
    heading, rows, digest = reading.rows_of(path, least=0)
    for name in ("one", "other"):
        if name not in heading:
            raise ReadingError(
                f"{path}, row 1: there is no column {name!r}. It needs one, other (codes of two neighbours) and, if "
                f"you know it, border (metres). Columns are: {', '.join(heading)}."
            )
    edges = []
    bordered = "border" in heading
    for row, cells in rows:
        if len(cells) != len(heading):
            raise ReadingError(f"{path}, row {row}: it has {len(cells)} cells, the heading has {len(heading)}.")
        edge: dict[str, Any] = {name: cells[heading.index(name)].strip() for name in ("one", "other")}
        for name, code in edge.items():
            if code not in table.codes:
                raise ReadingError(
                    f"{path}, row {row}, column {name!r}: there is no area {code!r} in {table.path}. Mend the code, "
                    f"or add the area."
                )
        if bordered:
            edge["border"] = reading.number_of(cells[heading.index("border")])
            if edge["border"] is None or not edge["border"] >= 0:
                raise ReadingError(
                    f"{path}, row {row}, column 'border': {cells[heading.index('border')]!r} is no length in metres. "
                    f"Write a number of zero or more."
                )
        edges.append(edge)
    try:
        graph = Graph.from_table(
            table.codes,
            pd.DataFrame(edges, columns=["one", "other", *(["border"] if bordered else [])]),
            border="border" if bordered else None,
        )
    except GraphError as error:
        raise ReadingError(f"{path}: {error}") from error
    notes = []
    if graph.islands:
        notes.append(f"Areas without a neighbour: {_some(graph.islands)}. Each can only be a zone of its own.")
    return Areas(graph, perimeters, None, {"edges": digest}, tuple(notes))


def check_codes(table: Table, areas: Areas, path: Path, only_on_map: bool, report: Report = refuse) -> list[str]:
    """Hold the codes of the table against the map; the sentences to note. Reports areas that the map lacks."""
    assert areas.graph is not None
    on_map = areas.graph.codes
    differing = vintages.differing(table.codes, on_map)
    absent = [code for code in table.codes if code not in on_map]
    notes = []
    if absent and len(absent) == len(table.codes):
        report(f"{path}: none of the areas of {table.path} is on the map. {differing or 'Are the codes the same?'}")
    elif absent and differing and not only_on_map:
        report(f"{table.path}, row {table.row_of(absent[0])}: area {absent[0]!r} is not on {path}. {differing}")
    elif absent and not only_on_map:
        report(
            f"{table.path}, row {table.row_of(absent[0])}: area {absent[0]!r} is not on {path}. Of all areas of the "
            f"table, {len(absent)} are not. Mend the codes, or add --only-on-map to leave these areas out."
        )
    elif absent:
        notes.append(f"Areas of the table that are not on the map are left out: {_some(absent)}.")
    bare = [code for code in on_map if code not in table.codes]
    if bare and differing and not absent:
        report(f"{path}: area {bare[0]!r} is not in {table.path}. {differing}")
    elif bare:
        notes.append(
            f"Areas of the map that are not in the table: {_some(bare)}. They have no score and are in no zone."
        )
    return notes


def _code_hint(path: Path, code: str, table: Table | None) -> str:
    """Which property holds the codes of the table, where the one that was named is in no feature."""
    try:
        features = json.loads(path.read_text(encoding="utf-8-sig"))["features"]
        properties = [each["properties"] for each in features if each["properties"]]
    except (ValueError, LookupError, TypeError):
        return ""
    names = dict.fromkeys(name for each in properties for name in each)
    if code in names or table is None:
        return ""
    for name in names:
        held = {str(each.get(name)) for each in properties}
        if len(held & set(table.codes)) * 2 > len(held):
            return f" {name!r} holds codes of {table.path}: add --areas-code {name}."
    return ""


def _some(codes: Sequence[str]) -> str:
    more = len(codes) - _NAMED
    return ", ".join(list(codes)[:_NAMED]) + (f" and {more:,} more" if more > 0 else "")

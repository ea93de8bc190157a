"""Knows how to fill a gap from the areas around it, ring after ring; knows no other indicator and no distance in miles.

Source: Tobler (1970), A computer movie simulating urban growth in the Detroit region, Economic Geography 46: near
things are more alike than distant ones. Whether that is so here, `moran` says.
"""

import numpy as np
import pandas as pd

from zonelab.core.graphs import Graph, Places
from zonelab.indicators.imputation import Imputed, imputed_of
from zonelab.indicators.tables import Matrix, matrix_of
from zonelab.indicators.values import ValuesError, named


def impute_from_neighbours(values: pd.DataFrame, graph: Graph) -> Imputed:
    """Fill each gap by the mean of the neighbours that have a value; where none has, of the next ring, and so on.

    values: one row an area, index = area code, one column an indicator, NaN = missing; graph: who is whose neighbour,
    of these areas (and perhaps more, which have no values). Only observed values fill, never filled ones. The doubt is
    the standard deviation of the values that are averaged (n − 1), NaN where there is only one. An island, and a piece
    of the map in which nobody has a value, keeps its gaps, with a warning.
    Raises ValuesError for tables that cannot be used and areas that are not in the graph.

    >>> row = Graph.from_places(list("ABCD"), [(0, 1), (1, 2), (2, 3)])
    >>> table = pd.DataFrame({"income": [2.0, None, 6.0, None]}, index=list("ABCD"))
    >>> impute_from_neighbours(table, row).values["income"].tolist()
    [2.0, 4.0, 6.0, 6.0]
    """
    matrix = matrix_of(values)
    at = graph.codes.get_indexer(pd.Index(values.index))
    if (at < 0).any():
        raise ValuesError(f"The graph does not have {named(values.index[at < 0])}. Give a graph of all of the areas.")
    everywhere = np.full((len(graph), matrix.shape[1]), np.nan)
    everywhere[at] = matrix
    found, spread = np.full(matrix.shape, np.nan), np.full(matrix.shape, np.nan)
    counted = np.zeros(matrix.shape, dtype=np.int64)
    gaps = np.isnan(matrix)
    for row in np.flatnonzero(gaps.any(axis=1)).tolist():
        _fill_row(int(at[row]), np.flatnonzero(gaps[row]), everywhere, graph, (found[row], spread[row], counted[row]))
    return imputed_of(
        values,
        (found, spread, counted),
        "the mean of their neighbours",
        "Areas without a value are taken to be like those around them.",
        {"by": "neighbours", "edges": graph.edges, "codes": graph.codes},
    )


def _fill_row(
    start: int, wanted: Places, everywhere: Matrix, graph: Graph, into: tuple[Matrix, Matrix, Places]
) -> None:
    """Go out ring by ring until every gap that can be filled is; writes mean, spread and number into the rows."""
    found, spread, counted = into
    seen, ring = {start}, [start]
    while len(wanted) and ring:
        around: set[int] = set()
        for place in ring:
            around.update(graph.neighbour[graph.starts[place] : graph.starts[place + 1]].tolist())
        ring = sorted(around - seen)
        seen |= around
        still = []
        for column in wanted.tolist():
            known = everywhere[ring, column]
            known = known[~np.isnan(known)]
            if not len(known):
                still.append(column)
                continue
            found[column], counted[column] = known.mean(), len(known)
            spread[column] = known.std(ddof=1) if len(known) > 1 else np.nan
        wanted = np.array(still, dtype=np.int64)

"""Makes maps whose neighbours are easily seen: squares from letters, cells around points; knows no real place."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import ArrayLike

from zonelab.core.boundaries import Boundaries

SIDE = 0.01  # degrees of a square: about 687 m from west to east by 1,113 m
SOUTH = 52.0


def box(west: float, south: float, east: float, north: float) -> Any:
    """A rectangle of shapely, measured in sides of a square from 0° E 52° N."""
    return shapely.box(west * SIDE, SOUTH + south * SIDE, east * SIDE, SOUTH + north * SIDE)


def boundaries_of(shapes: Mapping[str, Any]) -> Boundaries:
    """Boundaries of shapes by their codes, without properties."""
    index = pd.Index(list(shapes), dtype=object)
    array = np.empty(len(shapes), dtype=object)
    array[:] = list(shapes.values())
    return Boundaries(index, array, pd.DataFrame(index=index))


def map_of_squares(rows: Sequence[str]) -> Boundaries:
    """A square for each letter, rows from north to south; the same letter is the same area, a dot is none.

    >>> map_of_squares(["AAB", "C.B"]).codes.tolist()
    ['A', 'B', 'C']
    """
    squares: dict[str, list[Any]] = {}
    for row, letters in enumerate(rows):
        for column, code in enumerate(letters):
            if code != ".":
                squares.setdefault(code, []).append(box(column, -row, column + 1, 1 - row))
    return boundaries_of({code: shapely.union_all(parts) for code, parts in squares.items()})


def map_of_cells(points: ArrayLike, across: float) -> Boundaries:
    """The cell of all places nearest to each point, in a square so many sides across; codes E000, E001, …

    points: n × 2, in sides of a square of `map_of_squares`, from 0 to `across`.

    >>> map_of_cells([[1, 1], [3, 1], [2, 3]], across=4).codes.tolist()
    ['E000', 'E001', 'E002']
    """
    middles = shapely.multipoints(np.asarray(points, dtype=np.float64))
    square = shapely.box(0, 0, across, across)
    cells = shapely.get_parts(shapely.voronoi_polygons(middles, extend_to=square, ordered=True))
    cells = shapely.transform(
        shapely.intersection(cells, square), lambda corners: corners * SIDE + np.array([0.0, SOUTH])
    )
    return boundaries_of({f"E{number:03d}": cell for number, cell in enumerate(cells)})

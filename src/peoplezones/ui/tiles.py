"""Encodes boundaries as Mapbox vector tiles (version 2), so that a country draws like a county; knows shapes alone.

Tiles count in the web Mercator scheme: `z` 0 is the world in one tile, `x` grows east, `y` grows south.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import atan, degrees, pi, sinh

import mapbox_vector_tile
import numpy as np
import shapely
from numpy.typing import NDArray

LAYER = "areas"
MEDIA_TYPE = "application/vnd.mapbox-vector-tile"
MIN_ZOOM, MAX_ZOOM = 4, 11
EXTENT = 4096
OVERLAP = 64 / EXTENT  # share of a tile drawn beyond its edge, so that outlines meet
DETAIL = 2048  # a tile is drawn about 512 dots wide: what is smaller than a quarter of a dot is left out


@dataclass(frozen=True)
class TileFeature:
    """One shape: `number` is its id on the map (0 and up), `shape` lies in degrees (WGS84)."""

    number: int
    shape: shapely.Geometry
    properties: dict[str, str]


def tile_box(z: int, x: int, y: int, *, overlap: float = 0.0) -> tuple[float, float, float, float]:
    """West, south, east, north of a tile in degrees, widened by a share of its width; ValueError outside the scheme."""
    across = 2**z
    if not (0 <= z <= 22 and 0 <= x < across and 0 <= y < across):
        raise ValueError(f"There is no tile {z}/{x}/{y}.")

    def latitude(row: float) -> float:
        return degrees(atan(sinh(pi * (1 - 2 * row / across))))

    west, east = ((column / across) * 360 - 180 for column in (x - overlap, x + 1 + overlap))
    return west, latitude(y + 1 + overlap), east, latitude(y - overlap)


def _into_tile(z: int, x: int, y: int, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Degrees to tile units, x right and y down, 0…EXTENT inside the tile."""
    across = 2**z
    columns = (points[:, 0] + 180) / 360 * across - x
    rows = (1 - np.arcsinh(np.tan(np.radians(points[:, 1]))) / pi) / 2 * across - y
    return np.column_stack([columns, rows]) * EXTENT


def areal(shape: shapely.Geometry) -> shapely.Geometry:
    """The polygons of a shape: mending or cutting one can leave lines and points beside them."""
    if shape.geom_type in ("Polygon", "MultiPolygon"):
        return shape
    return shapely.union_all([part for part in shapely.get_parts(shape) if part.geom_type.endswith("Polygon")])


def encode(z: int, x: int, y: int, features: Iterable[TileFeature]) -> bytes:
    """The tile as bytes; shapes are cut at its edge, with as much detail as can be seen."""
    cut_box = tile_box(z, x, y, overlap=OVERLAP)
    west, _south, east, _north = tile_box(z, x, y)
    known = list(features)
    # As one coverage, so that the edges that neighbours share stay shared.
    shapes = shapely.coverage_simplify([areal(feature.shape) for feature in known], (east - west) / DETAIL)
    drawn = []
    for feature, shape in zip(known, shapes, strict=True):
        cut = areal(shapely.clip_by_rect(shape, *cut_box))
        if cut.is_empty:
            continue
        placed = shapely.transform(cut, lambda points: _into_tile(z, x, y, points))
        drawn.append({"geometry": placed, "id": feature.number, "properties": feature.properties})
    layer = {"name": LAYER, "features": drawn}
    content: bytes = mapbox_vector_tile.encode([layer], default_options={"extents": EXTENT, "y_coord_down": True})
    return content

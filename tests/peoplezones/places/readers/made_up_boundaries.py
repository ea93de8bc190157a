"""Small files of boundaries for tests: squares in a row, in degrees or on the British National Grid."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely

CODES = ("E01000001", "E01000002")
IN_LEICESTER = (458_000, 304_000)


def squares(count: int = 2, corner: tuple[float, float] = (-1.2, 52.6), side: float = 0.01) -> list[shapely.Geometry]:
    """Squares side by side, going east from `corner`."""
    east, north = corner
    return [shapely.box(east + side * n, north, east + side * (n + 1), north + side) for n in range(count)]


def on_the_grid(count: int = 2) -> list[shapely.Geometry]:
    return squares(count, IN_LEICESTER, 1_000)


BOW_TIE = shapely.Polygon([(-1.2, 52.6), (-1.1, 52.7), (-1.1, 52.6), (-1.2, 52.7)])


def geojson(path: Path, shapes: Sequence[shapely.Geometry | None], codes: Sequence[Any] = CODES, **more: Any) -> Path:
    """Areas with LSOA21CD and LSOA21NM; `more` stands beside the features."""
    features = [
        {
            "type": "Feature",
            "properties": {"LSOA21CD": code, "LSOA21NM": f"Area {place}"},
            "geometry": None if shape is None else json.loads(shapely.to_geojson(shape)),
        }
        for place, (code, shape) in enumerate(zip(codes, shapes, strict=True), start=1)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features, **more}))
    return path


def by_gdal(
    path: Path, shapes: Sequence[shapely.Geometry], codes: Sequence[str] = CODES, crs: str = "EPSG:27700", **more: Any
) -> Path:
    """A GeoPackage or a shapefile, as the ending says."""
    names = [f"Area {place}" for place in range(1, len(codes) + 1)]
    pyogrio.raw.write(
        path,
        shapely.to_wkb(np.array(shapes)),
        [np.array(codes, dtype=object), np.array(names, dtype=object)],
        ["LSOA21CD", "LSOA21NM"],
        geometry_type="Polygon",
        crs=crs,
        **more,
    )
    return path

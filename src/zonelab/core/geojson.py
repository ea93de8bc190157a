"""Knows how a GeoJSON file of areas is laid out and says which feature is wrong; does not mend or measure shapes."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

Shapes = NDArray[np.object_]
DEEP = {"Polygon": 1, "MultiPolygon": 0}  # how many lists stand between the coordinates' and a list of polygons


class BoundariesError(ValueError):
    """Boundaries cannot be used as they are; the message says which and what to do."""


def read(source: "Path | str | Mapping[str, Any]", code: str) -> "tuple[list[str], Shapes, pd.DataFrame]":
    """Codes, shapes and properties (indexed by code) of a FeatureCollection; source: a file or what was in one.

    code: the property that names the area. Features in messages count from 1. Raises BoundariesError, and OSError
    when the file cannot be opened.
    """
    said, content = ("The boundaries", source) if isinstance(source, Mapping) else (str(source), _parsed(Path(source)))
    features = content.get("features") if isinstance(content, Mapping) else None
    if not isinstance(features, list):
        raise BoundariesError(f"{said}: this is not a GeoJSON FeatureCollection. Export the areas as GeoJSON.")
    if not features:
        raise BoundariesError(f"{said}: there is no area in it.")
    named = list(_named(said, features, code))
    codes = [name for _, name, _ in named]
    index = pd.Index(codes, dtype=object, name="code")
    table = pd.DataFrame([properties for _, _, properties in named], index=index)
    return (
        codes,
        _shapes([(where, feature["geometry"]) for (where, _, _), feature in zip(named, features, strict=True)]),
        table,
    )


def _parsed(path: Path) -> Any:
    try:
        # utf-8-sig: some programs put a mark before the first bracket.
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as problem:
        raise BoundariesError(f"{path}: this is not UTF-8 text. Export the areas as GeoJSON.") from problem
    except json.JSONDecodeError as problem:
        raise BoundariesError(
            f"{path}, row {problem.lineno}: this is not JSON ({problem.msg}). Export the areas as GeoJSON."
        ) from problem


def _named(said: str, features: list[Any], code: str) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Where each feature stands, its code and its properties."""
    first: dict[str, int] = {}
    for number, feature in enumerate(features, start=1):
        where = f"{said}, feature {number}"
        if not isinstance(feature, Mapping) or "geometry" not in feature:
            raise BoundariesError(f"{where}: this is not a GeoJSON feature: it has no geometry.")
        properties = feature.get("properties") or {}
        if code not in properties:
            raise BoundariesError(
                f"{where}: there is no property {code!r}. Name the property that holds the area's code; "
                f"it has: {', '.join(map(str, properties)) or 'none'}."
            )
        name = properties[code]
        if isinstance(name, int) and not isinstance(name, bool):
            name = str(name)
        if not isinstance(name, str) or not name.strip():
            raise BoundariesError(f"{where}, property {code!r}: {name!r} is no area code. Write it as text.")
        name = name.strip()
        if name in first:
            raise BoundariesError(f"{where}, property {code!r}: area {name!r} is feature {first[name]} too. Keep one.")
        first[name] = number
        yield f"{where}, {name}", name, properties


def _shapes(geometries: list[tuple[str, Any]]) -> Shapes:
    """Polygons and multipolygons, made from all coordinates at once: a country has a million of them."""
    points: list[list[float]] = []
    points_of_ring: list[int] = []
    rings_of_polygon: list[int] = []
    polygons_of_area: list[int] = []
    for where, geometry in geometries:
        polygons = _polygons(where, geometry)
        for rings in polygons:
            for ring in rings:
                if len(ring) < 4:
                    raise BoundariesError(
                        f"{where}: a ring has {len(ring)} points, and needs 4. Mend it, or leave it out."
                    )
                points += ring
                points_of_ring.append(len(ring))
            rings_of_polygon.append(len(rings))
        polygons_of_area.append(len(polygons))
    of_point = np.repeat(np.arange(len(points_of_ring)), points_of_ring)
    try:
        laid = np.array(points, dtype=np.float64)
    except (TypeError, ValueError):
        laid = _first_two(geometries, points, of_point, rings_of_polygon, polygons_of_area)
    rings_made = shapely.linearrings(laid[:, :2], indices=of_point)
    parts = shapely.polygons(rings_made, indices=np.repeat(np.arange(len(rings_of_polygon)), rings_of_polygon))
    single = np.array(polygons_of_area) == 1
    first = np.concatenate([[0], np.cumsum(polygons_of_area)[:-1]])
    shapes: Shapes = np.empty(len(geometries), dtype=object)
    shapes[single] = parts[first[single]]
    for place in np.flatnonzero(~single):
        shapes[place] = shapely.multipolygons(parts[first[place] : first[place] + polygons_of_area[place]])
    return shapes


def _polygons(where: str, geometry: Any) -> list[list[list[list[float]]]]:
    kind = geometry.get("type") if isinstance(geometry, Mapping) else None
    if kind is None:
        raise BoundariesError(f"{where}: it has no geometry. Draw its boundary, or leave it out.")
    if kind not in DEEP:
        raise BoundariesError(f"{where}: a {kind} is no area. Give a Polygon or a MultiPolygon.")
    found = geometry.get("coordinates")
    polygons = [found] if kind == "Polygon" else found
    well_formed = isinstance(polygons, list | tuple) and all(
        isinstance(rings, list | tuple) and rings and all(isinstance(ring, list | tuple) for ring in rings)
        for rings in polygons
    )
    if not well_formed or not polygons:
        raise BoundariesError(f"{where}: its {kind} is empty. Draw its boundary, or leave it out.")
    return list(polygons)


def _first_two(
    geometries: list[tuple[str, Any]],
    points: list[Any],
    of_point: NDArray[np.int64],
    rings_of_polygon: list[int],
    polygons_of_area: list[int],
) -> NDArray[np.float64]:
    """Longitude and latitude where some points have a height and some none; says which feature holds no numbers."""
    try:
        return np.array([(float(point[0]), float(point[1])) for point in points])
    except (TypeError, ValueError, IndexError):
        pass
    polygon_of_ring = np.repeat(np.arange(len(rings_of_polygon)), rings_of_polygon)
    area_of_polygon = np.repeat(np.arange(len(polygons_of_area)), polygons_of_area)
    for place, point in enumerate(points):
        numbers = isinstance(point, list | tuple) and len(point) >= 2
        if not numbers or not all(isinstance(number, int | float) for number in point[:2]):
            where = geometries[area_of_polygon[polygon_of_ring[of_point[place]]]][0]
            raise BoundariesError(f"{where}: {point!r} is no point. Each is a longitude and a latitude, in degrees.")
    raise BoundariesError("The coordinates are not numbers.")

"""Knows the shapes of areas on the earth, how large and how long they are; not who is whose neighbour, and no value."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from zonelab.core import earth, geojson
from zonelab.core.geojson import BoundariesError, Shapes
from zonelab.core.provenance import digest

__all__ = ["Boundaries", "BoundariesError"]

Floats = NDArray[np.float64]
POLYGON, MULTIPOLYGON = 3, 6  # shapely's numbers
DIGITS = 6  # of a degree: about a tenth of a metre
_NAMED = 10  # how many areas a message names before it only counts


@dataclass(frozen=True, eq=False)
class Boundaries:
    """Areas as shapes on the earth; its arrays are read-only, and its table is a copy.

    codes: n area codes, text, each once. shapes: n polygons or multipolygons of shapely, longitude and latitude in
    degrees (WGS84); heights are left out. properties: what else the file said, one row an area, indexed by code.
    repaired: codes of the areas whose boundary crossed itself and was mended.
    Raises BoundariesError for no area, doubled codes, empty shapes, points and lines, coordinates that are not degrees.

    >>> square = {"type": "Polygon", "coordinates": [[[0, 52], [0.01, 52], [0.01, 52.01], [0, 52.01], [0, 52]]]}
    >>> feature = {"type": "Feature", "properties": {"code": "A", "name": "Ash"}, "geometry": square}
    >>> areas = Boundaries.from_geojson({"type": "FeatureCollection", "features": [feature]})
    >>> areas.codes.tolist(), areas.perimeters.round().tolist(), areas.areas.round(-3).tolist()
    (['A'], [3599.0], [764000.0])
    """

    codes: "pd.Index[str]"
    shapes: Shapes
    properties: pd.DataFrame
    repaired: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        codes = pd.Index(self.codes, dtype=object, name="code")
        shapes: Shapes = np.array(self.shapes, dtype=object)
        if not len(codes) or shapes.shape != codes.shape:
            raise BoundariesError(f"{len(codes)} codes and {len(shapes)} shapes: give one shape for each area.")
        if not all(isinstance(code, str) and code.strip() for code in codes):
            raise BoundariesError("Area codes are text, and none is empty.")
        if not codes.is_unique:
            raise BoundariesError(f"These areas stand there twice: {named(codes[codes.duplicated()])}. Keep one.")
        _check_shapes(codes, shapes)
        shapes, repaired = _repaired(codes, shapes)
        shapes.setflags(write=False)
        properties = self.properties.reindex(codes)  # a copy
        object.__setattr__(self, "codes", codes)
        object.__setattr__(self, "shapes", shapes)
        object.__setattr__(self, "properties", properties)
        object.__setattr__(self, "repaired", tuple(dict.fromkeys((*self.repaired, *repaired))))

    @classmethod
    def from_geojson(cls, source: "Path | str | Mapping[str, Any]", code: str = "code") -> "Boundaries":
        """Read a FeatureCollection of polygons, from a file (its path) or as it was parsed.

        code: the property that holds the area's code. Raises BoundariesError, which names file, feature (from 1) and
        property; OSError when the file cannot be opened.
        """
        codes, shapes, properties = geojson.read(source, code)
        try:
            return cls(pd.Index(codes, dtype=object), shapes, properties)
        except BoundariesError as problem:
            where = "" if isinstance(source, Mapping) else f"{source}: "
            raise BoundariesError(f"{where}{problem}") from problem

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to know before use."""
        if not self.repaired:
            return ()
        return (f"These boundaries crossed themselves and were mended: {named(self.repaired)}. Look at them on a map.",)

    @cached_property
    def perimeters(self) -> Floats:
        """Length of each area's boundary in metres, outer rings and the rims of holes together."""
        points, area, ring = self.rings
        inside = ring[1:] == ring[:-1]
        pieces = earth.lengths(points[:-1][inside], points[1:][inside])
        return _sealed(np.bincount(area[:-1][inside], pieces, minlength=len(self)))

    @cached_property
    def areas(self) -> Floats:
        """Size of each area in m², without its holes."""
        return _sealed(shapely.area(shapely.transform(self.shapes, earth.equal_area)))

    @cached_property
    def meridian(self) -> float:
        """The longitude halfway between the westernmost and the easternmost point."""
        west, _, east, _ = shapely.total_bounds(self.shapes)
        return float((west + east) / 2)

    @cached_property
    def in_metres(self) -> Shapes:
        """The shapes laid flat in metres: transverse Mercator about the middle meridian (see `core.earth.flat`)."""
        laid: Shapes = shapely.transform(self.shapes, lambda points: earth.flat(points, self.meridian))
        laid.setflags(write=False)
        return laid

    @cached_property
    def points(self) -> Floats:
        """n × 2 longitudes and latitudes: of each area a point that lies inside it."""
        return _sealed(shapely.get_coordinates(shapely.point_on_surface(self.shapes)))

    @property
    def rings(self) -> tuple[Floats, NDArray[np.int64], NDArray[np.int64]]:
        """All corners in one: m × 2 degrees, and for each the place of its area and the number of its ring.

        The first corner of a ring stands at its end again.
        """
        return self._rings[:3]

    @property
    def holes(self) -> NDArray[np.bool_]:
        """Of each of the `rings`, whether it is the rim of a hole."""
        return self._rings[3]

    @cached_property
    def _rings(self) -> tuple[Floats, NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
        parts, area_of_part = shapely.get_parts(self.shapes, return_index=True)
        rings, part_of_ring = shapely.get_rings(parts, return_index=True)
        points, ring = shapely.get_coordinates(rings, return_index=True)
        hole = np.concatenate([[False], part_of_ring[1:] == part_of_ring[:-1]])
        return _sealed(points), _sealed(area_of_part[part_of_ring][ring]), _sealed(ring), _sealed(hole)

    @cached_property
    def digest(self) -> str:
        """What the codes and shapes are known by: the sha256 of their content."""
        points, area, ring = self.rings
        return digest({"codes": self.codes, "points": points, "area": area, "ring": ring})

    def places(self, codes: Iterable[str]) -> NDArray[np.int64]:
        """Where these areas stand, from 0; BoundariesError for those that are not there."""
        asked = pd.Index(list(codes), dtype=object)
        found = self.codes.get_indexer(asked)
        if (found < 0).any():
            raise BoundariesError(f"There is no boundary of {named(asked[found < 0])}.")
        return found.astype(np.int64)

    def part(self, codes: Iterable[str]) -> "Boundaries":
        """Some of the areas, in the order asked for; BoundariesError for an unknown one."""
        places = self.places(codes)
        kept = self.codes[places]
        return Boundaries(
            kept, self.shapes[places], self.properties.iloc[places], tuple(kept[kept.isin(list(self.repaired))])
        )

    def joined(self, groups: Mapping[str, Sequence[str]]) -> "Boundaries":
        """The union of each group of areas, for instance zones; the name of the group is its code.

        Properties: `areas`, how many were joined. BoundariesError for unknown areas and empty groups.
        """
        empty = [name for name, codes in groups.items() if not len(codes)]
        if empty:
            raise BoundariesError(f"There is no area in {named(empty)}.")
        index = pd.Index(list(groups), dtype=object, name="code")
        shapes: Shapes = np.empty(len(groups), dtype=object)
        for at, codes in enumerate(groups.values()):
            shapes[at] = shapely.union_all(self.shapes[self.places(codes)])
        return Boundaries(
            index, shapes, pd.DataFrame({"areas": [len(codes) for codes in groups.values()]}, index=index)
        )

    def to_geojson(self, properties: pd.DataFrame | None = None) -> dict[str, Any]:
        """A FeatureCollection, coordinates rounded to six digits; each feature has its `code`, then its properties.

        properties: one row an area, indexed by code, in any order; left out: those that the areas came with. Missing
        values become null. BoundariesError when an area has no row.
        """
        table = self.properties if properties is None else properties
        absent = self.codes.difference(table.index)
        if len(absent):
            raise BoundariesError(f"The properties have no row for {named(absent)}.")
        rows = records(table.reindex(self.codes))
        rounded = shapely.transform(shapely.orient_polygons(self.shapes), lambda points: points.round(DIGITS))
        features = [
            {"type": "Feature", "properties": {"code": code} | row | {"code": code}, "geometry": json.loads(shape)}
            for code, row, shape in zip(self.codes, rows, shapely.to_geojson(rounded), strict=True)
        ]
        return {"type": "FeatureCollection", "features": features}


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as plain mappings for JSON: numbers of Python, null for what is missing."""
    plain = table.astype(object).where(table.notna(), None)
    columns = [str(column) for column in plain.columns]
    return [
        {
            name: value.item() if isinstance(value, np.generic) else value
            for name, value in zip(columns, row, strict=True)
        }
        for row in plain.itertuples(index=False, name=None)
    ]


def named(codes: Iterable[object]) -> str:
    """Up to ten codes, and how many more there are."""
    listed = [str(code) for code in codes]
    more = len(listed) - _NAMED
    return ", ".join(listed[:_NAMED]) + (f" and {more:,} more" if more > 0 else "")


def _check_shapes(codes: "pd.Index[str]", shapes: Shapes) -> None:
    area = np.isin(shapely.get_type_id(shapes), (POLYGON, MULTIPOLYGON))
    if not area.all():
        raise BoundariesError(f"These are no areas (Polygon or MultiPolygon): {named(codes[~area])}.")
    empty = shapely.is_empty(shapes)
    if empty.any():
        raise BoundariesError(f"These areas have an empty shape: {named(codes[empty])}. Draw it, or leave them out.")
    extent = shapely.bounds(shapes)
    if not np.isfinite(shapely.get_coordinates(shapes)).all():
        raise BoundariesError("Some coordinates are not numbers. Mend them.")
    outside = (np.abs(extent[:, ::2]) > 180).any(axis=1) | (np.abs(extent[:, 1::2]) > 90).any(axis=1)
    if outside.any():
        x, y = extent[outside][0, :2]
        british = 0 <= x <= 700_000 and 0 <= y <= 1_300_000
        raise BoundariesError(
            f"Coordinates are not degrees, for instance {x:g}, {y:g} in {named(codes[outside][:1])}"
            f"{'; they look like the British National Grid (EPSG:27700)' if british else ''}. "
            "Convert the file to longitude and latitude (WGS84, EPSG:4326)."
        )


def _repaired(codes: "pd.Index[str]", shapes: Shapes) -> tuple[Shapes, tuple[str, ...]]:
    shapes = shapely.force_2d(shapes)
    crossed = np.flatnonzero(~shapely.is_valid(shapes))
    for place in crossed.tolist():
        parts = shapely.get_parts(shapely.get_parts(shapely.make_valid(shapes[place])))
        kept = parts[shapely.get_type_id(parts) == POLYGON]
        if not len(kept):
            raise BoundariesError(f"The boundary of {codes[place]} encloses nothing. Draw it again, or leave it out.")
        shapes[place] = shapely.union_all(kept)
    return shapes, tuple(codes[crossed])


def _sealed(array: NDArray[Any]) -> NDArray[Any]:
    array.setflags(write=False)
    return array

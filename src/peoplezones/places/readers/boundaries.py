"""Reads boundaries as shapes in degrees, and joins them with what is known of the areas; writes nothing.

Every file comes out the same: one shape a code, in WGS84, valid, and of polygons alone.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyproj
import shapely
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from numpy.typing import NDArray

from peoplezones.ui.tiles import areal

from ..rows import AreaRow, BadFile, BadRow, Step, no_steps
from . import coordinates, features, ons_columns
from .archives import LIMITS, Limits
from .cells import refuse
from .features import Features

WGS84 = "EPSG:4326"
AS_GRID = "coordinates taken as British National Grid"
AS_DEGREES = "coordinates taken as degrees, against what the file states"
REPAIRED = "shapes that crossed themselves and were repaired"
NOT_ON_THE_MAP = "rows of the look-up without a boundary"
WITHOUT_HOUSEHOLDS = "areas without households"
# Where longitude and latitude of Great Britain lie when they come the wrong way round.
SWAPPED = ((49.0, -9.0), (61.5, 3.0))

Shapes = NDArray[np.object_]


@dataclass(frozen=True)
class Shape:
    """One area of a file of boundaries; `geometry` lies in degrees (WGS84), `properties` are its columns."""

    code: str
    name: str
    geometry: shapely.Geometry
    properties: Mapping[str, Any]


def read(
    path: Path,
    *,
    code: str | None = None,
    name: str | None = None,
    layer: str | None = None,
    limits: Limits = LIMITS,
    report: Counter[str] | None = None,
    step: Step = no_steps,
) -> list[Shape]:
    """The areas of a GeoJSON, GeoPackage or shapefile, also zipped, in the order of the file.

    `code` and `name` are columns; without them they are found by the names that the ONS gives them. `layer` chooses
    one of several sets of boundaries. `report` is told how many shapes were repaired, and of coordinates that were
    taken as what they must be by their size: British National Grid (a shapefile without .prj), or degrees. Raises
    BadFile with what is wrong.
    """
    counted = Counter() if report is None else report
    step(0.0, _("Reading the boundaries"))
    held = features.read(path, layer=layer, limits=limits)
    if not len(held.geometries):
        raise BadFile(_("%(file)s holds no areas. Give one with boundaries.") % {"file": held.file})
    code_column, name_column = _columns(held, code, name)
    codes = [_text(value) for value in held.columns[code_column]]
    _check_codes(held, code_column, codes)
    _check_there(held, codes)
    step(0.4, _("Turning coordinates into degrees"))
    crs, assumed = system(held)
    if assumed:
        counted[assumed] += len(codes)
    shapes = in_degrees(held, crs)
    step(0.7, _("Looking whether shapes cross themselves"))
    shapes, mended = repaired(shapes)
    if mended:
        counted[REPAIRED] += mended
        said = ngettext("%d shape that crossed itself repaired", "%d shapes that crossed themselves repaired", mended)
        step(0.9, said % mended)
    _check_areal(held, codes, shapes)
    names = [_text(value) for value in held.columns[name_column]] if name_column else codes
    rows = _rows(held.columns)
    step(1.0, _("The boundaries are read"))
    return [Shape(*one) for one in zip(codes, names, shapes, rows, strict=True)]


def areas(
    shapes: Sequence[Shape], lookup: Mapping[str, Mapping[str, str]], *, report: Counter[str] | None = None
) -> list[AreaRow]:
    """The shapes with what is known of their areas: `lookup` goes from code to `lookups.memberships`.

    Population and district must be known of every area, the latter from the columns of the boundaries where the
    look-up does not tell it; raises BadFile with the areas of which they are not. `report` is told of rows of the
    look-up that have no boundary, and of areas whose households are not known.
    """
    counted = Counter() if report is None else report
    told = ons_columns.told_in(shapes[0].properties) if shapes else {}
    drawn = shapely.to_geojson([shape.geometry for shape in shapes])
    rows, bad = [], []
    for place, (shape, boundary) in enumerate(zip(shapes, drawn, strict=True), start=1):
        own = {what: _text(shape.properties[column]) for what, column in told.items()}
        known = own | {what: value for what, value in lookup.get(shape.code, {}).items() if value}
        people, homes = (_whole(known.get(what, "")) for what in (ons_columns.POPULATION, ons_columns.HOUSEHOLDS))
        if people is None or not known.get(ons_columns.DISTRICT_CODE):
            bad.append(_unknown(place, shape.code, known, shape.code in lookup))
            continue
        counted[WITHOUT_HOUSEHOLDS] += homes is None
        rows.append(_area(shape, known, people, homes or 0, boundary))
    refuse(bad, file="", sentence=_not_known(bad))
    counted[NOT_ON_THE_MAP] += len(lookup.keys() - {shape.code for shape in shapes})
    return rows


def _area(shape: Shape, known: Mapping[str, str], people: int, homes: int, boundary: str) -> AreaRow:
    district = known[ons_columns.DISTRICT_CODE]
    return AreaRow(
        code=shape.code,
        name=shape.name,
        local_name=known.get(ons_columns.LOCAL_NAME, ""),
        district_code=district,
        district_name=known.get(ons_columns.DISTRICT_NAME, district),
        population=people,
        rural_urban=known.get(ons_columns.RURAL_URBAN, ""),
        boundary=boundary,
        ward_code=known.get(ons_columns.WARD_CODE, ""),
        ward_name=known.get(ons_columns.WARD_NAME, ""),
        households=homes,
    )


def _unknown(place: int, code: str, known: Mapping[str, str], in_lookup: bool) -> BadRow:
    if not in_lookup:
        return BadRow("", place, "code", code, _("a row in the look-up table"))
    if _whole(known.get(ons_columns.POPULATION, "")) is None:
        found = f"{code}: {known.get(ons_columns.POPULATION, '')}"
        return BadRow("", place, ons_columns.POPULATION, found, _("how many people live there"))
    return BadRow("", place, ons_columns.DISTRICT_CODE, code, _("the code of its district"))


def _not_known(bad: Sequence[BadRow]) -> str:
    sentence = ngettext(
        "Of %(count)d area the population or the district is not known. Give a look-up table that tells both.",
        "Of %(count)d areas the population or the district is not known. Give a look-up table that tells both.",
        len(bad),
    )
    return sentence % {"count": len(bad)}


def _whole(text: str) -> int | None:
    """A count as published: "1,995", "1995.0"; None where it is none."""
    bare = text.replace(",", "").strip()
    return round(float(bare)) if re.fullmatch(r"\d+(\.\d+)?", bare, re.ASCII) else None


def _text(value: Any) -> str:
    return "" if value is None or value != value else str(value).strip()  # NaN is not itself


def _rows(columns: Mapping[str, Sequence[Any]]) -> list[dict[str, Any]]:
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


# --- columns and codes -----------------------------------------------------------------------------------------


def _columns(held: Features, code: str | None, name: str | None) -> tuple[str, str | None]:
    by_small = {column.lower(): column for column in held.columns}
    for asked in (code, name):
        if asked and asked.lower() not in by_small:
            sentence = _("%(file)s has no column %(column)s, but %(columns)s.")
            names = {"file": held.file, "column": asked, "columns": ", ".join(held.columns) or "–"}
            raise BadFile(sentence % names)
    code_column = by_small[code.lower()] if code else _guessed(held)
    return code_column, by_small[name.lower()] if name else ons_columns.name_column(code_column, held.columns)


def _guessed(held: Features) -> str:
    alike = [
        column
        for column, values in held.columns.items()
        if len(set(values)) == len(values) and all(re.fullmatch(ons_columns.GSS_CODE, _text(one)) for one in values)
    ]
    if found := [*ons_columns.code_columns(held.columns), *alike]:
        return found[0]
    sentence = _("%(file)s has no column with codes of areas, such as LSOA21CD. Say which of these it is: %(columns)s.")
    raise BadFile(sentence % {"file": held.file, "columns": ", ".join(held.columns) or "–"})


def _check_codes(held: Features, column: str, codes: Sequence[str]) -> None:
    times = Counter(codes)
    bad = []
    for place, code in enumerate(codes, start=1):
        if not re.fullmatch(ons_columns.GSS_CODE, code, re.ASCII):
            bad.append(BadRow(held.file, place, column, code[:60], _("a code such as E01013600")))
        elif times[code] > 1:
            bad.append(BadRow(held.file, place, column, code, _("a code that stands in the file once")))
    sentence = ngettext(
        "%(file)s has %(count)d area whose code is missing, wrong or there twice.",
        "%(file)s has %(count)d areas whose code is missing, wrong or there twice.",
        len(bad),
    )
    refuse(bad, file=held.file, sentence=sentence % {"file": held.file, "count": len(bad)})


def _refuse_shapes(held: Features, codes: Sequence[str], wrong: NDArray[np.bool_], expected: str) -> None:
    bad = [BadRow(held.file, at + 1, "geometry", codes[at], expected) for at in np.flatnonzero(wrong).tolist()]
    sentence = ngettext(
        "%(file)s has %(count)d area without a boundary.", "%(file)s has %(count)d areas without a boundary.", len(bad)
    )
    refuse(bad, file=held.file, sentence=sentence % {"file": held.file, "count": len(bad)})


def _check_there(held: Features, codes: Sequence[str]) -> None:
    gone = shapely.is_missing(held.geometries) | shapely.is_empty(held.geometries)
    _refuse_shapes(held, codes, gone, _("a boundary that can be read"))


def _check_areal(held: Features, codes: Sequence[str], shapes: Shapes) -> None:
    _refuse_shapes(held, codes, shapely.is_empty(shapes), _("an outline that holds ground"))


# --- coordinates and shapes ------------------------------------------------------------------------------------


def system(held: Features) -> tuple[str, str]:
    """What the coordinates are: what the file states, where that can be; else what they must be by their size.

    With it the key of the report where it is not what the file states.
    """
    stated = _stated(held)
    points = shapely.get_coordinates(held.geometries)
    if coordinates.are_degrees(points):
        if stated and not stated.is_geographic:
            return WGS84, AS_DEGREES
        return stated.to_string() if stated else WGS84, ""
    if stated and not stated.is_geographic:
        return stated.to_string(), ""
    if coordinates.are_on_the_grid(points):
        return coordinates.BRITISH_NATIONAL_GRID, AS_GRID
    sentence = _("The coordinates of %(file)s are neither degrees nor British National Grid. Save it in WGS84.")
    raise BadFile(sentence % {"file": held.file})


def _stated(held: Features) -> pyproj.CRS | None:
    if held.crs is None or "undefined" in held.crs.lower():
        return None
    try:
        crs = pyproj.CRS.from_user_input(held.crs)
        known = crs.to_epsg(min_confidence=50)
        # By its number where it has one: only then is the shift of its datum known.
        return pyproj.CRS.from_epsg(known) if known else crs
    except pyproj.exceptions.ProjError as error:
        raise BadFile(_not_turned(held)) from error


def _not_turned(held: Features) -> str:
    sentence = _("The coordinates of %(file)s cannot be turned into degrees (%(crs)s). Save it in WGS84.")
    return sentence % {"file": held.file, "crs": (held.crs or "")[:60]}


def in_degrees(held: Features, crs: str) -> Shapes:
    shapes = held.geometries
    try:
        if crs != WGS84:
            shapes = shapely.transform(shapes, lambda points: coordinates.degrees(points, crs))
    except pyproj.exceptions.ProjError as error:
        raise BadFile(_not_turned(held)) from error
    points = shapely.get_coordinates(shapes)
    if not coordinates.are_degrees(points):
        raise BadFile(_not_turned(held))
    if bool(((points >= SWAPPED[0]) & (points <= SWAPPED[1])).all()):
        sentence = _("The coordinates of %(file)s come with latitude first. Save it with longitude first.")
        raise BadFile(sentence % {"file": held.file})
    return shapes


def repaired(shapes: Shapes) -> tuple[Shapes, int]:
    """The shapes as valid polygons, and how many crossed themselves."""
    crossing = ~shapely.is_valid(shapes)
    mended = shapes.copy()
    mended[crossing] = shapely.make_valid(shapes[crossing])
    for at in np.flatnonzero(crossing | ~np.isin(shapely.get_type_id(shapes), (3, 6))):
        mended[at] = areal(mended[at])
    return mended, int(crossing.sum())

"""Reads shapes with their columns from GeoJSON, GeoPackage and shapefile, also zipped; does not know what they mean.

GDAL opens copies that we made under names of our own, and only after their first bytes said that they are what their
names say: it would follow other kinds of files to other files, and to other machines.
"""

import json
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np
import pyogrio
import shapely
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from ..rows import BadFile
from .archives import LIMITS, Limits, Member, members, pieces

JSON_ENDINGS, GEOPACKAGE, SHAPEFILE = (".geojson", ".json"), ".gpkg", ".shp"
ENDINGS = (*JSON_ENDINGS, GEOPACKAGE, SHAPEFILE)
FIRST_BYTES = {GEOPACKAGE: b"SQLite format 3\0", SHAPEFILE: b"\x00\x00\x27\x0a"}
DRIVERS = {GEOPACKAGE: "GPKG", SHAPEFILE: "ESRI Shapefile"}
NEEDED_BESIDE = (".shx", ".dbf")
USED_BESIDE = (".prj", ".cpg")
MOST_JSON = 250_000_000  # bytes: it is held in memory as a whole, ten times over


@dataclass(frozen=True)
class Features:
    """What a file holds: columns of equal length, a geometry (or None) for each row, and the CRS that it states."""

    file: str
    columns: dict[str, list[Any]]
    geometries: NDArray[np.object_]
    crs: str | None


def read(path: Path, *, layer: str | None = None, limits: Limits = LIMITS) -> Features:
    """The features of a file, of the one file of boundaries in a zip or folder, or of its `layer`.

    Raises BadFile with what to do where they cannot be read.
    """
    found = _held(path, limits)
    chosen = _chosen([one for one in found if _ending(one) in ENDINGS], path.name, layer)
    if _ending(chosen) in JSON_ENDINGS:
        return _geojson(chosen)
    with tempfile.TemporaryDirectory(prefix="peoplezones-") as folder:
        copied = _copied(chosen, found, Path(folder))
        return _by_gdal(copied, chosen, layer if _ending(chosen) == GEOPACKAGE else None)


def _held(path: Path, limits: Limits) -> list[Member]:
    if path.suffix.lower() == SHAPEFILE and path.is_file():
        beside = sorted(one for one in path.parent.iterdir() if one.is_file() and one.stem.lower() == path.stem.lower())
        return [member for one in beside for member in members(one, "", limits)]
    return members(path, "", limits)


def _ending(member: Member) -> str:
    return PurePosixPath(member.name).suffix.lower()


def _stem(member: Member) -> str:
    return str(PurePosixPath(member.name).with_suffix("")).lower()


def _chosen(found: Sequence[Member], file: str, layer: str | None) -> Member:
    if len(found) > 1 and layer:
        found = [one for one in found if PurePosixPath(one.name).stem.lower() == layer.lower()] or found
    if not found:
        sentence = _(
            "%(file)s holds no boundaries. Give GeoJSON (.geojson), a GeoPackage (.gpkg) or a shapefile (.shp)."
        )
        raise BadFile(sentence % {"file": file})
    if len(found) > 1:
        raise BadFile(_several(file, [one.name for one in found]))
    return found[0]


def _several(file: str, names: Sequence[str]) -> str:
    sentence = _("%(file)s holds several sets of boundaries: %(names)s. Say which one, or give it by itself.")
    return sentence % {"file": file, "names": ", ".join(names[:10])}


# --- GeoJSON ---------------------------------------------------------------------------------------------------


def _geojson(member: Member) -> Features:
    name = PurePosixPath(member.name).name
    features, crs = _parsed(member, name)
    told = [one.get("properties") or {} for one in features]
    columns = {key: [row.get(key) for row in told] for key in dict.fromkeys(key for row in told for key in row)}
    shapes = np.array([_shape(one.get("geometry")) for one in features], dtype=object)
    return Features(name, columns, shapely.force_2d(shapes), crs)


def _shape(geometry: Any) -> shapely.Geometry | None:
    """A geometry that is none comes as None, so that it can be told with its place in the file."""
    try:
        return shapely.geometry.shape(geometry) if geometry else None
    except (shapely.errors.ShapelyError, ValueError, TypeError, LookupError, AttributeError):
        return None


def _parsed(member: Member, name: str) -> tuple[list[dict[str, Any]], str | None]:
    names = {"file": name, "most": MOST_JSON // 1_000_000}
    with member.open() as stream:
        content = stream.read(MOST_JSON + 1)
    if len(content) > MOST_JSON:
        sentence = _("%(file)s is larger than %(most)s megabytes. Give a GeoPackage, or generalised boundaries.")
        raise BadFile(sentence % names)
    try:
        held = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        sentence = _("%(file)s is not a whole GeoJSON file: %(reason)s. Get it again.")
        raise BadFile(sentence % {**names, "reason": error}) from error
    features = held.get("features") if isinstance(held, dict) else None
    if not isinstance(features, list) or not all(_is_feature(one) for one in features):
        raise BadFile(_("%(file)s is JSON, but not a GeoJSON collection of features.") % names)
    more = [held, held.get("properties")]
    if any(one.get("exceededTransferLimit") for one in more if isinstance(one, dict)):
        sentence = _("%(file)s is cut off: the service sent only the first %(count)s areas. Get all of them.")
        raise BadFile(sentence % {**names, "count": len(features)})
    return features, _old_crs(held.get("crs"), name)


def _is_feature(one: Any) -> bool:
    return isinstance(one, dict) and isinstance(one.get("properties"), dict | None)


def _old_crs(stated: Any, name: str) -> str | None:
    """The CRS that GeoJSON could state until 2016; none means WGS84."""
    if stated is None:
        return None
    inside = stated.get("properties") if isinstance(stated, dict) else None
    said = str(inside.get("name", "")) if isinstance(inside, dict) else ""
    if re.search(r"CRS:?:?[\d.]*:?84$", said):
        return "EPSG:4326"
    if code := re.search(r"EPSG:[\d.]*:?(\d{4,6})$", said):
        return f"EPSG:{code[1]}"
    sentence = _("%(file)s states its coordinates in a way that is not known (%(crs)s). Save it in WGS84.")
    raise BadFile(sentence % {"file": name, "crs": said[:60]})


# --- GeoPackage and shapefile --------------------------------------------------------------------------------------


def _copied(member: Member, found: Sequence[Member], folder: Path) -> Path:
    """A copy of the file, with what belongs to it, under a name of ours."""
    ending, name = _ending(member), PurePosixPath(member.name).name
    wanted = [member]
    if ending == SHAPEFILE:
        beside = {_ending(one): one for one in found if _stem(one) == _stem(member)}
        if missing := [_beside(name, one) for one in NEEDED_BESIDE if one not in beside]:
            sentence = _("%(file)s needs the files that were published with it. Missing: %(missing)s.")
            raise BadFile(sentence % {"file": name, "missing": ", ".join(missing)})
        wanted += [beside[one] for one in (*NEEDED_BESIDE, *USED_BESIDE) if one in beside]
    for one in wanted:
        with one.open() as stream, (folder / f"shapes{_ending(one)}").open("wb") as file:
            file.writelines(pieces(stream))
    copy = folder / f"shapes{ending}"
    with copy.open("rb") as file:
        if not file.read(16).startswith(FIRST_BYTES[ending]):
            raise BadFile(_("%(file)s is not what its name says. Get it again.") % {"file": name})
    return copy


def _beside(name: str, ending: str) -> str:
    return PurePosixPath(name).with_suffix(ending).name


def _by_gdal(copy: Path, member: Member, layer: str | None) -> Features:
    name = PurePosixPath(member.name).name
    try:
        layers = [str(one) for one, kind in pyogrio.list_layers(copy) if kind is not None]
        if not layers:
            raise BadFile(_("%(file)s holds tables, but no boundaries.") % {"file": name})
        if layer is None and len(layers) > 1:
            raise BadFile(_several(name, layers))
        if layer is not None and layer not in layers:
            sentence = _("%(file)s holds no boundaries called %(layer)s, but %(names)s.")
            raise BadFile(sentence % {"file": name, "layer": layer, "names": ", ".join(layers[:10])})
        chosen = layer or layers[0]
        if pyogrio.read_info(copy, layer=chosen)["driver"] != DRIVERS[copy.suffix]:
            raise BadFile(_("%(file)s is not what its name says. Get it again.") % {"file": name})
        meta, _ids, shapes, values = pyogrio.raw.read(copy, layer=chosen, force_2d=True, datetime_as_string=True)
        shapes = shapely.from_wkb(shapes, on_invalid="ignore")
    except (RuntimeError, ValueError, LookupError) as error:
        sentence = _("%(file)s cannot be read: %(reason)s. Get it again, with all that belongs to it.")
        raise BadFile(sentence % {"file": name, "reason": str(error)[:200].rstrip(".")}) from error
    columns = {str(key): column.tolist() for key, column in zip(meta["fields"], values, strict=True)}
    return Features(name, columns, shapes, meta["crs"])

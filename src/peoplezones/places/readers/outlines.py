"""Reads one outline out of a file of shapes, whatever its columns are: a place that somebody drew elsewhere."""

from pathlib import Path

import numpy as np
import shapely
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from numpy.typing import NDArray

from peoplezones.ui.tiles import areal

from ..rows import BadFile, BadRow
from . import features
from .archives import LIMITS, Limits
from .boundaries import in_degrees, repaired, system
from .cells import refuse

MOST_SHAPES = 5000


def read(path: Path, *, name: str = "", limits: Limits = LIMITS) -> shapely.Geometry:
    """All shapes of a GeoJSON, GeoPackage or shapefile (also zipped) together, as polygons in degrees (WGS84).

    `name` is what the person calls the file. Raises BadFile with every shape that is wrong.
    """
    held = features.read(path, limits=limits)
    file = name or held.file
    many = len(held.geometries)
    if not many:
        raise BadFile(_("%(file)s holds no shapes. Give one with the line around the zone.") % {"file": file})
    if many > MOST_SHAPES:
        sentence = _("%(file)s holds %(many)s shapes. Give one with the line around the zone alone.")
        raise BadFile(sentence % {"file": file, "many": f"{many:,}"})
    gone = shapely.is_missing(held.geometries) | shapely.is_empty(held.geometries)
    flat = ~gone & (shapely.get_dimensions(held.geometries) < 2)
    ground = _("an outline that holds ground, not a line or a point")
    _refuse(file, [*_bad(file, gone, _("a shape that can be read")), *_bad(file, flat, ground)])
    crs, _assumed = system(held)
    shapes, _mended = repaired(in_degrees(held, crs))
    _refuse(file, _bad(file, shapely.is_empty(shapes), ground))
    return areal(shapely.union_all(shapes))


def _bad(file: str, wrong: NDArray[np.bool_], expected: str) -> list[BadRow]:
    numbers = [place + 1 for place in np.flatnonzero(wrong).tolist()]
    return [
        BadRow(file, number, "geometry", _("shape %(number)s") % {"number": number}, expected) for number in numbers
    ]


def _refuse(file: str, bad: list[BadRow]) -> None:
    sentence = ngettext(
        "%(file)s has %(count)d shape that cannot be used. Nothing was changed.",
        "%(file)s has %(count)d shapes that cannot be used. Nothing was changed.",
        len(bad),
    )
    refuse(bad, file=file, sentence=sentence % {"file": file, "count": len(bad)})

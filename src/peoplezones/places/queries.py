"""Reads areas, postcodes, boundaries and indicator values."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import isnan

import pandas as pd
import shapely
from django.db.models import QuerySet

from peoplezones.ui.tiles import TileFeature

from .models import Area, BoundarySet, District, Indicator, IndicatorValue, Postcode

AREA_CODE = re.compile("[A-Z][0-9]{8}")  # such as E01013600
POSTCODE = re.compile(r"^[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}$")


@dataclass(frozen=True)
class ValueTable:
    """Indicator values of every area of a set: `values` has one row an area (by code, in map order), one column a key.

    `digest` names the content: whoever keeps something worked out from it keeps it under this name.
    """

    digest: str
    values: pd.DataFrame
    indicators: tuple[Indicator, ...]

    def of(self, code: str) -> dict[str, float]:
        """Indicator key to value for one area; what is missing is not there."""
        row = self.values.loc[code].to_numpy(dtype=float).tolist()
        return {str(key): value for key, value in zip(self.values.columns, row, strict=True) if not isnan(value)}


def current_boundary_set() -> BoundarySet | None:
    return BoundarySet.objects.filter(is_current=True).first()


def current_areas() -> "QuerySet[Area]":
    """Areas of the boundary set in use, without their boundaries, in map order."""
    return Area.objects.filter(boundary_set__is_current=True).defer("boundary").select_related("district")


def area(code: str) -> Area | None:
    """The area in use with this code, with its boundary and district; what is no code is not looked up."""
    if not AREA_CODE.fullmatch(code):
        return None
    return (
        Area.objects.filter(boundary_set__is_current=True, code=code).select_related("district", "boundary_set").first()
    )


def districts() -> "QuerySet[District]":
    """Districts that hold an area in use."""
    return District.objects.filter(areas__boundary_set__is_current=True).distinct()


def features_in_box(
    boundary_set: BoundarySet, west: float, south: float, east: float, north: float
) -> Iterator[TileFeature]:
    """What the map draws of the areas whose box meets this one (degrees)."""
    meeting = Area.objects.filter(
        boundary_set=boundary_set, west__lte=east, east__gte=west, south__lte=north, north__gte=south
    ).order_by("position")
    for area in meeting:
        yield TileFeature(area.position, shape_of(area), {"code": area.code, "name": str(area)})


def boundary_set_by_digest(digest: str) -> BoundarySet | None:
    return BoundarySet.objects.filter(digest=digest).first()


def bounds_by_digest(digest: str) -> tuple[float, float, float, float] | None:
    """West, south, east, north of the set with this content: asked once a process, since a content has one box."""
    try:
        return _bounds(digest)
    except LookupError:
        return None


@lru_cache(maxsize=8)
def _bounds(digest: str) -> tuple[float, float, float, float]:
    """Raises for an unknown digest, so that no answer is kept for it."""
    found = boundary_set_by_digest(digest)
    if found is None:
        raise LookupError(digest)
    return found.bounds


def shape_of(area: Area) -> shapely.Geometry:
    """The boundary as a shape in degrees."""
    return shapely.from_geojson(area.boundary)


def compact_postcode(typed: str) -> str:
    """The postcode as it is kept: capital letters, no spaces or other marks."""
    return re.sub(r"[^A-Z0-9]", "", typed.upper())


def tidy_postcode(typed: str) -> str:
    """As it is written on an envelope: `le11aa` becomes `LE1 1AA`."""
    compact = compact_postcode(typed)
    return f"{compact[:-3]} {compact[-3:]}"


def looks_like_postcode(typed: str) -> bool:
    return bool(POSTCODE.match(compact_postcode(typed)))


def postcode(typed: str) -> Postcode | None:
    return Postcode.objects.filter(postcode=compact_postcode(typed)).select_related("area__district").first()


def value_table(boundary_set: BoundarySet) -> ValueTable:
    """All values of a set. One query finds what is current; the values are read once a process and content.

    Asked again with the same object, as the parts of one page do, it answers without a query.
    """
    already: ValueTable | None = getattr(boundary_set, "_value_table", None)
    if already is not None:
        return already
    known = tuple(Indicator.objects.filter(boundary_set=boundary_set))
    digest = "-".join([boundary_set.digest, *(indicator.digest for indicator in known)])
    table = ValueTable(digest, _values(boundary_set.pk, digest), known)
    boundary_set._value_table = table  # type: ignore[attr-defined]
    return table


@lru_cache(maxsize=4)
def _values(boundary_set_id: int, digest: str) -> pd.DataFrame:
    codes = list(Area.objects.filter(boundary_set=boundary_set_id).order_by("position").values_list("code", flat=True))
    rows = IndicatorValue.objects.filter(indicator__boundary_set=boundary_set_id).values_list(
        "area__code", "indicator__key", "value"
    )
    long = pd.DataFrame.from_records(list(rows), columns=["code", "key", "value"])
    keys = Indicator.objects.filter(boundary_set=boundary_set_id).values_list("key", flat=True)
    return long.pivot(index="code", columns="key", values="value").reindex(index=codes, columns=list(keys))

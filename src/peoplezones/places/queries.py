"""Reads areas, postcodes, boundaries and the catalogue of data sets; values themselves are read by `analysis`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

import polars as pl
import shapely
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from peoplezones.foundation.models import Job
from peoplezones.ui.tiles import TileFeature

from .models import (
    Area,
    BoundarySet,
    CodeChange,
    ColumnMapping,
    Dataset,
    District,
    Evidence,
    Indicator,
    Lookup,
    Postcode,
    Snapshot,
    Ward,
)
from .rows import AREA

AREA_CODE = re.compile("[A-Z][0-9]{8}")  # such as E01013600
POSTCODE = re.compile(r"^[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}$")


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
        Area.objects.filter(boundary_set__is_current=True, code=code)
        .select_related("district", "ward", "boundary_set")
        .first()
    )


def districts() -> "QuerySet[District]":
    """Districts that hold an area in use."""
    return District.objects.filter(areas__boundary_set__is_current=True).distinct()


def areas_meeting(boundary_set: BoundarySet, box: tuple[float, float, float, float]) -> "QuerySet[Area]":
    """The areas whose box meets this one (west, south, east, north in degrees), with their boundaries, in map order."""
    west, south, east, north = box
    return Area.objects.filter(
        boundary_set=boundary_set, west__lte=east, east__gte=west, south__lte=north, north__gte=south
    ).order_by("position")


def shapes_in_order(boundary_set: BoundarySet) -> list[tuple[str, shapely.Geometry]]:
    """Code and boundary (degrees) of every area of a set, in map order."""
    rows = list(Area.objects.filter(boundary_set=boundary_set).order_by("position").values_list("code", "boundary"))
    shapes = shapely.from_geojson([boundary for _code, boundary in rows])
    return [(code, shape) for (code, _boundary), shape in zip(rows, shapes, strict=True)]


def postcode_points(areas: Iterable[int]) -> list[tuple[int, float, float]]:
    """Area (by primary key), longitude and latitude of every postcode of these areas."""
    rows = Postcode.objects.filter(area__in=list(areas)).order_by("pk")
    return list(rows.values_list("area_id", "longitude", "latitude"))


def features_in_box(
    boundary_set: BoundarySet, west: float, south: float, east: float, north: float
) -> Iterator[TileFeature]:
    """What the map draws of the areas whose box meets this one (degrees)."""
    for area in areas_meeting(boundary_set, (west, south, east, north)):
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


def ward(code: str) -> Ward | None:
    """The ward with this code, if it holds an area in use."""
    return Ward.objects.filter(code=code, areas__boundary_set__is_current=True).select_related("district").first()


def district(code: str) -> District | None:
    return districts().filter(code=code).first()


def areas_of(kind: str, code: str) -> "QuerySet[Area]":
    """The areas in use of a ward or a district, in map order, without their boundaries."""
    return current_areas().filter(**{f"{kind}__code": code}).order_by("position")


def areas_by_code(codes: Iterable[str]) -> "QuerySet[Area]":
    """The areas in use with these codes, without their boundaries."""
    return current_areas().filter(code__in=list(codes)).order_by("position")


def wards_in(district_code: str) -> "QuerySet[Ward]":
    """The wards of a district that hold an area in use."""
    return Ward.objects.filter(district__code=district_code, areas__boundary_set__is_current=True).distinct()


@lru_cache(maxsize=4)
def _people(boundary_set_id: int, digest: str) -> pl.DataFrame:
    rows = Area.objects.filter(boundary_set=boundary_set_id).order_by("position")
    fields = ["code", "population", "households", "district__code", "ward__code"]
    schema = {AREA: pl.String, "population": pl.Int64, "households": pl.Int64, "district": pl.String, "ward": pl.String}
    return pl.DataFrame(list(rows.values_list(*fields)), schema=schema, orient="row")


def people(boundary_set: BoundarySet) -> pl.DataFrame:
    """One row an area in map order: `area`, `population`, `households`, `district`, `ward` (codes); kept by content."""
    return _people(boundary_set.pk, boundary_set.digest)


def datasets() -> "QuerySet[Dataset]":
    """The data sets in use that have a snapshot."""
    return Dataset.objects.filter(in_use=True, snapshot__isnull=False).select_related("snapshot")


def dataset(key: str) -> Dataset | None:
    return datasets().filter(key=key).first()


def indicators() -> "QuerySet[Indicator]":
    """The indicators of the data sets in use, each with its data set and snapshot."""
    return Indicator.objects.filter(dataset__in_use=True, dataset__snapshot__isnull=False).select_related(
        "dataset__snapshot"
    )


def snapshots_of(key: str) -> "QuerySet[Snapshot]":
    return Snapshot.objects.filter(dataset__key=key).select_related("dataset")


def evidence_about(areas: Iterable[str], districts: Iterable[str]) -> "QuerySet[Evidence]":
    """Documents about any of these areas or districts, and those about the whole map."""
    of_all = Evidence.objects.annotate(many=Count("districts") + Count("areas")).filter(many=0).values("pk")
    about = Q(districts__code__in=list(districts)) | Q(areas__code__in=list(areas)) | Q(pk__in=of_all)
    return Evidence.objects.filter(about).distinct().prefetch_related("districts", "areas")


def lookups() -> tuple[Lookup, ...]:
    return tuple(Lookup.objects.all())


def changes(lookup: Lookup) -> pl.DataFrame:
    """How areas of one census became those of a newer: `old`, `new`, `change`, `share_of_old`, `share_of_new`."""
    return _changes(lookup.pk, lookup.digest)


@lru_cache(maxsize=4)
def _changes(lookup_id: int, digest: str) -> pl.DataFrame:
    rows = CodeChange.objects.filter(lookup=lookup_id).order_by("old", "new")
    schema = {
        "old": pl.String,
        "new": pl.String,
        "change": pl.String,
        "share_of_old": pl.Float64,
        "share_of_new": pl.Float64,
    }
    return pl.DataFrame(list(rows.values_list(*schema)), schema=schema, orient="row")


def codes_by_vintage() -> Mapping[int, frozenset[str]]:
    """All area codes that are known, by the year of their boundaries: from boundary sets and from look-ups."""
    found: dict[int, set[str]] = {}
    for vintage, code in Area.objects.order_by().values_list("boundary_set__vintage", "code"):
        found.setdefault(vintage, set()).add(code)
    for lookup in lookups():
        known = changes(lookup)
        found.setdefault(lookup.old_vintage, set()).update(known["old"])
        found.setdefault(lookup.new_vintage, set()).update(known["new"])
    return {vintage: frozenset(codes) for vintage, codes in found.items()}


def datasets_found(text: str = "", outcome: str = "") -> "QuerySet[Dataset]":
    """Data sets in use, with indicators, that hold this text in a name or publisher and speak to this outcome."""
    found = datasets().prefetch_related("indicators")
    if text:
        named = Indicator.objects.filter(dataset=OuterRef("pk"), name__icontains=text)
        found = found.filter(Q(name__icontains=text) | Q(publisher__icontains=text) | Exists(named))
    if outcome:
        found = found.filter(Exists(Indicator.objects.filter(dataset=OuterRef("pk"), outcome=outcome)))
    return found


def snapshot(key: str, digest: str) -> Snapshot | None:
    """A present or older state of a data set in use."""
    return snapshots_of(key).filter(dataset__in_use=True, digest=digest).first()


def indicator(key: str) -> Indicator | None:
    return indicators().filter(key=key).first()


def evidence_found(text: str = "", outcome: str = "") -> "QuerySet[Evidence]":
    """Documents whose title, publisher or summary holds this text, about this outcome; with what they are about."""
    found = Evidence.objects.prefetch_related("districts", "areas")
    if text:
        found = found.filter(Q(title__icontains=text) | Q(publisher__icontains=text) | Q(summary__icontains=text))
    return found.filter(outcome=outcome) if outcome else found


def areas_listed(district: str = "") -> "QuerySet[Area]":
    """Areas in use with district and ward, in map order; of one district where its code is given."""
    found = current_areas().select_related("district", "ward")
    return found.filter(district__code=district) if district else found


def names_of_areas(boundary_set: BoundarySet) -> list[tuple[str, str, str]]:
    """Code, name and name of the district of every area, in map order."""
    rows = Area.objects.filter(boundary_set=boundary_set).order_by("position")
    return [
        (code, f"{local} ({name})" if local else name, district)
        for code, name, local, district in rows.values_list("code", "name", "local_name", "district__name")
    ]


def document(pk: int) -> Evidence | None:
    return Evidence.objects.filter(pk=pk).first()


def postcodes_kept() -> set[tuple[str, str, float, float]]:
    """Every postcode with its area in use ("": none of those), longitude and latitude."""
    codes = dict(Area.objects.filter(boundary_set__is_current=True).order_by().values_list("pk", "code"))
    rows = Postcode.objects.order_by().values_list("postcode", "area", "longitude", "latitude")
    return {(postcode, codes.get(area, "") if area else "", east, north) for postcode, area, east, north in rows}


def postcode_count() -> int:
    return Postcode.objects.count()


def loading_jobs() -> "QuerySet[Job]":
    """The background work of this context, the newest first."""
    return Job.objects.filter(name__startswith="places.").order_by("-asked_at", "-pk")


def remembered_mapping(fingerprint: str) -> ColumnMapping | None:
    """How a table with these columns was read before, if its data set is still in use."""
    found = ColumnMapping.objects.filter(fingerprint=fingerprint, dataset__in_use=True)
    return found.select_related("dataset").first()

"""Loads areas, postcodes and indicator values, each as a whole: a refused load changes nothing."""

import datetime as dt
import hashlib
import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass

import shapely
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from peoplezones.foundation import audit
from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.ui.tiles import areal

from .models import Area, BoundarySet, District, Indicator, IndicatorValue, Postcode

BATCH = 500
AREA_FIELDS = [field.name for field in Area._meta.concrete_fields if not field.primary_key]


@dataclass(frozen=True)
class SetDescription:
    """What is published about a set of boundaries; the fields are those of `BoundarySet`."""

    key: str
    name: str
    vintage: int
    publisher: str
    licence: str
    population_source: str


@dataclass(frozen=True)
class AreaRow:
    """One area as a reader hands it over; `boundary` is a GeoJSON geometry in degrees."""

    code: str
    name: str
    local_name: str
    district_code: str
    district_name: str
    population: int
    rural_urban: str
    boundary: str


@dataclass(frozen=True)
class PostcodeRow:
    postcode: str
    area_code: str  # empty: not yet placed
    longitude: float
    latitude: float


@dataclass(frozen=True)
class Figure:
    """One indicator: `about` are the fields of `Indicator`, `values` go from area code to number."""

    about: Mapping[str, object]
    values: Mapping[str, float]


@dataclass(frozen=True)
class Places:
    """All that is known of the places and is loaded as one; `figures` are asked for once the areas are there."""

    about: SetDescription
    areas: Sequence[AreaRow]
    postcodes: Sequence[PostcodeRow]
    figures: Callable[[BoundarySet], Iterable[Figure]]


@dataclass(frozen=True)
class Loaded:
    """How many of each a load brought or took out; nothing where all was as it should be."""

    areas: int = 0
    postcodes: int = 0
    figures: int = 0
    removed: int = 0


def _digest(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()[:32]


def _set_digest(about: SetDescription, rows: Sequence[AreaRow]) -> str:
    return _digest(astuple(about), [astuple(row) for row in rows])


def _figure_digest(about: Mapping[str, object], values: Mapping[str, float]) -> str:
    """Names the meaning with the values: whoever keeps scores under it must work them out again when one changes."""
    return _digest(dict(about), sorted(values.items()))


def _some(codes: Iterable[str]) -> str:
    return ", ".join(sorted(codes)[:10])


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]


def _checked_shapes(rows: Sequence[AreaRow]) -> list[shapely.Geometry]:
    """The boundaries as valid shapes; raises NotPossibleNow when the set cannot be used."""
    if not rows:
        raise NotPossibleNow(_("The file holds no areas."))
    if twice := _twice(row.code for row in rows):
        raise NotPossibleNow(_("These codes stand in the file twice: %(codes)s.") % {"codes": _some(twice)})
    valid = shapely.make_valid(shapely.from_geojson([row.boundary for row in rows]))
    shapes = [areal(shape) for shape in valid]
    if empty := [row.code for row, shape in zip(rows, shapes, strict=True) if shape.is_empty]:
        raise NotPossibleNow(_("These areas have no boundary: %(codes)s.") % {"codes": _some(empty)})
    return shapes


def _areas(made: BoundarySet, rows: Sequence[AreaRow], shapes: Sequence[shapely.Geometry]) -> Iterator[Area]:
    districts = {
        code: District.objects.update_or_create(code=code, defaults={"name": name})[0]
        for code, name in {row.district_code: row.district_name for row in rows}.items()
    }
    placed = zip(rows, shapes, shapely.bounds(shapes), shapely.point_on_surface(shapes), strict=True)
    for position, (row, shape, box, inside) in enumerate(placed):
        west, south, east, north = (float(side) for side in box)
        yield Area(
            boundary_set=made,
            position=position,
            code=row.code,
            name=row.name,
            local_name=row.local_name,
            district=districts[row.district_code],
            population=row.population,
            rural_urban=row.rural_urban,
            boundary=shapely.to_geojson(shape),
            west=west,
            south=south,
            east=east,
            north=north,
            longitude=float(inside.x),
            latitude=float(inside.y),
        )


def _drop_areas(made: BoundarySet, keeping: set[str]) -> None:
    """Take out the areas that are not in `keeping`; raises NotPossibleNow where something above is made of them."""
    gone = [pk for code, pk in made.areas.values_list("code", "pk") if code not in keeping]
    try:
        for start in range(0, len(gone), BATCH):
            Area.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    except ProtectedError as error:
        held = {
            getattr(record, field.attname)
            for record in error.protected_objects
            for field in record._meta.concrete_fields
            if field.related_model is Area
        }
        codes = [code for code, pk in made.areas.values_list("code", "pk") if pk in held]
        sentence = _("These areas are not in the file, but zones or other records are made of them: %(codes)s.")
        raise NotPossibleNow(sentence % {"codes": _some(codes)}) from error


@transaction.atomic
def load_boundary_set(
    *, about: SetDescription, rows: Sequence[AreaRow], by: models.Model | None, now: dt.datetime
) -> BoundarySet:
    """Bring the set `about.key` to these areas and put it in use; raises NotPossibleNow for a set that cannot be used.

    Areas that stay keep their rows, so that zones made of them stay whole; an area that a zone is made of cannot leave.
    """
    shapes = _checked_shapes(rows)
    west, south, east, north = (float(side) for side in shapely.total_bounds(shapes))
    BoundarySet.objects.filter(is_current=True).exclude(key=about.key).update(is_current=False)
    made, _new = BoundarySet.objects.update_or_create(
        key=about.key,
        defaults={
            **{field: value for field, value in asdict(about).items() if field != "key"},
            "digest": _set_digest(about, rows),
            "is_current": True,
            "west": west,
            "south": south,
            "east": east,
            "north": north,
        },
    )
    _drop_areas(made, {row.code for row in rows})
    Area.objects.bulk_create(
        list(_areas(made, rows, shapes)),
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["boundary_set", "code"],
        update_fields=[name for name in AREA_FIELDS if name not in ("boundary_set", "code")],
    )
    detail = {"areas": len(rows), "digest": made.digest}
    audit.record(by=by, action="places.load_boundary_set", target=made, now=now, detail=detail)
    return made


def _check_known(codes: Iterable[str], known: Mapping[str, int]) -> None:
    if unknown := set(codes) - set(known):
        raise NotPossibleNow(_("No boundary is known for these areas: %(codes)s.") % {"codes": _some(unknown)})


@transaction.atomic
def load_postcodes(
    *, boundary_set: BoundarySet, rows: Sequence[PostcodeRow], by: models.Model | None, now: dt.datetime
) -> int:
    """Replace all postcodes; raises NotPossibleNow when one names an area that the set does not hold."""
    ids = dict(boundary_set.areas.values_list("code", "pk"))
    _check_known({row.area_code for row in rows if row.area_code}, ids)
    if twice := _twice(row.postcode for row in rows):
        raise NotPossibleNow(_("These postcodes stand in the file twice: %(codes)s.") % {"codes": _some(twice)})
    Postcode.objects.all().delete()
    Postcode.objects.bulk_create(
        [
            Postcode(
                postcode=row.postcode,
                area_id=ids.get(row.area_code),
                longitude=row.longitude,
                latitude=row.latitude,
            )
            for row in rows
        ],
        batch_size=BATCH,
    )
    detail = {"postcodes": len(rows)}
    audit.record(by=by, action="places.load_postcodes", target=boundary_set, now=now, detail=detail)
    return len(rows)


@transaction.atomic
def load_indicator(
    *,
    boundary_set: BoundarySet,
    about: Mapping[str, object],
    values: Mapping[str, float],
    by: models.Model | None,
    now: dt.datetime,
) -> Indicator:
    """Replace one indicator: `about` are the fields of `Indicator`, `values` go from area code to number.

    An area without a value is simply not in `values`. Raises NotPossibleNow for unknown areas, for numbers that are
    not finite, and where no area has a value: there is nothing to compare then.
    """
    ids = dict(boundary_set.areas.values_list("code", "pk"))
    _check_known(values, ids)
    if not values:
        raise NotPossibleNow(_("No area has a value for “%(name)s”.") % {"name": about["name"]})
    if odd := [code for code, value in values.items() if not math.isfinite(value)]:
        raise NotPossibleNow(_("These areas have a value that is not a number: %(codes)s.") % {"codes": _some(odd)})
    Indicator.objects.filter(key=about["key"]).delete()
    made = Indicator(**about, boundary_set=boundary_set, digest=_figure_digest(about, values))
    try:
        made.full_clean()
    except ValidationError as error:
        sentence = _("“%(name)s” cannot be kept: %(reasons)s")
        raise NotPossibleNow(sentence % {"name": about["name"], "reasons": " ".join(error.messages)}) from error
    made.save()
    IndicatorValue.objects.bulk_create(
        [IndicatorValue(indicator=made, area_id=ids[code], value=value) for code, value in values.items()],
        batch_size=BATCH,
    )
    detail = {"values": len(values), "digest": made.digest}
    audit.record(by=by, action="places.load_indicator", target=made, now=now, detail=detail)
    return made


@transaction.atomic
def remove_indicators(*, keeping: Iterable[str], by: models.Model | None, now: dt.datetime) -> int:
    """Take out all indicators, with their values, but those with these keys; gives back how many."""
    gone = list(Indicator.objects.exclude(key__in=list(keeping)))
    for indicator in gone:
        audit.record(by=by, action="places.remove_indicator", target=indicator, now=now)
        indicator.delete()
    return len(gone)


@transaction.atomic
def load_places(*, places: Places, by: models.Model | None, now: dt.datetime) -> Loaded:
    """Bring areas, postcodes and indicators to what `places` holds, and load only what differs.

    Indicators that `places` does not hold go: official figures and made-up ones never stand side by side.
    """
    made = BoundarySet.objects.filter(
        key=places.about.key, digest=_set_digest(places.about, places.areas), is_current=True
    ).first()
    areas = 0
    if made is None or made.areas.count() != len(places.areas):
        made = load_boundary_set(about=places.about, rows=places.areas, by=by, now=now)
        areas = len(places.areas)
    postcodes = 0
    if not _holds_postcodes(made, places.postcodes):
        postcodes = load_postcodes(boundary_set=made, rows=places.postcodes, by=by, now=now)
    wanted = list(places.figures(made))
    removed = remove_indicators(keeping=[str(figure.about["key"]) for figure in wanted], by=by, now=now)
    there = set(made.indicators.annotate(many=models.Count("values")).values_list("digest", "many"))
    missing = [one for one in wanted if (_figure_digest(one.about, one.values), len(one.values)) not in there]
    for figure in missing:
        load_indicator(boundary_set=made, about=figure.about, values=figure.values, by=by, now=now)
    return Loaded(areas, postcodes, len(missing), removed)


def _holds_postcodes(boundary_set: BoundarySet, rows: Sequence[PostcodeRow]) -> bool:
    if Postcode.objects.count() != len(rows):
        return False
    codes = dict(boundary_set.areas.values_list("pk", "code"))
    wanted = {astuple(row) for row in rows}
    # An area of another set has no code here, and is not the area that is wanted, whatever its code.
    return all(
        (postcode, "" if area is None else codes.get(area), longitude, latitude) in wanted
        for postcode, area, longitude, latitude in Postcode.objects.order_by().values_list(
            "postcode", "area", "longitude", "latitude"
        )
    )

"""Loads areas, postcodes and indicator values, each as a whole: a refused load changes nothing."""

import datetime as dt
import hashlib
import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

import shapely
from django.db import models, transaction

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


def _digest(parts: Sequence[object]) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:32]


def _checked_shapes(rows: Sequence[AreaRow]) -> list[shapely.Geometry]:
    """The boundaries as valid shapes; raises NotPossibleNow when the set cannot be used."""
    if not rows:
        raise NotPossibleNow("The file holds no areas.")
    if twice := sorted(code for code, times in Counter(row.code for row in rows).items() if times > 1):
        raise NotPossibleNow(f"These codes stand in the file twice: {', '.join(twice[:10])}.")
    valid = shapely.make_valid(shapely.from_geojson([row.boundary for row in rows]))
    shapes = [areal(shape) for shape in valid]
    if empty := [row.code for row, shape in zip(rows, shapes, strict=True) if shape.is_empty]:
        raise NotPossibleNow(f"These areas have no boundary: {', '.join(empty[:10])}.")
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


@transaction.atomic
def load_boundary_set(
    *, about: SetDescription, rows: Sequence[AreaRow], by: models.Model | None, now: dt.datetime
) -> BoundarySet:
    """Bring the set `about.key` to these areas and put it in use; raises NotPossibleNow for a set that cannot be used.

    Areas that stay keep their rows, so that zones made of them stay whole.
    """
    shapes = _checked_shapes(rows)
    west, south, east, north = (float(side) for side in shapely.total_bounds(shapes))
    BoundarySet.objects.filter(is_current=True).exclude(key=about.key).update(is_current=False)
    made, _new = BoundarySet.objects.update_or_create(
        key=about.key,
        defaults={
            **{field: value for field, value in asdict(about).items() if field != "key"},
            "digest": _digest([[row.code, row.name, row.local_name, row.boundary] for row in rows]),
            "is_current": True,
            "west": west,
            "south": south,
            "east": east,
            "north": north,
        },
    )
    made.areas.exclude(code__in=[row.code for row in rows]).delete()
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


@transaction.atomic
def load_postcodes(
    *, boundary_set: BoundarySet, rows: Sequence[PostcodeRow], by: models.Model | None, now: dt.datetime
) -> int:
    """Replace all postcodes; raises NotPossibleNow when one names an area that the set does not hold."""
    ids = dict(boundary_set.areas.values_list("code", "pk"))
    if unknown := sorted({row.area_code for row in rows if row.area_code and row.area_code not in ids}):
        raise NotPossibleNow(f"No boundary is known for these areas: {', '.join(unknown[:10])}.")
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

    An area without a value is simply not in `values`. Raises NotPossibleNow for unknown areas and for numbers
    that are not finite.
    """
    ids = dict(boundary_set.areas.values_list("code", "pk"))
    if unknown := sorted(set(values) - set(ids)):
        raise NotPossibleNow(f"No boundary is known for these areas: {', '.join(unknown[:10])}.")
    if odd := sorted(code for code, value in values.items() if not math.isfinite(value)):
        raise NotPossibleNow(f"These areas have a value that is not a number: {', '.join(odd[:10])}.")
    Indicator.objects.filter(key=about["key"]).delete()
    made = Indicator(**about, boundary_set=boundary_set, digest=_digest(sorted(values.items())))
    made.full_clean()
    made.save()
    IndicatorValue.objects.bulk_create(
        [IndicatorValue(indicator=made, area_id=ids[code], value=value) for code, value in values.items()],
        batch_size=BATCH,
    )
    detail = {"values": len(values), "digest": made.digest}
    audit.record(by=by, action="places.load_indicator", target=made, now=now, detail=detail)
    return made


@transaction.atomic
def remove_indicators(*, is_official: bool, by: models.Model | None, now: dt.datetime) -> int:
    """Take out all official or all made-up indicators with their values; gives back how many."""
    gone = list(Indicator.objects.filter(is_official=is_official))
    for indicator in gone:
        audit.record(by=by, action="places.remove_indicator", target=indicator, now=now)
    Indicator.objects.filter(is_official=is_official).delete()
    return len(gone)

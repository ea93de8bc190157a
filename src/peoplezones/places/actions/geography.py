"""Loads areas, postcodes and look-ups between censuses, each as a whole: a refused load changes nothing."""

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, astuple

import shapely
from django.db import models, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from peoplezones.foundation import audit
from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.ui.tiles import areal

from ..models import Area, BoundarySet, CodeChange, District, Lookup, Postcode, Ward
from ..rows import AreaRow, PostcodeRow, SetDescription
from ..rows import CodeChange as ChangeRow

BATCH = 500
ROUNDED = 0.01  # shares may have been written with few digits
AREA_FIELDS = [field.name for field in Area._meta.concrete_fields if not field.primary_key]


def digest_of(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()[:32]


def set_digest(about: SetDescription, rows: Sequence[AreaRow]) -> str:
    return digest_of(astuple(about), [astuple(row) for row in rows])


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
    wards = {
        code: Ward.objects.update_or_create(code=code, defaults={"name": name, "district": districts[district]})[0]
        for code, name, district in {
            row.ward_code: (row.ward_code, row.ward_name, row.district_code) for row in rows if row.ward_code
        }.values()
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
            ward=wards.get(row.ward_code),
            population=row.population,
            households=row.households,
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
            "digest": set_digest(about, rows),
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
def load_lookup(
    *,
    old_vintage: int,
    new_vintage: int,
    rows: Sequence[ChangeRow],
    source_name: str,
    by: models.Model | None,
    now: dt.datetime,
) -> Lookup:
    """Replace the look-up between two censuses.

    Raises NotPossibleNow when it is empty, names a pair twice, or shares out more or less than the whole of an area.

    The part of a new area's people who came from each old one is worked out from the people of the old areas where
    these are known; where they are not, old areas count alike.
    """
    if not rows:
        raise NotPossibleNow(_("The look-up holds no areas."))
    if twice := _twice(f"{row.old} → {row.new}" for row in rows):
        raise NotPossibleNow(_("These changes stand in the file twice: %(codes)s.") % {"codes": _some(twice)})
    _check_shares(rows)
    people = dict(Area.objects.filter(boundary_set__vintage=old_vintage).order_by().values_list("code", "population"))
    came = {(row.old, row.new): max(people.get(row.old, 1), 1) * row.share for row in rows}
    into: Counter[str] = Counter()
    for (_old, new), many in came.items():
        into[new] += many  # type: ignore[assignment]
    digest = digest_of(old_vintage, new_vintage, [astuple(row) for row in rows], sorted(came.items()))
    there = Lookup.objects.filter(old_vintage=old_vintage, new_vintage=new_vintage, digest=digest).first()
    if there is not None:
        return there
    Lookup.objects.filter(old_vintage=old_vintage, new_vintage=new_vintage).delete()
    made = Lookup.objects.create(
        old_vintage=old_vintage, new_vintage=new_vintage, source_name=source_name, digest=digest
    )
    CodeChange.objects.bulk_create(
        [
            CodeChange(
                lookup=made,
                old=row.old,
                new=row.new,
                change=row.change,
                share_of_old=row.share,
                share_of_new=came[row.old, row.new] / into[row.new] if into[row.new] else 0.0,
            )
            for row in rows
        ],
        batch_size=BATCH,
    )
    audit.record(by=by, action="places.load_lookup", target=made, now=now, detail={"rows": len(rows), "digest": digest})
    return made


def _check_shares(rows: Sequence[ChangeRow]) -> None:
    """What is shared out is all that there is: otherwise counts would grow or shrink on their way to other areas."""
    whole: dict[str, float] = {}
    for row in rows:
        whole[row.old] = whole.get(row.old, 0.0) + row.share
    if broken := [old for old, share in whole.items() if abs(share - 1) > ROUNDED]:
        sentence = _("The parts of these areas do not make up the whole: %(codes)s. Give the look-up whole.")
        raise NotPossibleNow(sentence % {"codes": _some(broken)})

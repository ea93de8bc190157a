"""Loads what says where things are: boundaries, wards, look-ups between censuses, and postcodes."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, replace
from typing import Any

import numpy as np
import shapely
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from peoplezones.accounts.models import Person
from peoplezones.foundation.refusals import NotPossibleNow

from .. import actions, queries
from ..actions.geography import set_digest
from ..models import BoundarySet
from ..readers import LAYOUTS, Gives, boundaries, lookups, ons_columns
from ..readers.boundaries import Shape
from ..rows import AreaRow, BadFile, DatasetEntry, SetDescription, Step
from .counted import in_words

YEARS_BETWEEN = 10  # from one census to the next
LONGEST_HOME = 120
NUMBER = re.compile(r"[\d,]+(\.\d+)?", re.ASCII)
Told = dict[str, dict[str, str]]


class Places:
    """Tells in which area of the set in use a point lies, by its boundary: "" outside of all."""

    def __init__(self) -> None:
        areas = queries.areas_meeting(in_use := current(), in_use.bounds)
        self.codes: list[str] = []
        shapes = []
        for area in areas:
            self.codes.append(area.code)
            shapes.append(queries.shape_of(area))
        self.tree = shapely.STRtree(shapes)

    def of_point(self, longitude: float, latitude: float) -> str:
        return self.of_points(np.array([longitude]), np.array([latitude]))[0]

    def of_points(self, longitudes: NDArray[np.float64], latitudes: NDArray[np.float64]) -> Sequence[str]:
        """A code a point; on the border between two areas, that of the first in map order."""
        found = [""] * len(longitudes)
        points, areas = self.tree.query(shapely.points(longitudes, latitudes), predicate="intersects")
        for point, area in sorted(zip(points.tolist(), areas.tolist(), strict=True), reverse=True):
            found[point] = self.codes[area]
        return found


def current() -> BoundarySet:
    boundary_set = queries.current_boundary_set()
    if boundary_set is None:
        raise NotPossibleNow(_("Load boundaries first: figures need areas to belong to."))
    return boundary_set


def load(
    gives: Gives, entry: DatasetEntry, given: Any, *, by: Person | None, now: dt.datetime, step: Step
) -> dict[str, Any]:
    """Read one file and keep it; `given` is a `Given`. Raises Refused with nothing changed."""
    work: Mapping[Gives, Callable[..., tuple[str, bool]]] = {
        Gives.BOUNDARIES: _boundaries,
        Gives.WARDS: _wards,
        Gives.LOOKUP: _lookup,
        Gives.POSTCODES: _postcodes,
    }
    report: Counter[str] = Counter()
    digest, is_new = work[gives](entry, given, report=report, by=by, now=now, step=step)
    counted = {key: count for key, count in report.items() if count}
    return {
        "sentence": in_words(counted, is_new=is_new),
        "report": counted,
        "dataset": entry.key,
        "digest": digest,
        "is_new": is_new,
    }


def _boundaries(
    entry: DatasetEntry, given: Any, *, report: Counter[str], by: Person | None, now: dt.datetime, step: Step
) -> tuple[str, bool]:
    told = _told_beside(given)
    own: dict[str, Any] = {name: entry.options.get(name) for name in ("code", "name", "layer")}
    shapes = boundaries.read(given.path, **own, report=report, step=step)
    before = queries.current_boundary_set()
    known = _known_of(before)
    lookup = {shape.code: {**known.get(shape.code, {}), **told.get(shape.code, {})} for shape in shapes}
    shapes = _in_districts(shapes, lookup, given)
    rows = boundaries.areas(shapes, {shape.code: lookup[shape.code] for shape in shapes}, report=report)
    about = _about(entry, given, rows, before)
    report["areas"] = len(rows)
    digest = set_digest(about, rows)
    if before is not None and (before.key, before.digest) == (about.key, digest):
        return digest, False
    return actions.load_boundary_set(about=about, rows=rows, by=by, now=now).digest, True


def _told_beside(given: Any) -> Told:
    """What the second table tells of each area; nothing where none was given."""
    if given.beside is None:
        return {}
    named = {"population": ons_columns.POPULATION, "households": ons_columns.HOUSEHOLDS}
    columns = {what: given.options[name] for name, what in named.items() if given.options.get(name)}
    return lookups.memberships(given.beside, columns=columns)


def _known_of(boundary_set: BoundarySet | None) -> Told:
    """What is known of the areas in use, for boundaries that are drawn anew: nobody needs to tell it twice."""
    if boundary_set is None:
        return {}
    areas = queries.current_areas().select_related("ward")
    return {
        area.code: {
            ons_columns.DISTRICT_CODE: area.district.code,
            ons_columns.DISTRICT_NAME: area.district.name,
            ons_columns.LOCAL_NAME: area.local_name,
            ons_columns.RURAL_URBAN: area.rural_urban,
            ons_columns.POPULATION: str(area.population),
            **({ons_columns.HOUSEHOLDS: str(area.households)} if area.households else {}),
            **({ons_columns.WARD_CODE: area.ward.code, ons_columns.WARD_NAME: area.ward.name} if area.ward else {}),
        }
        for area in areas
    }


def _in_districts(shapes: Sequence[Shape], lookup: Told, given: Any) -> list[Shape]:
    wanted = set(given.options.get("districts") or ())
    if not wanted:
        return list(shapes)
    column = ons_columns.told_in(shapes[0].properties).get(ons_columns.DISTRICT_CODE, "")
    kept = [
        shape
        for shape in shapes
        if (lookup[shape.code].get(ons_columns.DISTRICT_CODE) or str(shape.properties.get(column, ""))) in wanted
    ]
    if not kept:
        sentence = _("%(file)s holds no area of the districts %(codes)s. Check their codes, such as E06000016.")
        raise BadFile(sentence % {"file": given.path.name, "codes": ", ".join(sorted(wanted))})
    return kept


def _about(entry: DatasetEntry, given: Any, rows: Sequence[AreaRow], before: BoundarySet | None) -> SetDescription:
    districts = ", ".join(dict.fromkeys(row.district_name for row in rows))
    home = before.home if before is not None else districts[:LONGEST_HOME]
    people = before.population_source if before is not None else given.name
    return SetDescription(
        key=entry.key.removeprefix("boundaries-"),
        name=entry.name.removesuffix(": boundaries"),
        vintage=entry.vintage,
        publisher=entry.publisher,
        licence=entry.licence,
        population_source=given.beside_name or people,
        home=home,
    )


def _wards(
    entry: DatasetEntry, given: Any, *, report: Counter[str], by: Person | None, now: dt.datetime, step: Step
) -> tuple[str, bool]:
    """Say of each area in which ward most of its ground lies; the areas themselves stay as they are."""
    in_use = current()
    wards = boundaries.read(given.path, report=report, step=step)
    tree = shapely.STRtree([ward.geometry for ward in wards])
    known, rows = _known_of(in_use), []
    for area in queries.areas_meeting(in_use, in_use.bounds):
        shape = queries.shape_of(area)
        meeting = tree.query(shape, predicate="intersects").tolist()
        shared = {place: shapely.intersection(shape, wards[place].geometry).area for place in meeting}
        most = max(shared, key=lambda place: shared[place], default=None)
        ward = wards[most] if most is not None and shared[most] > 0 else None  # one that it only touches is none
        report["areas without a ward"] += ward is None
        told = known[area.code]
        rows.append(
            AreaRow(
                code=area.code,
                name=area.name,
                local_name=area.local_name,
                district_code=told[ons_columns.DISTRICT_CODE],
                district_name=told[ons_columns.DISTRICT_NAME],
                population=area.population,
                rural_urban=area.rural_urban,
                boundary=area.boundary,
                ward_code=ward.code if ward else "",
                ward_name=ward.name if ward else "",
                households=area.households,
            )
        )
    if all(not row.ward_code for row in rows):
        raise BadFile(_("None of the wards in %(file)s is on the map.") % {"file": given.path.name})
    report["areas"] = len(rows)
    if all(known[row.code].get(ons_columns.WARD_CODE, "") == row.ward_code for row in rows):
        return in_use.digest, False
    about = SetDescription(
        **{name: getattr(in_use, name) for name in SetDescription.__dataclass_fields__}  # the two hold the same
    )
    return actions.load_boundary_set(about=about, rows=rows, by=by, now=now).digest, True


def _lookup(
    entry: DatasetEntry, given: Any, *, report: Counter[str], by: Person | None, now: dt.datetime, step: Step
) -> tuple[str, bool]:
    new = entry.vintage
    old = int(entry.options.get("old_vintage") or new - YEARS_BETWEEN)
    in_use = queries.current_boundary_set()
    told = _told_beside(given)
    counted = {code: about[ons_columns.POPULATION] for code, about in told.items() if ons_columns.POPULATION in about}
    people = {code: round(float(many.replace(",", ""))) for code, many in counted.items() if NUMBER.fullmatch(many)}
    if not people and in_use is not None and in_use.vintage == new:
        people = dict(queries.people(in_use).select("area", "population").iter_rows())
    rows = lookups.changes(given.path, people, report=report, step=step)
    before = {(one.old_vintage, one.new_vintage): one.digest for one in queries.lookups()}
    made = actions.load_lookup(
        old_vintage=old, new_vintage=new, rows=rows, source_name=given.name[:200], by=by, now=now
    )
    report["changes loaded"] = len(rows)
    return made.digest, before.get((old, new)) != made.digest


def _postcodes(
    entry: DatasetEntry, given: Any, *, report: Counter[str], by: Person | None, now: dt.datetime, step: Step
) -> tuple[str, bool]:
    in_use = current()
    reader = LAYOUTS[entry.layout].reader
    if LAYOUTS[entry.layout].needs_place:
        found = reader(given.path, within=in_use.bounds, place=Places().of_points, report=report, step=step)
    else:
        own = frozenset(queries.people(in_use)["area"])
        found = reader(given.path, vintage=in_use.vintage, known=own, report=report, step=step)
    rows = [replace(row, longitude=round(row.longitude, 6), latitude=round(row.latitude, 6)) for row in found]
    rows = [row for row in rows if row.area_code]
    if not rows:
        raise BadFile(_("%(file)s holds no postcode of the areas on the map.") % {"file": given.path.name})
    report["postcodes loaded"] = len(rows)
    if {astuple(row) for row in rows} == queries.postcodes_kept():
        return in_use.digest, False
    actions.load_postcodes(boundary_set=in_use, rows=rows, by=by, now=now)
    return in_use.digest, True

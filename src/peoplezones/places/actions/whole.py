"""Brings all that is known of the places to what a folder or the demo holds: all of it, or nothing."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, dataclass

from django.db import models, transaction

from ..models import BoundarySet, Dataset, Postcode
from ..rows import AreaRow, CodeChange, DatasetEntry, PostcodeRow, Reading, SetDescription
from .datasets import definition_of, keep_reading, retire_datasets
from .geography import load_boundary_set, load_lookup, load_postcodes, set_digest


@dataclass(frozen=True)
class Source:
    """One data set to be kept; `digest` names the file it is read from, and `read` is asked only where it is new."""

    entry: DatasetEntry
    name: str
    digest: str
    read: Callable[[], Reading]


@dataclass(frozen=True)
class LookupRows:
    """A look-up between two censuses."""

    old_vintage: int
    new_vintage: int
    rows: Sequence[CodeChange]
    source_name: str


@dataclass(frozen=True)
class Places:
    """All that is known of the places and is loaded as one; `sources` are asked for once the areas are there."""

    about: SetDescription
    areas: Sequence[AreaRow]
    postcodes: Sequence[PostcodeRow]
    sources: Callable[[BoundarySet], Iterable[Source]]
    lookups: Sequence[LookupRows] = ()


@dataclass(frozen=True)
class Loaded:
    """How many of each a load brought or took out of use; nothing where all was as it should be."""

    areas: int = 0
    postcodes: int = 0
    datasets: int = 0
    retired: int = 0


@transaction.atomic
def load_places(*, places: Places, by: models.Model | None, now: dt.datetime) -> Loaded:
    """Bring areas, postcodes, look-ups and data sets to what `places` holds, and load only what differs.

    Data sets that `places` does not hold go out of use: official figures and made-up ones never stand side by side.
    """
    made = BoundarySet.objects.filter(
        key=places.about.key, digest=set_digest(places.about, places.areas), is_current=True
    ).first()
    areas = 0
    if made is None or made.areas.count() != len(places.areas):
        made = load_boundary_set(about=places.about, rows=places.areas, by=by, now=now)
        areas = len(places.areas)
    postcodes = 0
    if not _holds_postcodes(made, places.postcodes):
        postcodes = load_postcodes(boundary_set=made, rows=places.postcodes, by=by, now=now)
    for lookup in places.lookups:
        load_lookup(
            old_vintage=lookup.old_vintage,
            new_vintage=lookup.new_vintage,
            rows=lookup.rows,
            source_name=lookup.source_name,
            by=by,
            now=now,
        )
    wanted = list(places.sources(made))
    retired = retire_datasets(keeping={source.entry.key for source in wanted}, by=by, now=now)
    new = 0
    for source in wanted:
        if not _holds(source):
            kept = keep_reading(
                entry=source.entry,
                reading=source.read(),
                source_name=source.name,
                source_digest=source.digest,
                by=by,
                now=now,
            )
            new += kept.is_new
    return Loaded(areas, postcodes, new, retired)


def _holds(source: Source) -> bool:
    """Whether the very file has been read already, by the same description, and what it gave is in use."""
    there = Dataset.objects.filter(key=source.entry.key, in_use=True, snapshot__source_digest=source.digest)
    found = there.annotate(many=models.Count("indicators")).first()
    same = found is not None and found.definition == definition_of(source.entry)
    return found is not None and same and found.many == len(source.entry.indicators)


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

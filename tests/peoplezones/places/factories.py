"""Builds valid rows of places for tests."""

import datetime as dt
import json
from uuid import uuid4

import factory
import polars as pl

from peoplezones.places import store
from peoplezones.places.models import (
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


def square(column: int, row: int = 0, side: float = 0.01) -> dict:
    """A square as a GeoJSON geometry; squares with neighbouring columns touch."""
    west, south = -1.2 + column * side, 52.6 + row * side
    ring = [
        [west, south],
        [west + side, south],
        [west + side, south + side],
        [west, south + side],
        [west, south],
    ]
    return {"type": "Polygon", "coordinates": [ring]}


class BoundarySetFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = BoundarySet
        django_get_or_create = ("key",)

    key = "squares"
    name = "Squares"
    home = "All squares"
    vintage = 2011
    publisher = "Nobody"
    licence = "None"
    population_source = "Counted for the test"
    digest = factory.LazyFunction(lambda: uuid4().hex)
    is_current = True
    west, south, east, north = -1.2, 52.6, -1.1, 52.7


class DistrictFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = District
        django_get_or_create = ("code",)

    code = "E06000099"
    name = "Testshire"


class AreaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Area

    boundary_set = factory.SubFactory(BoundarySetFactory)
    position = factory.Sequence(int)
    code = factory.Sequence(lambda number: f"E{number:08d}")
    name = factory.LazyAttribute(lambda area: f"Testshire {area.position + 1:03d}A")
    local_name = factory.LazyAttribute(lambda area: f"Place {area.position + 1}")
    district = factory.SubFactory(DistrictFactory)
    population = 1500
    boundary = factory.LazyAttribute(lambda area: json.dumps(square(area.position)))
    west = factory.LazyAttribute(lambda area: -1.2 + area.position * 0.01)
    south = 52.6
    east = factory.LazyAttribute(lambda area: area.west + 0.01)
    north = 52.61
    longitude = factory.LazyAttribute(lambda area: area.west + 0.005)
    latitude = 52.605


class PostcodeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Postcode

    postcode = factory.Sequence(lambda number: f"ZZ{number % 90 + 10}9AA")
    area = factory.SubFactory(AreaFactory)
    longitude = -1.195
    latitude = 52.605


class LookupFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Lookup
        django_get_or_create = ("old_vintage", "new_vintage")

    old_vintage = 2011
    new_vintage = 2021
    source_name = "look-up.csv"
    digest = factory.LazyFunction(lambda: uuid4().hex)


class CodeChangeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CodeChange

    lookup = factory.SubFactory(LookupFactory)
    old = factory.Sequence(lambda number: f"E{number:08d}")
    new = factory.LazyAttribute(lambda change: change.old)
    change = "U"
    share_of_old = 1.0
    share_of_new = 1.0


class WardFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Ward
        django_get_or_create = ("code",)

    code = "E05000099"
    name = "Mill End"
    district = factory.SubFactory(DistrictFactory)


class DatasetFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Dataset

    key = factory.Sequence(lambda number: f"dataset-{number}")
    name = factory.LazyAttribute(lambda dataset: f"Data set {dataset.key}")
    publisher = "Nobody"
    licence = "None"
    address = "https://example.org/data"
    refreshed = "every year"
    period_kind = "once"
    suppress_below = 0
    is_official = False
    definition = {"key": "made"}


class SnapshotFactory(factory.django.DjangoModelFactory):
    """A row of the catalogue alone; `keep` and `IndicatorFactory(values=…)` write the file as well."""

    class Meta:
        model = Snapshot

    dataset = factory.SubFactory(DatasetFactory)
    digest = factory.LazyFunction(lambda: uuid4().hex * 2)
    source_name = "figures.csv"
    source_digest = factory.LazyFunction(lambda: uuid4().hex * 2)
    made_at = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
    made_by = "the system"
    rows = 2
    bytes = 900
    areas = 2
    measures = ["made"]
    vintages = {"2026": 2011}
    report = {"rows read": 2}


class IndicatorFactory(factory.django.DjangoModelFactory):
    """An indicator without values; `give` gives it some."""

    class Meta:
        model = Indicator

    dataset = factory.SubFactory(DatasetFactory)
    key = factory.Sequence(lambda number: f"indicator-{number}")
    name = factory.LazyAttribute(lambda indicator: f"Indicator {indicator.key}")
    unit = "per 1,000 people"
    numerator = factory.LazyAttribute(lambda indicator: [indicator.key])
    polarity = "high"
    outcome = "safe"
    demand = "reactive"
    demand_reason = "It asks for a response."
    agency = "Police"
    acted_on_by = "Police"


class ColumnMappingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ColumnMapping

    fingerprint = factory.LazyFunction(lambda: uuid4().hex * 2)
    dataset = factory.SubFactory(DatasetFactory)
    remembered_at = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)


class EvidenceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Evidence

    title = factory.Sequence(lambda number: f"What people said, part {number}")
    kind = "survey"
    publisher = "Nobody"
    published_on = dt.date(2026, 1, 5)
    summary = "People like the park. They want more light on the path."
    address = "https://example.org/survey"
    outcome = "safe"
    is_official = False


def keep(dataset: Dataset, frame: pl.DataFrame, vintages: dict[str, int]) -> Dataset:
    """Write a table to the store and put it in use as the data set's snapshot."""
    written = store.write(frame)
    measures = [name for name in frame.columns if name not in ("area", "period") and not name.endswith("|note")]
    dataset.snapshot = SnapshotFactory(
        dataset=dataset,
        digest=written.digest,
        rows=written.rows,
        areas=written.areas,
        measures=measures,
        vintages=vintages,
    )
    dataset.save(update_fields=["snapshot"])
    return dataset


def give(indicator: Indicator, values: dict[Area, float], *, period: str = "2026") -> Indicator:
    """Give areas a value of an indicator, beside those that others have already; the rest has none."""
    measure = indicator.numerator[0]
    frame = pl.DataFrame(
        {"area": [area.code for area in values], "period": period, measure: list(values.values())},
        schema_overrides={measure: pl.Float64},
    )
    dataset = indicator.dataset
    before = dataset.snapshot
    if before is not None:
        old = pl.read_parquet(store.path_of(before.digest))
        frame = pl.concat([old, frame], how="diagonal").group_by("area", "period").agg(pl.all().drop_nulls().last())
    vintages = {} if before is None else dict(before.vintages)
    keep(dataset, frame, vintages | {period: next(iter(values)).boundary_set.vintage})
    return indicator

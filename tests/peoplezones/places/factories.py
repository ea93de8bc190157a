"""Builds valid rows of places for tests."""

import json
from uuid import uuid4

import factory

from peoplezones.places.models import Area, BoundarySet, District, Indicator, IndicatorValue, Postcode


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


class IndicatorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Indicator

    key = factory.Sequence(lambda number: f"indicator-{number}")
    name = factory.LazyAttribute(lambda indicator: f"Indicator {indicator.key}")
    unit = "per 1,000 people"
    higher_is_more_need = True
    outcome = "safe"
    demand = "reactive"
    demand_reason = "It asks for a response."
    acted_on_by = "Police"
    publisher = "Nobody"
    source = "Made for the test"
    period = "2026"
    licence = "None"
    is_official = False
    boundary_set = factory.SubFactory(BoundarySetFactory)
    digest = factory.Sequence(lambda number: f"digest-{number}")


class IndicatorValueFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = IndicatorValue

    indicator = factory.SubFactory(IndicatorFactory)
    area = factory.SubFactory(AreaFactory)
    value = 10.0

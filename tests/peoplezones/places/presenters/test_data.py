from itertools import product

import pytest

from peoplezones.places import analysis, queries
from peoplezones.places.analysis.demand import demand_indicators
from peoplezones.places.models import Dataset, Indicator
from peoplezones.places.presenters import data
from tests.peoplezones.places.factories import AreaFactory, DatasetFactory, IndicatorFactory, SnapshotFactory

PEOPLE, HOMES = {"denominator": "population"}, {"denominator": "households"}


def dataset(kind: str, vintages: dict[str, int]) -> Dataset:
    return DatasetFactory.build(period_kind=kind, snapshot=SnapshotFactory.build(dataset=None, vintages=vintages))


def test_a_gap_is_told_as_missing_and_not_as_zero():
    held = dict.fromkeys(["2019-01", "2019-02", "2019-12", "2020-01", "2020-03"], 2011)
    assert data.gaps_in_words(dataset("month", held)) == [
        "No figures for March to November 2019: missing, not zero.",
        "No figures for February 2020: missing, not zero.",
    ]


def test_a_series_without_gaps_tells_of_none():
    assert data.gaps_in_words(dataset("year", {"2020": 2011, "2021": 2011})) == []


def test_it_is_told_where_area_codes_change():
    held = {"2019-01": 2011, "2019-02": 2011, "2024-01": 2021, "2024-02": 2021}
    assert data.vintages_in_words(dataset("month", held)) == [
        "January to February 2019: areas of 2011",
        "January to February 2024: areas of 2021",
    ]


@pytest.mark.parametrize(
    ("kind", "described", "words"),
    [
        (
            "month",
            {**PEOPLE, "per": 1000, "window": 12},
            "1,000 × the last 12 months of “x” ÷ people",
        ),
        ("month", {**PEOPLE, "per": 1, "window": 1}, "the last month of “x” ÷ people"),
        (
            "quarter",
            {**HOMES, "per": 100, "window": 4},
            "100 × the last 4 quarters of “x” ÷ households",
        ),
        ("year", {"denominator": "asked", "per": 100, "window": 1}, "100 × the last year of “x” ÷ “asked”"),
        ("once", {"denominator": "asked", "per": 100, "window": 1}, "100 × “x” ÷ “asked”"),
        ("once", {}, "The publisher's own figure: “x”"),
        ("once", {"is_rank": True}, "The rank that the publisher gives: “x”"),
    ],
)
def test_it_is_told_how_an_indicator_is_worked_out(kind, described, words):
    assert data.how_worked_out(Indicator(numerator=["x"], **described), kind) == words


@pytest.mark.parametrize(
    ("below", "words"), [(0, "Published openly"), (2, "A count of 1 is"), (5, "Counts from 1 to 4 are")]
)
def test_the_rule_for_small_numbers_is_told(below, words):
    assert data.suppression_in_words(Dataset(suppress_below=below)).startswith(words)


@pytest.mark.django_db
def test_demand_is_told_of_those_that_the_page_of_demand_counts():
    boundary_set = AreaFactory().boundary_set
    cases = product(
        ["month", "year"], ["population", "households", "asked", ""], ["Police", ""], ["reactive", "neither"]
    )
    for kind, denominator, agency, demand in cases:
        own = DatasetFactory(period_kind=kind)
        own.snapshot = SnapshotFactory(dataset=own)
        own.save()
        IndicatorFactory(dataset=own, denominator=denominator, agency=agency, demand=demand)
    setting = analysis.Setting.now(boundary_set)
    told = {one.key for one in queries.indicators() if data.shows_demand(one.dataset, one)}
    assert told == {one.key for one in demand_indicators(setting)}
    assert told

import math

import pytest

from peoplezones.places import analysis, queries
from tests.peoplezones.places.factories import (
    AreaFactory,
    BoundarySetFactory,
    IndicatorFactory,
    PostcodeFactory,
    give,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["le1 1aa", "LE11AA", " Le1  1aA ", "LE1-1AA"])
def test_a_postcode_is_found_however_it_is_typed(typed):
    known = PostcodeFactory(postcode="LE11AA")
    assert queries.looks_like_postcode(typed)
    assert queries.postcode(typed) == known


@pytest.mark.parametrize("typed", ["LE1", "", "hello", "LE1 1A", "1LE 1AA", "LE1 1AAA", "'; DROP TABLE"])
def test_what_is_no_postcode_is_not_taken_for_one(typed):
    assert not queries.looks_like_postcode(typed)


def test_values_come_in_map_order_with_gaps_for_what_is_missing():
    first, second = AreaFactory(position=1, code="E00000002"), AreaFactory(position=0, code="E00000001")
    one, other = IndicatorFactory(key="a"), IndicatorFactory(key="b")
    give(one, {first: 3.0})
    give(other, {second: 4.0})
    table = analysis.value_table(first.boundary_set)
    assert list(table.values.index) == ["E00000001", "E00000002"]
    assert math.isnan(table.values.loc["E00000001", "a"])
    assert table.values.loc["E00000002", "a"] == 3.0
    assert [indicator.key for indicator in table.indicators] == ["a", "b"]


def test_values_are_read_once_until_the_content_changes(django_assert_num_queries):
    area = AreaFactory()
    indicator = give(IndicatorFactory(), {area: 1.0})
    analysis.value_table(queries.current_boundary_set())
    fresh = queries.current_boundary_set()
    with django_assert_num_queries(2):
        analysis.value_table(fresh)
    with django_assert_num_queries(0):
        analysis.value_table(fresh)
    give(indicator, {area: 99.0})
    assert analysis.value_table(queries.current_boundary_set()).values.iloc[0, 0] == 99.0


def test_a_set_without_indicators_gives_an_empty_table():
    area = AreaFactory()
    table = analysis.value_table(area.boundary_set)
    assert table.values.shape == (1, 0)


def test_only_areas_of_the_set_in_use_are_found():
    old = BoundarySetFactory(key="old", is_current=False)
    AreaFactory(code="E00000001", boundary_set=old)
    now = AreaFactory(code="E00000001")
    assert queries.area("E00000001") == now
    assert list(queries.current_areas()) == [now]


def test_the_map_gets_the_areas_that_meet_its_box():
    near, far = AreaFactory(position=0), AreaFactory(position=50)
    found = list(queries.features_in_box(near.boundary_set, -1.3, 52.5, -1.195, 52.605))
    assert [feature.number for feature in found] == [0]
    assert found[0].properties == {"code": near.code, "name": str(near)}
    assert far.west > -1.195

import math
from dataclasses import fields

import pytest

from peoplezones.places.analysis import Group, Setting, profile, protection
from peoplezones.places.analysis.profiles import Line
from tests.peoplezones.places.analysis.made_up_figures import code, held, squares, table
from tests.peoplezones.places.factories import DistrictFactory, IndicatorFactory, keep

pytestmark = pytest.mark.django_db

NORTH, SOUTH = "E06000001", "E06000002"
YEARS = [str(year) for year in range(2021, 2026)]


def counts(north, south=(50, 60), *, years=("2025",), below=5, period_kind="year"):
    """A data set of counts in two districts, with one indicator; the same in every year."""
    areas = squares(*[1000] * (len(north) + len(south)))
    for place, area in enumerate(areas):
        area.district = DistrictFactory(code=NORTH if place < len(north) else SOUTH)
        area.save()
    rows = [(place + 1, year, many) for place, many in enumerate((*north, *south)) for year in years]
    dataset = held(table(rows, "m"), period_kind=period_kind, suppress_below=below)
    IndicatorFactory(dataset=dataset, key="i", numerator=["m"], denominator="population", per=1000)
    return areas


def line(areas, *inside, kind="area"):
    group = Group(kind, {code(number): 1.0 for number in inside})
    [found] = profile(Setting.now(areas[0].boundary_set), group).lines
    return found


def shown(areas, *inside, kind):
    return not line(areas, *inside, kind=kind).hidden


def numbers_in(one):
    """Every number of a line, wherever it stands."""
    plain = [getattr(one, field.name) for field in fields(Line)]
    found = [value for value in plain if isinstance(value, float) and not math.isnan(value)]
    found += [value for _period, value in one.series if not math.isnan(value)]
    return found + [mark.value for mark in one.benchmarks]


def test_a_small_count_is_in_no_field_of_a_line():
    areas = counts([3, 20, 30], years=YEARS)
    one = line(areas, 1)
    assert one.hidden
    assert numbers_in(one) == []
    assert (one.series, one.benchmarks, one.trend, one.share_below, one.method) == ((), (), "", None, "")


def test_the_next_smallest_is_hidden_as_its_cover_and_others_are_shown():
    areas = counts([3, 20, 30])
    assert [shown(areas, number, kind="area") for number in (1, 2, 3, 4)] == [False, False, True, True]
    assert line(areas, 3).value == 30


def test_nothing_is_hidden_where_the_publisher_shows_all():
    areas = counts([3, 20, 30], below=0)
    assert line(areas, 1).value == 3
    assert not math.isnan(line(areas, 1).shrunk)


def test_none_at_all_is_no_small_count():
    areas = counts([0, 20, 30])
    assert line(areas, 1).value == 0


@pytest.mark.parametrize("kind", ["ward", "drawn"])
def test_a_ward_or_a_drawn_boundary_with_a_hidden_area_is_hidden_however_large(kind):
    areas = counts([3, 20, 30, 40])
    assert not shown(areas, 1, 2, 3, kind=kind)
    assert not shown(areas, 2, 3, kind=kind)
    assert shown(areas, 3, 4, kind=kind)


def test_a_zone_is_shown_where_hidden_counts_follow_neither_inside_nor_outside_it():
    areas = counts([2, 3, 3, 4, 100, 200])
    assert shown(areas, 1, 2, 5, kind="zone")
    assert shown(areas, 5, 6, kind="zone")
    assert line(areas, 1, 2, 5, kind="zone").count == 105
    assert shown(areas, 1, 2, 3, 4, kind="zone")


def test_a_zone_with_one_hidden_area_inside_is_hidden():
    areas = counts([2, 3, 3, 4, 100, 200])
    assert not shown(areas, 1, 5, kind="zone")


def test_a_zone_that_leaves_one_hidden_area_of_a_district_outside_is_hidden():
    """The district's total is shown: without the zone and what else is shown, the one is left over."""
    areas = counts([2, 3, 4, 100, 200])
    assert not shown(areas, 1, 2, 4, kind="zone")
    assert shown(areas, 1, 2, 3, 4, kind="zone")


def test_a_zone_whose_hidden_counts_can_only_be_ones_is_hidden():
    areas = counts([1, 1, 3, 4, 100, 200])
    assert not shown(areas, 1, 2, 5, kind="zone")
    assert not shown(areas, 3, 4, 5, kind="zone")  # what is left outside are the ones
    assert shown(areas, 1, 3, 5, kind="zone")


def test_a_zone_whose_own_count_is_small_is_hidden():
    areas = counts([1, 2, 1, 3, 100])
    assert not shown(areas, 1, 2, kind="zone")


def test_a_district_is_hidden_only_where_it_has_nothing_left_to_cover_with():
    areas = counts([3], [50, 60])
    assert not shown(areas, 1, kind="district")
    assert shown(areas, 2, 3, kind="district")
    assert not shown(areas, 1, 2, 3, kind="home")


def test_where_it_has_something_to_cover_with_the_total_is_shown():
    areas = counts([3, 20, 30])
    assert line(areas, 1, 2, 3, kind="district").count == 53
    assert line(areas, 1, 2, 3, 4, 5, kind="home").count == 163


def test_a_total_that_is_hidden_is_no_benchmark_for_others_either():
    """North is one area with three: all of the map less the south would be three."""
    areas = counts([3], [50, 60])
    assert [mark.level for mark in line(areas, 2).benchmarks] == ["district"]
    assert [mark.level for mark in line(areas, 2, 3, kind="district").benchmarks] == []
    assert [mark.level for mark in line(areas, 2, 3, kind="zone").benchmarks] == ["district"]


def test_a_year_with_a_small_count_is_a_gap_in_the_series_and_leaves_no_trend():
    areas = squares(1000, 1000, 1000)
    rows = [(number, year, number * 20) for number in (1, 2, 3) for year in YEARS if (number, year) != (1, "2022")]
    dataset = held(table([*rows, (1, "2022", 3)], "m"), period_kind="year", suppress_below=5)
    IndicatorFactory(dataset=dataset, key="i", numerator=["m"], denominator="population", per=1000)
    one = line(areas, 1)
    assert (one.hidden, one.value, one.trend) == (False, 20, "cannot be calculated")
    assert [math.isnan(value) for _year, value in one.series] == [False, True, False, False, False]
    assert 3 not in numbers_in(one)


def test_an_evened_out_value_is_the_same_whatever_the_hidden_counts_are_one_by_one():
    areas = counts([3, 20, 30, 40])
    shown = [line(areas, 3).shrunk]
    dataset = IndicatorFactory._meta.model.objects.get().dataset
    keep(
        dataset,
        table([(1, "2025", 4), (2, "2025", 19), *((n, "2025", n * 10) for n in (3, 4, 5, 6))], "m"),
        {"2025": 2011},
    )
    areas[0].boundary_set.__dict__.pop("_setting")
    shown.append(line(areas, 3).shrunk)
    assert line(areas, 1).hidden
    assert line(areas, 2).hidden
    assert shown[0] == pytest.approx(shown[1])
    assert not math.isnan(shown[0])


def test_a_count_is_hidden_in_all_indicators_from_which_it_could_be_taken_away():
    areas = squares(*[1000] * 4)
    rows = [(1, "2025", 3, 40), (2, "2025", 20, 41), (3, "2025", 30, 42), (4, "2025", 31, 43)]
    dataset = held(table(rows, "burglary", "robbery"), period_kind="year", suppress_below=5)
    for key, numerator in (("burglary", ["burglary"]), ("robbery", ["robbery"]), ("both", ["burglary", "robbery"])):
        IndicatorFactory(dataset=dataset, key=key, numerator=numerator, denominator="population", per=1000)
    setting = Setting.now(areas[0].boundary_set)
    hidden = {
        number: {
            line.indicator.key for line in profile(setting, Group("area", {code(number): 1.0})).lines if line.hidden
        }
        for number in (1, 2, 3)
    }
    assert hidden == {1: {"burglary", "robbery", "both"}, 2: {"burglary", "robbery", "both"}, 3: set()}


def test_a_small_number_of_those_among_whom_is_counted_is_hidden_too():
    areas = squares(*[1000] * 4)
    rows = [(1, "2025", 0, 3), (2, "2025", 6, 20), (3, "2025", 9, 30), (4, "2025", 9, 31)]
    dataset = held(table(rows, "absent", "pupils"), period_kind="year", suppress_below=5)
    IndicatorFactory(dataset=dataset, key="i", numerator=["absent"], denominator="pupils", per=100)
    one = line(areas, 1)
    assert one.hidden
    assert numbers_in(one) == []
    assert not line(areas, 3).hidden


def test_indicators_are_beside_each_other_by_way_of_a_third():
    dataset = held(table([(1, "2025", 9, 9, 9, 9)], "a", "b", "c", "d"), suppress_below=5)
    areas = squares(1000)
    for key, numerator, denominator in (
        ("ab", ["a", "b"], "population"),
        ("bc", ["b"], "c"),
        ("c", ["c"], "population"),
        ("d", ["d"], "population"),
    ):
        IndicatorFactory(dataset=dataset, key=key, numerator=numerator, denominator=denominator)
    setting = Setting.now(areas[0].boundary_set)
    by_key = {one.key: one for one in setting.indicators}
    assert {one.key for one in protection.beside(by_key["ab"], setting.indicators)} == {"ab", "bc", "c"}
    assert {one.key for one in protection.beside(by_key["d"], setting.indicators)} == {"d"}

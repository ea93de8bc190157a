import math
from dataclasses import fields

import polars as pl
import pytest

from peoplezones.places.analysis import Group, Setting, profile, whole_areas
from peoplezones.places.analysis import profiles as module
from tests.peoplezones.places.analysis.made_up_figures import code, held, look_up, months, squares, table
from tests.peoplezones.places.factories import DistrictFactory, IndicatorFactory, WardFactory, keep

pytestmark = pytest.mark.django_db

NORTH, SOUTH = "E06000001", "E06000002"
YEARS = [str(year) for year in range(2021, 2026)]


@pytest.fixture(autouse=True)
def areas():
    """Squares 1 and 2 lie in the north, 3 in the south; a thousand, three thousand and two thousand people."""
    found = squares(1000, 3000, 2000)
    for area, (district, name) in zip(found, [(NORTH, "North"), (NORTH, "North"), (SOUTH, "South")], strict=True):
        area.district = DistrictFactory(code=district, name=name)
        area.save()
    return found


def yearly(rows, *measures, vintages=2011, **about):
    return held(table(rows, *(measures or ("m",))), vintages, period_kind="year", **about)


def indicator(dataset, **about):
    given = {"key": "i", "numerator": ["m"], "denominator": "population", "per": 1000}
    return IndicatorFactory(dataset=dataset, **(given | about))


def lines(areas, *inside, kind="area", **shares):
    """Lines by the key of their indicator. `inside`: numbers of whole areas; `a2=0.5`: a part of one."""
    given = {code(number): 1.0 for number in inside} | {code(int(name[1:])): part for name, part in shares.items()}
    found = profile(Setting.now(type(areas[0].boundary_set).objects.get()), Group(kind, given))
    return {line.indicator.key: line for line in found.lines}


def line(areas, *inside, **words):
    return lines(areas, *inside, **words)["i"]


def test_a_rate_with_its_doubt_beside_district_and_county_by_hand(areas):
    indicator(yearly([(1, "2025", 40), (2, "2025", 60), (3, "2025", 20)]))
    one = line(areas, 1)
    assert (one.window, one.count, one.denominator, one.value) == (("2025",), 40, 1000, 40)
    # Byar's limits of forty events, worked out by its formula.
    assert one.low == pytest.approx(40 * (1 - 1 / 360 - 1.959964 / (3 * math.sqrt(40))) ** 3, rel=1e-6)
    assert one.high == pytest.approx(41 * (1 - 1 / 369 + 1.959964 / (3 * math.sqrt(41))) ** 3, rel=1e-6)
    assert one.method == "Byar"
    assert [(mark.level, mark.code, mark.value, mark.verdict) for mark in one.benchmarks] == [
        ("district", NORTH, 100 / 4000 * 1000, "worse"),
        ("home", "", 120 / 6000 * 1000, "worse"),
    ]


@pytest.mark.parametrize(
    ("polarity", "verdicts"),
    [
        ("high", ("worse", "better", "similar")),
        ("low", ("better", "worse", "similar")),
        ("none", ("higher", "lower", "similar")),
    ],
)
def test_what_a_higher_value_means_follows_from_where_need_lies(areas, polarity, verdicts):
    indicator(yearly([(1, "2025", 100), (2, "2025", 90), (3, "2025", 96)]), polarity=polarity)
    found = [line(areas, number).benchmarks[-1] for number in (1, 2, 3)]
    assert {round(mark.value, 3) for mark in found} == {round(286 / 6, 3)}
    assert tuple(mark.verdict for mark in found) == verdicts


def test_a_share_in_per_cent_has_the_interval_of_wilson(areas):
    indicator(yearly([(1, "2025", 81, 263)], "m", "of"), denominator="of", per=100)
    one = line(areas, 1)
    assert (one.value, one.low, one.high) == pytest.approx((30.80, 25.53, 36.62), abs=0.005)
    assert one.method == "Wilson score"


def test_a_part_of_an_area_counts_with_its_part(areas):
    indicator(yearly([(1, "2025", 40), (2, "2025", 60), (3, "2025", 20)]))
    half = line(areas, kind="drawn", a1=1, a2=0.5)
    assert (half.count, half.denominator, half.value) == (70, 2500, 28)
    assert profile(
        Setting.now(areas[0].boundary_set), Group("drawn", {code(1): 1.0, code(2): 0.5})
    ).people == pytest.approx(2500)


def test_which_larger_areas_a_group_stands_beside(areas):
    indicator(yearly([(1, "2025", 40), (2, "2025", 60), (3, "2025", 20)]))
    levels = {
        name: [(mark.level, mark.code) for mark in found.benchmarks]
        for name, found in {
            "area": line(areas, 3),
            "in one district": line(areas, 1, 2, kind="zone"),
            "in two districts": line(areas, 2, 3, kind="zone"),
            "district": line(areas, 1, 2, kind="district"),
            "home": line(areas, 1, 2, 3, kind="home"),
        }.items()
    }
    assert levels == {
        "area": [("district", SOUTH), ("home", "")],
        "in one district": [("district", NORTH), ("home", "")],
        "in two districts": [("home", "")],
        "district": [("home", "")],
        "home": [],
    }


def test_england_is_all_that_the_publisher_has_and_only_where_it_brings_what_is_divided_by(areas):
    rows = [(1, "2024", 1, 4), (1, "2025", 30, 100), (77, "2025", 300, 500), (78, "2024", 9, 9)]
    dataset = yearly(rows, "m", "of", covers_england=True)
    indicator(dataset, denominator="of", per=100)
    indicator(dataset, key="by-people")
    indicator(dataset, key="score", denominator="", per=1)
    found = lines(areas, 1)
    marks = {key: {mark.level: mark.value for mark in one.benchmarks} for key, one in found.items()}
    assert marks["i"]["england"] == 100 * 330 / 600  # of the newest year alone
    assert "england" not in marks["by-people"]
    assert "england" not in marks["score"]


def test_a_data_set_of_one_county_is_never_called_england(areas):
    indicator(yearly([(1, "2025", 30, 100)], "m", "of"), denominator="of", per=100)
    assert {mark.level for mark in line(areas, 1).benchmarks} == {"district", "home"}


def test_five_years_that_rise_are_a_trend_and_polarity_says_which_way_it_goes(areas):
    dataset = yearly([(1, year, 100 + 60 * place) for place, year in enumerate(YEARS)])
    for key, polarity in (("high", "high"), ("low", "low"), ("none", "none")):
        indicator(dataset, key=key, polarity=polarity)
    found = lines(areas, 1)
    assert {key: (one.trend, one.trend_words) for key, one in found.items()} == {
        "high": ("increasing", "getting worse"),
        "low": ("increasing", "getting better"),
        "none": ("increasing", "increasing"),
    }
    assert found["high"].series == tuple((year, 100 + 60 * place) for place, year in enumerate(YEARS))


def test_a_year_that_is_missing_is_a_gap_in_the_series_and_leaves_no_trend(areas):
    indicator(yearly([(1, year, 100) for year in YEARS if year != "2023"], counts_events=True))
    one = line(areas, 1)
    assert (one.trend, one.trend_reason) == ("cannot be calculated", "a period is missing")
    assert [period for period, _value in one.series] == YEARS
    assert [math.isnan(value) for _period, value in one.series] == [False, False, True, False, False]


def test_windows_of_twelve_months_follow_each_other_back(areas):
    rows = [(1, month, year - 2020) for year in (2022, 2024, 2025) for month in months(year)]
    dataset = held(table(rows, "m"), period_kind="month")
    indicator(dataset, window=12)
    one = line(areas, 1)
    assert (one.window, one.count, one.denominator) == (tuple(months(2025)), 60, 1000)
    assert [period for period, _value in one.series] == [f"{year}-12" for year in range(2021, 2026)]
    assert [value for _period, value in one.series] == pytest.approx([math.nan, 24, math.nan, 48, 60], nan_ok=True)


def test_one_point_alone_is_no_series_and_a_single_picture_has_no_trend(areas):
    indicator(yearly([(1, "2025", 10)]))
    indicator(held(table([(1, "2019", 10)], "m"), period_kind="once"), key="once")
    found = lines(areas, 1)
    assert found["i"].series == found["once"].series == ()
    assert (found["i"].trend, found["once"].trend) == ("cannot be calculated", "")


def test_more_counted_than_there_are_to_count_by_a_rounding_error_is_no_failure(areas):
    """As sums come that were shared out between areas: a third and two thirds are not always the whole."""
    rows = [(1, year, 0.1, 0.2, 0.3) for year in YEARS]
    indicator(yearly(rows, "m", "n", "of"), numerator=["m", "n"], denominator="of", per=100)
    one = line(areas, 1)
    assert 0.1 + 0.2 > 0.3
    assert (one.value, one.high) == pytest.approx((100, 100))
    assert one.trend == "no significant change"


def test_where_an_area_stands_among_the_others_and_its_evened_out_value(areas):
    dataset = yearly([(1, "2025", 40), (2, "2025", 60), (3, "2025", 20)])
    indicator(dataset)
    indicator(dataset, key="score", denominator="", per=1)
    found = [lines(areas, number) for number in (1, 2, 3)]
    assert [one["i"].share_below for one in found] == [100, 50, 0]
    assert found[2]["i"].value < found[2]["i"].shrunk < 20 < found[0]["i"].shrunk < found[0]["i"].value
    assert [one["score"].share_below for one in found] == [50, 100, 0]
    assert math.isnan(found[0]["score"].shrunk)
    zone = line(areas, 1, 2, kind="zone")
    assert (zone.share_below, math.isnan(zone.shrunk)) == (None, True)


def test_equal_values_stand_in_the_middle_of_each_other():
    values = module.tables.np.array([1.0, 2.0, 2.0, 2.0, 3.0, math.nan])
    assert [module.share_below(values, value) for value in (1.0, 2.0, 3.0, math.nan)] == [0, 50, 100, None]
    assert module.share_below(values[:1], 1.0) == 0


def test_notes_of_the_publisher_are_those_of_the_figure_that_is_shown(areas):
    frame = table([(1, "2024", 10, 7), (1, "2025", None, 8), (2, "2025", 5, 8)], "m", "other").with_columns(
        pl.Series("m|note", ["provisional", "suppressed", None]), pl.lit("estimated").alias("other|note")
    )
    dataset = held(frame, period_kind="year")
    indicator(dataset)
    indicator(dataset, key="other", numerator=["other"])
    found = lines(areas, 1)
    assert (found["i"].window, found["i"].note, math.isnan(found["i"].value)) == (("2025",), "suppressed", True)
    assert found["other"].note == "estimated"
    assert {one.note for one in lines(areas, 1, kind="zone").values()} == {""}
    assert line(areas, 2).note == ""


def test_a_note_is_never_taken_from_a_period_that_the_figure_is_not_of(areas):
    frame = table([(1, "2024", 10, 7), (1, "2025", None, 8)], "m", "other").with_columns(
        pl.Series("m|note", ["provisional", "suppressed"])
    )
    indicator(held(frame, period_kind="year"))
    one = line(areas, 1)  # nobody has a value in 2025
    assert (one.window, one.value, one.note) == (("2024",), 10, "provisional")


def test_without_data_a_line_says_nothing_and_is_compared_with_nothing(areas):
    indicator(yearly([(1, "2025", 40), (2, "2025", 60)]))
    one = line(areas, 3)
    assert (math.isnan(one.value), math.isnan(one.low), one.method, one.share_below) == (True, True, "", None)
    assert {mark.verdict for mark in one.benchmarks} == {"not compared"}
    assert one.series == ()


def test_without_indicators_there_are_no_lines(areas):
    found = profile(Setting.now(areas[0].boundary_set), Group("area", {code(1): 1.0}))
    assert (found.lines, found.breaks, found.people) == ((), (), 1000)


def test_a_group_without_areas_has_nobody_and_no_values(areas):
    indicator(yearly([(1, "2025", 40)]))
    found = profile(Setting.now(areas[0].boundary_set), Group("drawn", {}))
    assert found.people == 0
    assert math.isnan(found.lines[0].value)


def test_districts_wards_and_the_whole_map_are_groups_of_their_areas(areas):
    areas[0].ward = WardFactory(code="E05000001")
    areas[0].save()
    setting = Setting.now(areas[0].boundary_set)
    assert whole_areas(setting, "district", NORTH) == Group("district", {code(1): 1.0, code(2): 1.0})
    assert whole_areas(setting, "ward", "E05000001") == Group("ward", {code(1): 1.0})
    assert whole_areas(setting, "home").shares == {code(1): 1.0, code(2): 1.0, code(3): 1.0}
    assert whole_areas(setting, "ward", "E05999999").shares == {}
    assert setting.districts_of(whole_areas(setting, "home")) == [NORTH, SOUTH]


def test_where_a_series_passes_to_another_census_the_areas_it_changed_are_named(areas):
    look_up(
        (1, 11, "S", 0.5, 1.0), (1, 12, "S", 0.5, 1.0), (2, 23, "M", 1.0, 0.6), (3, 23, "M", 1.0, 0.4),
    )  # fmt: skip
    rows = [(1, "2024", 40), (2, "2024", 60), (3, "2024", 20), (11, "2025", 10), (12, "2025", 5), (23, "2025", 100)]
    dataset = yearly(rows, vintages={"2024": 2011, "2025": 2021})
    indicator(dataset)
    setting = Setting.now(areas[0].boundary_set)
    [found] = profile(setting, Group("zone", {code(1): 1.0, code(3): 0.5})).breaks
    assert (found.dataset, found.period, found.split, found.merged) == (dataset, "2025", (code(1),), (code(3),))
    assert profile(setting, Group("zone", {code(2): 1.0})).breaks[0].split == ()
    assert [value for _year, value in line(areas, 1).series[-2:]] == [40, 15]
    assert line(areas, 3).count == pytest.approx(40)


def test_another_content_has_another_answer_in_the_same_process(areas):
    one = indicator(yearly([(1, "2025", 40), (2, "2025", 60), (3, "2025", 20)]))
    assert [mark.value for mark in line(areas, 1).benchmarks] == [25, 20]
    held_again = table([(1, "2025", 80), (2, "2025", 60), (3, "2025", 10)], "m")
    keep(one.dataset, held_again, {"2025": 2011})
    after = line(areas, 1)
    assert (after.value, [mark.value for mark in after.benchmarks]) == (80, [35, 25])
    type(one).objects.update(per=100_000, denominator="population")
    assert line(areas, 1).benchmarks[0].value == 3500


def test_a_line_has_no_field_that_tests_of_hiding_do_not_know():
    assert {field.name for field in fields(module.Line)} == {
        *("indicator", "window", "count", "denominator", "value", "low", "high", "method", "hidden", "note"),
        *("benchmarks", "trend", "trend_words", "trend_reason", "series", "shrunk", "share_below"),
    }

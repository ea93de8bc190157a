from collections import Counter

import polars as pl
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from peoplezones.places.analysis import crossing
from tests.peoplezones.places.analysis.made_up_figures import code, held, look_up, months, table
from tests.peoplezones.places.factories import IndicatorFactory

pytestmark = pytest.mark.django_db

# 1 stayed; 2 became 21 (70 % of its people) and 22; 3 (three quarters of the people) and 4 became 34; 5 was drawn anew.
CHANGES = (
    (1, 1, "U", 1.0, 1.0),
    (2, 21, "S", 0.7, 1.0),
    (2, 22, "S", 0.3, 1.0),
    (3, 34, "M", 1.0, 0.75),
    (4, 34, "M", 1.0, 0.25),
    (5, 51, "X", 0.5, 1.0),
    (5, 52, "X", 0.5, 1.0),
)
OLD, NEW = (1, 2, 3, 4, 5), (1, 21, 22, 34, 51, 52)


def measured(dataset, vintage, kind, areas=None, periods=None, name="m"):
    """(number of the area, period) to value."""
    known = (OLD if vintage == 2011 else NEW) if areas is None else areas
    frame = crossing.measured(
        dataset,
        vintage,
        crossing.queries.lookups(),
        {name: kind},
        areas=[code(number) for number in known],
        periods=periods,
    )
    assert frame.rows() == sorted(frame.rows(), key=lambda row: row[:2])
    return {(int(area[1:]), period): value for area, period, value in frame.rows()}


def values(dataset, vintage, kind, **words):
    """Number of the area to value, where there is one period alone."""
    return {number: value for (number, _period), value in measured(dataset, vintage, kind, **words).items()}


def test_counts_of_a_split_area_are_shared_by_its_people_and_those_of_merged_ones_added():
    look_up(*CHANGES)
    old = held(table([(1, "2022", 10), (2, "2022", 20), (3, "2022", 5), (4, "2022", 7), (5, "2022", 4)], "m"))
    assert values(old, 2021, "count") == pytest.approx({1: 10, 21: 14, 22: 6, 34: 12, 51: 2, 52: 2})


def test_counts_go_back_to_the_older_areas_as_well():
    look_up(*CHANGES)
    rows = [(1, "2025", 10), (21, "2025", 9), (22, "2025", 4), (34, "2025", 12), (51, "2025", 1), (52, "2025", 2)]
    assert values(held(table(rows, "m"), 2021), 2011, "count") == pytest.approx({1: 10, 2: 13, 3: 9, 4: 3, 5: 3})


def test_means_of_merged_areas_are_weighted_by_people_and_those_of_a_split_one_stand_for_each_part():
    look_up(*CHANGES)
    old = held(table([(1, "2022", 10), (2, "2022", 20), (3, "2022", 8), (4, "2022", 4)], "m"))
    assert values(old, 2021, "mean") == pytest.approx({1: 10, 21: 20, 22: 20, 34: 7})
    new = held(table([(1, "2025", 10), (21, "2025", 30), (22, "2025", 10), (34, "2025", 8)], "m"), 2021)
    assert values(new, 2011, "mean") == pytest.approx({1: 10, 2: 0.7 * 30 + 0.3 * 10, 3: 8, 4: 8})


@pytest.mark.parametrize(("stored", "wanted", "there"), [(2011, 2021, OLD), (2021, 2011, NEW)])
def test_ranks_are_only_carried_over_where_nothing_changed(stored, wanted, there):
    look_up(*CHANGES)
    found = values(held(table([(number, "2022", number) for number in there], "m"), stored), wanted, "rank")
    assert found.pop(1) == 1
    assert set(found.values()) == {None}


@pytest.mark.parametrize("kind", ["count", "mean"])
def test_where_a_part_is_not_known_the_whole_is_not(kind):
    look_up(*CHANGES)
    old = held(table([(1, "2022", None), (2, "2022", None), (3, "2022", 8)], "m"))  # of 4 there is no row
    assert set(values(old, 2021, kind).values()) == {None}
    new = held(table([(21, "2025", 8), (22, "2025", None), (51, "2025", 1)], "m"), 2021)
    assert values(new, 2011, kind) == {2: None, 5: None}


def test_shares_of_nothing_make_no_mean_instead_of_no_number():
    look_up((3, 34, "M", 1.0, 0.0), (4, 34, "M", 1.0, 0.0))
    old = held(table([(3, "2022", 8), (4, "2022", 4)], "m"))
    assert values(old, 2021, "mean") == {34: None}


def test_each_period_is_carried_over_from_its_own_census():
    look_up(*CHANGES)
    both = held(
        table([(2, "2022", 10), (21, "2025", 6), (22, "2025", 5), (2, "2025", 999)], "m"),
        {"2022": 2011, "2025": 2021},
    )
    assert measured(both, 2011, "count") == {(2, "2022"): 10, (2, "2025"): 11}
    assert measured(both, 2021, "count") == {(21, "2022"): 7, (22, "2022"): 3, (21, "2025"): 6, (22, "2025"): 5}
    assert measured(both, 2011, "count", periods=["2025", "2031"]) == {(2, "2025"): 11}


def test_without_a_look_up_nothing_is_known_instead_of_something_wrong():
    rows = held(table([(1, "2022", 10)], "m"))
    assert measured(rows, 2021, "count", areas=[1]) == {}
    look_up(*CHANGES, old=2001, new=2021)
    assert measured(rows, 2021, "count", areas=[1]) == {}


def test_no_area_that_was_not_asked_for_is_given():
    look_up(*CHANGES)
    old = held(table([(number, "2022", 1) for number in OLD], "m"), counts_events=True)
    assert set(values(old, 2011, "count", areas=[2])) == {2}
    assert set(values(old, 2021, "count", areas=[21])) == {21}
    assert values(old, 2021, "count", areas=[]) == {}


@pytest.mark.parametrize("many", [1, 40])
def test_few_areas_and_many_are_read_by_different_ways_to_the_same_numbers(many):
    rows = held(table([(number, str(year), number * year) for number in range(1, 41) for year in (2024, 2025)], "m"))
    asked = list(range(1, many + 1))
    assert measured(rows, 2011, "count", areas=asked, periods=["2025"]) == {
        (number, "2025"): number * 2025 for number in asked
    }


def test_no_event_is_zero_only_in_periods_in_which_the_measure_was_delivered():
    rows = held(
        table([(1, "2022-01", 3, 1), (2, "2022-02", 4, None), (1, "2022-03", None, None)], "m", "other"),
        counts_events=True,
    )
    assert measured(rows, 2011, "count", areas=[1, 2]) == {
        (1, "2022-01"): 3,
        (2, "2022-01"): 0,
        (1, "2022-02"): 0,
        (2, "2022-02"): 4,
        (1, "2022-03"): None,  # the file says: missing
        (2, "2022-03"): None,  # nobody has a value in this month
    }
    assert measured(rows, 2011, "count", areas=[2], name="other") == {
        (2, "2022-01"): 0,
        (2, "2022-02"): None,
        (2, "2022-03"): None,
    }


def test_where_no_events_are_counted_a_missing_row_is_not_known():
    rows = held(table([(1, "2022-01", 3), (2, "2022-02", 4)], "m"))
    assert measured(rows, 2011, "count", areas=[1, 2]) == {(1, "2022-01"): 3, (2, "2022-02"): 4}


def test_months_that_are_not_there_get_no_rows_let_alone_zeros():
    look_up(*CHANGES)
    rows = held(table([(1, "2022-01", 3), (1, "2022-12", 4)], "m"), counts_events=True)
    wanted = months(2022)
    assert {period for _area, period in measured(rows, 2011, "count", periods=wanted)} == {"2022-01", "2022-12"}
    assert {period for _area, period in measured(rows, 2021, "count", periods=wanted)} == {"2022-01", "2022-12"}


def test_events_of_a_part_without_a_row_count_as_none_on_the_way_to_other_areas():
    look_up(*CHANGES)
    new = held(table([(21, "2025-01", 8), (34, "2025-01", 4)], "m"), 2021, counts_events=True)
    assert values(new, 2011, "count") == pytest.approx({1: 0, 2: 8, 3: 3, 4: 1, 5: 0})


@st.composite
def tables_of_changes(draw):
    """A look-up whose shares add up, with a count for every area on both sides."""
    changes, number = [], 0
    for kind in draw(st.lists(st.sampled_from("USM"), min_size=1, max_size=6)):
        number += 10
        if kind == "U":
            changes.append((number, number, "U", 1.0, 1.0))
            continue
        parts = draw(st.lists(st.integers(1, 50), min_size=2, max_size=4))
        for place, part in enumerate(parts):
            share = part / sum(parts)
            pair = (
                (number, number + place, "S", share, 1.0) if kind == "S" else (number + place, number, "M", 1.0, share)
            )
            changes.append(pair)
    return changes


@hypothesis_settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=tables_of_changes(), data=st.data(), forward=st.booleans())
def test_nothing_is_lost_or_made_on_the_way_and_a_constant_stays_one(changes, data, forward):
    crossing.queries.Lookup.objects.all().delete()
    look_up(*changes)
    stored, wanted = (2011, 2021) if forward else (2021, 2011)
    side = 0 if forward else 1
    sources = sorted({change[side] for change in changes})
    targets = sorted({change[1 - side] for change in changes})
    counts = data.draw(st.lists(st.integers(0, 1000), min_size=len(sources), max_size=len(sources)))
    rows = held(table([(one, "2022", many) for one, many in zip(sources, counts, strict=True)], "m"), stored)
    carried = values(rows, wanted, "count", areas=targets)
    assert sum(carried.values()) == pytest.approx(sum(counts))
    assert set(carried) == set(targets)
    flat = held(table([(one, "2022", 7) for one in sources], "m"), stored)
    assert values(flat, wanted, "mean", areas=targets) == pytest.approx(dict.fromkeys(targets, 7))


def test_what_a_measure_is_follows_from_how_it_is_used():
    dataset = IndicatorFactory(key="rate", numerator=["a", "b"], denominator="whom").dataset
    IndicatorFactory(dataset=dataset, key="score", numerator=["s"])
    IndicatorFactory(dataset=dataset, key="rank", numerator=["r"], is_rank=True)
    IndicatorFactory(dataset=dataset, key="people", numerator=["c"], denominator="population")
    IndicatorFactory(dataset=dataset, key="homes", numerator=["d"], denominator="households")
    assert crossing.kinds_of(list(dataset.indicators.all())) == {
        **dict.fromkeys(("a", "b", "c", "d", "whom"), "count"),
        "s": "mean",
        "r": "rank",
    }


def test_the_newest_window_is_one_for_which_all_its_measures_came():
    rows = [(1, month, 1, None if month == "2025-06" else 1) for month in [*months(2024), *months(2025)]]
    dataset = held(table(rows, "a", "b"), period_kind="month")
    all_of = IndicatorFactory(dataset=dataset, key="a", window=12)
    both = IndicatorFactory(dataset=dataset, key="both", numerator=["a", "b"], window=12)
    by_other = IndicatorFactory(dataset=dataset, key="by", numerator=["a"], denominator="b", window=6)
    never = IndicatorFactory(dataset=dataset, key="never", numerator=["a", "c"])
    assert crossing.newest_window(dataset, all_of) == tuple(months(2025))
    assert crossing.newest_window(dataset, both) == (*months(2024)[5:], *months(2025)[:5])
    assert crossing.newest_window(dataset, by_other) == tuple(months(2025)[6:])
    assert crossing.newest_window(dataset, never) == ()


def test_where_a_series_passes_to_another_census_is_told_once_for_each_time():
    known = look_up(*CHANGES)
    dataset = held(
        table([(1, year, 1) for year in ("2020", "2021", "2022", "2023")], "m"),
        {"2020": 2011, "2021": 2011, "2022": 2021, "2023": 2011},
    )
    lookups = crossing.queries.lookups()
    assert crossing.changed_between(dataset, lookups) == [("2022", known), ("2023", known)]
    assert crossing.changed_between(dataset, ()) == []


def test_a_table_of_areas_read_twice_is_one_row_an_area_and_period():
    look_up(*CHANGES)
    frame = table([(1, "2022", 10), (2, "2022", 20)], "m")
    again = crossing.measured(
        held(frame), 2021, crossing.queries.lookups(), {"m": "count"}, areas=[code(number) for number in NEW]
    )
    assert max(Counter(zip(again["area"], again["period"], strict=True)).values()) == 1
    assert again.schema == {"area": pl.String, "period": pl.String, "m": pl.Float64}

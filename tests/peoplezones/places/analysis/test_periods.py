import pytest
from hypothesis import given
from hypothesis import strategies as st

from peoplezones.places.analysis import periods
from tests.peoplezones.places.analysis.made_up_figures import months

KINDS = st.sampled_from(["month", "quarter", "year", "once"])
PLACES = st.integers(1900 * 12, 2100 * 12)


@given(KINDS, PLACES)
def test_neighbours_in_time_differ_by_one_and_text_order_is_the_order_of_time(kind, place):
    place = place // 12 if kind in ("year", "once") else place // 3 if kind == "quarter" else place
    period, after = periods.period_at(place, kind), periods.period_at(place + 1, kind)
    assert periods.ordinal(period, kind) == place
    assert periods.ordinal(after, kind) == place + 1
    assert period < after


def test_the_year_turns_after_december_and_after_the_fourth_quarter():
    assert periods.window_ending(periods.ordinal("2025-02", "month"), 4, "month") == (
        "2024-11",
        "2024-12",
        "2025-01",
        "2025-02",
    )
    assert periods.window_ending(periods.ordinal("2025-Q1", "quarter"), 2, "quarter") == ("2024-Q4", "2025-Q1")
    assert periods.window_ending(periods.ordinal("2025", "year"), 2, "year") == ("2024", "2025")


def test_a_window_is_the_newest_stretch_without_a_gap():
    there = {*months(2022), *months(2023), *months(2025)} - {"2025-06", "2023-12"}
    assert periods.newest_window(there, 12, "month") == (*["2022-12"], *months(2023)[:11])
    assert periods.newest_window(there, 6, "month") == tuple(months(2025)[6:])
    assert periods.newest_window(there, 24, "month") == ()
    assert periods.newest_window([], 1, "year") == ()
    assert periods.newest_window({"2021"}, 1, "once") == ("2021",)


@given(st.sets(st.integers(24_000, 24_060)), st.integers(1, 14))
def test_a_newest_window_is_whole_and_no_later_one_is(places, length):
    there = {periods.period_at(place, "month") for place in places}
    found = periods.newest_window(there, length, "month")
    ends = [place for place in places if all(place - back in places for back in range(length))]
    assert set(found) <= there
    assert found == (periods.window_ending(max(ends), length, "month") if ends else ())


def test_earlier_windows_follow_each_other_without_overlap_oldest_first():
    back = periods.windows_back(tuple(months(2025)), 5, "month")
    assert [window[0] for window in back] == ["2021-01", "2022-01", "2023-01", "2024-01", "2025-01"]
    assert [period for window in back for period in window] == [
        month for year in range(2021, 2026) for month in months(year)
    ]
    assert periods.windows_back(("2025",), 3, "year") == [("2023",), ("2024",), ("2025",)]


@pytest.mark.parametrize(
    ("kind", "there", "missing"),
    [
        ("month", ["2025-03", "2024-10", "2024-12"], [("2024-11", "2024-11"), ("2025-01", "2025-02")]),
        ("quarter", ["2024-Q2", "2025-Q2"], [("2024-Q3", "2025-Q1")]),
        ("year", ["2011", "2012", "2021"], [("2013", "2020")]),
        ("month", ["2025-03"], []),
        ("month", [], []),
    ],
)
def test_stretches_that_are_missing_are_named_from_their_first_to_their_last(kind, there, missing):
    assert periods.gaps(there, kind) == missing


def test_months_of_the_police_data_that_are_missing_are_told():
    there = [*months(2022)[:10], *months(2024)[:4], *months(2025)]
    assert periods.gaps(there, "month") == [("2022-11", "2023-12"), ("2024-05", "2024-12")]

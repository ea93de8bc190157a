"""Made-up demand repeats itself, follows need and time as asked, and leaves out what was not delivered."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zonelab.synthetic import DemandStream, SyntheticDemand, demand
from zonelab.synthetic.drawing import overdispersed

MONTHS = [f"{year}-{month:02d}" for year in (2021, 2022, 2023) for month in range(1, 13)]
DISORDER = DemandStream("disorder", "Police", "reactive", 2.0, 0.7, 0.75, 0.3, season=0.3, peak=7, trend=0.1)
FIRES = DemandStream("fires", "Fire service", "reactive", middle=0.5, spread=0.6, loading=0.5)
COURSES = DemandStream("courses", "Colleges", "developmental", middle=1.0, spread=0.4, loading=-0.4, overdispersion=0.1)


def made(seed: int = 7, count: int = 1_500, **changes: Any) -> SyntheticDemand:
    where = np.random.default_rng(1)
    arguments: dict[str, Any] = {
        "areas": [f"E{number:05d}" for number in range(count)],
        "populations": where.integers(1_000, 3_000, count),
        "need": where.normal(size=count),
        "streams": [DISORDER, FIRES, COURSES],
        "months": MONTHS,
        "rng": np.random.default_rng(seed),
    }
    return demand(**arguments | changes)


def test_rows_are_tidy_one_a_stream_area_and_month() -> None:
    rows = made(count=20).rows
    assert list(rows) == ["area", "month", "demand", "agency", "kind", "count"]
    assert len(rows) == 3 * 20 * 36
    assert not rows.duplicated(["area", "month", "demand"]).any()
    assert rows["month"].head(36).tolist() == MONTHS
    said = rows[["demand", "agency", "kind"]].drop_duplicates().to_numpy().tolist()
    assert said == [[one.key, one.agency, one.kind] for one in (DISORDER, FIRES, COURSES)]
    assert rows["count"].dtype == np.int64


def test_the_expected_count_worked_by_hand() -> None:
    stream = DemandStream("all", "Police", "reactive", 2.0, 0.5, 1.0, season=0.25, peak=7, trend=0.21)
    place = {"areas": ["A"], "populations": [1_500], "need": [2.0], "streams": [stream]}
    found = made(**place, months=["2021-07", "2022-01", "2022-07"])
    level = 2.0 * np.exp(0.5 * 2.0)  # loading 1: need alone
    assert found.levels.loc["A", "all"] == pytest.approx(level)
    # July is a quarter above, January a quarter below; half a year of 21 % a year is 10 %.
    np.testing.assert_allclose(found.expected, 1.5 * level * np.array([1.25, 0.75 * 1.1, 1.25 * 1.21]))


def test_counts_lie_around_what_is_expected_and_vary_as_asked() -> None:
    found = made()
    for stream in (DISORDER, FIRES, COURSES):
        mine = found.rows["demand"] == stream.key
        count, mean = found.rows.loc[mine, "count"], found.expected[mine]
        surplus = (count - mean) / np.sqrt(mean + stream.overdispersion * mean**2)
        # 54,000 counts: standard error of the mean .004; the variance has heavier tails.
        assert surplus.mean() == pytest.approx(0, abs=0.02)
        assert surplus.var() == pytest.approx(1, abs=0.06)


def test_levels_have_the_middle_the_spread_and_the_loading_that_were_asked_for() -> None:
    found = made(count=6_000)
    need = np.random.default_rng(1)
    need.integers(1_000, 3_000, 6_000)
    latent = need.normal(size=6_000)
    for stream in (DISORDER, FIRES, COURSES):
        level = np.log(found.levels[stream.key])
        assert np.exp(level.median()) == pytest.approx(stream.middle, rel=0.06)
        assert level.std() == pytest.approx(stream.spread, rel=0.06)
        assert np.corrcoef(level, latent)[0, 1] == pytest.approx(stream.loading, abs=0.05)


@given(need=st.lists(st.floats(-4, 4), min_size=2, max_size=30, unique=True), loading=st.floats(0.05, 1))
def test_more_need_means_more_reactive_demand_when_all_else_is_equal(need: list[float], loading: float) -> None:
    # The same seed draws the same noise for an area, whatever its need is.
    def levels(shift: float) -> pd.DataFrame:
        needs, people = np.array(need) + shift, np.full(len(need), 1_500)
        areas, streams = [str(number) for number in range(len(need))], [replace(DISORDER, loading=loading)]
        return made(areas=areas, populations=people, need=needs, streams=streams, months=["2021-01"]).levels

    assert (levels(1.0)["disorder"] > levels(0.0)["disorder"]).all()


def test_the_areas_in_most_need_have_more_reactive_and_less_developmental_demand() -> None:
    rows, latent = made().rows, np.random.default_rng(1)
    latent.integers(1_000, 3_000, 1_500)
    need = pd.Series(latent.normal(size=1_500), index=[f"E{number:05d}" for number in range(1_500)])
    top, low = need.nlargest(300).index, need.nsmallest(300).index
    total = rows.groupby(["demand", "area"])["count"].sum()
    assert total["disorder"][top].sum() > 2 * total["disorder"][low].sum()
    assert total["fires"][top].sum() > total["fires"][low].sum()
    assert total["courses"][top].sum() < total["courses"][low].sum()


@settings(max_examples=30)
@given(
    seed=st.integers(0, 2**32),
    middle=st.floats(0.001, 50),
    spread=st.floats(0.01, 2),
    overdispersion=st.floats(0, 5),
    season=st.floats(0, 0.99),
    trend=st.floats(-0.9, 1),
)
def test_no_count_and_no_expectation_is_negative(seed: int, **stream: float) -> None:
    found = made(seed, 5, streams=[DemandStream("any", "Police", "reactive", loading=0.5, **stream)])
    assert (found.rows["count"] >= 0).all()
    assert (found.expected >= 0).all()


def test_the_same_seed_gives_the_same_demand_and_another_does_not() -> None:
    first, again, other = made(count=50), made(count=50), made(8, 50)
    pd.testing.assert_frame_equal(first.rows, again.rows, check_exact=True)
    assert first.provenance == again.provenance
    assert first.provenance.seed == 7
    assert not first.rows.equals(other.rows)


def test_a_stream_added_at_the_end_leaves_the_others_alone() -> None:
    fewer, more = made(count=50, streams=[DISORDER, FIRES]).rows, made(count=50).rows
    pd.testing.assert_frame_equal(fewer, more[more["demand"] != "courses"])


def test_months_not_delivered_have_no_row_and_the_rest_is_the_same() -> None:
    whole, gaps = made(count=50), made(count=50, missing={"Fire service": ["2022-02", "2022-03"]})
    gone = (whole.rows["agency"] == "Fire service") & whole.rows["month"].isin(["2022-02", "2022-03"])
    assert gone.sum() == 100
    pd.testing.assert_frame_equal(gaps.rows, whole.rows[~gone].reset_index(drop=True))
    pd.testing.assert_series_equal(gaps.expected, whole.expected[~gone].reset_index(drop=True))
    assert whole.provenance != gaps.provenance


def test_a_season_adds_nothing_over_a_year() -> None:
    flat, seasonal = (made(count=10, streams=[replace(FIRES, season=season)]) for season in (0.0, 0.6))
    assert seasonal.expected.sum() == pytest.approx(flat.expected.sum())
    by_month = seasonal.expected.groupby(seasonal.rows["month"].str[5:]).sum()
    assert by_month.idxmax() == "01"
    assert by_month.idxmin() == "07"


@pytest.mark.parametrize("overdispersion", [0.0, 0.5, 2.0])
def test_the_negative_binomial_has_the_moments_of_the_book(overdispersion: float) -> None:
    # Cameron and Trivedi (2013), section 3.3: mean m, variance m + a·m², P(0) = (1 + a·m)^(−1/a).
    drawn = overdispersed(np.full(200_000, 3.0), overdispersion, np.random.default_rng(2))
    nothing = (1 + 3 * overdispersion) ** (-1 / overdispersion) if overdispersion else np.exp(-3)
    assert drawn.mean() == pytest.approx(3, rel=0.02)
    assert drawn.var() == pytest.approx(3 + overdispersion * 9, rel=0.04)
    assert (drawn == 0).mean() == pytest.approx(nothing, abs=0.005)


def test_an_overdispersion_next_to_nothing_is_none() -> None:
    few, none = (overdispersed(np.full(50, 3.0), by, np.random.default_rng(2)) for by in (5e-324, 0.0))
    assert few.tolist() == none.tolist()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"areas": ["A", "A"]}, "area code, each once"),
        ({"populations": [1]}, "one finite population for each of the 2 areas"),
        ({"need": [0.0, np.nan]}, "one finite need"),
        ({"populations": [0, 1]}, "population above 0"),
        ({"streams": []}, "at least one stream"),
        ({"streams": [FIRES, FIRES]}, "each key once"),
        ({"months": []}, "months from old to new"),
        ({"months": ["2021-02", "2021-01"]}, "months from old to new"),
        ({"months": ["2021-13"]}, "written as 2021-04"),
        ({"missing": {"Army": ["2021-01"]}}, "No stream belongs to 'Army'"),
        ({"missing": {"Police": ["1999-01"]}}, "none of the months"),
    ],
)
def test_what_makes_no_sense_is_refused(changes: dict[str, Any], words: str) -> None:
    arguments = {"areas": ["A", "B"], "populations": [1_000, 1_000], "need": [-1.0, 1.0]} | changes
    with pytest.raises(ValueError, match=words):
        made(**arguments)


def stream(**changes: Any) -> Callable[[], object]:
    return lambda: replace(FIRES, **changes)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (stream(agency=""), "key and agency are not empty"),
        (stream(kind="other"), "reactive or developmental"),
        (stream(middle=0), "middle is a number above 0"),
        (stream(spread=np.inf), "spread is a number above 0"),
        (stream(loading=2), "loading lies from -1 to 1"),
        (stream(overdispersion=-1), "overdispersion is 0 or more"),
        (stream(season=1), "season lies from 0 to under 1"),
        (stream(peak=13), "peak is a month"),
        (stream(trend=-1), "trend is above -1"),
    ],
)
def test_a_stream_that_makes_no_sense_is_refused(wrong: Callable[[], object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        wrong()

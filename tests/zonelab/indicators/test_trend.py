"""Recent trends by the rule of Fingertips: its own test cases, by hand, and what must always hold."""

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonelab.indicators import CountsError, byar, recent_trend

# Counts and denominators with the marker that Fingertips' own tests expect (WhenUsingTrendMarkerCalculator, in
# fingertips-open of Public Health England), and England's prevalence of diabetes 2020 to 2024 as shown there.
PUBLISHED = {
    "decreasing": ([621, 599, 556, 535, 447], [3454, 3195, 3256, 3227, 3121]),
    "increasing": ([8116, 8145, 8222, 8506, 8728], [91530, 91773, 92088, 92238, 92665.89]),
    "increasing, large": ([2157, 2090, 2194, 2134.81, 2094], [3454, 3195, 3256, 3152, 3062]),
    "no significant change": ([5405, 5500, 5435, 5480, 5315], [18095, 18170, 18005, 17890, 17860]),
    "decreasing, wards": ([22435, 22445, 21365, 20955, 19055], [65880, 67900, 68705, 69835, 70910]),
    "increasing, England": (
        [3455176, 3491868, 3625401, 3774801, 3938080],
        [48783947, 49122259, 49956777, 50649129, 51441896],
    ),
}
rows = st.lists(st.tuples(st.integers(0, 400), st.integers(400, 900)), min_size=5, max_size=5)


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_direction_of_proportions_is_the_published_one(name: str) -> None:
    counts, below = PUBLISHED[name]
    assert recent_trend(counts, below).direction.tolist() == [name.split(",")[0]]


def test_chi_squared_of_proportions_by_the_formula_of_fingertips() -> None:
    counts, below = (np.array(each, dtype=float) for each in PUBLISHED["decreasing"])
    t = np.arange(1, 6)
    n, r = below.sum(), counts.sum()
    above = n * (n * (counts * t).sum() - r * (below * t).sum()) ** 2
    expected = above / (r * (n - r) * (n * (below * t**2).sum() - (below * t).sum() ** 2))
    found = recent_trend(counts, below)
    assert found.statistic[0] == pytest.approx(expected, rel=1e-9)
    assert found.threshold == 9.54953570608324


def test_chi_squared_of_proportions_is_that_of_r() -> None:
    # prop.trend.test of R on its own example (X-squared = 8.2249, p-value = 0.004132), which has four groups: the first
    # here is too small to count.
    found = recent_trend([9e-10, 83, 90, 129, 70], [1e-9, 86, 93, 136, 82])
    assert (found.statistic[0], found.p[0]) == (pytest.approx(8.2249, abs=5e-5), pytest.approx(0.004132, abs=5e-7))
    assert found.direction.tolist() == ["no significant change"]


def test_a_rate_by_hand_is_a_line_weighted_by_its_intervals() -> None:
    # The example of PHEindicatormethods, assign_trend_markers, value_type "other": the trend is a decrease.
    counts, below = np.array([1367, 1332, 1199, 1023, 994]), np.array([44701, 44064, 42811, 41527, 40299])
    of = byar(counts, below)
    weight = (3.92 / (of.high - of.low)) ** 2
    design = np.column_stack([np.ones(5), np.arange(5)])
    normal = design.T @ (weight[:, None] * design)
    _, slope = np.linalg.solve(normal, design.T @ (weight * of.estimate))
    found = recent_trend(counts, below, "rate", higher_is_better=False)
    assert found.slope[0] == pytest.approx(slope)
    assert found.statistic[0] == pytest.approx(slope**2 / np.linalg.inv(normal)[1, 1])
    assert (found.direction[0], found.words[0]) == ("decreasing", "getting better")


def test_one_period_alone_makes_no_trend() -> None:
    found = recent_trend([100, 99, 98, 97, 200], [1000] * 5)
    assert found.statistic[0] > found.threshold
    assert (found.direction[0], found.reason[0]) == ("no significant change", "one period alone makes the trend")


def test_a_missing_period_among_the_newest_cannot_be_calculated_and_an_older_one_can() -> None:
    counts = np.array([[np.nan, 10, 20, 30, 40, 50], [10, 20, np.nan, 30, 40, 50], [10, 10, 20, 30, 40, 50]])
    below = np.full((3, 6), 100.0)
    below[2, 4] = 0
    found = recent_trend(counts, below)
    assert found.direction.tolist() == ["increasing", "cannot be calculated", "cannot be calculated"]
    assert found.reason.tolist() == ["", "a period is missing", "a period is missing"]
    assert np.isnan(found.p).tolist() == [False, True, True]


def test_fewer_than_five_periods_cannot_be_calculated() -> None:
    found = recent_trend([[1, 2, 3, 4]], [[9, 9, 9, 9]], "rate", higher_is_better=True)
    assert (found.words[0], found.reason[0]) == ("cannot be calculated", "too few periods")


@pytest.mark.parametrize("kind", ["proportion", "rate"])
def test_no_events_at_all_are_no_change(kind: str) -> None:
    found = recent_trend([[0] * 5], [[100, 110, 120, 130, 140]], kind)  # type: ignore[arg-type]
    assert (found.direction[0], found.statistic[0], found.p[0]) == ("no significant change", 0, 1)


def test_a_period_without_events_still_has_a_direction() -> None:
    assert recent_trend([0, 10, 20, 30, 40], [100] * 5).direction.tolist() == ["increasing"]
    assert recent_trend([100, 90, 80, 70, 60], [100] * 5).direction.tolist() == ["decreasing"]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: recent_trend([-1, 2, 3, 4, 5], [9] * 5),
        lambda: recent_trend([10, 2, 3, 4, 5], [9] * 5),
        lambda: recent_trend([1] * 5, [9] * 5, "mean"),  # type: ignore[arg-type]
        lambda: recent_trend([1] * 5, [9] * 5, periods=4),
        lambda: recent_trend([1] * 5, np.ones((2, 5))),
        lambda: recent_trend(3, 4),
    ],
)
def test_what_makes_no_sense_is_refused(wrong: object) -> None:
    with pytest.raises(CountsError, match=r"\.$"):
        wrong()  # type: ignore[operator]


@given(st.lists(rows, min_size=1, max_size=6), st.sampled_from(["proportion", "rate"]))
def test_running_time_backwards_turns_the_direction_round(areas: list[list[tuple[int, int]]], kind: str) -> None:
    counts, below = (
        np.array([[one for one, _ in row] for row in areas]),
        np.array([[n for _, n in row] for row in areas]),
    )
    turned = {"increasing": "decreasing", "decreasing": "increasing", "no significant change": "no significant change"}
    found = recent_trend(counts, below, kind)  # type: ignore[arg-type]
    back = recent_trend(counts[:, ::-1], below[:, ::-1], kind)  # type: ignore[arg-type]
    assert [turned[each] for each in found.direction.tolist()] == back.direction.tolist()
    np.testing.assert_allclose(found.statistic, back.statistic, rtol=1e-7, atol=1e-9)


@given(st.lists(rows, min_size=1, max_size=4), st.booleans())
def test_each_area_is_judged_by_itself_and_words_follow_the_direction(
    areas: list[list[tuple[int, int]]], better: bool
) -> None:
    counts, below = (
        np.array([[one for one, _ in row] for row in areas]),
        np.array([[n for _, n in row] for row in areas]),
    )
    together = recent_trend(counts, below, higher_is_better=better)
    for place in range(len(areas)):
        alone = recent_trend(counts[place], below[place], higher_is_better=better)
        assert alone.words[0] == together.words[place]
        said = {"increasing": better, "decreasing": not better}.get(str(alone.direction[0]))
        expected = str(alone.direction[0]) if said is None else "getting better" if said else "getting worse"
        assert alone.words[0] == expected


def test_all_of_england_takes_well_under_a_second() -> None:
    rng = np.random.default_rng(7)
    below = rng.integers(1000, 3000, (33_000, 5))
    counts = rng.poisson(below * 0.02)
    for kind in ("proportion", "rate"):
        started = time.perf_counter()
        recent_trend(counts, below, kind)  # type: ignore[arg-type]
        assert time.perf_counter() - started < 1

"""Further scales for one column: by hand, at the edges, and what must hold for any values."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonelab.indicators import normalisation as scales

Scale = Callable[[np.ndarray], np.ndarray]
EIGHTHS = st.integers(-400, 400).map(lambda number: number / 8)
columns = st.lists(EIGHTHS | st.just(float("nan")), min_size=1, max_size=20).filter(lambda c: not np.isnan(c).all())
RISING: dict[str, Scale] = {
    "z_score": lambda values: scales.z_score(values, 100, 15),
    "min_max_to": scales.min_max_to,
    "count_below": scales.count_below,
    "share_below": scales.share_below,
    "distance_to_maximum": scales.distance_to_maximum,
    "fraction_of_maximum": lambda values: scales.fraction_of_maximum(values - np.nanmin(values) + 1),
    "distance_to_target": lambda values: scales.distance_to_target(values, 60, -60),
}


@pytest.mark.parametrize(
    ("scale", "same"),
    [
        (scales.z_score, 0),
        (scales.min_max_to, 1),
        (scales.count_below, 0),
        (scales.share_below, 0),
        (scales.distance_to_maximum, 0),
        (scales.fraction_of_maximum, 1),
        (lambda values: scales.distance_to_target(values, 8), 0),
    ],
)
def test_values_that_are_all_the_same_get_one_figure_and_no_warning(scale: Scale, same: float) -> None:
    np.testing.assert_array_equal(scale(np.array([4.0, np.nan, 4.0])), [same, np.nan, same])
    np.testing.assert_array_equal(scale(np.array([4.0])), [same])


def test_targets_by_hand() -> None:
    values = np.array([0.0, 5, 10, 20])
    assert scales.distance_to_target(values, 10).tolist() == [0, 0.5, 1, 1]
    assert scales.distance_to_target(values, 10, capped=False).tolist() == [0, 0.5, 1, 2]
    assert scales.distance_to_target(values, 10, start=5).tolist() == [-1, 0, 1, 1]
    # To be undershot: from 20 down to 10.
    assert scales.distance_to_target(-values, -10).tolist() == [1, 1, 1, 0]


def test_what_would_turn_or_lose_the_order_is_refused() -> None:
    with pytest.raises(ValueError, match="above the start"):
        scales.distance_to_target(np.array([5.0, 9.0]), 5)
    for values in ([-3.0, -1.0], [0.0, 0.0], [-1.0, 4.0]):
        with pytest.raises(ValueError, match="zero or more"):
            scales.fraction_of_maximum(np.array(values))
    with pytest.raises(ValueError, match="above zero"):
        scales.z_score(np.array([1.0, 2.0]), deviation=0)
    with pytest.raises(ValueError, match="lower to a higher"):
        scales.min_max_to(np.array([1.0, 2.0]), 5, 5)


def test_huge_values_do_not_leave_the_range_of_numbers() -> None:
    huge = np.array([-1.7e308, 0.0, 1.7e308])
    np.testing.assert_allclose(scales.min_max_to(huge), [1, 50.5, 100])
    np.testing.assert_allclose(scales.distance_to_target(huge, 1.7e308), [0, 0.5, 1])


@pytest.mark.parametrize("name", RISING)
@given(columns)
def test_order_ties_and_gaps_stay(name: str, column: list[float]) -> None:
    values = np.array(column)
    found = RISING[name](values)
    known = ~np.isnan(values)
    np.testing.assert_array_equal(np.isnan(found), ~known)
    more = values[known][:, None] > values[known]
    np.testing.assert_array_equal(found[known][:, None] > found[known], more)


@given(columns, st.sampled_from([-3.0, 0.0, 100.0]), st.sampled_from([0.5, 15.0]))
def test_z_scores_have_the_mean_and_deviation_asked_for(column: list[float], mean: float, deviation: float) -> None:
    values = np.array(column)
    found = scales.z_score(values, mean, deviation)
    assert np.nanmean(found) == pytest.approx(mean, abs=1e-9)
    if np.nanmin(values) < np.nanmax(values):
        assert np.nanstd(found, ddof=1) == pytest.approx(deviation)


@given(columns)
def test_ranges_end_where_they_are_asked_to(column: list[float]) -> None:
    values = np.array(column)
    found, shares = scales.min_max_to(values, 1, 100), scales.share_below(values)
    assert np.nanmin(found) == 1
    assert np.nanmin(shares) == 0
    if np.nanmin(values) < np.nanmax(values):
        assert np.nanmax(found) == pytest.approx(100)
    assert np.nanmax(shares) <= 1

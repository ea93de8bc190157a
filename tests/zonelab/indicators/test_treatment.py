"""Outliers are tamed only where asked, never more than allowed, and each change is marked."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from zonelab.indicators.transformation import likeliest_exponent, log_shifted, power_transformed
from zonelab.indicators.treatment import describe, treat
from zonelab.indicators.values import ValuesError

numbers = st.integers(-400, 400).map(lambda number: number / 8) | st.sampled_from([1e3, -1e4, 1e6])
gaps = numbers | st.just(float("nan"))
columns = st.lists(gaps, min_size=3, max_size=25).filter(lambda column: not np.isnan(column).all())


def frame(column: list[float]) -> pd.DataFrame:
    return pd.DataFrame({"x": column}, index=[f"E{place}" for place in range(len(column))], dtype=float)


def one_outlier(*high: float) -> list[float]:
    return [*map(float, range(20)), *high]


def test_skewness_and_kurtosis_by_hand() -> None:
    # Away from the mean 2: −2, −1, 3, 0; m2 = 14/4, m3 = 18/4, m4 = 98/4, g1 = 4.5 / 3.5^1.5, g2 = 24.5/12.25 − 3 = −1.
    shape = describe(frame([0, 1, 5, 2, np.nan])).shapes[0]
    assert (shape.known, shape.missing) == (4, 1)
    assert shape.skewness == pytest.approx(4.5 / 3.5**1.5 * np.sqrt(12) / 2)
    assert shape.kurtosis == pytest.approx((5 * -1 + 6) * 3 / 2)


def test_one_outlier_takes_the_next_value_and_is_marked() -> None:
    done = treat(frame(one_outlier(500)))
    assert done.values["x"].tolist() == one_outlier(19)
    assert done.changed["x"].tolist() == [False] * 20 + [True]
    assert (done.treatments[0].done, done.treatments[0].points) == ("winsorised", 1)
    low = treat(-frame(one_outlier(500)))
    assert (low.values["x"] == -done.values["x"]).all()
    assert "x: 1 winsorised" in done.summary()


def test_more_outliers_than_allowed_leave_the_values_as_they_were_and_say_so() -> None:
    given_values = frame(one_outlier(400, 500))
    done = treat(given_values, most_points=1)
    pd.testing.assert_frame_equal(done.values, given_values, check_names=False)
    assert done.treatments[0].done == "left outside"
    assert not done.changed.to_numpy().any()
    assert "x" in done.warnings[0]
    assert treat(given_values, most_points=2).treatments[0].points == 2


def test_ties_count_one_by_one() -> None:
    tied = frame([*map(float, range(40)), 900, 900, 900])
    assert treat(tied, most_points=2).treatments[0].done == "left outside"
    assert treat(tied, most_points=3).treatments[0].points == 3


def test_the_log_comes_only_when_asked_and_from_the_values_as_they_were() -> None:
    values = frame(one_outlier(400, 500))
    done = treat(values, most_points=1, otherwise="log")
    expected = np.log(values["x"] - 0 + 0.01 * 500)
    np.testing.assert_allclose(done.values["x"], expected)
    assert done.treatments[0].done == "log"
    assert done.changed["x"].all()


def test_a_tail_to_the_left_is_pulled_in_by_the_reflected_log() -> None:
    column = -np.array(one_outlier(400, 500))
    np.testing.assert_allclose(log_shifted(column), -np.log(-column + 5))


def test_box_cox_on_request_with_its_exponent() -> None:
    values = frame([1, 4, 9, 16, 25, 36, 49, 64.0])
    done = treat(values, transform={"x": "box_cox"})
    exponent = done.treatments[0].exponent
    log = np.log(values["x"]) - np.log(values["x"]).mean()

    grid = np.arange(-4999, 5000, 2) / 1000  # never 0
    variance = [((np.exp(at * log) - 1) / at).var() for at in grid]
    assert exponent == pytest.approx(grid[int(np.argmin(variance))], abs=0.0021)
    np.testing.assert_allclose(done.values["x"], (np.exp(exponent * log) - 1) / exponent)
    assert treat(values).treatments[0].done == "nothing"


def test_a_power_at_the_end_of_its_range_is_told() -> None:
    done = treat(frame([80.0, 98, 99, 100, 101]), transform={"x": "box_cox"})
    assert done.treatments[0].exponent == 5
    assert "end of its range" in done.warnings[-1]


def test_huge_values_do_not_leave_the_range_of_numbers() -> None:
    values = pd.DataFrame({"x": [1e-300, 1e300, 1e300], "y": [-1.7e308, 0.0, 1.7e308]}, index=list("ABC"))
    for way in ("log", "box_cox"):
        done = treat(values, transform={"x": way, "y": way})
        assert np.isfinite(done.values.to_numpy()).all()
        assert (np.diff(done.values["y"]) > 0).all()


def test_all_but_one_the_same_is_not_winsorised_into_nothing() -> None:
    done = treat(frame([0.0] * 20 + [1.0]))
    assert done.treatments[0].done == "left outside"
    assert done.values["x"].max() == 1


def test_constant_empty_and_short_columns_pass_through() -> None:
    values = pd.DataFrame({"same": [2.0] * 5, "none": [np.nan] * 5, "two": [1, 2] + [np.nan] * 3}, index=list("ABCDE"))
    done = treat(values, otherwise="log")
    pd.testing.assert_frame_equal(done.values, values, check_names=False)
    assert [each.done for each in done.treatments] == ["nothing"] * 3
    assert describe(values).to_frame()["missing"].tolist() == [0, 5, 3]
    assert treat(values, transform={"none": "log"}).treatments[1].done == "nothing"
    assert treat(values[["same"]], transform={"same": "log"}).values["same"].tolist() == [0.0] * 5


def test_results_are_read_only_and_the_table_given_is_not_touched() -> None:
    values = frame(one_outlier(500))
    done = treat(values)
    assert values["x"].iloc[-1] == 500
    with pytest.raises(ValueError, match="read-only"):
        done.values.to_numpy()[0, 0] = 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"most_points": -1}, "whole number"),
        ({"skewness": 0.0}, "Limits"),
        ({"otherwise": "sqrt"}, "'log' or 'box_cox'"),
        ({"transform": {"y": "log"}}, "no column for y"),
        ({"transform": {"x": "sqrt"}}, "'log' or 'box_cox'"),
    ],
)
def test_settings_that_cannot_be_used_are_refused(arguments: dict[str, object], words: str) -> None:
    with pytest.raises(ValuesError, match=words):
        treat(frame([1.0, 2.0]), **arguments)


@given(columns, st.integers(0, 5), st.sampled_from([None, "log", "box_cox"]))
@settings(max_examples=40)
def test_no_order_turns_round_gaps_stay_and_marks_are_true(
    column: list[float], most: int, otherwise: str | None
) -> None:
    values = frame(column)
    done = treat(values, most_points=most, skewness=1.0, kurtosis=1.0, otherwise=otherwise)  # type: ignore[arg-type]
    after, before = done.values["x"].to_numpy(), values["x"].to_numpy()
    np.testing.assert_array_equal(np.isnan(after), np.isnan(before))
    order = np.argsort(before[~np.isnan(before)])
    assert (np.diff(after[~np.isnan(before)][order]) >= 0).all()
    same = (after == before) | np.isnan(before)
    np.testing.assert_array_equal(done.changed["x"].to_numpy(), ~same)
    if done.treatments[0].done == "winsorised":
        assert done.treatments[0].points == int((~same).sum()) <= most
        assert not done.treatments[0].after.outside


@given(columns, st.sampled_from([0.001, 7.0, 1e6]))
@settings(max_examples=40)
def test_the_unit_does_not_matter(column: list[float], factor: float) -> None:
    known = np.array(column)
    assume(np.nanmin(known) < np.nanmax(known))
    other = describe(frame((known * factor).tolist())).shapes[0]
    np.testing.assert_allclose(other.skewness, describe(frame(column)).shapes[0].skewness, rtol=1e-6, atol=1e-9)
    positive = np.where(np.isnan(known), known, np.abs(known) + 1)
    assume(np.nanmin(positive) < np.nanmax(positive))
    assert likeliest_exponent(positive * factor) == pytest.approx(likeliest_exponent(positive), abs=0.00101)
    assert np.isfinite(power_transformed(positive)[~np.isnan(known)]).all()


@given(columns)
@settings(max_examples=40)
def test_permuting_areas_permutes_the_answer(column: list[float]) -> None:
    values = frame(column)
    turned = values.iloc[::-1]
    one, other = treat(values, otherwise="log"), treat(turned, otherwise="log")
    np.testing.assert_allclose(other.values["x"], one.values["x"].iloc[::-1], rtol=1e-9, atol=1e-9)

"""Gaps filled by neighbours and by regression: by hand, from observed values alone, marked, and the same each time."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zonelab.core.graphs import Graph
from zonelab.indicators import ValuesError, impute_by_regression, impute_from_neighbours, report_gaps

CODES = list("ABCDEF")
ROW = Graph.from_places(CODES, [(0, 1), (1, 2), (2, 3), (3, 4)])  # F is an island


def test_neighbours_first_then_wider_rings_by_hand() -> None:
    table = pd.DataFrame({"x": [1.0, np.nan, np.nan, np.nan, 9.0, np.nan], "y": [5.0] * 6}, index=CODES)
    done = impute_from_neighbours(table, ROW)
    # B has A beside it; C finds nobody beside it, and A and E two steps away; D has E. F has nobody.
    assert done.values["x"].tolist()[:5] == [1, 1, 5, 9, 9]
    assert np.isnan(done.values.loc["F", "x"])
    assert done.based_on["x"].tolist() == [0, 1, 2, 1, 0, 0]
    assert done.doubt.loc["C", "x"] == pytest.approx(np.std([1, 9], ddof=1))
    assert done.doubt["x"].notna().sum() == 1
    assert "1 gaps stay, because there is nothing to fill them from (x in F)" in done.warnings[1]
    assert done.to_frame()["code"].tolist() == ["B", "C", "D"]


def test_a_graph_of_more_areas_in_another_order_will_do_and_one_of_fewer_not() -> None:
    table = pd.DataFrame({"x": [np.nan, 3.0]}, index=["B", "A"])
    assert impute_from_neighbours(table, ROW).values["x"].tolist() == [3, 3]
    with pytest.raises(ValuesError, match="does not have Z"):
        impute_from_neighbours(table.rename(index={"A": "Z"}), ROW)


def test_a_regression_finds_the_line_and_says_how_far_it_may_be_out() -> None:
    random = np.random.default_rng(1)
    x, w = random.normal(size=(2, 400))
    noise = random.normal(scale=0.5, size=400)
    table = pd.DataFrame({"x": x, "w": w, "y": 3 + 2 * x - w + noise, "idle": random.normal(size=400)})
    table.index = pd.Index([f"A{place}" for place in range(400)])
    truth = table["y"].copy()
    table.loc[table.index[:100], "y"] = np.nan
    done = impute_by_regression(table)
    expected = 3 + 2 * x[:100] - w[:100]
    np.testing.assert_allclose(done.values["y"].to_numpy()[:100], expected, atol=0.25)
    np.testing.assert_allclose(done.doubt["y"].to_numpy()[:100], 0.5, atol=0.06)
    inside = np.abs(done.values["y"] - truth)[:100] < 1.96 * done.doubt["y"][:100]
    assert 0.9 < inside.mean() <= 1
    assert (done.based_on["y"][:100] == 300).all()


def test_each_area_is_filled_from_what_it_has() -> None:
    x = np.arange(30.0)
    table = pd.DataFrame({"x": x, "double": 2 * x, "half": x / 2}, index=[f"A{place}" for place in range(30)])
    table.loc["A7", ["x", "double"]] = np.nan
    table.loc["A9", ["half", "double"]] = np.nan
    table.loc["A11"] = np.nan
    done = impute_by_regression(table)
    np.testing.assert_allclose(done.values.loc[["A7", "A9"]], [[7, 14, 3.5], [9, 18, 4.5]])
    assert done.values.loc["A11"].isna().all()
    assert not done.filled.loc["A11"].any()


def test_a_prediction_stays_within_what_was_seen() -> None:
    x = np.append(np.arange(20.0), 1000.0)
    table = pd.DataFrame({"x": x, "y": np.append(np.arange(20.0), np.nan)}, index=[f"A{place}" for place in range(21)])
    assert impute_by_regression(table).values["y"].iloc[-1] == 19


def test_too_few_areas_to_learn_from_leave_the_gap() -> None:
    table = pd.DataFrame({"x": [1.0, 2, 3], "y": [1.0, 2, np.nan]}, index=list("ABC"))
    assert np.isnan(impute_by_regression(table).values.loc["C", "y"])
    with pytest.raises(ValuesError, match="whole number of 1 or more"):
        impute_by_regression(table, most=0)


cells = st.integers(-40, 40).map(lambda number: number / 8) | st.just(float("nan"))


@settings(max_examples=40)
@given(st.lists(st.tuples(cells, cells, cells), min_size=12, max_size=25), st.randoms(use_true_random=False))
def test_order_does_not_count_and_observed_values_stay(rows: list[tuple[float, ...]], random: object) -> None:
    table = pd.DataFrame(rows, columns=["a", "b", "c"], index=[f"A{place}" for place in range(len(rows))])
    table.iloc[0] = 1.0
    order = list(table.index)
    random.shuffle(order)  # type: ignore[attr-defined]
    graph = Graph.from_places(table.index, [(at, at + 1) for at in range(len(table) - 1)])
    for fill in (impute_by_regression, lambda given: impute_from_neighbours(given, graph)):
        done, shuffled = fill(table), fill(table.loc[order])
        np.testing.assert_allclose(shuffled.values.loc[table.index], done.values, atol=1e-7)
        known = table.notna().to_numpy()
        np.testing.assert_array_equal(done.values.to_numpy()[known], table.to_numpy()[known])
        assert not done.filled.to_numpy()[known].any()


def test_a_report_of_gaps_says_where_they_are_and_whether_they_fall_by_chance() -> None:
    poor = np.repeat([1.0, 9.0], 10) + np.tile([0.0, 1.0], 10)
    table = pd.DataFrame({"poverty": poor, "survey": np.where(poor > 5, np.nan, 3.0)})
    table.index = pd.Index([f"A{place}" for place in range(20)])
    table.loc["A3", "poverty"] = np.nan
    table.loc["A19"] = np.nan
    found = report_gaps(table)
    assert found.per_indicator.loc["survey"].tolist() == [10, 10, 0.5]
    assert found.patterns.values.tolist() == [["survey", 9], ["poverty", 1], ["poverty, survey", 1]]
    assert found.per_area.loc["A19", "known"] == 0
    assert found.complete == 9
    assert found.differing.iloc[0][["gap_in", "differs_in"]].tolist() == ["survey", "poverty"]
    assert "areas without 'survey' have higher values of 'poverty'" in found.summary()
    assert report_gaps(table.iloc[:3]).summary() == "3 of 3 areas have all 2 indicators."

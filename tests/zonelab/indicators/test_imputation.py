"""Gaps are filled from the group alone, every filled value is marked, and nothing observed changes."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zonelab.indicators.imputation import impute, screen
from zonelab.indicators.values import ValuesError

gaps = st.integers(-80, 80).map(lambda number: number / 8) | st.just(float("nan"))


@st.composite
def tables(draw: st.DrawFn) -> tuple[pd.DataFrame, dict[str, str]]:
    codes = [f"E{number}" for number in range(draw(st.integers(1, 9)))]
    cells = st.lists(gaps, min_size=len(codes), max_size=len(codes))
    table = pd.DataFrame({"x": draw(cells), "y": [*draw(cells)[:-1], 1.0]}, index=codes)
    return table, {code: draw(st.sampled_from("AB")) for code in codes}


def test_mean_and_median_of_the_group_by_hand() -> None:
    table = pd.DataFrame({"x": [1.0, 2, 9, np.nan, 5, np.nan]}, index=list("ABCDEF"))
    groups = pd.Series(["n", "n", "n", "n", "s", "s"], index=list("ABCDEF"))
    by_mean, by_median = impute(table, groups), impute(table, groups, "median")
    assert by_mean.values["x"].tolist() == [1, 2, 9, 4, 5, 5]
    assert by_median.values["x"].tolist() == [1, 2, 9, 2, 5, 5]
    assert by_mean.filled["x"].tolist() == [False, False, False, True, False, True]
    assert by_mean.based_on["x"].tolist() == [0, 0, 0, 3, 0, 1]
    assert by_mean.doubt.loc["D", "x"] == pytest.approx(np.std([1, 2, 9], ddof=1))
    assert by_mean.doubt["x"].notna().sum() == 1  # one value alone says nothing of doubt
    assert "2 of 6" in by_mean.warnings[0]
    assert by_mean.summary() == "2 of 6 values are filled by the mean of their group (x 2). 0 stay missing."


def test_without_groups_all_areas_are_one() -> None:
    table = pd.DataFrame({"x": [1.0, 3, np.nan]}, index=list("ABC"))
    assert impute(table).values["x"].tolist() == [1, 3, 2]


def test_a_group_that_knows_nothing_keeps_its_gaps_and_a_warning_names_it() -> None:
    table = pd.DataFrame({"x": [1.0, np.nan]}, index=["A", "B"])
    done = impute(table, {"A": "north", "B": "south"})
    assert np.isnan(done.values.loc["B", "x"])
    assert not done.filled.to_numpy().any()
    assert "x in B" in done.warnings[0]


def test_groups_are_found_by_code_and_not_by_place() -> None:
    table = pd.DataFrame({"x": [1.0, np.nan, 5]}, index=["A", "B", "C"])
    done = impute(table, pd.Series({"C": "s", "B": "s", "A": "n", "Z": "n"}))
    assert done.values.loc["B", "x"] == 5


def test_areas_without_a_group_and_other_ways_are_refused() -> None:
    table = pd.DataFrame({"x": [1.0, np.nan]}, index=["A", "B"])
    with pytest.raises(ValuesError, match="no group: B"):
        impute(table, {"A": "north"})
    with pytest.raises(ValuesError, match="more than one group"):
        impute(table, pd.Series(["n", "s", "n"], index=["A", "A", "B"]))
    with pytest.raises(ValuesError, match="mode"):
        impute(table, by="mode")  # type: ignore[arg-type]


def test_screening_counts_indicators_and_keeps_who_is_at_the_limit() -> None:
    row = np.ones(10)
    short, shorter = row.copy(), row.copy()
    short[0], shorter[:2] = np.nan, np.nan
    table = pd.DataFrame([row, short, shorter], index=["A", "B", "C"], columns=[f"x{number}" for number in range(10)])
    done = screen(table, 0.9)
    assert (done.kept, done.dropped) == (("A", "B"), ("C",))
    assert "C" in done.warnings[0]
    assert done.values.index.tolist() == ["A", "B"]
    with pytest.raises(ValuesError, match="between 0 and 1"):
        screen(table, 90)


@given(tables(), st.sampled_from(["mean", "median"]))
@settings(max_examples=40)
def test_what_was_observed_stays_and_what_was_not_is_marked(case: tuple[pd.DataFrame, dict[str, str]], by: str) -> None:
    table, groups = case
    done = impute(table, groups, by)  # type: ignore[arg-type]
    before, after, filled = table.to_numpy(), done.values.to_numpy(), done.filled.to_numpy()
    np.testing.assert_array_equal(after[~filled], before[~filled])
    assert np.isnan(before[filled]).all()
    assert not np.isnan(after[filled]).any()
    again = impute(done.values, groups, by)  # type: ignore[arg-type]
    np.testing.assert_array_equal(again.values, done.values)
    assert not again.filled.to_numpy().any()


@given(tables())
@settings(max_examples=40)
def test_filling_by_the_mean_keeps_the_mean_of_each_group(case: tuple[pd.DataFrame, dict[str, str]]) -> None:
    table, groups = case
    places = pd.Series(groups)
    before, after = table.groupby(places).mean(), impute(table, groups).values.groupby(places).mean()
    np.testing.assert_allclose(after, before, rtol=0, atol=1e-9)

"""Means over a tree of groups: by hand, what is refused, and the laws that means obey."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zonelab.indicators.aggregation import aggregate, power_mean
from zonelab.indicators.hierarchy import Hierarchy
from zonelab.indicators.specification import SpecificationError
from zonelab.indicators.values import ValuesError

TREE = {"burglary": "safe", "theft": "safe", "asthma": "well", "safe": "need", "well": "need"}
TABLE = pd.DataFrame({"burglary": [1.0, 20], "theft": [4.0, 50], "asthma": [16.0, 80]}, index=["A", "B"])
positive = st.integers(1, 800).map(lambda number: number / 8)
rows = st.lists(positive, min_size=3, max_size=3)
powers = st.sampled_from([-50.0, -2.0, -1.0, -1e-9, 0.0, 1e-9, 0.5, 1.0, 2.0, 50.0])
weights = st.lists(st.integers(0, 5).map(float), min_size=3, max_size=3).filter(any)


def mean_of(row: list[float], given_weights: list[float], power: float) -> float:
    shares = np.array(given_weights) / sum(given_weights)
    return float(power_mean(np.array([row]), shares, power)[0])


@pytest.mark.parametrize(
    ("mean", "safe", "need"),
    [
        ("arithmetic", 3.25, 9.625),  # 1/4 × 1 + 3/4 × 4; the mean with 16
        ("geometric", 4**0.75, 4**0.375 * 4),
        ("harmonic", 1 / (0.25 + 0.75 / 4), 2 / ((0.25 + 0.75 / 4) + 1 / 16)),
        (0.5, (0.25 + 0.75 * 2) ** 2, ((1.75 + 4) / 2) ** 2),
    ],
)
def test_each_mean_by_hand(mean: str | float, safe: float, need: float) -> None:
    found = aggregate(TABLE, Hierarchy(TREE, {"burglary": 1, "theft": 3}), mean)
    assert found.values.columns.tolist() == ["safe", "well", "need"]
    np.testing.assert_allclose(found.values.loc["A"], [safe, 16, need])
    assert found.warnings == ()


def test_each_group_may_have_a_mean_of_its_own() -> None:
    found = aggregate(TABLE, Hierarchy(TREE), {"safe": "geometric", "well": "arithmetic", "need": 1})
    np.testing.assert_allclose(found.values.loc["A"], [2, 16, 9])
    with pytest.raises(ValuesError, match="Mend: need"):
        aggregate(TABLE, Hierarchy(TREE), {"safe": "geometric", "well": "arithmetic"})


def test_a_gap_empties_the_groups_above_unless_a_part_is_enough() -> None:
    table = TABLE.astype(float).copy()
    table.loc["A", "burglary"] = np.nan
    tree = Hierarchy(TREE, {"burglary": 1, "theft": 3})
    strict = aggregate(table, tree)
    np.testing.assert_array_equal(strict.values.loc["A"], [np.nan, 16, np.nan])
    assert "1 of 2 areas have no figure for 'need': A" in strict.warnings[0]
    eased = aggregate(table, tree, least_known=0.75)
    np.testing.assert_allclose(eased.values.loc["A"], [4, 16, 10])
    np.testing.assert_allclose(eased.known.loc["A"], [0.75, 1, 1])
    assert "stands on a part" in eased.warnings[0]
    assert np.isnan(aggregate(table, tree, least_known=0.8).top["A"])


def test_weight_0_leaves_out_and_what_is_left_out_may_be_missing() -> None:
    table = TABLE.astype(float).copy()
    table["asthma"] = np.nan
    found = aggregate(table, Hierarchy(TREE, {"well": 0}), "geometric")
    np.testing.assert_allclose(found.top, found.values["safe"])


def test_values_that_a_mean_cannot_take_are_refused_with_column_and_area() -> None:
    table = TABLE.astype(float).copy()
    table.loc["B", "theft"] = 0.0
    with pytest.raises(ValuesError, match="'theft' is 0 for area 'B'"):
        aggregate(table, Hierarchy(TREE), "geometric")
    np.testing.assert_allclose(aggregate(table, Hierarchy(TREE), 0.5).values.loc["B", "safe"], 5)
    table.loc["B", "theft"] = -1.0
    with pytest.raises(ValuesError, match="zero or more"):
        aggregate(table, Hierarchy(TREE), 2)
    assert aggregate(table, Hierarchy(TREE)).values.loc["B", "safe"] == 9.5
    for mean in ("median", np.inf, True):
        with pytest.raises(ValuesError, match="A mean is"):
            aggregate(table, Hierarchy(TREE), mean)
    with pytest.raises(ValuesError, match="no column for asthma"):
        aggregate(table[["burglary", "theft"]], Hierarchy(TREE))


def test_a_mean_of_zeros_is_zero_and_no_power_leaves_the_range_of_numbers() -> None:
    half = np.array([0.5, 0.5])
    assert power_mean(np.zeros((1, 2)), half, 0.5).tolist() == [0]
    np.testing.assert_allclose(power_mean(np.array([[1e-300, 1e300]]), half, 50), 1e300 * 0.5 ** (1 / 50))
    np.testing.assert_allclose(power_mean(np.array([[1e-300, 1e300]]), half, -50), 1e-300 * 2 ** (1 / 50))


@pytest.mark.parametrize(
    ("parents", "given_weights", "words"),
    [
        ({}, {}, "no indicator"),
        ({"a": "b", "b": "a"}, {}, "above itself"),
        ({"x": "t", "a": "b", "b": "a"}, {}, "above itself"),
        ({"x": "one", "y": "two"}, {}, "nothing above them: one, two"),
        ({"x": "t"}, {"y": 1}, "no group above: y"),
        ({"x": "t"}, {"x": -1}, "zero or more"),
        ({"x": "t"}, {"x": 0}, "weight 0"),
        ({"x": 3}, {}, "as text"),
    ],
)
def test_trees_that_do_not_hold_are_refused(parents: dict, given_weights: dict, words: str) -> None:
    with pytest.raises(SpecificationError, match=words):
        Hierarchy(parents, given_weights)


def test_groups_come_after_all_that_is_below_them_whatever_the_depth() -> None:
    tree = Hierarchy({"top_part": "top", "deep": "g1", "g1": "g2", "g2": "top", "side": "g2"})
    assert tree.keys == ("top_part", "deep", "side")
    assert tree.groups == ("g1", "g2", "top")
    assert tree.shares() == {"top_part": 0.5, "deep": 0.25, "side": 0.25}


@given(st.lists(rows, min_size=1, max_size=5), weights)
@settings(max_examples=30)
def test_arithmetic_levels_are_one_sum_with_the_shares(table: list[list[float]], given_weights: list[float]) -> None:
    if given_weights[0] + given_weights[1] == 0:
        given_weights[0] = 1.0
    frame = pd.DataFrame(table, columns=list(TABLE.columns), index=[f"E{row}" for row in range(len(table))])
    tree = Hierarchy(TREE, dict(zip(("burglary", "theft", "well"), given_weights, strict=True)))
    shares = tree.shares()
    assert sum(shares.values()) == pytest.approx(1)
    np.testing.assert_allclose(aggregate(frame, tree).top, frame @ pd.Series(shares), rtol=1e-12)


@given(rows, weights, powers)
def test_a_mean_lies_among_its_values_and_scales_with_them(row: list[float], shares: list[float], power: float) -> None:
    used = [value for value, weight in zip(row, shares, strict=True) if weight]
    found = mean_of(row, shares, power)
    assert min(used) * (1 - 1e-12) <= found <= max(used) * (1 + 1e-12)
    assert mean_of([value * 4 for value in row], shares, power) == pytest.approx(found * 4, rel=1e-12)
    assert mean_of([row[0]] * 3, shares, power) == pytest.approx(row[0], rel=1e-12)


@given(rows, weights, powers, powers)
def test_a_higher_power_never_gives_less(row: list[float], shares: list[float], one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert mean_of(row, shares, low) <= mean_of(row, shares, high) * (1 + 1e-9)


@given(rows, weights, powers, st.integers(0, 2), positive)
def test_a_higher_value_never_lowers_the_mean(
    row: list[float], shares: list[float], power: float, place: int, more: float
) -> None:
    raised = [value + more * (at == place) for at, value in enumerate(row)]
    assert mean_of(raised, shares, power) >= mean_of(row, shares, power) * (1 - 1e-12)


@given(rows, weights)
def test_the_geometric_mean_is_where_small_powers_meet(row: list[float], shares: list[float]) -> None:
    middle = mean_of(row, shares, 0.0)
    assert mean_of(row, shares, 1e-12) == pytest.approx(middle, rel=1e-9)
    assert mean_of(row, shares, -1e-12) == pytest.approx(middle, rel=1e-9)

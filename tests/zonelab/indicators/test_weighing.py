"""Weights from people and from values: textbook cases, people's spread, and words where weights mean little."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonelab.indicators import (
    Indicator,
    Specification,
    SpecificationError,
    ValuesError,
    budget_allocation,
    component_weights,
    entropy_weights,
    equal_weights,
    given_weights,
    pairwise_weights,
    rank_uncertainty,
    swing_weights,
)

NAMES = ("safe", "well", "skills")
PEOPLE = {"Asha": {"safe": 60, "well": 40, "skills": 0}, "Ben": {"safe": 20, "well": 40, "skills": 40}}


def table(rows: list[list[float]], names: list[str]) -> pd.DataFrame:
    return pd.DataFrame(rows, index=names, columns=names)


def test_drinks_of_saaty() -> None:
    # Saaty (2008), table 3: which drink is consumed more in the USA; published to three digits, CR .022.
    names = ["coffee", "wine", "tea", "beer", "sodas", "milk", "water"]
    above = [[9, 5, 2, 1, 1, 1 / 2], [1 / 3, 1 / 9, 1 / 9, 1 / 9, 1 / 9], [1 / 3, 1 / 4, 1 / 3, 1 / 9]]
    above += [[1 / 2, 1, 1 / 3], [2, 1 / 2], [1 / 3]]
    judged = {
        (names[row], names[row + 1 + column]): times
        for row, line in enumerate(above)
        for column, times in enumerate(line)
    }
    found = pairwise_weights(judged)
    expected = [0.177, 0.019, 0.042, 0.116, 0.190, 0.129, 0.327]
    np.testing.assert_allclose(found.joint.weights, expected, atol=0.0006)
    assert found.joint.ratio == pytest.approx(0.022, abs=0.0005)
    assert "agree well enough" in found.summary()


def test_schools_of_saaty_contradict_each_other() -> None:
    # Saaty (1980), the choice of a school: weights .32 .14 .03 .13 .24 .14, consistency above the limit.
    names = ["learning", "friends", "school life", "vocation", "college", "music"]
    rows = [
        [1, 4, 3, 1, 3, 4],
        [1 / 4, 1, 7, 3, 1 / 5, 1],
        [1 / 3, 1 / 7, 1, 1 / 5, 1 / 5, 1 / 6],
        [1, 1 / 3, 5, 1, 1, 1 / 3],
        [1 / 3, 5, 5, 1, 1, 3],
        [1 / 4, 1, 6, 3, 1 / 3, 1],
    ]
    found = pairwise_weights(table(rows, names))
    np.testing.assert_allclose(found.joint.weights, [0.32, 0.14, 0.03, 0.13, 0.24, 0.14], atol=0.0051)
    assert found.joint.ratio > 0.2
    assert "contradict each other" in found.warnings[0]
    assert found.joint.judgements["off"].is_monotonic_decreasing


def test_the_judgement_that_fits_least_is_named_first() -> None:
    judged = {("a", "b"): 2, ("b", "c"): 2, ("a", "c"): 1 / 4, ("a", "d"): 8, ("b", "d"): 4, ("c", "d"): 2}
    found = pairwise_weights(judged)
    assert found.joint.judgements.iloc[0][["first", "second"]].tolist() == ["a", "c"]
    assert "Look at a against c first: said 1/4.0 as important" in found.summary()


@given(st.lists(st.floats(1, 3), min_size=2, max_size=8))
def test_judgements_that_agree_give_back_the_weights_they_come_from(weights: list[float]) -> None:
    shares = np.array(weights) / sum(weights)
    names = [f"n{place}" for place in range(len(weights))]
    found = pairwise_weights(table((shares[:, None] / shares).tolist(), names))
    np.testing.assert_allclose(found.joint.weights, shares, rtol=1e-6)
    assert np.isnan(found.joint.ratio) or found.joint.ratio == pytest.approx(0, abs=1e-6)


def test_several_people_are_joined_by_geometric_means_of_their_judgements() -> None:
    found = pairwise_weights({"Asha": {("safe", "well"): 9}, "Ben": {("well", "safe"): 1}})
    assert dict(found.weights.weights) == {"safe": pytest.approx(0.75), "well": pytest.approx(0.25)}  # √9 = 3
    assert found.people["Asha"].weights["safe"] == pytest.approx(0.9)
    assert found.weights.spread.loc["safe", "highest"] == pytest.approx(0.9)


@pytest.mark.parametrize(
    ("judged", "words"),
    [
        ({("a", "b"): 2, ("b", "c"): 2}, "has not compared a against c"),
        ({("a", "b"): 2, ("b", "a"): 2}, "stands there twice"),
        ({("a", "b"): 10}, "runs from 1/9 to 9"),
        ({("a", "b"): 0}, "runs from 1/9 to 9"),
        ({}, "no comparison"),
        (table([[1, 3], [3, 1]], ["a", "b"]), "must be the inverse"),
        (pd.DataFrame([[1, 3]], index=["a"], columns=["a", "b"]), "same names as rows and as columns"),
        ({"Asha": {("a", "b"): 2}, "Ben": {("a", "c"): 2}}, "did not compare the same things: b, c"),
    ],
)
def test_judgements_that_make_no_sense_are_refused(judged: Any, words: str) -> None:
    with pytest.raises(SpecificationError, match=words):
        pairwise_weights(judged)


def test_points_of_several_people_by_hand() -> None:
    found = budget_allocation(PEOPLE, total=100)
    assert dict(found.weights) == {"safe": 0.4, "well": 0.4, "skills": 0.2}
    assert found.spread.loc["safe"].tolist() == pytest.approx([0.2, 0.6, np.std([0.2, 0.6], ddof=1)])
    assert "They differ most on safe: from 20% to 60%." in found.summary()
    joined = budget_allocation(PEOPLE, "geometric mean")
    total = np.sqrt(0.12) + 0.4
    assert dict(joined.weights) == {
        "safe": pytest.approx(np.sqrt(0.12) / total),
        "well": pytest.approx(0.4 / total),
        "skills": 0,
    }
    assert "no weight because somebody gave none: skills" in joined.warnings[0]


def test_each_persons_own_weights_are_draws() -> None:
    found = budget_allocation(PEOPLE)
    spec = Specification(tuple(Indicator(f"i {name}", name) for name in reversed(NAMES)), found.weights, "min_max")
    np.testing.assert_allclose(found.draws(spec.groups), [[0, 0.4, 0.6], [0.4, 0.4, 0.2]])
    values = pd.DataFrame({"i safe": [9.0, 0, 1], "i well": [0.0, 1, 2], "i skills": [0.0, 9, 3]}, index=list("ABC"))
    doubt = rank_uncertainty(spec, values, weights=found.draws(spec.groups), k=1, rng=np.random.default_rng(1))
    assert doubt.draws == 2
    assert doubt.chance.tolist() == [0.5, 0.5, 0]
    with pytest.raises(SpecificationError, match="not for the same groups: other, safe"):
        found.draws(("other", "well", "skills"))


def test_given_equal_and_swing_weights() -> None:
    assert dict(given_weights({"a": 1e308, "b": 1e308}).weights) == {"a": 0.5, "b": 0.5}
    assert dict(equal_weights("abcd").weights) == dict.fromkeys("abcd", 0.25)
    several = swing_weights({"Asha": {"a": 100, "b": 100}, "Ben": {"a": 100, "b": 0}})
    assert dict(several.weights) == {"a": 0.75, "b": 0.25}
    assert several.to_frame().loc["b"].tolist()[:3] == [0.25, 0, 0.5]


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (lambda: given_weights({}), "nothing to weigh"),
        (lambda: given_weights({"a": 0}), "all weights are 0"),
        (lambda: given_weights({"a": -1}), "'a' has weight -1"),
        (lambda: swing_weights({"a": 90, "b": 10}), "matters most has 100 points"),
        (lambda: budget_allocation({"Asha": {"a": 60, "b": 30}}, total=100), "Asha gave 90 points, not 100"),
        (lambda: budget_allocation({"Asha": {"a": 1}, "Ben": {"b": 1}}), "did not weigh the same groups"),
        (lambda: budget_allocation({"Asha": {"a": 1}, "b": 1}), "by name, or by person and name"),
        (lambda: budget_allocation({"x": {"a": 1, "b": 0}, "y": {"a": 0, "b": 1}}, "geometric mean"), "Join by the"),
        (lambda: budget_allocation(PEOPLE, "median"), "not by 'median'"),  # type: ignore[arg-type]
    ],
)
def test_points_that_make_no_sense_are_refused(made: Any, words: str) -> None:
    with pytest.raises(SpecificationError, match=words):
        made()


def test_entropy_of_hwang_and_yoon() -> None:
    # Hwang and Yoon (1981), choice of an aircraft; published with entropies of four digits.
    rows = [
        [2.0, 1500, 20000, 5.5, 5, 9],
        [2.5, 2700, 18000, 6.5, 3, 5],
        [1.8, 2000, 21000, 4.5, 7, 7],
        [2.2, 1800, 20000, 5.0, 5, 5],
    ]
    found = entropy_weights(pd.DataFrame(rows, index=list("ABCD"), columns=list("uvwxyz")))
    expected = [0.0649, 0.2055, 0.0133, 0.0829, 0.3570, 0.2764]
    np.testing.assert_allclose(list(found.weights.values()), expected, atol=0.002)
    assert "not from what matters" in found.warnings[0]


def test_entropy_by_hand_leaves_out_areas_with_gaps() -> None:
    values = pd.DataFrame({"x": [1.0, 3, 7, 0], "y": [1.0, 1, np.nan, 2]}, index=list("ABCD"))
    found = entropy_weights(values)

    def says(*shares: float) -> float:
        return 1 + sum(share * np.log(share) for share in shares) / np.log(3)

    x, y = says(1 / 4, 3 / 4), says(1 / 4, 1 / 4, 1 / 2)
    assert dict(found.weights) == {"x": pytest.approx(x / (x + y)), "y": pytest.approx(y / (x + y))}
    assert "1 of 4 areas have gaps" in found.warnings[-1]


def test_components_by_hand() -> None:
    # Two indicators alike (correlation 1) and one apart: eigenvalues 2 and 1.
    values = pd.DataFrame({"x": [1.0, 2, 3, 4], "y": [-2.0, -4, -6, -8], "z": [1.0, -1, -1, 1]}, index=list("ABCD"))
    first = component_weights(values)
    assert [round(weight, 9) for weight in first.weights.values()] == [0.5, 0.5, 0]
    assert "explains 67%" in first.warnings[1]
    assert "point against the others" in first.warnings[2]
    every = component_weights(values, "explained")
    assert [round(weight, 9) for weight in every.weights.values()] == [round(1 / 3, 9)] * 3


@given(st.lists(st.tuples(*[st.integers(-50, 50)] * 3), min_size=5, max_size=12), st.randoms(use_true_random=False))
def test_neither_units_nor_the_order_of_areas_change_weights_of_components(rows: list[Any], random: Any) -> None:
    values = pd.DataFrame(rows, columns=list("xyz"), dtype=float)
    values.index = pd.Index([f"A{place}" for place in values.index])
    if (values.min() == values.max()).any():
        with pytest.raises(ValuesError, match="the same everywhere"):
            component_weights(values)
        return
    order = list(values.index)
    random.shuffle(order)
    eigenvalues = np.linalg.eigvalsh(values.corr())
    if eigenvalues[2] - eigenvalues[1] < 1e-3:
        return  # two components are as large: either may be the first
    expected = component_weights(values).weights
    found = component_weights(values.loc[order] * 1000 + 5).weights
    assert all(found[key] == pytest.approx(expected[key], abs=1e-6) for key in "xyz")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"x": [1.0, -1, 2]}, "zero or more; x have others"),
        ({"x": [0.0, 0, 0]}, "zero everywhere: x"),
        ({"x": [1.0, 1, 1]}, "alike in every indicator"),
        ({"x": [1.0, np.nan, 1]}, "2 areas have all indicators"),
    ],
)
def test_values_that_give_no_weights_are_refused(values: Mapping[str, list[float]], words: str) -> None:
    with pytest.raises(ValuesError, match=words):
        entropy_weights(pd.DataFrame(values, index=list("ABC")))

"""Two by two: wins, defeats and Copeland scores by hand, and that only order counts."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zonelab.indicators import outranking
from zonelab.indicators.outranking import copeland, outranking_matrix
from zonelab.indicators.values import ValuesError

cells = st.integers(-5, 5).map(float)
gaps = cells | st.just(float("nan"))
KEYS = ("x", "y", "z")


@st.composite
def tables(draw: st.DrawFn, cell: st.SearchStrategy[float] = gaps) -> tuple[pd.DataFrame, dict[str, float]]:
    count = draw(st.integers(1, 8))
    codes = [f"E{number}" for number in range(count)]
    table = pd.DataFrame([[draw(cell) for _ in KEYS] for _ in codes], index=codes, columns=list(KEYS))
    table.iloc[0] = table.iloc[0].fillna(1.0)
    weights = {key: float(draw(st.integers(0, 4))) for key in KEYS}
    return table, weights if any(weights.values()) else dict.fromkeys(KEYS, 1.0)


def test_matrix_and_scores_by_hand() -> None:
    # x weighs 1/2, y 1/4, z 1/4. A beats B on x and ties on y: 1/2 + 1/8. B and C: x against y and z, even.
    table = pd.DataFrame({"x": [3.0, 2, 1], "y": [4.0, 4, 5], "z": [1.0, 2, 3]}, index=list("ABC"))
    weights = {"x": 2, "y": 1, "z": 1}
    expected = [[0.5, 0.625, 0.5], [0.375, 0.5, 0.5], [0.5, 0.5, 0.5]]
    np.testing.assert_allclose(outranking_matrix(table, weights), expected)
    found = copeland(table, weights)
    assert found.score.tolist() == [1, -1, 0]
    assert found.rank.tolist() == [1, 3, 2]
    assert (found.wins.tolist(), found.defeats.tolist(), found.even.tolist()) == ([1, 0, 0], [0, 1, 0], [1, 1, 2])
    assert found.to_frame().loc["A", "rank"] == 1


def test_a_circle_of_wins_is_a_tie() -> None:
    table = pd.DataFrame({"x": [3.0, 2, 1], "y": [1.0, 3, 2], "z": [2.0, 1, 3]}, index=list("ABC"))
    found = copeland(table)
    assert found.score.tolist() == [0, 0, 0]
    assert found.wins.tolist() == [1, 1, 1]


def test_a_huge_lead_on_one_indicator_does_not_make_up_for_two_others() -> None:
    table = pd.DataFrame({"x": [1e9, 0], "y": [1.0, 2], "z": [1.0, 2]}, index=["A", "B"])
    assert copeland(table).rank.tolist() == [2, 1]


@pytest.mark.parametrize("weights", [[0.1, 0.3], [0.1] * 6, [0.7] * 5])
def test_half_of_the_weight_is_even_however_it_is_rounded(weights: list[float]) -> None:
    keys = [f"x{place}" for place in range(len(weights) + 1)]
    table = pd.DataFrame([[1.0] * len(weights) + [0.0], [0.0] * len(weights) + [1.0]], index=["A", "B"], columns=keys)
    assert copeland(table, dict(zip(keys, [*weights, sum(weights)], strict=True))).even.tolist() == [1, 1]


def test_pairs_are_compared_on_what_both_know_and_those_that_share_nothing_are_named() -> None:
    table = pd.DataFrame({"x": [1.0, 2, np.nan], "y": [np.nan, 1, 2], "z": [np.nan] * 3}, index=list("ABC"))
    found = copeland(table)
    assert found.score.tolist() == [-1, 0, 1]
    assert found.apart.tolist() == [1, 0, 1]
    assert np.isnan(outranking_matrix(table).loc["A", "C"])
    assert "A, C" in found.warnings[1]


def test_weights_that_do_not_fit_are_refused() -> None:
    table = pd.DataFrame({"x": [1.0, 2]}, index=["A", "B"])
    for weights in ({"y": 1.0}, {}):
        with pytest.raises(ValuesError, match="one weight for each"):
            copeland(table, weights)
    for weight in (-1.0, 0.0, np.inf, np.nan):
        with pytest.raises(ValuesError, match="zero or more"):
            copeland(table, {"x": weight})


@given(tables())
@settings(max_examples=40)
def test_wins_are_defeats_of_others_and_all_pairs_are_told(case: tuple[pd.DataFrame, dict[str, float]]) -> None:
    table, weights = case
    found, matrix = copeland(table, weights), outranking_matrix(table, weights).to_numpy()
    assert found.wins.sum() == found.defeats.sum()
    np.testing.assert_array_equal(found.wins + found.defeats + found.even + found.apart, len(table) - 1)
    np.testing.assert_allclose(matrix + matrix.T, np.where(np.isnan(matrix), np.nan, 1.0))
    np.testing.assert_array_equal(found.wins, (matrix > 0.5 + 1e-9).sum(axis=1))


@given(tables(cells))
@settings(max_examples=40)
def test_only_order_counts(case: tuple[pd.DataFrame, dict[str, float]]) -> None:
    table, weights = case
    np.testing.assert_array_equal(copeland(np.exp(table * 3) + 7, weights).score, copeland(table, weights).score)


@given(tables(cells), st.sampled_from(KEYS))
@settings(max_examples=40)
def test_a_higher_value_never_lowers_the_score(case: tuple[pd.DataFrame, dict[str, float]], key: str) -> None:
    table, weights = case
    raised = table.copy()
    raised.loc[raised.index[0], key] += 4
    assert copeland(raised, weights).score[0] >= copeland(table, weights).score[0]


def test_blocks_of_rows_give_what_one_block_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(5)
    table = pd.DataFrame(random.normal(size=(23, 4)), index=[f"E{row}" for row in range(23)], columns=list("wxyz"))
    whole = copeland(table)
    monkeypatch.setattr(outranking, "_CELLS", 60)
    pd.testing.assert_frame_equal(copeland(table).to_frame(), whole.to_frame())

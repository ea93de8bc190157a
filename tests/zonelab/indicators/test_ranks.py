"""Ranks agree with those of pandas, an independent peer, for any values with ties and gaps."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from zonelab.indicators.ranks import TIE, average_rank, rank_from_top

with_ties_and_gaps = st.lists(st.integers(-5, 5).map(float) | st.just(float("nan")) | st.floats(-1e6, 1e6))


@given(with_ties_and_gaps)
def test_average_ranks_are_those_of_pandas(values: list[float]) -> None:
    column = np.array(values, dtype=np.float64)
    np.testing.assert_array_equal(average_rank(column), pd.Series(column).rank(method="average").to_numpy())


@given(st.lists(st.integers(-5, 5).map(float) | st.just(float("nan"))))
def test_ranks_from_the_top_are_those_of_pandas(values: list[float]) -> None:
    column = np.array(values, dtype=np.float64)
    expected = pd.Series(column).rank(method="min", ascending=False).to_numpy()
    np.testing.assert_array_equal(rank_from_top(column), expected)


def test_rounding_does_not_break_a_tie() -> None:
    assert rank_from_top(np.array([0.1 + 0.2, 0.3, 0.3 - 3 * TIE])).tolist() == [1, 1, 3]

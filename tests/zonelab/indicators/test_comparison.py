"""Words beside a benchmark follow the interval and the polarity, and nothing else."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonelab.indicators import CountsError, Interval, byar, compare


def interval(low: list[float], high: list[float]) -> Interval:
    middle = (np.array(low) + np.array(high)) / 2
    return Interval(middle, np.array(low), np.array(high), np.array(["by hand"] * len(low)))


@pytest.mark.parametrize(
    ("higher_is_better", "words"),
    [
        (True, ["worse", "similar", "better"]),
        (False, ["better", "similar", "worse"]),
        (None, ["lower", "similar", "higher"]),
    ],
)
def test_words_by_polarity(higher_is_better: bool | None, words: list[str]) -> None:
    assert compare(interval([1, 4, 7], [3, 6, 9]), 5, higher_is_better).words.tolist() == words


def test_a_benchmark_at_an_end_is_similar() -> None:
    assert compare(interval([1, 5], [5, 9]), 5, None).words.tolist() == ["similar", "similar"]


def test_what_is_not_known_is_not_compared() -> None:
    found = compare(byar([5, 50, 50], [0, 100, 100]), [1, np.nan, 0.5], False)
    assert found.words.tolist() == ["not compared", "not compared", "similar"]


def test_a_benchmark_of_another_shape_is_refused() -> None:
    with pytest.raises(CountsError, match="Give one number, or one an estimate"):
        compare(interval([1, 2], [2, 3]), [1, 2, 3], None)


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(1, 99)), min_size=1), st.integers(0, 99))
def test_turning_the_polarity_swaps_better_and_worse_alone(pairs: list[tuple[int, int]], benchmark: int) -> None:
    of = byar([count for count, _ in pairs], [people for _, people in pairs], per=10)
    swapped = {"better": "worse", "worse": "better", "similar": "similar"}
    up, down = compare(of, benchmark, True), compare(of, benchmark, False)
    assert [swapped[word] for word in up.words.tolist()] == down.words.tolist()

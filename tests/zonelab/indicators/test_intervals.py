"""Intervals of proportions and rates beside published limits, and what must hold for any counts."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonelab.indicators import CountsError, byar, wilson

counts = st.integers(0, 5000)


@pytest.mark.parametrize(
    ("count", "denominator", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_the_limits_that_newcombe_published(count: int, denominator: int, low: float, high: float) -> None:
    # Newcombe (1998), Statistics in Medicine 17, table I, method 3.
    found = wilson(count, denominator)
    assert (round(float(found.low), 4), round(float(found.high), 4)) == (low, high)


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0.0, 3.6889), (1, 0.0253, 5.5716), (2, 0.2422, 7.2247), (5, 1.6235, 11.6683), (9, 4.1154, 17.0848)],
)
def test_below_ten_events_the_limits_are_the_exact_ones_of_garwood(count: int, low: float, high: float) -> None:
    found = byar(count, 1)
    assert (round(float(found.low), 4), round(float(found.high), 4)) == (low, high)
    assert str(found.method) == "exact Poisson"


def test_byar_by_hand_from_ten_events_on() -> None:
    z = 1.959963984540054
    found = byar([65], [2000], per=1000)
    low = 65 * (1 - 1 / (9 * 65) - z / (3 * math.sqrt(65))) ** 3
    high = 66 * (1 - 1 / (9 * 66) + z / (3 * math.sqrt(66))) ** 3
    assert found.low[0] == pytest.approx(low / 2)
    assert found.high[0] == pytest.approx(high / 2)
    assert found.method.tolist() == ["Byar"]
    # The exact limits of 65 events, from tables: 50.17 and 82.85.
    assert (low, high) == (pytest.approx(50.17, abs=0.01), pytest.approx(82.85, abs=0.01))


def test_nothing_known_or_nobody_there_gives_no_number_and_no_method() -> None:
    for found in (wilson([1, np.nan, 0, 2], [0, 10, np.nan, 10]), byar([1, np.nan, 0, 2], [0, 10, np.nan, 10])):
        for numbers in (found.estimate, found.low, found.high):
            assert np.isnan(numbers).tolist() == [True, True, True, False]
        assert (found.method == "").tolist() == [True, True, True, False]


def test_a_shared_out_count_gets_limits_between_those_of_its_neighbours() -> None:
    found = byar([3, 3.5, 4, 9.5, 10], [1] * 5)
    assert (np.diff(found.low) > 0).all()
    assert (np.diff(found.high) > 0).all()


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: wilson(-1, 10),
        lambda: byar(-1, 10),
        lambda: byar(1, -10),
        lambda: wilson(11, 10),
        lambda: byar(float("inf"), 10),
        lambda: byar([1, 2], [1, 2, 3]),
        lambda: byar(["many"], [1]),
        lambda: byar(1, 10, per=0),
        lambda: byar(1, 10, confidence=95),
        lambda: byar(pd.Series([1], index=["A"]), pd.Series([1], index=["B"])),
        lambda: byar(pd.Series([1, 2], index=["A", "B"]), pd.Series([1, 2], index=["B", "A"])),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(wrong: object) -> None:
    with pytest.raises(CountsError, match=r"^[A-Z].+\."):
        wrong()  # type: ignore[operator]


def test_series_are_taken_and_left_as_they_are() -> None:
    count, people = pd.Series([1, None], index=["A", "B"], dtype="Int64"), pd.Series([0, 5], index=["A", "B"])
    found = byar(count, people)
    assert np.isnan(found.estimate).all()
    assert people.tolist() == [0, 5]


@given(st.lists(st.tuples(counts, counts), min_size=1, max_size=20), st.sampled_from([0.8, 0.95, 0.998]))
def test_the_estimate_lies_inside_and_more_confidence_is_wider(pairs: list[tuple[int, int]], sure: float) -> None:
    count = [min(pair) for pair in pairs]
    below = [max(pair) for pair in pairs]
    for method in (wilson, byar):
        narrow, wide = method(count, below, confidence=0.7), method(count, below, confidence=sure)
        here = ~np.isnan(wide.estimate)
        assert (wide.low <= wide.estimate)[here].all()
        assert (wide.estimate <= wide.high)[here].all()
        assert (wide.low >= 0)[here].all()
        assert (wide.low <= narrow.low)[here].all()
        assert (wide.high >= narrow.high)[here].all()


@given(counts, st.integers(1, 5000))
def test_a_proportion_and_its_opposite_mirror_each_other(count: int, more: int) -> None:
    below = count + more
    one, other = wilson(count, below), wilson(more, below)
    assert float(one.low) == pytest.approx(1 - float(other.high), abs=1e-12)


@given(counts, st.floats(1, 1e6), st.sampled_from([1.0, 100.0, 1000.0]))
def test_rates_scale_with_per(count: int, below: float, per: float) -> None:
    one, many = byar(count, below), byar(count, below, per=per)
    assert float(many.high) == pytest.approx(float(one.high) * per)

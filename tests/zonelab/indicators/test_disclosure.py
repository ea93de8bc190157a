"""Nobody can work out a hidden count: not from totals, not by knowing that small ones are hidden, not by the rule."""

import itertools
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zonelab.indicators import CountsError, protect


def with_sum(places: int, total: int, least: int, most: int) -> Iterator[tuple[int, ...]]:
    if places == 0:
        yield from [()] if total == 0 else []
        return
    for first in range(least, min(most, total) + 1):
        yield from ((first, *rest) for rest in with_sum(places - 1, total - first, least, most))


def determined(possible: list[tuple[int, ...]]) -> bool:
    """Whether some place holds the same number in everything that is possible."""
    return bool(possible) and any(len(set(column)) == 1 for column in zip(*possible, strict=True))


@given(st.lists(st.integers(0, 7), min_size=1, max_size=5), st.integers(3, 6))
@settings(max_examples=60)
def test_an_attacker_with_the_total_cannot_tell_any_hidden_count(counts: list[int], threshold: int) -> None:
    found = protect(counts, ["A"] * len(counts), threshold)
    hidden = np.array(counts)[found.hide]
    if not len(hidden) or found.hidden_totals:
        return
    shown = np.array(counts)[~found.hide]
    total = int(hidden.sum())
    # What zeros and small counts are, the attacker knows; zeros are hidden only when nothing else is left.
    least = 1 if (shown > 0).any() else 0
    assert not determined(list(with_sum(len(hidden), total, least, total)))
    assert not determined(list(with_sum(len(hidden), total, 1, threshold - 1)))


@pytest.mark.parametrize("threshold", [3, 4])
def test_an_attacker_who_knows_the_rule_cannot_tell_any_small_count(threshold: int) -> None:
    for places in (1, 2, 3, 4):
        looks_like: dict[object, list[tuple[int, ...]]] = defaultdict(list)
        cases = list(itertools.product(range(threshold + 2), repeat=places))
        for counts in cases:
            found = protect(counts, ["A"] * places, threshold)
            shown = tuple(found.shown(counts).tolist())
            looks_like[repr((shown, None if found.hidden_totals else sum(counts)))].append(counts)
        for alike in looks_like.values():
            for counts in alike:
                for place in np.flatnonzero(protect(counts, ["A"] * places, threshold).primary):
                    assert len({other[place] for other in alike}) > 1, counts


@pytest.mark.parametrize(
    ("counts", "hide", "hidden_totals"),
    [
        ([3, 12, 40, 0], [1, 1, 0, 0], 0),  # the smallest shown one covers
        ([3, 12, 12, 40], [1, 1, 1, 0], 0),  # and all that equal it
        ([2, 0, 0], [1, 1, 1], 0),  # zeros where there is nothing else
        ([3, 0, 0], [1, 1, 1], 1),  # three hidden that sum to 3 look like three times 1
        ([1, 1, 9, 30], [1, 1, 1, 0], 0),  # a sum of 2 tells that both are 1
        ([4, 4, 9, 30], [1, 1, 1, 0], 0),  # a sum of 8 tells that both are 4
        ([1, 4, 9, 30], [1, 1, 0, 0], 0),
        ([2], [1], 1),
        ([1, 1], [1, 1], 1),
        ([0, 5, 6], [0, 0, 0], 0),
    ],
)
def test_by_hand(counts: list[int], hide: list[int], hidden_totals: int) -> None:
    found = protect(counts, ["A"] * len(counts), 5)
    assert found.hide.astype(int).tolist() == hide
    assert len(found.hidden_totals) == len(found.warnings) == hidden_totals


def test_missing_counts_are_left_alone_and_cover_nothing() -> None:
    found = protect([3, np.nan, 20], ["A", "A", "A"], 5)
    assert found.hide.tolist() == [True, False, True]
    np.testing.assert_array_equal(found.shown([3, np.nan, 20]), [np.nan] * 3)


@pytest.mark.parametrize("threshold", [0, 1])
def test_open_data_hide_nothing(threshold: int) -> None:
    assert not protect([1, 2, 0], ["A", "A", "A"], threshold).hide.any()


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: protect([1.5], ["A"]),
        lambda: protect([-1], ["A"]),
        lambda: protect([1, 2], ["A"]),
        lambda: protect([1], [None]),
        lambda: protect([1], ["A"], -1),
        lambda: protect([1, 2], ["A", "A"]).shown([1]),
    ],
)
def test_what_makes_no_sense_is_refused(wrong: object) -> None:
    with pytest.raises(CountsError, match=r"\.$"):
        wrong()  # type: ignore[operator]


@given(st.lists(st.tuples(st.integers(0, 12), st.sampled_from("ABC")), min_size=1, max_size=12), st.data())
@settings(max_examples=40)
def test_groups_do_not_touch_each_other_and_order_does_not_count(
    areas: Sequence[tuple[int, str]], data: st.DataObject
) -> None:
    counts, groups = zip(*areas, strict=True)
    found = protect(counts, groups, 5)
    order = data.draw(st.permutations(range(len(areas))))
    again = protect([counts[place] for place in order], [groups[place] for place in order], 5)
    assert again.hide.tolist() == found.hide[order].tolist()
    assert set(again.hidden_totals) == set(found.hidden_totals)
    for group in set(groups):
        inside = [place for place, other in enumerate(groups) if other == group]
        alone = protect([counts[place] for place in inside], [group] * len(inside), 5)
        assert alone.hide.tolist() == found.hide[inside].tolist()
    assert (found.primary ^ found.complementary == found.hide).all()


def test_all_of_england_takes_well_under_a_second() -> None:
    rng = np.random.default_rng(3)
    started = time.perf_counter()
    protect(rng.poisson(6, 33_000), np.arange(33_000) // 4, 5)
    assert time.perf_counter() - started < 1

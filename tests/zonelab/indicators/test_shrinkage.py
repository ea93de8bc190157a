"""Shrunk rates beside those of PySAL and of the English Indices, by hand, and what must always hold."""

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonelab.indicators import CountsError, compare, shrink, shrink_to_groups

DATA = Path(os.environ.get("PEOPLEZONES_DATA") or Path(__file__).parents[4] / "shared" / "data") / "choosing"
areas = st.lists(st.tuples(st.integers(0, 200), st.integers(200, 5000)), min_size=2, max_size=12)


def reference(name: str) -> Any:
    path = DATA / name
    if not path.exists():
        pytest.skip(f"The reference numbers are not there: {path}. Set PEOPLEZONES_DATA.")
    return json.loads(path.read_text(encoding="utf-8"))


def test_global_empirical_bayes_is_that_of_pysal() -> None:
    sids = reference("eb_sids2.json")
    found = shrink(sids["input"]["event"], sids["input"]["base"])
    np.testing.assert_allclose(found.raw, sids["expected"]["crude"], rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(found.shrunk, sids["expected"]["empirical_bayes"], rtol=1e-9, atol=1e-12)
    assert found.prior_mean[0] == pytest.approx(sids["expected"]["global_rate"], rel=1e-9)


def test_shrinkage_to_the_district_is_that_of_the_english_indices() -> None:
    income = reference("shrinkage_llr.json")
    found = shrink_to_groups(income["input"]["r"], income["input"]["n"], income["input"]["lad"])
    np.testing.assert_allclose(found.shrunk, income["expected"]["shrunk"], rtol=0, atol=1e-9)


def test_global_shrinkage_by_hand() -> None:
    # m = 30 / 300; s² = (100 × 0.1² + 0 + 100 × 0.1²) / 300 = 1 / 150; a = 1/150 − 0.1 / 100 = 17/3000.
    found = shrink([0, 10, 20], [100, 100, 100], per=1000)
    weight = (17 / 3000) / (17 / 3000 + 0.1 / 100)
    assert found.prior_variance[0] == pytest.approx(17 / 3000 * 1000**2)
    np.testing.assert_allclose(found.weight, weight)
    np.testing.assert_allclose(found.shrunk, [100 - 100 * weight, 100, 100 + 100 * weight])
    reach = 1.959963984540054 * np.sqrt(weight * 0.001 + (1 - weight) ** 2 * 0.1 / 300)
    np.testing.assert_allclose(found.interval.high - found.shrunk, reach * 1000)


def test_areas_that_differ_by_chance_alone_get_one_figure_with_a_warning_and_some_doubt() -> None:
    found = shrink([9, 10, 11], [100, 100, 100])
    np.testing.assert_allclose(found.shrunk, 0.1)
    assert found.weight.tolist() == [0, 0, 0]
    assert (found.interval.high > found.interval.low).all()
    assert "chance alone" in found.warnings[0]


def test_missing_areas_take_no_part() -> None:
    found = shrink([0, 10, 20, np.nan, 5], [100, 100, 100, 100, 0])
    np.testing.assert_allclose(found.shrunk[:3], shrink([0, 10, 20], [100] * 3).shrunk)
    assert np.isnan(found.shrunk[3:]).all()
    grouped = shrink_to_groups([1, 10, 20, np.nan, 5], [100, 100, 100, 100, 0], ["A"] * 4 + ["B"])
    np.testing.assert_allclose(grouped.shrunk[:3], shrink_to_groups([1, 10, 20], [100] * 3, ["A"] * 3).shrunk)
    assert np.isnan(grouped.shrunk[3:]).all()


def test_no_events_anywhere_stay_none() -> None:
    assert shrink([0, 0], [100, 200]).shrunk.tolist() == [0, 0]


def test_the_interval_can_be_compared_with_a_benchmark() -> None:
    assert compare(shrink([1, 40, 90], [1000] * 3).interval, 0.04, False).words.tolist() == [
        "better",
        "similar",
        "worse",
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: shrink([1], [10]),
        lambda: shrink([1, np.nan], [10, 10]),
        lambda: shrink([[1, 2]], [[10, 10]]),
        lambda: shrink([-1, 2], [10, 10]),
        lambda: shrink_to_groups([11, 2], [10, 10], ["A", "A"]),
        lambda: shrink_to_groups([1, 2], [10, 10], ["A", None]),
        lambda: shrink_to_groups([1, 2], [10, 10], ["A"]),
    ],
)
def test_what_makes_no_sense_is_refused(wrong: object) -> None:
    with pytest.raises(CountsError, match=r"\.$"):
        wrong()  # type: ignore[operator]


@given(areas)
def test_a_shrunk_rate_lies_between_its_own_and_the_mean_and_inside_its_interval(pairs: list[tuple[int, int]]) -> None:
    count, people = zip(*pairs, strict=True)
    for found in (shrink(count, people), shrink_to_groups(count, people, ["A"] * len(count))):
        assert ((found.weight >= 0) & (found.weight <= 1)).all()
        assert (found.interval.low <= found.shrunk).all()
        assert (found.shrunk <= found.interval.high).all()
    found = shrink(count, people)
    ends = np.sort([found.raw, found.prior_mean], axis=0)
    assert (ends[0] - 1e-12 <= found.shrunk).all()
    assert (found.shrunk <= ends[1] + 1e-12).all()


@given(areas)
def test_the_larger_of_two_areas_keeps_more_of_its_own_figure(pairs: list[tuple[int, int]]) -> None:
    count, people = zip(*pairs, strict=True)
    found = shrink(count, people)
    assert (np.diff(found.weight[np.argsort(people)]) >= -1e-12).all()


@given(areas, st.randoms(use_true_random=False))
def test_permuting_the_areas_permutes_the_answer(pairs: list[tuple[int, int]], random: Any) -> None:
    order = list(range(len(pairs)))
    random.shuffle(order)
    count, people = (np.array(each) for each in zip(*pairs, strict=True))
    groups = np.array(["A", "B"] * len(pairs))[: len(pairs)]
    np.testing.assert_allclose(shrink(count[order], people[order]).shrunk, shrink(count, people).shrunk[order])
    np.testing.assert_allclose(
        shrink_to_groups(count[order], people[order], groups[order]).shrunk,
        shrink_to_groups(count, people, groups).shrunk[order],
    )

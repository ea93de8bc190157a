"""Figures carried to another census keep their total; a merge is a mean, a split a copy; gaps stay gaps."""

import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zonelab.indicators import CountsError, carry_over, carry_over_means, shares_of_new

LLR = Path(os.environ.get("PEOPLEZONES_DATA") or Path(__file__).parents[4] / "shared" / "data") / "llr"
CHANGES = pd.DataFrame(
    {
        "old": ["A", "B", "B", "C", "D", "E", "F", "F"],
        "new": ["A", "B1", "B2", "CD", "CD", "X1", "X1", "X2"],
        "change": list("USSMMXXX"),
        "share": [1, 0.25, 0.75, 1, 1, 1, 0.5, 0.5],
    }
)
PEOPLE = pd.Series({"A": 10, "B": 100, "C": 30, "D": 10, "E": 20, "F": 20})
OLD = list(PEOPLE.index)
NEW = ["A", "B1", "B2", "CD", "X1", "X2"]
numbers = st.lists(st.integers(0, 999), min_size=6, max_size=6)


def test_counts_by_hand() -> None:
    newer = carry_over(pd.Series({"A": 1, "B": 8, "C": 3, "D": 2, "E": 5, "F": 4}), CHANGES)
    assert newer.values.to_dict() == {"A": 1, "B1": 2, "B2": 6, "CD": 5, "X1": 7, "X2": 2}
    assert (newer.apportioned, newer.summed) == (("B1", "B2", "X1", "X2"), ("CD", "X1"))
    older = carry_over(newer.values, shares_of_new(CHANGES, PEOPLE), "older")
    # CD: 5 × 30/40 and 5 × 10/40; X1: 7 × 20/30 and 7 × 10/30.
    expected = {"A": 1, "B": 8, "C": 3.75, "D": 1.25, "E": 14 / 3, "F": 2 + 7 / 3}
    assert older.values.to_dict() == pytest.approx(expected)
    assert (older.apportioned, older.summed) == (("C", "D", "E", "F"), ("B", "F"))


def test_means_by_hand() -> None:
    values = pd.Series({"A": 1.0, "B": -8.0, "C": 4.0, "D": 8.0, "E": 6.0, "F": 3.0})
    found = carry_over_means(values, CHANGES, "newer", PEOPLE)
    assert found.values.to_dict() == {"A": 1, "B1": -8, "B2": -8, "CD": 5, "X1": 5, "X2": 3}
    people = pd.Series({"A": 10, "B1": 25, "B2": 75, "CD": 40, "X1": 30, "X2": 10})
    back = carry_over_means(found.values, shares_of_new(CHANGES, PEOPLE), "older", people)
    assert back.values.to_dict() == {"A": 1, "B": -8, "C": 5, "D": 5, "E": 5, "F": 4}


def test_a_missing_source_makes_its_targets_missing_and_names_them() -> None:
    values = pd.Series({"A": 1, "B": np.nan, "C": 3, "D": np.nan})
    for found in (carry_over(values, CHANGES), carry_over_means(values, CHANGES, "newer", PEOPLE)):
        assert found.missing == ("B1", "B2", "CD")
        assert found.values["A"] == 1


def test_a_source_that_is_not_here_at_all_is_missing_too() -> None:
    assert carry_over(pd.Series({"A": 1, "C": 3}), CHANGES).missing == ("CD",)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (lambda: carry_over(pd.Series({"Z": 1}), CHANGES), "does not know Z"),
        (lambda: carry_over(pd.Series({"CD": 1}), CHANGES, "older"), "share_of_new"),
        (lambda: carry_over(pd.Series({"B": 1}), CHANGES.assign(share=0.4)), "does not sum to 1 for B"),
        (lambda: carry_over(pd.Series({"B": 1}), CHANGES.assign(share=np.nan)), "does not sum to 1 for B"),
        (lambda: carry_over(pd.Series({"A": -1}), CHANGES), "negative"),
        (lambda: carry_over(pd.Series([1, 2], index=["A", "A"]), CHANGES), "stand twice: A"),
        (lambda: carry_over(pd.Series({"A": 1}), pd.concat([CHANGES, CHANGES])), "pair twice"),
        (lambda: carry_over(pd.Series({"A": 1}), CHANGES.assign(change="?")), "U, S, M or X"),
        (lambda: carry_over(pd.Series({"A": 1}), CHANGES.drop(columns="share")), "no column share"),
        (lambda: carry_over(pd.Series({"A": 1}), CHANGES, "sideways"), "not 'sideways'"),  # type: ignore[arg-type]
        (lambda: carry_over_means(pd.Series({"C": 1, "D": 2}), CHANGES, "newer", PEOPLE.drop("D")), "missing of D"),
        (lambda: shares_of_new(CHANGES, PEOPLE.drop("C")), "missing of C"),
    ],
)
def test_what_makes_no_sense_is_refused(wrong: object, sentence: str) -> None:
    with pytest.raises(CountsError, match=sentence):
        wrong()  # type: ignore[operator]


@given(numbers, st.permutations(range(8)))
@settings(max_examples=30)
def test_the_total_stays_the_same_both_ways_and_order_does_not_count(counts: list[int], order: list[int]) -> None:
    changes = shares_of_new(CHANGES, PEOPLE).iloc[order]
    for codes, to in ((OLD, "newer"), (NEW, "older")):
        found = carry_over(pd.Series(counts, index=codes), changes, to)  # type: ignore[arg-type]
        assert found.values.sum() == pytest.approx(sum(counts), abs=1e-9)
        assert list(found.values.index) == (NEW if to == "newer" else OLD)


@given(numbers)
@settings(max_examples=30)
def test_people_carried_over_and_back_are_the_same_people(people: list[int]) -> None:
    old = pd.Series(people, index=OLD)
    changes = CHANGES[CHANGES["change"] != "X"]
    old = old.drop(["E", "F"])
    back = carry_over(carry_over(old, changes).values, shares_of_new(changes, old + 1), "older")
    kept = ["A", "B"]
    np.testing.assert_allclose(back.values[kept], old[kept])
    assert back.values[["C", "D"]].sum() == pytest.approx(old[["C", "D"]].sum())


@given(numbers, numbers)
@settings(max_examples=30)
def test_means_stay_between_the_smallest_and_the_largest(values: list[int], people: list[int]) -> None:
    found = carry_over_means(pd.Series(values, index=OLD), CHANGES, "newer", pd.Series(people, index=OLD) + 1)
    assert found.values.min() >= min(values) - 1e-9
    assert found.values.max() <= max(values) + 1e-9


def test_leicestershire_from_2011_to_2021_and_back_keeps_its_people() -> None:
    path = LLR / "llr_lsoa11_lsoa21.csv"
    if not path.exists():
        pytest.skip(f"The look-up of Leicestershire is not there: {path}. Set PEOPLEZONES_DATA.")
    lookup = pd.read_csv(path)
    names = {"lsoa11_code": "old", "lsoa21_code": "new", "change_code": "change"}
    changes = lookup.rename(columns=names)[list(names.values())]
    now = pd.read_csv(LLR / "llr_lsoa21_lookup_census2021.csv", index_col="LSOA21CD")["eth_total"]
    there = changes["new"].map(now).where(changes["change"] == "S", 1.0)
    changes["share"] = there / there.groupby(changes["old"]).transform("sum")
    people = pd.read_csv(LLR / "llr_lsoa11_lookup_pop.csv", index_col="LSOA11CD")["pop2019"]

    newer = carry_over(people, changes)
    assert (len(people), len(newer.values)) == (611, 634)
    assert newer.values.sum() == pytest.approx(people.sum(), abs=1e-6)
    assert newer.summed == ("E01034020",)
    assert newer.values["E01034020"] == people[["E01013647", "E01032875"]].sum()
    assert len(newer.apportioned) == 46
    assert newer.missing == ()
    older = carry_over(newer.values, shares_of_new(changes, people), "older")
    np.testing.assert_allclose(older.values, people.sort_index(), atol=1e-6)

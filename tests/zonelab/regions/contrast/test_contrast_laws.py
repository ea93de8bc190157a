"""What must hold for any candidates: the curve is that of a plain search through all sets."""

import itertools
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from zonelab.regions import ContrastError, ContrastingSets, contrasting_sets
from zonelab.regions.contrast.distances import distances, placed

SAME = 1e-6
CONTRASTS = ["types", "mean_distance", "smallest_distance"]
every_contrast = pytest.mark.parametrize("contrast", CONTRASTS)


@st.composite
def tables(draw: st.DrawFn, most: int = 8) -> pd.DataFrame:
    """Up to so many candidates whose needs, places and types are often equal, in any order."""
    n = draw(st.integers(3, most))
    small = st.integers(0, 4)

    def column(values: st.SearchStrategy[Any]) -> list[Any]:
        return draw(st.lists(values, min_size=n, max_size=n))

    return pd.DataFrame(
        {
            "need": np.array(column(st.integers(0, 9)), dtype=float),
            "type": ["city", "county", "rural", *column(st.sampled_from(["city", "county", "rural"]))[3:]],
            "district": column(st.sampled_from(["North", "South", None])),
            "partnership": column(st.sampled_from(["P", "Q", "R", None])),
            "areas": column(st.sets(st.sampled_from("abcdefgh"), min_size=1, max_size=2).map(sorted)),
            "rent": column(small),
            "age": column(small),
        },
        index=draw(st.permutations([f"Z{number}" for number in range(n)])),
    )


@st.composite
def wishes(draw: st.DrawFn) -> dict[str, Any]:
    return draw(
        st.fixed_dictionaries(
            {},
            optional={
                "at_most": st.just({"city": 1}) | st.just({"city": 2, "county": 1}),
                "must_have": st.just(["Z1"]),
                "must_not": st.just(["Z0"]),
                "least_need": st.integers(1, 4).map(float),
                "most_per_district": st.integers(1, 2),
                "most_per_partnership": st.just(1),
            },
        )
    )


def passes(table: pd.DataFrame, names: tuple[str, ...], asked: dict[str, Any]) -> bool:
    rows = table.loc[list(names)]
    codes = [code for areas in rows["areas"] for code in areas]

    def crowd(column: str) -> int:
        return int(rows[column].dropna().value_counts().max()) if rows[column].notna().any() else 0

    return bool(
        len(codes) == len(set(codes))
        and all((rows["type"] == kind).sum() <= most for kind, most in asked.get("at_most", {}).items())
        and set(asked.get("must_have", [])) <= set(names)
        and not set(asked.get("must_not", [])) & set(names)
        and rows["need"].min() >= asked.get("least_need", -1)
        and crowd("district") <= asked.get("most_per_district", 99)
        and crowd("partnership") <= asked.get("most_per_partnership", 99)
    )


def plain_search(table: pd.DataFrame, k: int, contrast: str, asked: dict[str, Any]) -> list[tuple[Any, ...]]:
    """All (mean need, contrast, names) that pass; contrasts that are told apart by less than rounding are not tried."""
    table = table.sort_index()
    apart = distances(placed(table[["rent", "age"]].to_numpy(float), "standard")[0])
    found = []
    for places in itertools.combinations(range(len(table)), k):
        names = tuple(table.index[list(places)])
        if passes(table, names, asked):
            between = [apart[pair] for pair in itertools.combinations(places, 2)]
            level = {"types": table["type"].iloc[list(places)].nunique(), "mean_distance": np.mean(between)}
            told = min(between) if contrast == "smallest_distance" else level[contrast]
            found.append((float(table["need"].iloc[list(places)].mean()), float(told), names))
    gaps = np.diff(np.sort([level for _, level, _ in found]))
    assume(not ((gaps > 1e-9) & (gaps < 1e-5)).any())
    return found


def front_of(sets: list[tuple[Any, ...]]) -> list[tuple[str, ...]]:
    """The first by name of those that none beats, from the most need on."""
    kept: dict[tuple[float, float], tuple[str, ...]] = {}
    for need, level, names in sets:
        beaten = any(
            other >= need - SAME and contrast >= level - SAME and (other > need + SAME or contrast > level + SAME)
            for other, contrast, _ in sets
        )
        if not beaten:
            key = (-round(need, 6), round(level, 6))
            kept[key] = min(names, kept.get(key, names))
    return [kept[key] for key in sorted(kept)]


def search(table: pd.DataFrame, k: int, contrast: str, **asked: Any) -> ContrastingSets:
    asked = {"most_points": None} | asked
    return contrasting_sets(table, k, contrast=contrast, profile=["rent", "age"], **asked)  # type: ignore[arg-type]


@every_contrast
@settings(max_examples=30)
@given(table=tables(), k=st.integers(2, 4), asked=wishes())
def test_the_curve_is_that_of_a_plain_search(contrast: str, table: pd.DataFrame, k: int, asked: dict[str, Any]) -> None:
    assume(k <= len(table))
    expected = plain_search(table, k, contrast, asked)
    if not expected:
        with pytest.raises(ContrastError, match="no set of"):
            search(table, k, contrast, **asked)
        return
    found = search(table, k, contrast, **asked)
    assert [each.zones for each in found.points] == front_of(expected)
    assert found.complete
    assert found.proven
    worth = {names: (need, level) for need, level, names in expected}
    for each in found.points:
        assert (each.need, each.contrast) == pytest.approx(worth[each.zones], abs=1e-9)


@every_contrast
@settings(max_examples=20)
@given(
    table=tables(), k=st.integers(2, 4), weight=st.sampled_from([0.0, 0.3, 1.7, 20.0]), most=st.sampled_from([2, None])
)
def test_no_set_is_worth_more_than_the_chosen_one(
    contrast: str, table: pd.DataFrame, k: int, weight: float, most: int | None
) -> None:
    assume(k <= len(table))
    expected = plain_search(table, k, contrast, {})
    assume(expected)
    found = search(table, k, contrast, weight=weight, most_points=most)
    best = max(need + weight * level for need, level, _ in expected)
    assert found.value == pytest.approx(best, abs=1e-5)
    assert found.bound == pytest.approx(best, abs=1e-4)
    assert found.proven
    assert found.chosen.zones in front_of(expected)


@every_contrast
@settings(max_examples=15)
@given(table=tables(), k=st.integers(2, 3), weights=st.lists(st.floats(0, 30), min_size=2, max_size=2))
def test_more_weight_on_contrast_never_lowers_it(
    contrast: str, table: pd.DataFrame, k: int, weights: list[float]
) -> None:
    assume(plain_search(table, k, contrast, {}))
    low, high = sorted(weights)
    assert (
        search(table, k, contrast, weight=low).chosen.contrast
        <= search(table, k, contrast, weight=high).chosen.contrast + SAME
    )


@every_contrast
@settings(max_examples=15)
@given(table=tables(), k=st.integers(2, 3), random=st.randoms(use_true_random=False))
def test_the_order_of_the_candidates_changes_nothing(contrast: str, table: pd.DataFrame, k: int, random: Any) -> None:
    assume(plain_search(table, k, contrast, {}))
    order = list(range(len(table)))
    random.shuffle(order)
    before, after = search(table, k, contrast), search(table.iloc[order], k, contrast)
    assert before.points == after.points
    assert before.chosen == after.chosen
    assert before.provenance == after.provenance


@every_contrast
@settings(max_examples=15)
@given(table=tables(), factor=st.sampled_from([0.001, 3.0, 1e4]), shift=st.sampled_from([-50.0, 0.0, 1e4]))
def test_the_scale_of_need_changes_no_set(contrast: str, table: pd.DataFrame, factor: float, shift: float) -> None:
    assume(plain_search(table, 2, contrast, {}))
    scaled = search(table.assign(need=table["need"] * factor + shift), 2, contrast)
    assert [each.zones for each in scaled.points] == [each.zones for each in search(table, 2, contrast).points]


@every_contrast
@settings(max_examples=15)
@given(table=tables(9), most=st.integers(2, 4))
def test_a_curve_cut_short_is_part_of_the_whole_one_with_both_ends(
    contrast: str, table: pd.DataFrame, most: int
) -> None:
    assume(plain_search(table, 3, contrast, {}))
    whole, part = search(table, 3, contrast), search(table, 3, contrast, most_points=most)
    places = [[each.zones for each in whole.points].index(each.zones) for each in part.points]
    assert places == sorted(places)
    assert {places[0], places[-1]} == {0, len(whole.points) - 1}
    assert len(places) == len(whole.points) if contrast == "types" else len(places) == min(most, len(whole.points))
    assert not part.complete or len(places) == len(whole.points)


@every_contrast
@settings(max_examples=15)
@given(table=tables())
def test_along_the_curve_need_falls_and_contrast_rises(contrast: str, table: pd.DataFrame) -> None:
    assume(plain_search(table, 2, contrast, {}))
    for one, other in itertools.pairwise(search(table, 2, contrast).points):
        assert other.need < one.need
        assert other.contrast > one.contrast
        assert other.given_up > one.given_up


@every_contrast
@settings(max_examples=15)
@given(table=tables(), looks=st.integers(1, 12), weight=st.sampled_from([None, 2.0]))
def test_what_is_found_before_time_is_up_is_true(
    contrast: str, table: pd.DataFrame, looks: int, weight: float | None
) -> None:
    assume(plain_search(table, 3, contrast, {}))
    whole = search(table, 3, contrast, weight=weight)
    clock = itertools.chain([0.0] * looks, itertools.repeat(10.0))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("time.monotonic", lambda: next(clock))
        try:
            part = search(table, 3, contrast, weight=weight, seconds=5)
        except ContrastError:  # not even the neediest set was proven
            return
    assert {each.zones for each in part.points} <= {each.zones for each in whole.points}
    assert part.complete == (not any("Time was up" in warning for warning in part.warnings))
    if weight is not None:
        assert part.bound >= whole.value - 1e-5
        assert not part.proven or part.chosen.zones == whole.chosen.zones
    assert part.summary()

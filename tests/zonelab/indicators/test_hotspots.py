"""Moran's I, local Moran and Getis-Ord beside those of PySAL, by hand and by counting, and what must always hold."""

import json
import os
from itertools import combinations, permutations
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zonelab.core.graphs import Graph, GraphError
from zonelab.indicators.hotspots import QUADRANTS, HotSpots, false_discovery, getis_ord, local_moran, moran

DATA = Path(os.environ.get("PEOPLEZONES_DATA") or Path(__file__).parents[4] / "shared" / "data") / "choosing"
OF_PYSAL = {1: "high among high", 2: "low among high", 3: "low among low", 4: "high among low"}


def reference(case: str) -> Any:
    path = DATA / "lisa.json"
    if not path.exists():
        pytest.skip(f"The reference numbers are not there: {path}. Set PEOPLEZONES_DATA.")
    found = json.loads(path.read_text(encoding="utf-8"))[case]
    rows = [(code, str(other)) for code, others in found["neighbors"].items() for other in others]
    codes = list(found["neighbors"])
    return found, Graph.from_table(codes, pd.DataFrame(rows, columns=["one", "other"]))


def rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def ring(areas: int) -> Graph:
    return Graph.from_places([f"E{i}" for i in range(areas)], [(i, (i + 1) % areas) for i in range(areas)])


def test_morans_i_of_sudden_infant_deaths_is_the_published_one() -> None:
    sids, graph = reference("sids2_SIDR74")
    found = moran(sids["y"], graph, 999, rng())
    assert found.statistic == pytest.approx(0.247725193, abs=1e-8)
    assert found.statistic == pytest.approx(sids["moran_I"], rel=1e-9)
    assert found.p_normal == pytest.approx(sids["p_norm"], rel=1e-9)
    assert found.p == pytest.approx(found.p_normal, abs=0.01)


def test_local_moran_of_sudden_infant_deaths_is_that_of_pysal() -> None:
    sids, graph = reference("sids2_SIDR74")
    for times, within in ((999, 0.06), (99_999, 0.0275)):
        found = local_moran(sids["y"], graph, times, rng())
        np.testing.assert_allclose(found.p_one_sided, sids["p_sim_999_seed1"], rtol=0, atol=within)
    np.testing.assert_allclose(found.statistic, sids["local_I"], rtol=1e-9)
    assert found.pattern.tolist() == [OF_PYSAL[number] for number in sids["quadrant"]]


def test_getis_ord_of_sudden_infant_deaths_is_that_of_pysal() -> None:
    sids, graph = reference("sids2_SIDR74")
    np.testing.assert_allclose(getis_ord(sids["y"], graph, permutations=0).z, sids["Gstar_z"], rtol=1e-9)


def test_getis_ord_of_six_points_is_that_published() -> None:
    toy, graph = reference("toy6")
    plain, star = (getis_ord(toy["y"], graph, star=star, permutations=0) for star in (False, True))
    np.testing.assert_allclose(plain.z, toy["expected_z"]["G_B"], rtol=1e-9)
    np.testing.assert_allclose(star.z, toy["expected_z"]["Gstar_B"], rtol=1e-9)
    assert plain.z[0] == pytest.approx(toy["published"]["G_B_0"], abs=1e-8)
    assert star.z[0] == pytest.approx(toy["published"]["Gstar_B_0"], abs=1e-8)


def test_conditional_moments_of_ten_areas_are_those_of_sokal_oden_and_thomson() -> None:
    ten, graph = reference("desmith")
    found = local_moran(ten["y"], graph, permutations=0)
    assert moran(ten["y"], graph).statistic == pytest.approx(ten["moran_I"], rel=1e-9)
    np.testing.assert_allclose(found.statistic, ten["local_I"], rtol=1e-9)
    assert found.pattern.tolist() == [OF_PYSAL[number] for number in ten["quadrant"]]
    # PySAL scales its moments by n and the statistic by n − 1; ours are those of the statistic itself.
    np.testing.assert_allclose(found.expected * 10 / 9, ten["EIc"], rtol=1e-9)
    np.testing.assert_allclose(found.variance * (10 / 9) ** 2, ten["VIc"], rtol=1e-9)


@pytest.mark.parametrize("star", [None, False])
def test_moments_and_p_are_those_of_all_ways_to_deal_the_other_values(star: bool | None) -> None:
    for graph in (ring(10), Graph.from_places(list("ABCDEF"), [(0, i) for i in range(1, 5)] + [(4, 5)])):
        values = np.array([2.0, 9.0, 4.0, 4.0, 1.0, 7.0, 7.0, 3.0, 0.0, 5.0])[: len(graph)]
        chance = {"permutations": 40_000, "rng": rng()}
        found = local_moran(values, graph, **chance) if star is None else getis_ord(values, graph, star, **chance)
        away = values - values.mean()
        for place, k in enumerate(graph.degree.tolist()):
            others = np.delete(values, place)
            sums = np.array([sum(few) for few in combinations(others.tolist(), k)])
            if star is None:
                factor = (len(values) - 1) * away[place] / (away**2).sum()
                dealt = factor * (sums / k - values.mean())
            else:
                dealt = sums / others.sum()
            assert found.expected[place] == pytest.approx(dealt.mean())
            assert found.variance[place] == pytest.approx(dealt.var(), abs=1e-12)
            seen = values[graph.neighbour[graph.starts[place] : graph.starts[place + 1]]].sum()
            rarer = min((sums >= seen).mean(), (sums <= seen).mean())
            assert found.p_one_sided[place] == pytest.approx(rarer, abs=0.012)


def test_p_of_morans_i_is_that_of_all_ways_to_exchange_the_values() -> None:
    row = Graph.from_places(list("ABCDE"), [(0, 1), (1, 2), (2, 3), (3, 4)])
    values = [1.0, 2.0, 2.0, 5.0, 4.0]
    found = moran(values, row, 4000, rng())
    dealt = np.array([moran(each, row).statistic for each in permutations(values)])
    rarer = min((dealt >= found.statistic - 1e-9).mean(), (dealt <= found.statistic + 1e-9).mean())
    assert found.expected == pytest.approx(dealt.mean())
    assert found.p == pytest.approx(2 * rarer, abs=0.03)


def test_the_least_p_is_two_in_one_more_than_the_permutations() -> None:
    values = np.where(np.arange(200) < 5, 100.0, np.arange(200) % 7)
    found = getis_ord(values, ring(200), permutations=99, rng=rng())
    assert found.p[2] == 2 / 100
    assert found.p_one_sided[2] == 1 / 100
    assert moran(values, ring(200), 99, rng()).p == 2 / 100


def test_islands_and_missing_values_get_nan_and_a_warning_and_the_rest_an_answer() -> None:
    graph = Graph.from_places(list("ABCDEFG"), [(0, 1), (1, 2), (2, 3), (4, 5)])
    values = [9.0, 8.0, 2.0, 1.0, 3.0, np.nan, 4.0]
    for found in (local_moran(values, graph, 99, rng()), getis_ord(values, graph, True, 99, rng())):
        assert np.isnan(found.statistic).tolist() == [False] * 4 + [True] * 3
        for figures in (found.expected, found.variance, found.z, found.p_normal, found.p, found.p_one_sided, found.q):
            assert np.isnan(figures).tolist() == [False] * 4 + [True] * 3
        assert found.label[4:].tolist() == ["no neighbours", "no value", "no neighbours"]
        assert "F" in found.warnings[0]
        assert "2 areas have no neighbour with a value" in found.warnings[1]
        assert found.to_frame().loc["G", "pattern"] == "no neighbours"
    assert moran(values, graph, 99, rng()).warnings == found.warnings[:2]


@pytest.mark.parametrize(
    ("values", "edges", "words"),
    [
        ([5.0] * 4, [(0, 1), (2, 3)], "same value"),
        ([1.0, 2, 3, 4], [], "Too few"),
        ([1.0, 2, np.nan, np.nan], [(0, 1)], "Too few"),
        ([np.nan] * 4, [(0, 1)], "Too few"),
        ([1.0], [], "Too few"),
        ([], [], "Too few"),
    ],
)
def test_a_map_that_can_have_no_pattern_says_so(values: list[float], edges: Any, words: str) -> None:
    graph = Graph.from_places(list("ABCD")[: len(values)], edges)
    for found in (local_moran(values, graph, 9, rng()), getis_ord(values, graph, False, 9, rng())):
        assert np.isnan([found.z, found.p, found.q]).all()
        assert words in found.warnings[-1]
        assert not set(found.label) & {*QUADRANTS, "hot spot", "cold spot"}
    whole = moran(values, graph, 9, rng())
    assert np.isnan([whole.statistic, whole.p]).all()
    assert words in whole.warnings[-1]


def test_where_every_area_is_a_neighbour_of_every_other_chance_changes_nothing() -> None:
    graph = Graph.from_places(list("ABCDE"), list(combinations(range(5), 2)))
    for found in (local_moran([1, 2, 4, 8, 17], graph, 99, rng()), getis_ord([1, 2, 4, 8, 17], graph, True, 99, rng())):
        assert found.z.tolist() == [0] * 5
        assert found.p.tolist() == [1] * 5
        assert set(found.label) == {"could be chance"}


def test_a_planted_hot_spot_is_found_and_noise_is_not() -> None:
    side = 20
    place = np.arange(side * side).reshape(side, side)
    edges = np.concatenate(
        [
            np.column_stack([place[:, :-1].ravel(), place[:, 1:].ravel()]),
            np.column_stack([place[:-1].ravel(), place[1:].ravel()]),
        ]
    )
    graph = Graph.from_places([f"E{i:03}" for i in place.ravel()], edges)
    noise = rng(3).normal(size=side * side)
    planted = noise.copy()
    planted[place[5:10, 5:10].ravel()] += 4
    found = getis_ord(planted, graph, permutations=9999, rng=rng())
    inside = np.isin(np.arange(side * side), place[6:9, 6:9])
    assert (found.label[inside] == "hot spot").all()
    assert (found.label == "hot spot").sum() <= 40
    assert set(getis_ord(noise, graph, permutations=9999, rng=rng()).label) == {"could be chance"}
    assert any("Ask for more permutations" in each for each in getis_ord(noise, graph, True, 99, rng()).warnings)


def test_an_area_at_the_mean_is_neither_high_nor_low_however_the_mean_is_rounded() -> None:
    graph = Graph.from_places([f"E{i}" for i in range(10)], [(0, 2)])
    values = np.array([0.0, 0, 2, 0, 0, 0, 0, 0, 15, 3])
    for scale in (1, 0.01):
        found = local_moran(values * scale, graph, 99, rng())
        assert (found.z[2], found.p[2], found.pattern[2]) == (0, 1, "could be chance")


def test_negative_values_have_a_z_and_no_share() -> None:
    found = getis_ord([-1.0, 5.0, 3.0, 2.0], ring(4), permutations=0)
    assert np.isnan(found.statistic).all()
    assert not np.isnan(found.z).any()


def test_q_by_hand() -> None:
    # Sorted p × 6 / rank: .006, .024, .06, .0615, .06, .3; then the least of all from there upwards.
    q = false_discovery([0.041, 0.001, 0.3, 0.008, 0.05, 0.03])
    np.testing.assert_allclose(q, [0.06, 0.006, 0.3, 0.024, 0.06, 0.06])
    assert false_discovery([]).tolist() == []


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: local_moran([1, 2, 3], ring(3)),
        lambda: local_moran([1, 2, 3], ring(3), -1, rng()),
        lambda: getis_ord([1, 2, 3], ring(3), permutations=0, false_discoveries=5),
        lambda: moran([1, 2, 3], ring(3), 9),
        lambda: moran([1, 2], ring(3)),
        lambda: false_discovery([1.5]),
    ],
)
def test_what_makes_no_sense_is_refused(wrong: Any) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        wrong()
    assert issubclass(GraphError, ValueError)


@st.composite
def maps(draw: st.DrawFn) -> tuple[Graph, np.ndarray[Any, Any]]:
    areas = draw(st.integers(3, 14))
    place = st.integers(0, areas - 1)
    edges = draw(st.lists(st.tuples(place, place).filter(lambda ends: ends[0] != ends[1]), max_size=25))
    values = draw(st.lists(st.one_of(st.integers(0, 50), st.none()), min_size=areas, max_size=areas))
    return Graph.from_places([f"E{i:02}" for i in range(areas)], edges), np.array(values, dtype=float)


def told(values: Any, graph: Graph, times: int = 99) -> list[HotSpots]:
    return [
        local_moran(values, graph, times, rng()),
        getis_ord(values, graph, False, times, rng()),
        getis_ord(values, graph, True, times, rng()),
    ]


@settings(max_examples=40)
@given(maps(), st.integers(-1000, 1000), st.floats(0.01, 1000))
def test_adding_a_constant_and_scaling_change_no_answer(drawn: Any, constant: int, scale: float) -> None:
    graph, values = drawn
    for plain, moved in zip(told(values, graph), told(constant + scale * values, graph), strict=True):
        np.testing.assert_allclose(moved.z, plain.z, rtol=1e-6, atol=1e-7)
        np.testing.assert_array_equal(moved.p, plain.p)
    for name in ("statistic", "z", "p_normal"):
        one, other = (getattr(moran(each, graph), name) for each in (values, constant + scale * values))
        assert other == pytest.approx(one, rel=1e-6, abs=1e-7, nan_ok=True)


@settings(max_examples=40)
@given(maps(), st.randoms(use_true_random=False))
def test_permuting_the_areas_permutes_the_answer(drawn: Any, random: Any) -> None:
    graph, values = drawn
    order = list(range(len(graph)))
    random.shuffle(order)
    other = Graph.from_table(graph.codes[order], graph.to_frame())
    for plain, moved in zip(told(values, graph, 0), told(values[order], other, 0), strict=True):
        np.testing.assert_allclose(moved.z, plain.z[order], rtol=1e-9, atol=1e-9)
        np.testing.assert_allclose(moved.statistic, plain.statistic[order], rtol=1e-9, atol=1e-9)
        np.testing.assert_allclose(moved.q, plain.q[order], rtol=1e-6, atol=1e-7)


@settings(max_examples=40)
@given(maps())
def test_p_is_above_zero_and_q_no_less_and_turning_the_map_over_turns_hot_to_cold(drawn: Any) -> None:
    graph, values = drawn
    for found in told(values, graph):
        known = ~np.isnan(found.p)
        assert ((found.p[known] >= 2 / 100) & (found.p[known] <= 1)).all()
        assert (found.q[known] >= found.p[known] - 1e-12).all()
    for plain, turned in zip(told(values, graph)[1:], told(-values, graph)[1:], strict=True):
        np.testing.assert_allclose(turned.z, -plain.z, rtol=1e-9, atol=1e-9)
        np.testing.assert_array_equal(turned.p, plain.p)


@settings(max_examples=40)
@given(maps())
def test_the_local_values_add_up_to_morans_i(drawn: Any) -> None:
    graph, values = drawn
    whole, local = moran(values, graph), local_moran(values, graph, 0)
    linked = np.count_nonzero(~np.isnan(local.statistic))
    if linked:
        n = whole.areas
        assert np.nansum(local.statistic) * n / (n - 1) / linked == pytest.approx(whole.statistic, rel=1e-9, abs=1e-9)


def test_seeds_reproduce() -> None:
    values = rng(5).normal(size=30)
    assert (
        local_moran(values, ring(30), 199, rng(7)).p.tolist() == local_moran(values, ring(30), 199, rng(7)).p.tolist()
    )

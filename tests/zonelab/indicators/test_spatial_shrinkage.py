"""Rates shrunk to their neighbours beside those of PySAL, by hand, and what must always hold."""

import json
import os
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonelab.core.graphs import Graph, GraphError
from zonelab.indicators.counts import CountsError
from zonelab.indicators.shrinkage import shrink, spatial_shrink

DATA = Path(os.environ.get("PEOPLEZONES_DATA") or Path(__file__).parents[4] / "shared" / "data") / "choosing"
areas = st.lists(st.tuples(st.integers(0, 200), st.integers(200, 5000)), min_size=2, max_size=12)


def named(number: int) -> list[str]:
    return [f"E{place:02}" for place in range(number)]


def test_spatial_empirical_bayes_is_that_of_pysal() -> None:
    path = DATA / "eb_sids2.json"
    if not path.exists():
        pytest.skip(f"The reference numbers are not there: {path}. Set PEOPLEZONES_DATA.")
    sids = json.loads(path.read_text(encoding="utf-8"))
    rows = [(code, other) for code, others in sids["input"]["neighbors"].items() for other in others]
    graph = Graph.from_table(sids["input"]["id"], pd.DataFrame(rows, columns=["one", "other"]))
    found = spatial_shrink(sids["input"]["event"], sids["input"]["base"], graph)
    expected = sids["expected"]
    np.testing.assert_allclose(found.raw, expected["crude"], rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(found.shrunk, expected["spatial_empirical_bayes"], rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(found.prior_mean, expected["spatial_rate"], rtol=1e-9, atol=1e-12)
    assert np.count_nonzero(found.prior_variance == 0) == 56
    assert "56 of 100 areas" in found.warnings[0]


def test_two_neighbours_by_hand() -> None:
    # m = 20/200 = .1; s² = .01; a = .01 − .1/100 = .009; weight = .009/(.009 + .001) = .9.
    found = spatial_shrink([0, 20], [100, 100], Graph.from_places(["A", "B"], [(0, 1)]), per=100)
    np.testing.assert_allclose(found.shrunk, [1, 19])
    np.testing.assert_allclose(found.weight, 0.9)
    np.testing.assert_allclose(found.prior_variance, 0.009 * 100**2)


def test_islands_and_missing_areas_get_nan_and_lend_nothing() -> None:
    graph = Graph.from_places(list("ABCDEF"), [(0, 1), (0, 2), (0, 3)])
    found = spatial_shrink([1, 20, np.nan, 3, 7, 5], [100, 100, 100, 0, 100, 50], graph)
    alone = spatial_shrink([1, 20], [100, 100], Graph.from_places(["A", "B"], [(0, 1)]))
    np.testing.assert_allclose(found.shrunk[:2], alone.shrunk)
    for figures in (found.shrunk, found.weight, found.prior_mean, found.interval.low, found.interval.high):
        assert np.isnan(figures).tolist() == [False] * 2 + [True] * 4
    np.testing.assert_allclose(found.raw[4:], [0.07, 0.1])
    assert "2 areas have no neighbour with a rate, so they are not shrunk: E, F" in found.warnings[0]


def test_a_series_is_sorted_by_code_and_other_areas_are_refused() -> None:
    graph = Graph.from_places(["A", "B", "C"], [(0, 1), (1, 2)])
    count, people = pd.Series([30, 20, 10], index=list("CBA")), pd.Series([900, 800, 700], index=list("ABC"))
    np.testing.assert_allclose(
        spatial_shrink(count, people, graph).shrunk, spatial_shrink([10, 20, 30], [900, 800, 700], graph).shrunk
    )
    with pytest.raises(GraphError, match="Counts are not of the areas"):
        spatial_shrink(count.iloc[:2], people, graph)
    with pytest.raises(CountsError, match="negative"):
        spatial_shrink([-1, 2, 3], people, graph)


@given(areas)
def test_where_all_are_neighbours_it_is_global_shrinkage(pairs: list[tuple[int, int]]) -> None:
    count, people = zip(*pairs, strict=True)
    graph = Graph.from_places(named(len(pairs)), list(combinations(range(len(pairs)), 2)))
    spatial, everywhere = spatial_shrink(count, people, graph), shrink(count, people)
    np.testing.assert_allclose(spatial.shrunk, everywhere.shrunk, rtol=1e-6, atol=1e-9)
    np.testing.assert_allclose(spatial.interval.low, everywhere.interval.low, rtol=1e-5, atol=1e-7)
    np.testing.assert_allclose(spatial.interval.high, everywhere.interval.high, rtol=1e-5, atol=1e-7)


@given(areas, st.randoms(use_true_random=False))
def test_permuting_permutes_scaling_scales_and_every_rate_stays_between_its_own_and_the_mean(
    pairs: list[tuple[int, int]], random: Any
) -> None:
    count, people = (np.array(each) for each in zip(*pairs, strict=True))
    graph = Graph.from_places(named(len(pairs)), [(i, i + 1) for i in range(len(pairs) - 1)])
    found = spatial_shrink(count, people, graph)
    order = list(range(len(pairs)))
    random.shuffle(order)
    other = Graph.from_table(graph.codes[order], graph.to_frame())
    np.testing.assert_allclose(
        spatial_shrink(count[order], people[order], other).shrunk, found.shrunk[order], rtol=1e-6
    )
    np.testing.assert_allclose(spatial_shrink(count, people, graph, per=1000).shrunk, found.shrunk * 1000)
    ends = np.sort([found.raw, found.prior_mean], axis=0)
    assert ((ends[0] - 1e-12 <= found.shrunk) & (found.shrunk <= ends[1] + 1e-12)).all()
    assert ((found.interval.low <= found.shrunk) & (found.shrunk <= found.interval.high)).all()

"""What makes proofs quicker must not leave out an answer: distances, tangents, cliques, bounds of pairs."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zonelab.regions.contrast.distances import distances, flattening, placed
from zonelab.regions.contrast.mean_distance import MeanDistance
from zonelab.regions.contrast.measures import SmallestDistance, Types, cliques
from zonelab.regions.contrast.pairs import Hurdle, pairs_left

seeds = st.integers(0, 10_000)


def points(seed: int, n: int = 9, columns: int = 2) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return rng.integers(0, 5, size=(n, columns)).astype(float)


def test_each_column_counts_in_its_own_spread() -> None:
    profile = np.array([[0.0, 100, 7], [2, 300, 7], [4, 200, 7]])
    space, constant = placed(profile, "standard")
    assert constant == [2]
    assert distances(space)[0] == pytest.approx([0, np.sqrt(1.5 + 6), np.sqrt(6 + 1.5)])


@settings(max_examples=40)
@given(seeds)
def test_the_sum_of_distances_stays_concave_when_flattened(seed: int) -> None:
    apart = distances(points(seed))
    diagonal = flattening(apart)
    n = len(apart)
    flat = np.eye(n) - 1 / n
    assert (diagonal >= 0).all()
    assert np.linalg.eigvalsh(flat @ (apart + np.diag(diagonal)) @ flat).max() <= 1e-7


@settings(max_examples=40)
@given(seeds, st.integers(2, 4))
def test_no_tangent_promises_too_little(seed: int, k: int) -> None:
    measure = MeanDistance.of(distances(points(seed)), k)
    rng = np.random.default_rng(seed)
    x = rng.dirichlet(np.ones(9)) * k
    row = measure.learn(x, np.inf, 0.0)
    assert row is not None
    for places in itertools.combinations(range(9), k):
        taken = np.zeros(10)
        taken[list(places)] = 1.0
        taken[9] = measure.level(np.array(places))
        assert taken[row.columns] @ row.values <= row.high + 1e-9


@settings(max_examples=40)
@given(seeds, st.integers(2, 5), st.booleans())
def test_no_pair_of_a_good_enough_set_is_struck_out(seed: int, k: int, two: bool) -> None:
    rng = np.random.default_rng(seed)
    apart, need = distances(points(seed)), rng.random(9)
    hurdles = [Hurdle(1.0, 0.2, k * 0.6), Hurdle(0.0, 1.0, k * (k - 1))][: 1 + two]
    allowed = ~np.eye(9, dtype=np.bool_)
    allowed[0, 1] = allowed[1, 0] = False
    left = pairs_left(allowed, apart, need, k, hurdles)
    kept = np.zeros_like(left)
    for places in itertools.combinations(range(9), k):
        inside = np.ix_(places, places)
        sums = need[list(places)].sum(), apart[inside].sum() / 2
        fits = allowed[inside].sum() == k * (k - 1)
        if fits and all(each.need * sums[0] + each.distance * sums[1] >= each.least for each in hurdles):
            kept[inside] = True
    np.fill_diagonal(kept, False)
    assert (left >= kept).all()
    assert (left <= allowed).all()
    assert np.array_equal(left, left.T)
    if k <= 3:  # the bound of a pair is exact then, for one hurdle
        assert two or np.array_equal(left, kept)


@settings(max_examples=40)
@given(seeds)
def test_every_near_pair_lies_in_a_clique_and_no_other(seed: int) -> None:
    near = distances(points(seed)) < 2
    np.fill_diagonal(near, False)
    covered = np.zeros_like(near)
    for clique in cliques(near):
        covered[np.ix_(clique, clique)] = True
    np.fill_diagonal(covered, False)
    assert np.array_equal(covered, near)


@settings(max_examples=30)
@given(seeds, st.integers(2, 4))
def test_levels_after_a_swap_are_those_of_the_set(seed: int, k: int) -> None:
    rng = np.random.default_rng(seed)
    apart = distances(points(seed))
    places = np.sort(rng.choice(9, k, replace=False))
    for measure in (Types(rng.integers(0, 3, size=9)), MeanDistance.of(apart, k), SmallestDistance.of(apart)):
        table = measure.swapped(places)
        for out, into in itertools.product(range(k), range(9)):
            if into not in places:
                swapped = np.append(np.delete(places, out), into)
                assert table[out, into] == pytest.approx(measure.level(swapped))

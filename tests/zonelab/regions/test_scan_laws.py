"""What must hold for any counts on any map."""

import itertools
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zonelab.regions import Cluster, Scan, circular_scan, flexible_scan
from zonelab.regions.chance import strongest_raised, strongest_window
from zonelab.regions.likelihood import Likelihood, raised_from
from zonelab.regions.observed import observed
from zonelab.regions.windows import both_ways, circles, nearest, shapes

Map = tuple[list[int], list[int], list[list[int]], list[list[int]]]


@st.composite
def maps(draw: st.DrawFn) -> Map:
    """Up to eight areas, each in a place of its own, some without people, some islands."""
    places = draw(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=8, unique=True))
    areas = len(places)
    people = draw(st.lists(st.integers(0, 9), min_size=areas, max_size=areas))
    people[0] = max(people[0], 1)
    cases = [draw(st.integers(0, 9)) if each else 0 for each in people]
    pairs = list(itertools.combinations(range(areas), 2))
    borders = [list(pair) for pair in pairs if draw(st.booleans())]
    return cases, people, [list(place) for place in places], borders


def scans(known: Map, **more: object) -> list[Scan]:
    cases, people, places, borders = known
    given_more: dict[str, object] = {"draws": 5} | more

    def rng() -> np.random.Generator:
        return np.random.default_rng(5)

    return [
        circular_scan(cases, people, places, rng=rng(), **given_more),  # type: ignore[arg-type]
        flexible_scan(cases, people, places, borders, rng=rng(), most_areas=5, **given_more),  # type: ignore[arg-type]
        flexible_scan(cases, people, places, borders, rng=rng(), most_areas=8, raised=0.3, **given_more),  # type: ignore[arg-type]
    ]


def told(clusters: tuple[Cluster, ...]) -> list[tuple[set[object], float]]:
    return [(set(each.areas), round(each.llr, 7)) for each in clusters]


def ratio(cases: list[int], due: list[float], rows: tuple[int, ...]) -> float:
    counted, expected, total = sum(cases[row] for row in rows), sum(due[row] for row in rows), sum(cases)
    if counted <= expected + 1e-9 * total:
        return 0.0
    outside = total - counted
    tail = outside * math.log(outside / (total - expected)) if outside else 0.0
    return counted * math.log(counted / expected) + tail


def hangs_together(rows: tuple[int, ...], borders: list[list[int]]) -> bool:
    reached = {rows[0]}
    while True:
        more = {other for one, other in [*borders, *(pair[::-1] for pair in borders)] if one in reached}
        more = more & set(rows) - reached
        if not more:
            return len(reached) == len(rows)
        reached |= more


def expected_of(known: Map) -> list[float]:
    cases, people, _, _ = known
    return [sum(cases) * each / sum(people) for each in people]


@settings(max_examples=25)
@given(maps())
def test_the_strongest_circle_is_that_of_a_plain_search(known: Map) -> None:
    cases, people, places, _ = known
    best = 0.0
    for one, other in itertools.product(places, places):
        far = math.dist(one, other)
        rows = tuple(row for row, place in enumerate(places) if math.dist(one, place) <= far * (1 + 1e-9))
        if sum(people[row] for row in rows) <= sum(people) / 2:
            best = max(best, ratio(cases, expected_of(known), rows))
    found = scans(known)[0]
    assert (found.clusters[0].llr if found.clusters else 0.0) == pytest.approx(best, abs=1e-9)


@settings(max_examples=25)
@given(maps())
def test_the_strongest_shapes_are_those_of_a_plain_search(known: Map) -> None:
    cases, _, places, borders = known
    areas, due = len(places), expected_of(known)
    least = raised_from(np.array(due), 0.3)
    within = [
        set(sorted(range(areas), key=lambda row: (math.dist(one, places[row]), places[row]))[:5]) for one in places
    ]
    tried, best, best_raised = 0, 0.0, 0.0
    for size in range(1, areas + 1):
        for rows in itertools.combinations(range(areas), size):
            if not hangs_together(rows, borders):
                continue
            if any(set(rows) <= within[row] for row in rows):
                tried += 1
                best = max(best, ratio(cases, due, rows))
            if all(cases[row] >= least[row] for row in rows):
                best_raised = max(best_raised, ratio(cases, due, rows))
    _, found, raised = scans(known)
    assert found.windows == tried
    assert (found.clusters[0].llr if found.clusters else 0.0) == pytest.approx(best, abs=1e-9)
    assert (raised.clusters[0].llr if raised.clusters else 0.0) == pytest.approx(best_raised, abs=1e-9)


@settings(max_examples=25)
@given(maps(), st.randoms(use_true_random=False))
def test_the_order_of_areas_does_not_matter(known: Map, random: object) -> None:
    cases, people, places, borders = known
    order = list(range(len(cases)))
    random.shuffle(order)  # type: ignore[attr-defined]
    place_of = {row: place for place, row in enumerate(order)}
    moved = (
        [cases[row] for row in order],
        [people[row] for row in order],
        [places[row] for row in order],
        [[place_of[one], place_of[other]] for one, other in borders][::-1],
    )
    for before, after in zip(scans(known), scans(moved), strict=True):
        back = [({order[int(str(area))] for area in areas}, llr) for areas, llr in told(after.clusters)]
        assert back == told(before.clusters)
        assert after.windows == before.windows


@settings(max_examples=25)
@given(maps())
def test_names_of_areas_change_names_alone(known: Map) -> None:
    cases, people, places, borders = known
    codes = [f"E{row}" for row in range(len(cases))]
    named = (pd.Series(cases, codes), pd.Series(people, codes), pd.DataFrame(places, codes), borders)
    for before, after in zip(scans(known), scans(named), strict=True):  # type: ignore[arg-type]
        assert [{int(str(area)[1:]) for area in each.areas} for each in after.clusters] == [
            set(each.areas) for each in before.clusters
        ]
        assert [each.p for each in after.clusters] == [each.p for each in before.clusters]


@settings(max_examples=25)
@given(maps(), st.sampled_from([0.001, 0.3, 7.0, 1e6]))
def test_only_the_proportions_of_expected_counts_matter(known: Map, factor: float) -> None:
    by_people = scans(known)
    scaled = scans(known, expected=[each * factor for each in known[1]])
    for before, after in zip(by_people, scaled, strict=True):
        assert told(after.clusters) == told(before.clusters)
        assert [each.expected for each in after.clusters] == pytest.approx([each.expected for each in before.clusters])


@settings(max_examples=12)
@given(maps(), st.sampled_from([2, 3]))
def test_seeds_repeat_and_the_number_of_threads_changes_nothing(known: Map, threads: int) -> None:
    for once, again in zip(scans(known, draws=205), scans(known, draws=205, n_jobs=threads), strict=True):
        np.testing.assert_array_equal(once.strongest, again.strongest)
        assert once.clusters == again.clusters


@settings(max_examples=25)
@given(maps())
def test_clusters_are_apart_ordered_raised_and_hang_together(known: Map) -> None:
    for number, found in enumerate(scans(known)):
        areas = [area for each in found.clusters for area in each.areas]
        assert len(areas) == len(set(areas))
        ratios = [each.llr for each in found.clusters]
        assert ratios == sorted(ratios, reverse=True)
        for each in found.clusters:
            assert each.observed > each.expected
            assert each.relative_risk > 1
            assert 1 / 6 <= each.p <= 1
            assert number == 0 or hangs_together(each.areas, known[3])


@settings(max_examples=25)
@given(maps(), st.integers(0, 2**32))
def test_a_drawn_map_is_judged_as_if_it_had_been_observed(known: Map, seed: int) -> None:
    cases, people, places, borders = known
    seen = observed(cases, people, places, None, in_degrees=False)
    likelihood, least = Likelihood.of(seen.total), raised_from(seen.expected, 0.3)
    drawn = np.random.default_rng(seed).multinomial(seen.total, np.array(people) / sum(people), size=4)
    pairs = both_ways(borders, seen.codes)
    five, all_of_them = (nearest(seen.places, pairs, most, great_circle=False) for most in (5, 8))
    judged = [
        strongest_window(seen, circles(seen.places, seen.population, 0.5, great_circle=False), likelihood)(drawn.T),
        strongest_window(seen, shapes(five), likelihood)(drawn.T),
        strongest_raised(seen, all_of_them, least, likelihood)(drawn.T),
    ]
    for number, counted in enumerate(drawn):
        for ratios, found in zip(judged, scans((counted.tolist(), people, places, borders), draws=0), strict=True):
            assert ratios[number] == pytest.approx(found.clusters[0].llr if found.clusters else 0.0, abs=1e-9)


def test_without_any_cluster_p_is_below_a_tenth_for_a_tenth_of_maps() -> None:
    places = [[x, y] for x in range(4) for y in range(4)]
    borders = [[a, b] for a, b in itertools.combinations(range(16), 2) if math.dist(places[a], places[b]) == 1]
    rng = np.random.default_rng(11)
    low = np.zeros(3)
    for cases in rng.multinomial(80, [1 / 16] * 16, size=60):
        known = (cases.tolist(), [10] * 16, places, borders)
        found = [
            circular_scan(*known[:3], rng=rng, draws=19, most_clusters=1),
            flexible_scan(*known, rng=rng, draws=19, most_clusters=1, most_areas=5),
            flexible_scan(*known, rng=rng, draws=19, most_clusters=1, most_areas=16, raised=0.2),
        ]
        low += [bool(each.clusters) and each.clusters[0].p <= 0.1 for each in found]
    # Binomial, 60 draws at .1: 6 ± 2.3; four deviations above, and never none.
    assert ((low >= 1) & (low <= 15)).all(), low


def test_shapes_of_sixty_four_areas_are_told_apart() -> None:
    # The last bit of the number is in use: a line of 64 areas has 64 · 65 / 2 stretches.
    places = np.array([[float(x), 0.0] for x in range(64)])
    pairs = np.array([[x, x + 1] for x in range(63)], dtype=np.int32)
    around = nearest(places, np.concatenate([pairs, pairs[:, ::-1]]), 64, great_circle=False)
    assert sum(each.number for each in shapes(around)) == 64 * 65 // 2

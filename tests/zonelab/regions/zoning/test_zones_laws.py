"""What holds for every zone on every map: connected, in its range, never better than counted out, the same again."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zonelab.core.graphs import Graph
from zonelab.regions import ZoneSearchError, search_zones, zone_stability


@st.composite
def maps(draw):
    """(graph with borders, need, people, perimeter, range): up to 12 areas, in pieces too, needs that tie."""
    areas = draw(st.integers(1, 12))
    pairs = [(one, other) for one in range(areas) for other in range(one)]
    edges = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=24)) if pairs else []
    need = draw(st.lists(st.integers(-5, 20), min_size=areas, max_size=areas))
    people = draw(st.lists(st.integers(1, 9), min_size=areas, max_size=areas))
    low = draw(st.integers(1, 20))
    high = low + draw(st.integers(0, 15))
    graph = Graph.from_places([f"a{number:02d}" for number in range(areas)], edges, np.ones(len(edges)))
    rim = graph.degree + draw(st.integers(0, 3))
    return graph, np.array(need, dtype=float), np.array(people, dtype=float), rim.astype(float), (low, high)


def all_zones(graph, people, low, high):
    areas = len(graph)
    beside = [set() for _ in range(areas)]
    for one, other in graph.edges:
        beside[one].add(int(other))
        beside[other].add(int(one))
    for bits in range(1, 1 << areas):
        zone = {at for at in range(areas) if bits >> at & 1}
        if low <= sum(people[list(zone)]) <= high and connected(zone, beside):
            yield sorted(zone)


def connected(zone, beside):
    reached, due = set(), [min(zone)]
    while due:
        at = due.pop()
        if at not in reached:
            reached.add(at)
            due += beside[at] & zone
    return reached == zone


def worth(graph, need, people, rim, zone, objective, threshold, penalty):
    inside = np.zeros(len(graph), dtype=bool)
    inside[zone] = True
    edge = rim[zone].sum() - 2 * inside[graph.edges].all(axis=1).sum()
    total, burden = people[zone].sum(), (people * need)[zone].sum()
    return (burden - penalty * edge) / total if objective == "mean" else burden - threshold * total - penalty * edge


@settings(max_examples=60)
@given(maps(), st.sampled_from(["mean", "excess"]), st.sampled_from([0.0, 0.5]), st.integers(1, 3))
def test_no_zone_is_better_than_the_exact_one(made, objective, penalty, how_many):
    graph, need, people, rim, (low, high) = made
    can = list(all_zones(graph, people, low, high))
    asked = {"low": low, "high": high, "objective": objective, "threshold": 3.0, "penalty": penalty, "perimeter": rim}

    def search(way, **more):
        return search_zones(
            need, people, graph, way=way, how_many=how_many, rng=np.random.default_rng(1), **asked, **more
        )

    if not can:
        for way in ("fast", "exact"):
            with pytest.raises(ZoneSearchError):
                search(way)
        return
    values = {tuple(zone): worth(graph, need, people, rim, zone, objective, 3.0, penalty) for zone in can}
    for way in ("fast", "checked"):
        result = search(way)
        free = set(range(len(graph)))
        for zone in result.zones:
            areas = graph.codes.get_indexer(list(zone.areas))
            assert list(areas) in can, "connected and in its range"
            assert set(areas) <= free, "no area in two zones"
            best = max(value for one, value in values.items() if set(one) <= free)
            assert zone.objective == pytest.approx(values[tuple(areas)], abs=1e-9)
            assert zone.objective <= best + 1e-9
            assert zone.bound >= best - 1e-6 * max(1, abs(best))
            if way == "checked":
                assert zone.proven
                assert zone.objective == pytest.approx(best, rel=1e-7, abs=1e-7)
            free -= set(areas)
    together = search("exact", jointly=True)
    assert len(together.zones) >= len(result.zones)
    if len(together.zones) == len(result.zones):  # more zones can be worth less: need below the threshold
        assert together.total >= result.total - 1e-9
    assert together.jointly_bound >= together.total - 1e-9


@settings(max_examples=25)
@given(maps(), st.integers(1, 3), st.randoms(use_true_random=False))
def test_order_of_areas_jobs_and_seed_change_nothing_that_counts(made, how_many, order):
    graph, need, people, _, (low, high) = made

    def search(places, n_jobs=1, way="exact"):
        codes = graph.codes[places]
        table = graph.to_frame()[["one", "other"]]
        return search_zones(
            need[places],
            people[places],
            Graph.from_table(codes, table),
            low=low,
            high=high,
            how_many=how_many,
            way=way,
            n_jobs=n_jobs,
            rng=np.random.default_rng(4),
        )

    same = list(range(len(graph)))
    turned = order.sample(same, len(same))
    try:
        first = search(same)
    except ZoneSearchError:
        with pytest.raises(ZoneSearchError):
            search(turned)
        return
    assert search(turned).zones[0].objective == pytest.approx(first.zones[0].objective, rel=1e-9, abs=1e-9)
    for way in ("fast", "exact"):
        one, two = search(same, 1, way), search(same, 2, way)
        assert [zone.areas for zone in one.zones] == [zone.areas for zone in two.zones]
        assert one.to_frame().equals(two.to_frame())


@settings(max_examples=20)
@given(maps(), st.integers(1, 4))
def test_the_best_zone_of_each_draw_is_counted(made, draws):
    graph, need, people, _, (low, high) = made
    needs = np.array([need + np.random.default_rng(number).normal(size=len(need)) for number in range(draws)])
    asked = {"low": low, "high": high, "rng": np.random.default_rng(2), "way": "exact"}
    try:
        told = zone_stability(needs, people, graph, **asked)
    except ZoneSearchError:
        assert not list(all_zones(graph, people, low, high))
        return
    assert told.proven == told.draws == draws
    assert sum(share for _, share in told.winners) == pytest.approx(1)
    for number, row in enumerate(needs):
        single = search_zones(row, people, graph, low=low, high=high, rng=np.random.default_rng(2))
        assert told.objective[number] == pytest.approx(single.zones[0].objective, rel=1e-7, abs=1e-7)
    share = {code: sum(part for areas, part in told.winners if code in areas) for code in graph.codes}
    assert told.share.tolist() == pytest.approx(list(share.values()))


@settings(max_examples=40)
@given(maps(), st.data())
def test_what_must_be_held_is_held_by_the_best_such_zone(made, data):
    graph, need, people, rim, (low, high) = made
    held = data.draw(st.lists(st.sampled_from(range(len(graph))), min_size=1, max_size=3, unique=True))
    can = [zone for zone in all_zones(graph, people, low, high) if set(held) <= set(zone)]
    asked = {"low": low, "high": high, "containing": list(graph.codes[held]), "rng": np.random.default_rng(1)}
    if not can:
        with pytest.raises(ZoneSearchError):
            search_zones(need, people, graph, **asked)
        return
    zone = search_zones(need, people, graph, **asked).zones[0]
    areas = graph.codes.get_indexer(list(zone.areas))
    assert list(areas) in can
    best = max(worth(graph, need, people, rim, one, "mean", 0.0, 0.0) for one in can)
    assert zone.objective == pytest.approx(best, rel=1e-7, abs=1e-7)
    assert zone.proven


@settings(max_examples=40)
@given(maps(), st.integers(2, 4))
def test_no_set_of_zones_is_better_than_the_one_chosen_together(made, how_many):
    graph, need, people, rim, (low, high) = made
    can = list(all_zones(graph, people, low, high))
    if not can or len(can) > (150 if how_many < 4 else 40):
        return
    asked = {"low": low, "high": high, "how_many": how_many, "rng": np.random.default_rng(1)}
    told = search_zones(need, people, graph, jointly=True, **asked)
    values = {tuple(zone): worth(graph, need, people, rim, zone, "mean", 0.0, 0.0) for zone in can}
    sets = {
        count: [
            sum(values[zone] for zone in chosen)
            for chosen in combinations(values, count)
            if len(set().union(*chosen)) == sum(map(len, chosen))
        ]
        for count in range(1, how_many + 1)
    }
    assert len(told.zones) == max(count for count, sums in sets.items() if sums), "as many as there can be"
    best = max(sets[len(told.zones)])
    assert told.total == pytest.approx(best, rel=1e-7, abs=1e-7)
    assert told.jointly_bound == pytest.approx(best, rel=1e-6, abs=1e-6)
    assert told.proven

"""Zones whose best value others have proven or counted out; the files are data/choosing/zone_search_*.json."""

import json
import math
import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from zonelab.core.graphs import Graph
from zonelab.regions import search_zones
from zonelab.regions.zoning.asked import asked_of
from zonelab.regions.zoning.every import every_zone

DATA = Path(os.environ.get("PEOPLEZONES_DATA") or Path(__file__).parents[5] / "shared" / "data")
HERE = DATA / "choosing"
DOMAINS = ("Income", "Employment", "Education", "Health", "Crime", "Housing_and_Access", "Environment")
pytestmark = pytest.mark.skipif(
    not (HERE / "zone_search_small.json").exists(), reason="The reference zones are not there. Set PEOPLEZONES_DATA."
)


def read(name: str):
    return json.loads((HERE / name).read_text(encoding="utf-8"))


def of(kind: str) -> list[dict]:
    return [case for case in read(kind) if "id" in case] if (HERE / kind).exists() else []


def leicestershire() -> tuple[Graph, dict]:
    made = read("graph_LLR.json")
    return Graph.from_places(made["lsoa"], made["edges"], np.array(made["border_m"])), made


def asked(case: dict, perimeter: list[float]) -> dict:
    return {
        "low": case["L"],
        "high": case["U"],
        "objective": case["mode"],
        "threshold": case.get("c", 0.0),
        "penalty": case["gamma"],
        "perimeter": perimeter,
    }


SMALL = of("zone_search_small.json")


@pytest.mark.parametrize("case", SMALL, ids=[case["id"] for case in SMALL])
def test_small_maps_of_which_every_zone_was_counted(case):
    graph = Graph.from_places(case["lsoa"], case["edges"], np.array(case["border_m"]))
    what = asked(case, case["perimeter_m"])

    def found(**more):
        return search_zones(case["score"], case["pop"], graph, rng=np.random.default_rng(1), **what, **more)

    result = found(how_many=2, way="checked")
    assert result.zones[0].objective == pytest.approx(case["optimum"], rel=1e-9)
    assert result.proven
    assert result.total == pytest.approx(case["sequential_pair_sum"], rel=1e-9)
    assert all(zone.fast_objective == pytest.approx(zone.objective, rel=1e-9) for zone in result.zones)
    assert found(how_many=2, jointly=True).total == pytest.approx(case["best_disjoint_pair_sum"], rel=1e-9)
    problem = asked_of(case["score"], case["pop"], graph, containing=(), avoiding=(), district=None, **what).problem
    open_ = np.ones(len(graph), dtype=bool)
    counted = [
        every_zone(problem.network, problem.height, problem.aim, open_, root, -1e9, 10**6)[2]
        for root in range(len(graph))
    ]
    assert sum(map(len, counted)) == case["n_feasible_zones"]
    assert max(worths.max(initial=-np.inf) for worths in counted) == pytest.approx(case["optimum"], rel=1e-9)


LARGE = of("zone_search_instances.json")


@pytest.mark.parametrize("case", LARGE, ids=[case["id"] for case in LARGE])
def test_leicestershire_proven(case):
    graph, made = leicestershire()
    what = asked(case, made["perimeter_m"])
    result = search_zones(made["score"], made["pop"], graph, way="checked", rng=np.random.default_rng(1), **what)
    assert result.proven
    rel = 1e-9 if case["gamma"] == 0 else 5e-5 / case["optimum"]
    assert result.zones[0].objective == pytest.approx(case["optimum"], rel=rel)
    assert sorted(graph.codes.get_indexer(pd.Index(result.zones[0].areas))) == case["zone"]
    assert result.zones[0].fast_objective >= 0.995 * case["optimum"]


def scenarios() -> list[dict]:
    return read("zone_search_llr_scenarios.json")["cases"] if (HERE / "zone_search_llr_scenarios.json").exists() else []


@pytest.mark.parametrize(
    "case", scenarios(), ids=[f"{c['weights_index']}-{c['L']:.0f}-{c['gamma']}" for c in scenarios()]
)
def test_leicestershire_under_other_weights(case):
    graph, made = leicestershire()
    indices = pd.read_csv(DATA / "england" / "england_imd2019.csv.gz").set_index("lsoa11_code").loc[list(graph.codes)]
    rank = (32_844 - indices[[f"{name}_rank" for name in DOMAINS]].to_numpy() + 1) / 32_844
    weights = read("zone_search_llr_scenarios.json")["weights"][case["weights_index"]]
    need = (-23 * np.log(1 - rank * (1 - math.exp(-100 / 23)))) @ np.array(weights)
    what = asked(case, made["perimeter_m"]) | {"threshold": None}
    fast = search_zones(need, made["pop"], graph, way="fast", rng=np.random.default_rng(1), **what).zones[0]
    assert fast.objective >= 0.995 * case["optimum"]
    assert fast.bound >= case["optimum"] - 1e-9
    if case["L"] < 25_000:  # the larger ones are proven above, and by ./run bench choosing
        zone = search_zones(need, made["pop"], graph, rng=np.random.default_rng(1), **what).zones[0]
        assert zone.proven
        assert zone.objective == pytest.approx(case["optimum"], abs=5e-5)

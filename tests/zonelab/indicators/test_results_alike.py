"""Every result can be had as a table, in words, with what it was made from; with one row an area, on a map too."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from zonelab import indicators as zi
from zonelab.core.boundaries import Boundaries
from zonelab.core.graphs import Graph
from zonelab.core.provenance import Provenance
from zonelab.core.results import ResultError

CODES = [f"A{place}" for place in range(8)]
VALUES = pd.DataFrame(
    {"x": [1.0, 2, 3, 4, 5, 6, 7, 90], "y": [2.0, 1, 4, np.nan, 6, 5, 8, 7], "z": [3.0, 3, 1, 1, 2, 2, 5, 4]}, CODES
)
COUNTS = pd.Series([0.0, 12, 20, 31, 40, 52, 60, 80], CODES)
PEOPLE = pd.Series([100.0, 120, 200, 310, 400, 500, 600, 800], CODES)
GRAPH = Graph.from_places(CODES, [(at, at + 1) for at in range(7)])
SPEC = zi.Specification(tuple(zi.Indicator(key, key) for key in "xyz"), {"x": 1, "y": 2, "z": 1})
TREE = zi.Hierarchy({"x": "all", "z": "all"})
CHANGES = pd.DataFrame({"old": CODES, "new": CODES, "change": ["U"] * 8, "share": [1] * 8})
CONTACTS = pd.DataFrame(
    {"agency": "police", "kind": ["reactive", "developmental"], "period": "2025", "count": [9, 1], "population": 100}
)


def rng() -> np.random.Generator:
    return np.random.default_rng(1)


def trend() -> zi.Trend:
    counts = pd.DataFrame([[10.0, 20, 30, 40, 50]] * 8, CODES)
    return zi.recent_trend(counts, pd.DataFrame([[1000.0] * 5] * 8, CODES))


ON_A_MAP: dict[str, Callable[[], Any]] = {
    "scored areas": lambda: zi.score_areas(VALUES, SPEC),
    "composite": lambda: zi.composite(VALUES, SPEC),
    "rank uncertainty": lambda: zi.rank_uncertainty(SPEC, VALUES, draws=1000, k=2, rng=rng()),
    "aggregated": lambda: zi.aggregate(VALUES, TREE),
    "copeland": lambda: zi.copeland(VALUES),
    "hot spots": lambda: zi.local_moran(COUNTS, GRAPH, permutations=99, rng=rng()),
    "getis": lambda: zi.getis_ord(COUNTS, GRAPH, permutations=0),
    "shrunk": lambda: zi.shrink(COUNTS, PEOPLE),
    "shrunk by neighbours": lambda: zi.spatial_shrink(COUNTS, PEOPLE, GRAPH),
    "shrunk to groups": lambda: zi.shrink_to_groups(COUNTS, PEOPLE, ["n"] * 4 + ["s"] * 4),
    "proportions": lambda: zi.wilson(COUNTS, PEOPLE),
    "rates": lambda: zi.byar(COUNTS, PEOPLE, per=1000),
    "comparison": lambda: zi.compare(zi.wilson(COUNTS, PEOPLE), 0.1, higher_is_better=True),
    "trend": trend,
    "reactive share": lambda: zi.reactive_share(COUNTS, PEOPLE),
    "carried over": lambda: zi.carry_over(COUNTS, CHANGES),
}
ELSEWHERE: dict[str, Callable[[], Any]] = {
    "screened": lambda: zi.screen(VALUES, 1),
    "screened indicators": lambda: zi.screen_indicators(VALUES, 1),
    "imputed": lambda: zi.impute(VALUES),
    "gaps": lambda: zi.report_gaps(VALUES),
    "description": lambda: zi.describe(VALUES),
    "treated": lambda: zi.treat(VALUES),
    "redundancy": lambda: zi.redundancy(VALUES),
    "moran": lambda: zi.moran(COUNTS, GRAPH),
    "demand": lambda: zi.demand_by_agency(CONTACTS),
    "protected": lambda: zi.protect(COUNTS, ["n"] * 4 + ["s"] * 4, threshold=15),
    "sensitivity": lambda: zi.rank_sensitivity(SPEC, VALUES, draws=32, k=2, rng=rng()),
    "weights": lambda: zi.budget_allocation({"Asha": {"x": 1, "y": 2}}),
    "pairwise": lambda: zi.pairwise_weights({("x", "y"): 2}),
}


@pytest.mark.parametrize("name", ON_A_MAP | ELSEWHERE)
def test_a_table_words_and_where_it_comes_from(name: str) -> None:
    make = (ON_A_MAP | ELSEWHERE)[name]
    result = make()
    table = result.to_frame()
    assert isinstance(table, pd.DataFrame)
    assert len(table)
    assert result.summary().strip()
    assert all(isinstance(said, str) for said in (*result.warnings, *result.assumptions))
    assert isinstance(result.provenance, Provenance)
    assert result.provenance.inputs
    again = make()
    assert again.provenance == result.provenance
    pd.testing.assert_frame_equal(again.to_frame(), table)


@pytest.mark.parametrize("name", ON_A_MAP)
def test_one_feature_an_area_with_the_columns_of_the_table(name: str) -> None:
    square = [[0, 52], [0.01, 52], [0.01, 52.01], [0, 52]]
    areas = [
        {"type": "Feature", "properties": {"code": code}, "geometry": {"type": "Polygon", "coordinates": [square]}}
        for code in [*CODES, "elsewhere"]
    ]
    boundaries = Boundaries.from_geojson({"type": "FeatureCollection", "features": areas})
    result = ON_A_MAP[name]()
    drawn = result.to_geojson(boundaries)["features"]
    assert [each["properties"].pop("code") for each in drawn] == CODES
    assert list(drawn[0]["properties"]) == list(result.to_frame().columns)


def test_results_of_plain_arrays_have_rows_by_place_and_no_map() -> None:
    interval = zi.wilson([[1, 2], [3, 4]], [[10, 10], [10, 10]])
    assert interval.to_frame().index.tolist() == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert zi.wilson(1, 2).to_frame()["estimate"].tolist() == [0.5]
    with pytest.raises(ResultError, match="no area codes"):
        zi.shrink([1, 2], [10, 10]).to_geojson(None)  # type: ignore[arg-type]  # it does not come so far


def test_shrunk_rates_stand_beside_the_raw_ones_with_their_intervals() -> None:
    table = zi.spatial_shrink(COUNTS, PEOPLE, GRAPH, per=1000).to_frame()
    assert list(table.columns)[:4] == ["raw", "shrunk", "low", "high"]
    np.testing.assert_allclose(table["raw"], COUNTS / PEOPLE * 1000)
    assert (table["low"] <= table["shrunk"]).all()
    assert (table["shrunk"] <= table["high"]).all()


def test_the_parts_of_an_explanation_are_a_table() -> None:
    parts = zi.composite(VALUES, SPEC).explain("A7").to_frame()
    assert parts["part"].sum() == pytest.approx(zi.composite(VALUES, SPEC).score[7])

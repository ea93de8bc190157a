"""What must hold for neighbours on any map, and against slow geometry and another program."""

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from zonelab.core.boundaries import Boundaries
from zonelab.core.graphs import Graph
from zonelab.regions import contiguity
from zonelab.synthetic.maps import boundaries_of, map_of_cells

few = settings(max_examples=20)  # each draws a map and works out its neighbours several times
HAIR = 1e-9  # degrees: a tenth of a millimetre


@st.composite
def tessellations(draw: st.DrawFn, least: int = 2, most: int = 25) -> Boundaries:
    place = st.tuples(st.integers(1, 19), st.integers(1, 19))
    return map_of_cells(draw(st.lists(place, min_size=least, max_size=most, unique=True)), across=20)


def pairs(graph: Graph) -> set[frozenset[str]]:
    return {frozenset(ends) for ends in graph.codes.to_numpy()[graph.edges].tolist()}


def by_geometry(areas: Boundaries, least: float) -> set[frozenset[str]]:
    """Pairs that meet in at least so many degrees, by the geometry of each pair alone."""
    grown = shapely.buffer(areas.shapes, HAIR)
    return {
        frozenset((areas.codes[one], areas.codes[other]))
        for one in range(len(areas))
        for other in range(one)
        if shapely.dwithin(areas.shapes[one], areas.shapes[other], HAIR)
        and shapely.length(shapely.intersection(shapely.boundary(areas.shapes[one]), grown[other])) >= least
    }


@few
@given(tessellations(most=12))
def test_neighbours_are_those_of_slow_geometry(areas: Boundaries) -> None:
    assert pairs(contiguity(areas).graph) == by_geometry(areas, 0)
    assert pairs(contiguity(areas, "rook").graph) == by_geometry(areas, 1e-5)


@few
@given(tessellations(least=3), st.randoms(use_true_random=False))
def test_the_order_of_areas_changes_nothing(areas: Boundaries, random: object) -> None:
    codes = areas.codes.tolist()
    random.shuffle(codes)  # type: ignore[attr-defined]
    thinned = areas.part(codes[: len(codes) * 2 // 3])
    turned = thinned.part(sorted(thinned.codes))
    found, again = contiguity(thinned, bridge_gaps=3000), contiguity(turned, bridge_gaps=3000)
    assert pairs(found.graph) == pairs(again.graph)
    assert [(each.one, each.other) for each in found.bridges] == [(each.one, each.other) for each in again.bridges]
    assert found.pieces == again.pieces


@few
@given(tessellations(), st.data())
def test_a_zone_is_as_long_round_as_its_union(areas: Boundaries, data: st.DataObject) -> None:
    zone = data.draw(st.lists(st.sampled_from(areas.codes.tolist()), min_size=1, unique=True))
    expected = areas.joined({"Z": zone}).perimeters[0]
    assert contiguity(areas).zone_perimeter(zone) == pytest.approx(expected, rel=1e-6)


@few
@given(tessellations(most=12))
def test_corners_of_one_side_alone_change_little(areas: Boundaries) -> None:
    """Every other area gets corners in between, rounded to a metre or so as publishers do."""
    cut = [
        shapely.transform(shapely.segmentize(shape, 0.013), lambda points: points.round(6)) if at % 2 else shape
        for at, shape in enumerate(areas.shapes)
    ]
    rough = boundaries_of(dict(zip(areas.codes, cut, strict=True)))
    assume(not rough.repaired)
    whole = contiguity(areas).to_frame().set_index(["one", "other"])["border"]
    found = contiguity(rough).to_frame().set_index(["one", "other"])["border"]
    assert whole.index.equals(found.index)
    np.testing.assert_allclose(found, whole, rtol=1e-3, atol=5)


@few
@given(tessellations(least=3))
def test_bridges_leave_one_piece_and_no_more_than_they_must(areas: Boundaries) -> None:
    odd = areas.part(areas.codes[::2])
    apart = contiguity(odd)
    joined = contiguity(odd, bridge_gaps=1e5)
    assert joined.pieces == 1
    assert len(joined.bridges) == apart.pieces - 1
    metres = [each.metres for each in joined.bridges]
    assert metres == sorted(metres)
    assert pairs(apart.graph) <= pairs(joined.graph)


@few
@given(tessellations())
def test_rook_is_part_of_queen_and_borders_are_the_same(areas: Boundaries) -> None:
    queen, rook = (
        contiguity(areas, kind).to_frame().set_index(["one", "other"])["border"] for kind in ("queen", "rook")
    )
    pd.testing.assert_series_equal(queen[queen > 0], rook)


@few
@given(tessellations())
def test_another_program_finds_the_same(areas: Boundaries) -> None:
    libpysal = pytest.importorskip("libpysal.graph", reason="libpysal is for the benches alone")
    geopandas = pytest.importorskip("geopandas")
    shapes = geopandas.GeoSeries(areas.shapes, index=areas.codes)
    for kind in ("queen", "rook"):
        theirs = libpysal.Graph.build_contiguity(shapes, rook=kind == "rook", strict=True).adjacency
        theirs = theirs[theirs > 0].reset_index()
        expected = {frozenset(ends) for ends in theirs[["focal", "neighbor"]].to_numpy().tolist()}
        assert pairs(contiguity(areas, kind).graph) == expected  # type: ignore[arg-type]

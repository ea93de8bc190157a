"""Neighbours on maps small enough to check by eye."""

from typing import Any

import numpy as np
import pytest
import shapely

from zonelab.core.boundaries import Boundaries, BoundariesError
from zonelab.core.graphs import Graph
from zonelab.regions import ContiguityError, contiguity
from zonelab.synthetic.maps import SIDE, boundaries_of, box, map_of_squares

UP = 1112.67  # metres of a side of the grid, northwards
FOUR = map_of_squares(["AB", "CD"])


def neighbours(areas: Boundaries, *args: Any, **kwargs: Any) -> set[str]:
    edges = contiguity(areas, *args, **kwargs).to_frame()
    return {"".join(sorted(pair)) for pair in zip(edges["one"], edges["other"], strict=True)}


def test_queen_sees_corners_and_rook_sides() -> None:
    assert neighbours(FOUR) == {"AB", "AC", "AD", "BC", "BD", "CD"}
    assert neighbours(FOUR, "rook") == {"AB", "AC", "BD", "CD"}


def test_a_border_is_as_long_as_the_shared_side_and_none_at_a_corner() -> None:
    edges = contiguity(FOUR).to_frame().set_index(["one", "other"])
    assert edges.loc[("A", "B"), "border"] == pytest.approx(UP, rel=1e-5)
    assert edges.loc[("A", "C"), "border"] == pytest.approx(686.78, rel=1e-5)
    assert edges.loc[("A", "D"), "border"] == 0


def test_a_side_may_have_a_corner_that_only_one_of_the_two_has() -> None:
    areas = boundaries_of({"wide": box(0, 0, 1, 2), "low": box(1, 0, 2, 1), "high": box(1, 1, 2, 2)})
    found = contiguity(areas, "rook")
    assert len(found.graph.edges) == 3
    borders = found.to_frame().set_index(["one", "other"])["border"]
    assert borders["wide", "low"] == pytest.approx(UP, rel=1e-5)
    assert borders["wide", "high"] == pytest.approx(UP, rel=1e-5)
    assert found.zone_perimeter(areas.codes) == pytest.approx(areas.joined({"Z": areas.codes}).perimeters[0], rel=1e-9)


def test_sides_that_miss_each_other_by_less_than_the_tolerance_touch() -> None:
    half_a_metre = 0.5 / UP
    areas = boundaries_of({"low": box(0, 0, 1, 1), "high": box(0.2, 1 + half_a_metre, 1.4, 2)})
    assert contiguity(areas, tolerance=0.3).islands == ("low", "high")
    for kind in ("queen", "rook"):
        found = contiguity(areas, kind, tolerance=1)
        assert found.graph.edge_border is not None
        assert found.graph.edge_border == pytest.approx([0.8 * 686.63], rel=1e-4)


def test_free_sides_that_only_meet_have_no_border() -> None:
    """The corner of one lies on the side of the other: neighbours by queen alone."""
    spike = shapely.Polygon([(0.01, 52.005), (0.02, 52.01), (0.02, 52.0)])
    areas = boundaries_of({"A": box(0, 0, 1, 1), "B": spike})
    for tolerance in (0, 1):
        assert neighbours(areas, tolerance=tolerance) == {"AB"}
        assert neighbours(areas, "rook", tolerance=tolerance) == set()


def test_an_area_inside_another_is_its_neighbour_all_round() -> None:
    areas = map_of_squares(["OOO", "OIO", "OOO"])
    found = contiguity(areas, "rook")
    outer, inner = (areas.perimeters[areas.places([code])[0]] for code in "OI")
    assert found.graph.edge_border is not None
    assert found.graph.edge_border == pytest.approx([inner])
    assert found.zone_perimeter(["O", "I"]) == pytest.approx(outer - inner)
    assert found.warnings == ()


def test_parts_of_one_area_are_no_neighbours_of_each_other() -> None:
    assert neighbours(map_of_squares(["A.A", "BBB"])) == {"AB"}
    assert neighbours(map_of_squares(["A.AB"])) == {"AB"}


def test_one_area_has_no_neighbour_and_needs_none() -> None:
    found = contiguity(map_of_squares(["A"]))
    assert (found.islands, found.pieces, found.warnings) == (("A",), 1, ())
    assert len(found.to_frame()) == 0
    assert "1 area" in found.summary()


def test_islands_and_pieces_are_told() -> None:
    found = contiguity(map_of_squares(["AB...C", "......", "DE...."]))
    assert found.islands == ("C",)
    assert found.pieces == 3
    assert "no neighbour: C" in found.warnings[0]
    assert "3 pieces" in found.warnings[1]
    assert "A + B" in found.warnings[1]
    assert found.areas_to_frame()["piece"].tolist() == [1, 1, 2, 3, 3]
    assert found.areas_to_frame()["island"].tolist() == [False, False, True, False, False]


def test_bridges_join_the_pieces_by_the_narrowest_gaps() -> None:
    """C is 3 sides east of B (2,060 m) and D one side south of A (1,113 m); E would be further."""
    areas = map_of_squares(["AB...C", "......", "DE...."])
    found = contiguity(areas, bridge_gaps=5000)
    assert [(each.one, each.other) for each in found.bridges] == [("A", "D"), ("B", "C")]
    assert [each.metres for each in found.bridges] == pytest.approx([UP, 3 * 686.78], rel=1e-3)
    assert (found.pieces, found.islands, found.warnings) == (1, ("C",), ())
    assert found.to_frame()["kind"].tolist() == ["edge", "bridge", "bridge", "edge"]
    assert found.to_frame()["border"].tolist()[1:3] == [0, 0]
    assert "A–D (1,113 m)" in found.summary()


def test_no_bridge_is_wider_than_asked_for() -> None:
    areas = map_of_squares(["AB...C", "......", "DE...."])
    assert [each.other for each in contiguity(areas, bridge_gaps=2000).bridges] == ["D"]
    assert contiguity(areas, bridge_gaps=1112).bridges == ()


def test_corners_are_bridged_by_rook_without_a_gap() -> None:
    found = contiguity(map_of_squares(["A.", ".B"]), "rook", bridge_gaps=10)
    assert [each.metres for each in found.bridges] == [0]


def test_edges_are_added_and_taken_away_by_hand() -> None:
    areas = map_of_squares(["AB.C"])
    found = contiguity(areas, join=[("C", "B"), ("B", "C")], remove=[("A", "B")])
    assert found.to_frame()[["one", "other", "kind"]].to_numpy().tolist() == [["B", "C", "join"]]
    assert np.isnan(found.to_frame()["gap"][0])
    assert (found.joined, found.removed) == ((("B", "C"),), (("A", "B"),))
    assert found.warnings == ("Taking edges away has split the map. It is in 2 pieces now: B + C, A.",)
    assert "Taken away by hand: A–B" in found.summary()


def test_a_bridge_can_be_taken_away() -> None:
    areas = map_of_squares(["AB.C"])
    found = contiguity(areas, bridge_gaps=1000, remove=[("C", "B")])
    assert found.bridges == ()
    assert found.pieces == 2


def test_what_touches_anyway_is_not_joined_again() -> None:
    found = contiguity(FOUR, join=[("A", "B")])
    assert found.to_frame()["kind"].unique().tolist() == ["edge"]
    assert found.warnings == ("These were to be joined and are neighbours anyway: A–B.",)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"kind": "bishop"}, "not by 'bishop'"),
        ({"join": [("A", "X")]}, "to join names areas without a boundary: X"),
        ({"remove": [("Y", "X")]}, "to remove names areas without a boundary: Y, X"),
        ({"remove": [("A", "A")]}, r"two different areas, not \('A', 'A'\)"),
        ({"join": ["AB"]}, "pairs of two different areas"),
        ({"join": [("A", "D")], "remove": [("D", "A")], "kind": "rook"}, "joined and removed at once: A–D"),
        ({"remove": [("A", "D")], "kind": "rook"}, "no neighbours, so nothing can be removed: A–D"),
        ({"bridge_gaps": 0}, "above zero, not 0"),
        ({"bridge_gaps": float("nan")}, "above zero"),
        ({"tolerance": -1}, "zero or more, not -1"),
    ],
)
def test_what_cannot_be_done_is_refused(wrong: dict[str, Any], message: str) -> None:
    with pytest.raises(ContiguityError, match=message):
        contiguity(FOUR, **wrong)


def test_the_same_shape_twice_is_named() -> None:
    found = contiguity(boundaries_of({"A": box(0, 0, 1, 1), "B": box(1, 0, 2, 1), "C": box(0, 0, 1, 1)}))
    assert len(found.warnings) == 1
    assert "same shape: A–C" in found.warnings[0]
    assert found.pieces == 1


@pytest.mark.parametrize(
    "other",
    [
        box(0.5, 0, 1.5, 1),  # along two sides
        box(0.2, 0.2, 0.6, 0.6),  # inside, where there is no hole
        box(0.5, 0.5, 1.5, 1.5),  # over a corner
        box(0, 0, 1, 0.5),  # inside, with three sides in common
        box(-0.5, 0.4, 1.5, 0.6),  # right across
    ],
)
def test_areas_that_overlap_are_named_and_are_neighbours(other: Any) -> None:
    found = contiguity(boundaries_of({"A": box(0, 0, 1, 1), "B": other}))
    size = shapely.area(shapely.intersection(box(0, 0, 1, 1), other)) / SIDE**2 * UP * 686.7
    told = next(warning for warning in found.warnings if "overlap: A and B (" in warning)
    assert float(told.split("(")[1].split(" ")[0].replace(",", "")) == pytest.approx(size, rel=1e-3)
    assert found.to_frame()[["one", "other"]].to_numpy().tolist() == [["A", "B"]]


@pytest.mark.parametrize(
    "other",
    [
        box(1 - 0.9 / 687, 0.2, 1.02, 0.8),  # a strip of .9 m, under the tolerance of 1 m
        shapely.Polygon([(0.0098, 52.005), (0.02, 52.01), (0.02, 52.0)]),  # a tip: less than a thousandth
    ],
)
def test_a_sliver_is_how_boundaries_are_drawn_and_no_overlap(other: Any) -> None:
    found = contiguity(boundaries_of({"A": box(0, 0, 1, 1), "B": other}))
    assert found.warnings == ()
    assert found.pieces == 1


def test_the_table_of_edges_makes_the_same_graph_again() -> None:
    found = contiguity(FOUR)
    again = Graph.from_table(found.graph.codes, found.to_frame(), border="border")
    np.testing.assert_array_equal(again.edges, found.graph.edges)
    np.testing.assert_array_equal(again.border, found.graph.border)


def test_edges_on_a_map_run_between_points_inside_the_areas() -> None:
    areas = map_of_squares(["AB.C"])
    drawn = contiguity(areas, bridge_gaps=1000).to_geojson(areas)
    first, second = drawn["features"]
    assert first["properties"] | {"border": 0} == {"one": "A", "other": "B", "border": 0, "kind": "edge", "gap": 0.0}
    assert second["properties"]["kind"] == "bridge"
    ends = shapely.points(second["geometry"]["coordinates"])
    assert shapely.contains(areas.part(["B", "C"]).shapes, ends).all()
    with pytest.raises(BoundariesError, match="no boundary of C"):
        contiguity(areas).to_geojson(areas.part(["A", "B"]))


def test_a_zone_of_unknown_areas_has_no_perimeter() -> None:
    with pytest.raises(ContiguityError, match="no area X"):
        contiguity(FOUR).zone_perimeter(["A", "X"])


def test_provenance_names_boundaries_and_settings() -> None:
    told = [contiguity(FOUR, **settings).provenance for settings in ({}, {}, {"join": [("A", "B")]})]  # type: ignore[arg-type]
    assert told[0] == told[1]
    assert told[0].inputs["boundaries"] == told[2].inputs["boundaries"]
    assert told[0].inputs["settings"] != told[2].inputs["settings"]
    moved = contiguity(map_of_squares(["AB", "DC"])).provenance
    assert moved.inputs["boundaries"] != told[0].inputs["boundaries"]


def test_nothing_can_be_changed() -> None:
    found = contiguity(FOUR)
    for array in (found.perimeter, found.made_by):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = array[1]

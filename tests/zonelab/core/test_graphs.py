"""A graph of areas: by hand, the graph of Leicester, Leicestershire and Rutland, and what must always hold."""

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonelab.core.graphs import Graph, GraphError

DATA = Path(os.environ.get("PEOPLEZONES_DATA") or Path(__file__).parents[4] / "shared" / "data") / "choosing"
CODES = ["A", "B", "C", "D", "E"]
# A–B–C in a row with borders of 10 and 30, D–E apart; the last area has no neighbour.
ROW = Graph.from_places([*CODES, "F"], [(1, 0), (1, 2), (3, 4)], [10.0, 30.0, 5.0])


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    areas = draw(st.integers(1, 12))
    place = st.integers(0, areas - 1)
    edges = (
        draw(st.lists(st.tuples(place, place).filter(lambda ends: ends[0] != ends[1]), max_size=20))
        if areas > 1
        else []
    )
    return Graph.from_places([f"E{number}" for number in range(areas)], edges)


def test_neighbours_pieces_and_islands_by_hand() -> None:
    assert ROW.neighbours("B") == ("A", "C")
    assert ROW.neighbours("F") == ()
    assert ROW.degree.tolist() == [1, 2, 1, 1, 1, 0]
    assert ROW.component.tolist() == [0, 0, 0, 1, 1, 2]
    assert ROW.islands == ("F",)
    assert ROW.edges.tolist() == [[0, 1], [1, 2], [3, 4]]
    assert ROW.edge_border is not None
    assert ROW.edge_border.tolist() == [10, 30, 5]


def test_the_lag_is_the_mean_of_the_neighbours_that_have_a_value() -> None:
    values = [1.0, 2.0, 5.0, np.nan, 7.0, 9.0]
    np.testing.assert_array_equal(ROW.lag(values), [2, 3, 2, 7, np.nan, np.nan])
    np.testing.assert_array_equal(ROW.lag(values, by_border=True), [2, (10 + 150) / 40, 2, 7, np.nan, np.nan])


def test_a_series_is_put_into_the_order_of_the_codes() -> None:
    values = pd.Series([9.0, 7.0, 4.0, 5.0, 2.0, 1.0], index=list("FEDCBA"))
    np.testing.assert_array_equal(ROW.lag(values), ROW.lag([1.0, 2.0, 5.0, 4.0, 7.0, 9.0]))


def test_a_part_keeps_the_edges_inside_it() -> None:
    part = ROW.part(np.array([True, True, False, True, True, False]))
    assert part.to_frame().to_numpy().tolist() == [["A", "B", 10.0], ["D", "E", 5.0]]


def test_an_edge_from_both_ends_is_one_edge() -> None:
    table = pd.DataFrame({"one": ["A", "B"], "other": ["B", "A"]})
    assert Graph.from_table(["A", "B"], table).edges.tolist() == [[0, 1]]


def test_codes_may_be_categories() -> None:
    table = pd.DataFrame({"one": ["B", "A"], "other": ["C", "B"]}, dtype="category")
    assert Graph.from_table(pd.Index(["A", "B", "C"]), table).edges.tolist() == [[0, 1], [1, 2]]


def test_one_area_and_no_area_make_a_graph() -> None:
    assert Graph.from_places(["A"], []).islands == ("A",)
    assert Graph.from_places([], []).component.tolist() == []
    assert np.isnan(Graph.from_places(["A"], []).lag([3.0])).all()


def test_the_graph_of_leicestershire_and_rutland_loads() -> None:
    path = DATA / "graph_LLR.json"
    if not path.exists():
        pytest.skip(f"The reference graph is not there: {path}. Set PEOPLEZONES_DATA.")
    given_graph = json.loads(path.read_text(encoding="utf-8"))
    graph = Graph.from_places(given_graph["lsoa"], given_graph["edges"], given_graph["border_m"])
    assert (len(graph), len(graph.edges)) == (611, 1781)
    assert graph.islands == ()
    assert set(graph.component.tolist()) == {0}
    assert graph.edges.tolist() == sorted(given_graph["edges"])
    again = Graph.from_table(graph.codes, graph.to_frame(), border="border")
    np.testing.assert_array_equal(again.neighbour, graph.neighbour)
    np.testing.assert_array_equal(again.border, graph.border)


def test_nobody_can_change_a_graph_in_place() -> None:
    starts = np.array([0, 1, 2])
    graph = Graph(pd.Index(["A", "B"]), starts, np.array([1, 0]))
    starts[1] = 0
    assert graph.neighbours("A") == ("B",)
    for array in (graph.starts, graph.neighbour, graph.degree, graph.edges, graph.component):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 7


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda: Graph.from_places(["A", "A"], []), "more than once: A"),
        (lambda: Graph.from_places(["A", " "], []), "text"),
        (lambda: Graph.from_places(["A", "B"], [(0, 0)]), "own neighbour: A"),
        (lambda: Graph.from_places(["A", "B"], [(0, 2)]), "outside 0 to 1"),
        (lambda: Graph.from_places(["A", "B"], [(0, -1)]), "outside 0 to 1"),
        (lambda: Graph.from_places(["A", "B"], [("A", "B")]), "from_table"),
        (lambda: Graph.from_places(["A", "B"], [(0, 1, 1)]), "pairs"),
        (lambda: Graph.from_places(["A", "B"], [(0, 1)], [-1.0]), "zero or more"),
        (lambda: Graph.from_places(["A", "B"], [(0, 1), (1, 0)], [1.0, 2.0]), "two lengths"),
        (lambda: Graph.from_table(["A"], pd.DataFrame({"one": ["A"], "other": ["Z"]})), "among the codes: Z"),
        (lambda: Graph.from_table(["A"], pd.DataFrame({"one": ["A"]})), "no column other"),
        (lambda: Graph(pd.Index(["A", "B"]), np.array([0, 1, 1]), np.array([1])), "must be one of A"),
        (lambda: Graph(pd.Index(["A", "B"]), np.array([0, 1]), np.array([1])), "starts"),
        (lambda: Graph(pd.Index(["A", "B"]), np.array([0, 1, 2]), np.array([0, 1])), "never itself"),
        (lambda: Graph(pd.Index(["A", "B"]), np.array([0, 1, 2]), np.array([1, 0]), np.array([1.0, 2])), "as long"),
        (lambda: ROW.lag([1.0]), "one for each of the 6"),
        (lambda: ROW.lag(["a"] * 6), "must be numbers"),
        (lambda: ROW.lag([np.inf] * 6), "infinite"),
        (lambda: ROW.lag(pd.Series([1.0], index=["A"])), "B, C, D, E, F"),
        (lambda: ROW.neighbours("Z"), "no area 'Z'"),
        (lambda: ROW.part([1, 0, 0, 0, 0, 0]), "true or false"),
        (lambda: Graph.from_places(["A", "B"], [(0, 1)]).lag([1, 2], by_border=True), "does not know"),
    ],
)
def test_what_makes_no_graph_is_refused_with_its_reason(wrong: Any, words: str) -> None:
    with pytest.raises(GraphError, match=words):
        wrong()


@given(graphs(), st.randoms(use_true_random=False))
def test_permuting_the_areas_permutes_neighbours_pieces_and_lag(graph: Graph, random: Any) -> None:
    order = list(range(len(graph)))
    random.shuffle(order)
    other = Graph.from_table(graph.codes[order], graph.to_frame())
    for code in graph.codes:
        assert set(other.neighbours(code)) == set(graph.neighbours(code))
    same = graph.component[:, None] == graph.component
    np.testing.assert_array_equal(other.component[:, None] == other.component, same[np.ix_(order, order)])
    values = np.arange(len(graph), dtype=float) ** 2
    np.testing.assert_allclose(other.lag(values[order]), graph.lag(values)[order])


@given(graphs())
def test_areas_are_in_one_piece_exactly_where_a_walk_leads_from_one_to_the_other(graph: Graph) -> None:
    reach = np.eye(len(graph), dtype=bool)
    reach[graph.own, graph.neighbour] = True
    for _ in range(len(graph)):
        reach = reach @ reach
    np.testing.assert_array_equal(graph.component[:, None] == graph.component, reach)


@given(graphs())
def test_the_lag_of_a_constant_is_the_constant_but_on_islands(graph: Graph) -> None:
    np.testing.assert_array_equal(graph.lag(np.full(len(graph), 3.0)), np.where(graph.degree > 0, 3.0, np.nan))

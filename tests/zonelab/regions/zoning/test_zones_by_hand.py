"""Zones on maps so small that a person sees which is best."""

import numpy as np
import pandas as pd
import pytest

from zonelab.core.graphs import Graph, GraphError
from zonelab.regions import ZoneSearchError, search_zones, zone_stability
from zonelab.synthetic.maps import map_of_squares

# A   B   C          9 1 8
# D   E   F    need  2 2 7      each has 100 people; neighbours share a side
# G   H   I          6 6 1
CODES = list("ABCDEFGHI")
NEED = [9.0, 1, 8, 2, 2, 7, 6, 6, 1]
SIDES = [(0, 1), (1, 2), (3, 4), (4, 5), (6, 7), (7, 8), (0, 3), (1, 4), (2, 5), (3, 6), (4, 7), (5, 8)]
PEOPLE = [100] * 9
SQUARES = map_of_squares(["ABC", "DEF", "GHI"])
WAYS = ("fast", "exact", "checked")


def nine(border: bool = False) -> Graph:
    return Graph.from_places(CODES, SIDES, np.full(len(SIDES), 10.0) if border else None)


def found(need=NEED, people=PEOPLE, graph=None, way="checked", **asked):
    return search_zones(need, people, graph or nine(), way=way, rng=np.random.default_rng(3), **asked)


@pytest.mark.parametrize("way", WAYS)
def test_the_neediest_pair_that_touches_is_taken(way):
    zone = found(low=200, high=200, way=way).zones[0]
    assert zone.areas == ("C", "F")
    assert (zone.population, zone.need, zone.objective) == (200, 7.5, 7.5)


def test_a_cold_area_is_taken_as_a_bridge_where_it_pays():
    # A and C with B between them: (9 + 1 + 8) / 3 = 6; C, F and B: 16/3; C, F and E: 17/3; D, G and H: 14/3.
    # With F as well, B costs less: (9 + 1 + 8 + 7) / 4 = 6.25.
    assert found(low=400, high=400).zones[0].areas == ("A", "B", "C", "F")


def test_the_excess_counts_all_need_above_the_threshold():
    zone = found(low=100, high=900, objective="excess", threshold=5.0).zones[0]
    # Everything above 5: A 4, C 3, F 2, G 1, H 1; the cheapest ways between cost 4 (B), 3 (D), 3 (E).
    assert zone.areas == ("A", "B", "C", "F")  # and D, G, H would add −3 + 1 + 1
    assert zone.objective == 100 * (4 - 4 + 3 + 2)
    assert zone.excess == zone.objective


def test_no_zone_holds_fewer_or_more_people_than_it_may():
    with pytest.raises(ZoneSearchError, match=r"no connected zone with 150 to 190 people"):
        found(low=150, high=190)


def test_a_given_area_is_held_by_the_first_zone_alone():
    result = found(low=200, high=200, containing=["I"], how_many=2)
    assert result.zones[0].areas == ("F", "I")
    assert result.zones[1].areas == ("G", "H")
    assert result.proven


def test_areas_apart_that_must_be_held_are_joined():
    zone = found(low=300, high=500, containing=["A", "I"]).zones[0]
    assert {"A", "I"} <= set(zone.areas)
    assert zone.population == 500
    assert zone.need == pytest.approx((9 + 1 + 8 + 7 + 1) / 5)


def test_areas_to_avoid_are_in_no_zone():
    result = found(low=200, high=200, avoiding=["F", "A"], how_many=2)
    assert result.zones[0].areas == ("G", "H")
    assert not {"F", "A"} & set(result.members().index)


def test_zones_share_no_area_and_come_best_first():
    result = found(low=200, high=200, how_many=3)
    assert [zone.areas for zone in result.zones] == [("C", "F"), ("G", "H"), ("A", "D")]
    assert result.members().tolist() == ["Zone 3", "Zone 1", "Zone 3", "Zone 1", "Zone 2", "Zone 2"]


def test_together_two_zones_can_do_better_than_one_after_the_other():
    # In a row: 5 8 8 5 with 100 people each. First 8 8, then nothing but single ends, which are too small.
    row = Graph.from_places(list("WXYZ"), [(0, 1), (1, 2), (2, 3)])
    alone = found([5.0, 8, 8, 5], [100] * 4, row, low=200, high=200, how_many=2)
    assert len(alone.zones) == 1
    assert "Only 1 of 2" in alone.warnings[0]
    two = found([5.0, 8, 8, 5], [100] * 4, row, low=200, high=200, how_many=2, jointly=True)
    assert [zone.areas for zone in two.zones] == [("W", "X"), ("Y", "Z")]
    assert two.proven
    assert not two.warnings
    apart = Graph.from_places(list("WXYZV"), [(0, 1), (1, 2), (2, 3), (0, 4)])
    need = [5.0, 8, 8, 5, 1]
    greedy = found(need, [100] * 5, apart, low=200, high=200, how_many=2)
    both = found(need, [100] * 5, apart, low=200, high=200, how_many=2, jointly=True)
    assert (greedy.total, both.total) == (8 + 3, 6.5 + 6.5)
    assert [zone.areas for zone in both.zones] == [("W", "X"), ("Y", "Z")]
    assert both.proven
    assert "Chosen together" in both.summary()


def test_a_zone_stays_within_its_district_and_each_has_so_many():
    district = pd.Series(list("nnnsssttt"), index=CODES)
    result = found(low=200, high=200, how_many=3, district=district, most_per_district=1)
    assert [(zone.areas, zone.district) for zone in result.zones] == [
        (("G", "H"), "t"),
        (("A", "B"), "n"),
        (("E", "F"), "s"),
    ] or [zone.district for zone in result.zones] == ["t", "n", "s"]
    assert all(district[list(zone.areas)].nunique() == 1 for zone in result.zones)


def test_a_penalty_prefers_the_compact_zone():
    # A row of four squares of need 5, and a block of four of need 4.9: the row has 100 m of rim, the block 80 m.
    codes = ["r1", "r2", "r3", "r4", "b1", "b2", "b3", "b4"]
    edges = [(0, 1), (1, 2), (2, 3), (4, 5), (6, 7), (4, 6), (5, 7)]
    graph = Graph.from_places(codes, edges, np.full(len(edges), 10.0))
    need, people, rim = [5.0] * 4 + [4.9] * 4, [100] * 8, [40.0] * 8
    asked = {"low": 400, "high": 400, "perimeter": rim}
    plain = found(need, people, graph, **asked)
    compact = found(need, people, graph, penalty=3.0, **asked)
    assert (plain.zones[0].areas[0], plain.zones[0].perimeter) == ("r1", 100)
    assert (compact.zones[0].areas[0], compact.zones[0].perimeter) == ("b1", 80)
    assert compact.zones[0].objective == pytest.approx(4.9 - 3 * 80 / 400)
    assert compact.proven


def test_areas_without_need_stay_out_and_are_named():
    result = found([*NEED[:5], np.nan, *NEED[6:]], low=200, high=200)
    assert result.zones[0].areas == ("G", "H")
    assert "left out: F" in result.warnings[0]


def test_one_area_and_islands():
    alone = Graph.from_places(["A", "B"], [])
    result = found([1.0, 2.0], [50, 60], alone, low=40, high=60, how_many=2)
    assert [zone.areas for zone in result.zones] == [("B",), ("A",)]
    one = Graph.from_places(["A"], [])
    assert found([1.0], [50], one, low=40, high=60).zones[0].areas == ("A",)


def test_areas_without_people_may_be_bridges():
    row = Graph.from_places(["A", "park", "B"], [(0, 1), (1, 2)])
    assert found([5.0, 0.0, 5.0], [100, 0, 100], row, low=200, high=200).zones[0].areas == ("A", "park", "B")


def test_areas_where_nobody_lives_are_taken_as_bridges_alone():
    # park is beside A, and leads nowhere.
    row = Graph.from_places(["park", "A", "moor", "B"], [(0, 1), (1, 2), (2, 3)])
    for way in WAYS:
        assert found([9.0, 5.0, 0.0, 5.0], [0, 100, 0, 100], row, low=200, high=200, way=way).zones[0].areas == (
            "A",
            "moor",
            "B",
        )


def test_too_few_zones_and_need_below_the_threshold_are_said_for_what_they_are():
    district = pd.Series(list("nnnssssss"), index=CODES)
    result = found(low=200, high=200, how_many=3, district=district, most_per_district=1)
    assert "its district has all the zones that it may have" in result.warnings[0]
    below = found(low=200, high=200, objective="excess", threshold=8.0)
    assert "below the threshold" in below.warnings[0]


def test_the_shapes_of_zones_are_drawn_from_the_boundaries():
    drawn = found(low=200, high=200).to_geojson(SQUARES)
    assert [feature["properties"]["code"] for feature in drawn["features"]] == ["Zone 1"]
    assert drawn["features"][0]["properties"]["population"] == 200


def test_what_is_asked_must_make_sense():
    graph = nine()
    cases = [
        ({"low": 300, "high": 200}, "at least 300 and at most 200"),
        ({"low": 0, "high": 200}, "above zero"),
        ({"objective": "sum"}, "'sum' is not known. Choose mean or excess"),
        ({"way": "slow"}, "Choose fast, exact or checked"),
        ({"objective": "excess"}, "threshold"),
        ({"penalty": 1.0}, "each area's perimeter"),
        ({"penalty": 1.0, "perimeter": [1.0] * 9}, "borders between areas"),
        ({"containing": ["X"]}, "no area X"),
        ({"containing": ["A"], "avoiding": ["A"]}, "both hold and avoid A"),
        ({"how_many": 0}, "how_many is a whole number"),
        ({"district": [None] * 9}, "no district: A"),
        ({"jointly": True, "way": "fast"}, "exact way alone"),
        ({"low": 2000, "high": 3000}, "largest connected piece has 900"),
        ({"low": "many"}, "a number above zero, not 'many'"),
        ({"how_many": 1.5}, "how_many is a whole number"),
        ({"seconds": float("nan")}, "seconds"),
        ({"most_per_district": 1}, "needs the district of each area"),
        ({"avoiding": CODES}, "No area is left"),
        ({"containing": ["A", "I"], "district": list("nnnsssttt")}, "different pieces of the map, or in different"),
    ]
    for wrong, said in cases:
        with pytest.raises(ZoneSearchError, match=said):
            found(graph=graph, **({"low": 200, "high": 300} | wrong))


@pytest.mark.parametrize(
    ("people", "said"), [([-1, *PEOPLE[1:]], "below zero: A"), ([np.nan, *PEOPLE[1:]], "no population: A")]
)
def test_populations_that_cannot_be_are_refused(people, said):
    with pytest.raises(ZoneSearchError, match=said):
        found(people=people, low=200, high=300)
    with pytest.raises(GraphError):
        found(people=PEOPLE[1:], low=200, high=300)


def test_the_answer_says_what_it_was_made_from():
    one, same, other = (found(low=200, high=high).provenance for high in (200, 200, 300))
    assert one == same
    assert one.inputs["settings"] != other.inputs["settings"]


def test_stability_draws_the_areas_that_win_and_says_it():
    graph = nine()
    needs = [NEED, NEED, [1.0] * 8 + [20.0], NEED]
    told = zone_stability(needs, PEOPLE, graph, low=200, high=200, rng=np.random.default_rng(1))
    assert told.winners == ((("C", "F"), 0.75), (("F", "I"), 0.25))
    assert told.areas_to_frame()["share"][["C", "F", "I"]].tolist() == [0.75, 1.0, 0.25]
    drawn = told.to_geojson(SQUARES)
    assert [feature["properties"]["code"] for feature in drawn["features"]] == ["C", "F", "I"]
    assert "wins 75%" in told.summary()
    with pytest.raises(ZoneSearchError, match="none is missing"):
        zone_stability([[np.nan] * 9], PEOPLE, graph, low=200, high=200, rng=np.random.default_rng(1))

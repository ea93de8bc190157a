"""Scans whose answer can be worked out on paper, and the ends of what a scan takes."""

import math
from dataclasses import FrozenInstanceError

import numpy as np
import pandas as pd
import pytest

from zonelab.core.boundaries import Boundaries
from zonelab.core.graphs import Graph
from zonelab.regions import Scan, ScanError, circular_scan, flexible_scan
from zonelab.regions.likelihood import raised_from
from zonelab.regions.windows import nearest
from zonelab.synthetic.maps import map_of_squares

LINE = [[x, 0.0] for x in range(6)]
TOUCHING = [[x, x + 1] for x in range(5)]
PEOPLE = [100.0] * 6


def circular(cases: object, people: object = PEOPLE, places: object = LINE, **more: object) -> Scan:
    return circular_scan(cases, people, places, **({"draws": 19, "rng": np.random.default_rng(1)} | more))  # type: ignore[arg-type]


def flexible(
    cases: object, people: object = PEOPLE, places: object = LINE, borders: object = TOUCHING, **more: object
) -> Scan:
    return flexible_scan(cases, people, places, borders, **({"draws": 19, "rng": np.random.default_rng(1)} | more))  # type: ignore[arg-type]


def test_the_ratio_and_the_relative_risk_are_those_of_the_formula() -> None:
    first = circular([9, 8, 1, 0, 1, 1]).clusters[0]
    due = 20 * 200 / 600
    assert first.areas == (0, 1)
    assert first.llr == pytest.approx(17 * math.log(17 / due) + 3 * math.log(3 / (20 - due)), abs=1e-12)
    assert first.relative_risk == pytest.approx((17 / due) / (3 / (20 - due)), abs=1e-12)
    assert (first.observed, first.population) == (17, 200.0)


def test_expected_counts_decide_and_not_the_population() -> None:
    cases = [10, 10, 1, 1, 1, 1]
    assert circular(cases).clusters[0].areas == (0, 1)
    assert circular(cases, expected=[10, 10, 0.1, 1, 1.9, 1]).clusters[0].areas == (2,)


def test_a_circle_never_holds_more_people_than_its_share() -> None:
    # The three hot areas are half of the people: one less person allowed, and a circle has two.
    cases = [9, 9, 9, 0, 0, 0]
    assert set(circular(cases, share=0.5).clusters[0].areas) == {0, 1, 2}
    assert len(circular(cases, share=0.49).clusters[0].areas) == 2


def test_areas_equally_far_enter_a_circle_together() -> None:
    # Around area 1 both neighbours are 1 away; no circle holds 1 and 0 without 2, but one around 0 does.
    found = circular([0, 5, 5, 5, 0, 0], places=[[0, 0], [1, 0], [2, 0], [50, 0], [60, 0], [80, 0]])
    assert found.windows == len([(0,), (0, 1), (0, 1, 2), (1,), (1, 0, 2), (2,), (2, 1), (2, 1, 0)]) + 3 * 3


def test_shapes_bend_where_circles_cannot() -> None:
    corner = [[0, 0], [1, 0], [2, 0], [0, 1], [1, 1], [2, 1], [0, 2], [1, 2], [2, 2]]
    borders = [[0, 1], [1, 2], [0, 3], [1, 4], [2, 5], [3, 4], [4, 5], [3, 6], [4, 7], [5, 8], [6, 7], [7, 8]]
    cases, people = [9, 9, 9, 9, 0, 0, 9, 0, 0], [100] * 9
    assert flexible(cases, people, corner, borders).clusters[0].areas == (0, 1, 2, 3, 6)
    assert set(circular(cases, people, corner).clusters[0].areas) != {0, 1, 2, 3, 6}


def test_no_shape_leaps_over_a_gap() -> None:
    cases = [0, 9, 0, 9, 0, 0]
    assert flexible(cases, raised=0.2).clusters[0].areas in {(1,), (3,)}
    assert flexible(cases, borders=[*TOUCHING, [1, 3]], raised=0.2).clusters[0].areas == (1, 3)


def test_restricted_shapes_take_in_no_quiet_bridge() -> None:
    cases = [0, 9, 2, 9, 0, 0]
    assert flexible(cases).clusters[0].areas == (1, 2, 3)
    assert flexible(cases, raised=0.2).clusters[0].areas in {(1,), (3,)}


def test_islands_are_shapes_of_their_own_and_named() -> None:
    found = flexible([0, 1, 1, 1, 1, 20], borders=TOUCHING[:-1])
    assert found.clusters[0].areas == (5,)
    assert any("touch no other" in each and "5" in each for each in found.warnings)
    assert flexible([0, 1, 1, 1, 1, 20], borders=[]).windows == 6


def test_further_clusters_share_no_area_and_are_weaker() -> None:
    found = circular([20, 1, 1, 1, 1, 15])
    assert [each.areas for each in found.clusters[:2]] == [(0,), (5,)]
    assert found.clusters[0].llr > found.clusters[1].llr
    assert len(circular([20, 1, 1, 1, 1, 15], most_clusters=1).clusters) == 1


def test_p_counts_the_drawn_maps_that_are_as_strong() -> None:
    found = circular([5, 2, 1, 2, 2, 4], draws=99)
    first = found.clusters[0]
    assert first.as_strong == np.count_nonzero(found.strongest >= first.llr - 1e-9) > 0
    assert first.p == (first.as_strong + 1) / 100
    assert first.p_error == pytest.approx(math.sqrt(first.p * (1 - first.p) / 100))


def test_a_map_drawn_as_it_is_counts_as_strong() -> None:
    # One case among equals: every drawn map is as strong as this one, so p is 1 whatever the rounding.
    assert circular([0, 0, 1, 0, 0, 0], draws=99).clusters[0].p == 1.0
    assert flexible([0, 0, 1, 0, 0, 0], draws=99, raised=0.2).clusters[0].p == 1.0


def test_no_cases_give_no_cluster() -> None:
    for found in (circular([0] * 6), flexible([0] * 6), flexible([0] * 6, raised=0.2)):
        assert found.clusters == ()
        assert "There are no cases at all." in found.warnings
        assert "there is no cluster" in found.summary()
        assert found.to_frame()["cluster"].isna().all()
        assert found.clusters_to_frame().empty


def test_the_same_risk_everywhere_gives_no_cluster() -> None:
    assert circular([3] * 6).clusters == ()
    assert flexible([3] * 6).clusters == ()


def test_one_area_gives_no_cluster() -> None:
    for found in (circular([7], [100], [[0, 0]]), flexible([7], [100], [[0, 0]], [])):
        assert found.clusters == ()
        assert any("one area only" in each for each in found.warnings)


def test_all_cases_in_one_area_leave_no_risk_elsewhere() -> None:
    first = circular([7, 0, 0, 0, 0, 0]).clusters[0]
    assert first.relative_risk == math.inf
    assert first.llr == pytest.approx(7 * math.log(6))
    assert "no case lies outside" in first.summary()


def test_areas_without_people_add_nothing_but_link() -> None:
    found = flexible([0, 9, 0, 9, 1, 1], [100, 100, 0, 100, 100, 100])
    assert found.clusters[0].areas == (1, 2, 3)
    assert any("no people" in each for each in found.warnings)
    # An area at the edge without people does not make a circle stronger: the smaller one is named.
    assert circular([9, 0, 0, 1, 1, 1], [100, 0, 100, 100, 100, 100]).clusters[0].areas == (0,)


def test_an_area_too_large_for_any_circle_is_named() -> None:
    found = circular([50, 1, 1, 1, 1, 1], [1000, 10, 10, 10, 10, 10])
    assert any("more people than a circle may" in each for each in found.warnings)
    assert all(0 not in each.areas for each in found.clusters)


def test_a_raised_count_has_a_mid_p_below_the_level() -> None:
    # Poisson, mean 2: P(X > 3) + P(X = 3) / 2 = .1429 + .0902 = .2331; P(X > 4) + P(X = 4) / 2 = .0978.
    assert raised_from(np.array([2.0]), 0.2).tolist() == [4]
    assert raised_from(np.array([2.0]), 0.2332).tolist() == [3]
    assert raised_from(np.array([2.0]), 0.2330).tolist() == [4]
    # At large means the level is that of the normal curve: .2 lies .8416 deviations above the mean.
    assert raised_from(np.array([1e6]), 0.2)[0] == pytest.approx(1e6 + 841.6, abs=2)


def test_an_area_is_nearest_to_itself_even_with_others_in_its_place() -> None:
    around = nearest(np.zeros((3, 2)), np.empty((0, 2), dtype=np.int32), 2, great_circle=False)
    assert around.near[:, 0].tolist() == [0, 1, 2]


def test_frames_name_areas_by_their_codes() -> None:
    codes = pd.Index([f"E{number}" for number in range(6)])
    cases, people = pd.Series([9, 8, 1, 0, 1, 1], codes), pd.Series(PEOPLE, codes)
    found = circular(cases, people, pd.DataFrame(LINE, codes))
    frame = found.to_frame()
    assert frame.index.tolist() == codes.tolist()
    assert frame["cluster"].tolist()[:2] == [1, 1]
    assert frame["expected"].sum() == pytest.approx(20)
    table = found.clusters_to_frame()
    assert table[["centre", "areas", "observed"]].to_numpy().tolist()[0] == ["E0", 2, 17]
    assert "around E0" in found.summary()
    row = map_of_squares(["012345"])
    shapes = Boundaries(pd.Index([f"E{code}" for code in row.codes]), row.shapes, pd.DataFrame())
    drawn = found.to_geojson(shapes)["features"]
    assert [feature["properties"]["code"] for feature in drawn][:2] == ["E0", "E1"]
    assert drawn[0]["properties"]["cluster"] == 1


def test_the_summary_tells_a_real_cluster_from_noise() -> None:
    real, noise = circular([30, 25, 1, 0, 1, 1], draws=99).summary(), circular([4, 3, 2, 3, 2, 4], draws=99).summary()
    assert "Chance alone would rarely" in real
    assert "around 0: 55 cases, 19.3 expected" in real
    assert "No cluster stands out from chance" in noise
    assert "it is open whether" in circular([30, 25, 1, 0, 1, 1], draws=0).summary()


def test_the_answer_cannot_be_changed_and_says_what_it_was_made_from() -> None:
    cases = np.array([9, 8, 1, 0, 1, 1])
    found = circular(cases)
    assert cases.tolist() == [9, 8, 1, 0, 1, 1]
    with pytest.raises(FrozenInstanceError):
        found.windows = 0  # type: ignore[misc]
    with pytest.raises(ValueError, match="read-only"):
        found.strongest[0] = 0
    assert found.provenance.seed == 1
    assert {"cases", "population", "expected", "places", "settings"} <= set(found.provenance.inputs)
    assert flexible(cases).provenance.inputs["borders"] != flexible(cases, borders=[]).provenance.inputs["borders"]


@pytest.mark.parametrize(
    ("cases", "people", "places", "words"),
    [
        ([1, 2.5], [1, 1], [[0, 0], [1, 0]], "whole numbers"),
        ([1, -2], [1, 1], [[0, 0], [1, 0]], "Cases are missing, infinite or negative in these areas: 1"),
        ([1, float("nan")], [1, 1], [[0, 0], [1, 0]], "Cases are missing"),
        ([1, 2], [1, float("nan")], [[0, 0], [1, 0]], "Populations are missing"),
        ([1, 2], [1, -1], [[0, 0], [1, 0]], "Populations are missing, infinite or negative"),
        ([1, 2], [1, 0], [[0, 0], [1, 0]], "cases but no people in these areas: 1"),
        ([0, 0], [0, 0], [[0, 0], [1, 0]], "No area has any people"),
        ([1, 2], [1, 1, 1], [[0, 0], [1, 0]], "there are 2 areas"),
        ([1, 2], [1, 1], [[0, 0, 0], [1, 0, 0]], "areas × 2"),
        ([1, 2], [1, 1], [[0, 0], [1, float("nan")]], "no place: 1"),
        ([], [], [], "at least one area"),
        (["a", "b"], [1, 1], [[0, 0], [1, 0]], "must be numbers"),
        ([1, 20_000_000], [1, 1], [[0, 0], [1, 0]], "takes up to 10,000,000"),
    ],
)
def test_numbers_that_cannot_be_scanned_are_refused(cases: object, people: object, places: object, words: str) -> None:
    with pytest.raises(ScanError, match=words):
        circular(cases, people, places)
    with pytest.raises(ScanError, match=words):
        flexible(cases, people, places, [])


def test_gaps_of_pandas_are_missing_numbers() -> None:
    with pytest.raises(ScanError, match="Cases are missing, infinite or negative in these areas: B"):
        circular(pd.Series([1, None], ["A", "B"], dtype="Int64"), [1, 1], [[0, 0], [1, 0]])


def test_tables_of_other_areas_or_in_another_order_are_refused() -> None:
    cases, people = pd.Series([1, 2], ["A", "B"]), pd.Series([1, 1], ["B", "A"])
    with pytest.raises(ScanError, match="another order"):
        circular(cases, people, [[0, 0], [1, 0]])
    with pytest.raises(ScanError, match="twice: A"):
        circular(pd.Series([1, 2], ["A", "A"]), [1, 1], [[0, 0], [1, 0]])


def test_a_graph_of_the_areas_serves_as_borders() -> None:
    codes = ["A", "B", "C", "D", "E", "F"]
    cases, graph = pd.Series([9, 8, 7, 1, 0, 1], codes), Graph.from_places(codes, TOUCHING)
    by_graph, by_pairs = flexible(cases, borders=graph), flexible(cases)
    assert by_graph.clusters == by_pairs.clusters
    assert by_graph.provenance == by_pairs.provenance
    assert flexible(cases.tolist(), borders=graph).clusters[0].areas == (0, 1, 2)
    for other in (cases.iloc[::-1], cases.iloc[:5].tolist()):
        with pytest.raises(ScanError, match="Sort the cases"):
            flexible(other, PEOPLE[: len(other)], LINE[: len(other)], graph)


@pytest.mark.parametrize(
    ("borders", "words"),
    [([[0, 6]], "Count from 0"), ([[-1, 0]], "Count from 0"), ([[0.5, 1.0]], "whole numbers"), ([0, 1], "pairs")],
)
def test_borders_that_name_no_areas_are_refused(borders: object, words: str) -> None:
    with pytest.raises(ScanError, match=words):
        flexible([1] * 6, borders=borders)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"share": 0}, "share"),
        ({"share": 0.6}, "share"),
        ({"draws": -1}, "draws"),
        ({"most_clusters": 0}, "clusters"),
        ({"n_jobs": 0}, "number of jobs"),
        ({"expected": [0] * 6}, "all zero"),
        ({"expected": [1] * 5}, "there are 6 areas"),
        ({"great_circle": True, "places": [[42.1, -175.9]] * 6}, "longitude first"),
    ],
)
def test_settings_out_of_range_are_refused(more: dict[str, object], words: str) -> None:
    with pytest.raises(ScanError, match=words):
        circular([1] * 6, **more)


@pytest.mark.parametrize(("more", "words"), [({"most_areas": 65}, "1 to 64"), ({"raised": 0.6}, "level of raised")])
def test_shapes_out_of_range_are_refused(more: dict[str, object], words: str) -> None:
    with pytest.raises(ScanError, match=words):
        flexible([1] * 6, **more)


def test_more_shapes_than_memory_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zonelab.regions.windows.MOST_WINDOWS", 10)
    with pytest.raises(ScanError, match="Lower the most areas"):
        flexible([1] * 6)

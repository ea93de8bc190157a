"""One call from raw values to scores: each step by hand, marked and told; nothing changes that was not asked for."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zonelab.core.boundaries import Boundaries
from zonelab.core.graphs import Graph
from zonelab.core.results import ResultError
from zonelab.indicators import (
    Gaps,
    Indicator,
    Outliers,
    ScoredAreas,
    Specification,
    SpecificationError,
    ValuesError,
    VintageError,
    composite,
    prepare,
    rank_sensitivity,
    rank_uncertainty,
    score_areas,
    turning_points,
)

SPEC = Specification(
    (Indicator("burglary", "safe", demand="reactive"), Indicator("checks", "well", False, demand="developmental")),
    {"safe": 3, "well": 1},
    "min_max",
)
TABLE = pd.DataFrame({"burglary": [0.0, 4, np.nan, 8, np.nan], "checks": [9.0, 7, 5, 1, np.nan]}, index=list("ABCDE"))
ROW = Graph.from_places(list("ABCDE"), [(0, 1), (1, 2), (2, 3), (3, 4)])


def rng() -> np.random.Generator:
    return np.random.default_rng(1)


def test_without_steps_the_answer_is_that_of_composite() -> None:
    result, plain = score_areas(TABLE, SPEC), composite(TABLE, SPEC)
    np.testing.assert_array_equal(result.score, plain.score)
    pd.testing.assert_frame_equal(result.parts, plain.parts)
    assert result.steps == ()
    assert result.warnings == plain.warnings
    assert result.marks.loc["C"].tolist() == ["missing", "observed"]
    assert (result.doubt == 0).all(axis=None)


def test_dropping_and_filling_by_hand() -> None:
    spec = replace(SPEC, missing=Gaps(drop_areas_below=0.5, fill="neighbours"))
    result = score_areas(TABLE, spec, graph=ROW)
    # C: (4 + 8) / 2 = 6; E is left out. Scale 0 to 8 and 9 to 1.
    np.testing.assert_allclose(result.score, [0, 37.5 + 6.25, 0.75 * 75 + 12.5, 100, np.nan])
    assert result.rank.tolist()[:4] == [4, 3, 2, 1]
    assert result.values.loc["C", "burglary"] == 6
    assert np.isnan(result.raw.loc["C", "burglary"])
    assert result.marks["burglary"].tolist() == ["observed", "observed", "imputed", "observed", "dropped"]
    assert result.doubt.loc["C", "burglary"] == pytest.approx(np.std([4, 8], ddof=1))
    assert result.dropped_areas == ("E",)
    assert "1 gaps are filled by the mean of their neighbours (burglary 1)." in result.summary()
    frame = result.to_frame()
    assert frame["dropped"].tolist() == [False] * 4 + [True]
    assert frame["imputed"].tolist() == [0, 0, 1, 0, 0]
    assert frame.loc["E", ["score", "part_safe"]].isna().all()
    assert result.marked().values.tolist()[0][:2] == ["C", "burglary"]
    with pytest.raises(ValuesError, match="E was left out"):
        result.explain("E")
    assert result.explain("D").rank == 1


def test_each_indicator_is_filled_in_its_own_way_from_observed_values() -> None:
    indicators = (replace(SPEC.indicators[0], missing="median"), SPEC.indicators[1])
    spec = replace(SPEC, indicators=indicators, missing=Gaps(fill="mean"))
    result = score_areas(TABLE, spec, groups=dict.fromkeys("ABCDE", "all"))
    assert result.values.loc["E"].tolist() == [4, 5.5]
    left = replace(SPEC, indicators=(replace(indicators[0], missing="none"), indicators[1]), missing=Gaps(fill="mean"))
    assert score_areas(TABLE, left).marks.loc["E"].tolist() == ["missing", "imputed"]


def test_an_indicator_with_too_few_values_goes_and_its_part_is_nothing() -> None:
    more = (*SPEC.indicators, Indicator("rare", "safe", weight=9))
    table = TABLE.assign(rare=[1.0, np.nan, np.nan, np.nan, np.nan])
    spec = replace(SPEC, indicators=more, missing=Gaps(drop_indicators_below=0.5))
    result = score_areas(table, spec)
    np.testing.assert_array_equal(result.score, score_areas(TABLE, SPEC).score)
    assert result.dropped_indicators == ("rare",)
    assert result.parts.loc["A", "rare"] == 0
    assert result.marks["rare"].tolist() == ["dropped"] * 5
    alone = replace(
        spec,
        indicators=(*SPEC.indicators, Indicator("rare", "more")),
        group_weights={"more": 1} | {"safe": 1, "well": 1},
    )
    with pytest.raises(ValuesError, match=r"group 'more' have values for less than 50%.*lower drop_indicators_below"):
        score_areas(table, alone)


def test_outliers_change_only_on_request_and_are_told_of() -> None:
    table = pd.DataFrame({"burglary": [1.0, 2, 3, 4, 90], "checks": [40.0, 41, 43, 44, 46]}, index=list("ABCDE"))
    untouched = score_areas(table, SPEC)
    assert (untouched.marks == "observed").all(axis=None)
    assert "left as they are: burglary" in untouched.warnings[0]
    result = score_areas(table, replace(SPEC, outliers=Outliers(winsorise=1)))
    assert result.values["burglary"].tolist() == [1, 2, 3, 4, 4]
    assert result.marks["burglary"].tolist() == ["observed"] * 4 + ["winsorised"]
    assert result.steps[0].startswith("burglary: 1 winsorised")
    assert result.to_frame()["changed"].tolist() == [0, 0, 0, 0, 1]
    transformed = (SPEC.indicators[0], replace(SPEC.indicators[1], transform="log"))
    logged = score_areas(table, replace(SPEC, indicators=transformed))
    assert logged.marks["checks"].tolist() == ["log"] * 5
    assert (logged.marks["burglary"] == "observed").all()


def test_a_value_that_was_filled_and_transformed_says_both_and_its_doubt_has_no_unit() -> None:
    spec = replace(SPEC, indicators=(replace(SPEC.indicators[0], transform="log"), SPEC.indicators[1]))
    result = score_areas(TABLE, replace(spec, missing=Gaps(fill="mean")))
    assert result.marks.loc["C", "burglary"] == "imputed, log"
    assert result.doubt.loc["C", "burglary"] == 0
    assert result.doubt.loc["E", "checks"] > 0


def test_doubt_sensitivity_and_turning_points_work_from_the_result() -> None:
    result = score_areas(TABLE, replace(SPEC, missing=Gaps(0.5, fill="mean")), graph=ROW)
    found = rank_uncertainty(result, k=2, draws=500, indicator_error=result.doubt, rng=rng())
    assert found.codes.tolist() == list("ABCD")
    assert found.rank.tolist() == result.rank[:4].tolist()
    assert found.low[2] < found.high[2]
    exact = rank_uncertainty(result, k=2, draws=500, rng=rng())
    assert exact.high[3] == 1
    assert rank_sensitivity(result, k=2, draws=32, rng=rng()).codes
    assert turning_points(result, 2) == turning_points(result.prepared, 2)
    spec = result.specification
    again = rank_uncertainty(spec, TABLE, k=2, draws=500, rng=rng())
    np.testing.assert_array_equal(again.low, exact.low)


def test_steps_are_never_passed_over_in_silence() -> None:
    with pytest.raises(SpecificationError, match=r"score_areas\(\) carries them out"):
        prepare(TABLE, replace(SPEC, missing=Gaps(fill="mean")))
    with pytest.raises(ValuesError, match="give graph="):
        score_areas(TABLE, replace(SPEC, missing=Gaps(fill="neighbours")))


def test_kinds_of_demand_share_the_score() -> None:
    result = score_areas(TABLE, SPEC)
    assert result.demand_shares == {"none": 0, "reactive": 0.75, "developmental": 0.25}
    np.testing.assert_allclose(result.demand_parts.sum(axis=1, skipna=False), result.score)
    assert "75% on reactive demand and 25% on developmental demand" in result.summary()


@pytest.mark.parametrize(
    ("people", "words"),
    [
        ({"A": 1, "B": 1, "C": 1, "D": 1}, "no population: E"),
        (dict.fromkeys("ABCDE", 1) | {"B": -1}, "a population below zero: B"),
        (dict.fromkeys("ABCDE", 1) | {"C": float("nan")}, "no population: C"),
        (dict.fromkeys("ABCDE", 1) | {"C": float("inf")}, "an infinite population: C"),
        (dict.fromkeys("ABCDE", "many"), "Populations must be numbers"),
    ],
)
def test_populations_that_make_no_sense_are_refused(people: dict[str, Any], words: str) -> None:
    with pytest.raises(ValuesError, match=words):
        score_areas(TABLE, SPEC, population=people)


def test_tables_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValuesError, match="in more than one row: A"):
        score_areas(TABLE.rename(index={"B": "A"}), SPEC)
    with pytest.raises(ValuesError, match="no column for checks"):
        score_areas(TABLE[["burglary"]], SPEC)
    mixed = pd.DataFrame({"burglary": [1.0, 2], "checks": [1.0, 2]}, index=["E01000001", "E02000001"])
    with pytest.raises(VintageError, match="The table mixes lower-layer"):
        score_areas(mixed, SPEC)
    assert score_areas(mixed, SPEC, mixed_codes=True).rank.tolist() == [2, 1]
    old = pd.DataFrame({"burglary": [1.0, 2], "checks": [1.0, 2]}, index=["E01000001", "E01033768"])
    lookup = pd.DataFrame({"old": ["E01000001", "E01000002"], "new": ["E01033768", "E01000002"]})
    with pytest.raises(VintageError, match=r"LSOA \(2011\) to LSOA \(2021\)"):
        score_areas(old, SPEC, lookup=lookup)
    with pytest.raises(ValuesError, match=r"No area has values for 100%"):
        score_areas(TABLE.assign(burglary=[np.nan] * 4 + [1]), replace(SPEC, missing=Gaps(drop_areas_below=1)))


def test_it_works_with_one_area_constant_columns_and_islands() -> None:
    spec = replace(SPEC, missing=Gaps(fill="neighbours"))
    one = score_areas(TABLE.iloc[:1], spec, graph=ROW.part(np.array([True] + [False] * 4)))
    assert one.rank.tolist() == [1]
    constant = score_areas(TABLE.fillna(1.0).assign(checks=3.0), SPEC)
    assert "'checks' has the same value" in " ".join(constant.warnings)
    islands = Graph.from_places(list("ABCDE"), [(0, 1)])
    alone = score_areas(TABLE, spec, graph=islands)
    assert alone.marks.loc["C", "burglary"] == "missing"
    assert np.isnan(alone.score[4])


def test_on_a_map_each_area_has_its_row() -> None:
    square = [[0, 52], [0.01, 52], [0.01, 52.01], [0, 52]]
    areas = [
        {"type": "Feature", "properties": {"code": code}, "geometry": {"type": "Polygon", "coordinates": [square]}}
        for code in "EDCBAZ"
    ]
    boundaries = Boundaries.from_geojson({"type": "FeatureCollection", "features": areas})
    result = score_areas(TABLE, SPEC, population=pd.Series(100, index=list("ABCDE")))
    drawn = result.to_geojson(boundaries)["features"]
    assert [each["properties"]["code"] for each in drawn] == list("EDCBA")
    assert drawn[0]["properties"]["score"] is None
    assert drawn[1]["properties"]["rank"] == 1
    assert drawn[1]["properties"]["population"] == 100
    with pytest.raises(ResultError, match="no boundary for D, E"):
        result.to_geojson(boundaries.part(["A", "B", "C"]))


gaps = st.integers(-80, 80).map(lambda number: number / 8) | st.just(float("nan"))


@st.composite
def cases(draw: st.DrawFn) -> tuple[pd.DataFrame, Specification]:
    keys = ("a", "b", "c", "d")
    count = draw(st.integers(2, 8))
    columns = {key: [*draw(st.lists(gaps, min_size=count - 1, max_size=count - 1)), 1.0] for key in keys}
    indicators = tuple(
        Indicator(key, group, draw(st.booleans()), missing=draw(st.sampled_from([None, "median", "regression"])))
        for key, group in zip(keys, ("x", "x", "y", "z"), strict=True)
    )
    spec = Specification(
        indicators,
        {"x": 1, "y": 2, "z": 1, "top": 1},
        draw(st.sampled_from(["percentile", "min_max", "exponential"])),
        draw(st.sampled_from(["arithmetic", "geometric", "harmonic"])),
        {"x": "top", "y": "top"},
        Gaps(draw(st.sampled_from([0, 0.5])), 0, draw(st.sampled_from(["none", "mean", "neighbours"]))),
        Outliers(draw(st.integers(0, 2)), otherwise=draw(st.sampled_from(["none", "log"]))),
    )
    return pd.DataFrame(columns, index=[f"A{place}" for place in range(count)]), spec


def carried_out(case: tuple[pd.DataFrame, Specification]) -> ScoredAreas:
    table, spec = case
    codes = sorted(table.index)
    return score_areas(table, spec, graph=Graph.from_places(codes, [(at, at + 1) for at in range(len(codes) - 1)]))


@settings(max_examples=20)
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_the_areas_does_not_count_whatever_the_steps(
    case: tuple[pd.DataFrame, Specification], random: Any
) -> None:
    result = carried_out(case)
    order = list(case[0].index)
    random.shuffle(order)
    other = carried_out((case[0].loc[order], case[1]))
    there = other.to_frame().loc[result.codes]
    np.testing.assert_allclose(there["score"], result.score, rtol=0, atol=1e-7)
    pd.testing.assert_frame_equal(other.marks.loc[result.codes], result.marks)


@settings(max_examples=20)
@given(cases())
def test_parts_of_every_level_sum_and_observed_values_stay(case: tuple[pd.DataFrame, Specification]) -> None:
    result = carried_out(case)
    top = result.group_parts[list(result.specification.top_groups)]
    for parts in (result.parts, top):
        np.testing.assert_allclose(parts.sum(axis=1, skipna=False), result.score, rtol=0, atol=1e-9)
    observed = (result.marks == "observed").to_numpy()
    np.testing.assert_array_equal(result.values.to_numpy()[observed], result.raw.to_numpy()[observed])
    assert not np.isnan(result.raw.to_numpy()[observed]).any()
    imputed = result.marks.map(lambda mark: mark.startswith("imputed")).to_numpy()
    assert (result.doubt.to_numpy()[~imputed] == 0).all()


def test_a_file_says_all_of_it(tmp_path: Path) -> None:
    path = tmp_path / "spec.toml"
    text = SPEC.to_toml() + '\n[missing]\nfill = "median"\n[outliers]\nwinsorise = 2\n'
    path.write_text(text, encoding="utf-8")
    result = score_areas(TABLE, Specification.from_toml(path))
    assert result.values.loc["E"].tolist() == [4, 6]
    assert result.provenance.inputs.keys() == {"values", "specification"}

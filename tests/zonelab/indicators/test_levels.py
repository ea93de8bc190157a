"""Groups in groups: stated once, weighed on the way up, and drawn at every level."""

import tomllib
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonelab.indicators import (
    Hierarchy,
    Indicator,
    Specification,
    SpecificationError,
    aggregate,
    composite,
    prepare,
    rank_sensitivity,
    rank_uncertainty,
    turning_points,
)
from zonelab.indicators.steps import Gaps, Outliers
from zonelab.indicators.weight_draws import Levels

INDICATORS = (
    Indicator("burglary", "theft", weight=3),
    Indicator("pickpockets", "theft"),
    Indicator("assault", "violence"),
    Indicator("asthma", "well"),
)
WEIGHTS = {"theft": 1, "violence": 3, "safe": 3, "well": 1}
DEEP = Specification(INDICATORS, WEIGHTS, "min_max", above={"theft": "safe", "violence": "safe"})
TABLE = pd.DataFrame(
    {"burglary": [0.0, 5, 10], "pickpockets": [10.0, 0, 5], "assault": [0.0, 10, 5], "asthma": [10.0, 0, 2]},
    index=list("ABC"),
)


def rng() -> np.random.Generator:
    return np.random.default_rng(1)


def test_weights_are_multiplied_on_the_way_up() -> None:
    assert DEEP.group_shares() == {"theft": 0.75 * 0.25, "violence": 0.75 * 0.75, "well": 0.25}
    assert DEEP.top_groups == ("safe", "well")
    assert DEEP.all_groups == ("theft", "violence", "well", "safe")


def test_a_score_by_hand_with_the_parts_of_every_level() -> None:
    result = composite(TABLE, DEEP)
    # A: theft = .25 × 100, violence 0, well 100 → .1875 × 25 + .25 × 100
    np.testing.assert_allclose(result.score, [29.6875, 0.1875 * 37.5 + 56.25, 0.1875 * 87.5 + 0.5625 * 50 + 5])
    parts = result.all_group_parts
    np.testing.assert_allclose(parts["theft"] + parts["violence"], parts["safe"])
    np.testing.assert_allclose(parts[list(DEEP.top_groups)].sum(axis=1), result.score)
    assert parts.loc["A"].round(4).tolist() == [4.6875, 0, 25, 4.6875]


def test_a_tree_and_a_specification_say_the_same() -> None:
    tree = Hierarchy(
        {
            each: above
            for tree in ({one.key: one.group for one in INDICATORS}, DEEP.above, {"safe": "need", "well": "need"})
            for each, above in tree.items()
        },
        {"burglary": 3, "violence": 3, "safe": 3},
    )
    spec = Specification.from_hierarchy(tree, "min_max")
    assert spec == DEEP
    score = composite(TABLE, spec)
    np.testing.assert_allclose(aggregate(score.normalised, tree).top, score.score)
    assert spec.hierarchy.shares() == spec.group_shares()


def test_an_indicator_beside_groups_gets_a_group_of_its_own() -> None:
    tree = Hierarchy({"a": "x", "x": "y", "b": "y", "y": "need", "c": "need"}, {"b": 3, "c": 1})
    spec = Specification.from_hierarchy(tree, lower_is_more_need=("c",))
    assert spec.group_shares() == {"x": 0.125, "b": 0.375, "c": 0.5}
    assert tree.shares() == {"a": 0.125, "b": 0.375, "c": 0.5}
    assert not spec.indicators[2].higher_is_more_need


@pytest.mark.parametrize(
    ("above", "words"),
    [
        ({"theft": "safe", "violence": "safe", "safe": "theft"}, "holds indicators and groups"),
        ({"theft": "safe", "safe": "more", "more": "safe"}, "stands above itself"),
        ({"theft": "safe", "violance": "safe"}, "No indicator is in group 'violance'.*Did you mean 'violence'"),
        ({"theft": ""}, "The group above 'theft' is a word"),
        ({"theft": "safe"}, "Group 'safe' has no weight"),
    ],
)
def test_levels_that_make_no_sense_are_refused(above: dict[str, str], words: str) -> None:
    weights = {"theft": 1, "violence": 1, "well": 1, **({} if above == {"theft": "safe"} else {"safe": 1})}
    with pytest.raises(SpecificationError, match=words):
        Specification(INDICATORS, weights, above=above)


def test_a_file_carries_everything_and_reads_back(tmp_path: Path) -> None:
    indicators = (
        Indicator("bur\"glary\\ 'x'", "safe  place", weight=2.5, demand="reactive", target=3.0),
        Indicator("qualified", "skills", higher_is_more_need=False, missing="median", transform="log", target=-1.5),
    )
    spec = Specification(
        indicators,
        {"safe  place": 3, "skills": 1e-7, "all": 1},
        "distance_to_target",
        "geometric",
        above={"safe  place": "all", "skills": "all"},
        missing=Gaps(0.5, 0.25, "neighbours"),
        outliers=Outliers(5, otherwise="box_cox"),
    )
    path = tmp_path / "spec.toml"
    path.write_text(spec.to_toml({"qualified": "From the census.\nOf 2021."}), encoding="utf-8")
    assert "# From the census.\n# Of 2021.\n[[indicators]]\n" in path.read_text(encoding="utf-8")
    assert Specification.from_toml(path) == spec
    assert Specification.from_mapping(spec.as_mapping()) == spec


names = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1).filter(str.strip)


@given(names, names, st.floats(0, 1e300, allow_subnormal=False), st.one_of(st.none(), st.floats(-1e9, 1e9)))
def test_any_names_and_numbers_are_read_back(key: str, group: str, weight: float, target: float | None) -> None:
    spec = Specification((Indicator(key, group, weight=weight or 1.0, target=target),), {group: weight or 1.0})
    assert Specification.from_mapping(tomllib.loads(spec.to_toml())) == spec


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"mean": "geometrical"}, "Mean 'geometrical' is not known.*Did you mean 'geometric'"),
        ({"missing": {"fil": "mean"}}, r"The table \[missing\] has 'fil', which is not known.*Did you mean 'fill'"),
        ({"missing": {"fill": "neighbors"}}, "Did you mean 'neighbours'"),
        ({"missing": {"drop_areas_below": 50}}, "a share from 0 to 1, not 50"),
        ({"missing": 3}, r"missing is a table.*Write \[missing\]"),
        ({"outliers": {"winsorise": 2.5}}, "whole number, zero or more, not 2.5"),
        ({"outliers": {"skewness": 0}}, "skewness is a number above 0"),
        ({"outliers": {"otherwise": "boxcox"}}, "Did you mean 'box_cox'"),
        ({"mean": "geometric", "normalisation": "z"}, "needs numbers above 0"),
        ({"normalisation": "distance_to_target"}, "no target to be distant from: a"),
        ({"indicators": [{"key": "a", "group": "x", "demand": "reactiv"}]}, "Did you mean 'reactive'"),
        ({"indicators": [{"key": "a", "group": "x", "target": "3"}]}, "the target is a number, not '3'"),
        ({"indicators": [{"key": "a", "group": "x", "missing": "mode"}]}, "missing 'mode' is not known"),
    ],
)
def test_settings_that_make_no_sense_are_refused(change: dict[str, object], words: str) -> None:
    plain = {"group_weights": {"x": 1}, "indicators": [{"key": "a", "group": "x"}]}
    with pytest.raises(SpecificationError, match=words):
        Specification.from_mapping(plain | change)


def test_a_plain_specification_says_no_more_than_before() -> None:
    plain = Specification((Indicator("a", "x"),), {"x": 1}).as_mapping()
    assert plain == {
        "normalisation": "percentile",
        "group_weights": {"x": 1.0},
        "indicators": [{"key": "a", "group": "x", "higher_is_more_need": True, "weight": 1.0}],
    }


def test_weights_of_each_level_are_drawn_among_those_beside_each_other() -> None:
    levels = Levels.of(DEEP)
    drawn = levels.weights(levels.gammas(30.0, 20_000, rng()))
    np.testing.assert_allclose(drawn.sum(axis=1), 1)
    np.testing.assert_allclose(drawn.mean(axis=0), list(DEEP.group_shares().values()), atol=0.004)
    within = drawn[:, 0] / (drawn[:, 0] + drawn[:, 1])  # theft in safe: .25, drawn by Dirichlet
    np.testing.assert_allclose([within.mean(), within.var()], [0.25, 0.25 * 0.75 / 31], rtol=0.05)
    assert abs(np.corrcoef(within, drawn[:, 2])[0, 1]) < 0.03


def test_doubt_and_turning_points_look_at_every_level() -> None:
    prepared = prepare(TABLE, DEEP)
    found = rank_uncertainty(prepared, draws=500, k=1, rng=rng())
    assert found.rank.tolist() == [3, 1, 2]
    points = {point.group: point for point in turning_points(prepared, 1)}
    assert points.keys() == {"theft", "violence", "well", "safe"}
    # At t of safe: B = t (.25 × 37.5 + .75 × 100), A = t × 6.25 + (1 − t) × 100: level at t = 100 / 178.125.
    assert points["safe"].enters in "AC"
    assert points["safe"].share == pytest.approx(0.75)
    assert points["safe"].down is not None
    moved = prepared.weigh(WEIGHTS | {"safe": points["safe"].down, "well": 1 - points["safe"].down})
    top = np.sort(moved.score)[::-1]
    assert top[0] == pytest.approx(top[1])
    sensitivity = rank_sensitivity(prepared, draws=64, k=1, rng=rng())
    assert sensitivity.choices == ("weight of safe", "weight of well", "weight of theft", "weight of violence")

"""Each mean and each scale by hand, and parts that sum exactly to the score wherever there are such parts."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonelab.indicators import (
    Indicator,
    Method,
    Specification,
    SpecificationError,
    ValuesError,
    composite,
    copeland,
    prepare,
    rank_uncertainty,
    turning_points,
)
from zonelab.indicators.specification import Normalisation

PAIR = Specification((Indicator("burglary", "safe"), Indicator("asthma", "well")), {"safe": 1, "well": 1}, "min_max")
TABLE = pd.DataFrame({"burglary": [10.0, 4, 0, 5], "asthma": [0.0, 4, 10, 6]}, index=list("ABCD"))
cells = st.integers(-80, 80).map(lambda number: number / 8)


@st.composite
def cases(draw: st.DrawFn) -> tuple[pd.DataFrame, Specification]:
    groups = ("x", "y", "z")
    indicators = tuple(Indicator(f"i{place}", groups[place % 3], draw(st.booleans())) for place in range(4))
    count = draw(st.integers(1, 7))
    gaps = st.lists(cells | st.just(float("nan")), min_size=count, max_size=count)
    columns = {each.key: [*draw(gaps)[:-1], 1.0] for each in indicators}
    weights = {group: draw(st.integers(0, 3)) for group in groups[1:]} | {"x": 1}
    scale: Normalisation = draw(st.sampled_from(["percentile", "min_max", "rank", "exponential"]))
    mean = draw(st.sampled_from(["geometric", "harmonic"]))
    spec = Specification(indicators, weights, scale, mean)
    return pd.DataFrame(columns, index=[f"E{place}" for place in range(count)]), spec


@given(cases())
def test_parts_sum_to_the_score_and_agree_with_the_method(case: tuple[pd.DataFrame, Specification]) -> None:
    table, spec = case
    result = composite(table, spec)
    scored = ~np.isnan(result.score)
    assert ((result.score[scored] >= 0) & (result.score[scored] <= 100)).all()
    for parts in (result.parts, result.group_parts):
        np.testing.assert_allclose(parts.to_numpy()[scored].sum(axis=1), result.score[scored], rtol=0, atol=1e-9)
        assert (parts.to_numpy()[scored] >= 0).all()
    plain = prepare(table, replace(spec, mean="arithmetic"))
    method = Method(spec.normalisation, spec.mean)
    weights = [[float(spec.group_weights[group]) for group in spec.groups]]
    drawn = rank_uncertainty(plain, weights=weights, methods=[method], k=1, rng=np.random.default_rng(1))
    np.testing.assert_allclose(drawn.mean_score, result.score, rtol=0, atol=1e-9)


def test_the_parts_of_a_geometric_mean_by_hand() -> None:
    result = composite(TABLE, replace(PAIR, mean="geometric"))
    # D: 50 and 60 are 50.5 and 60.4 on 1 to 100.
    mean = np.sqrt(50.5 * 60.4)
    assert result.score[3] == pytest.approx((mean - 1) / 0.99)
    burglary = np.log(50.5) / 2 * (mean - 1) / np.log(mean) / 0.99
    assert result.parts.loc["D", "burglary"] == pytest.approx(burglary)
    assert result.parts.loc["A"].tolist() == [pytest.approx(result.score[0]), 0]
    assert "multiplied" in result.summary()


def test_majorities_by_hand() -> None:
    # A and C: one each. B is behind D in both. 100 × (won + half of level) / 3 others.
    result = composite(TABLE, replace(PAIR, mean="copeland"))
    assert result.score.round(6).tolist() == [50, 33.333333, 50, 66.666667]
    assert result.rank.tolist() == [2, 4, 2, 1]
    assert result.parts.isna().all(axis=None)
    assert "no parts" in " ".join(result.assumptions)


def test_majorities_are_those_of_copeland() -> None:
    made = np.random.default_rng(3).normal(size=(40, 6)).round(1)
    table = pd.DataFrame(made, index=[f"E{place}" for place in range(40)], columns=list("abcdef"))
    groups = dict(zip("abcdef", "xxyyyz", strict=True))
    spec = Specification(tuple(Indicator(key, group) for key, group in groups.items()), {"x": 2, "y": 1, "z": 1})
    weights = {"a": 1 / 4, "b": 1 / 4, "c": 1 / 12, "d": 1 / 12, "e": 1 / 12, "f": 1 / 4}
    stated = replace(spec, mean="copeland")
    result, other = composite(table, stated), copeland(table, weights)
    np.testing.assert_allclose(result.score, 50 + 50 * other.score / 39)
    drawn = rank_uncertainty(stated, table, weights=[[2, 1, 1]], k=3, rng=np.random.default_rng(1))
    np.testing.assert_allclose(drawn.mean_score, result.score)
    np.testing.assert_array_equal(drawn.median, result.rank)
    assert drawn.turning_points == ()
    with pytest.raises(SpecificationError, match="no turning points"):
        turning_points(prepare(table, stated), 3)


@pytest.mark.parametrize("mean", ["geometric", "harmonic"])
def test_at_a_turning_point_two_areas_are_level_under_any_mean(mean: str) -> None:
    prepared = prepare(TABLE, replace(PAIR, mean=mean))
    [safe, _] = turning_points(prepared, 1)
    assert safe.change is not None
    share = safe.share + safe.change
    other = "well" if safe.group == "safe" else "safe"
    score = prepared.weigh({safe.group: share, other: 1 - share}).score
    top = np.sort(score)[::-1]
    assert top[0] == pytest.approx(top[1])
    assert safe.leaves == "D"


@pytest.mark.parametrize(
    ("scale", "expected"),
    [
        ("rank", [100, 0, 0, 200 / 3]),
        ("distance_to_target", [100, 0, 0, 40]),
        ("fraction_of_maximum", [100, 40, 40, 70]),
        ("exponential", [100, -23 * np.log(1 - 0.375 * (1 - np.exp(-100 / 23)))]),
    ],
)
def test_more_scales_by_hand(scale: Normalisation, expected: list[float]) -> None:
    table = pd.DataFrame({"burglary": [10.0, 4, 4, 7]}, index=list("ABCD"))
    spec = Specification((Indicator("burglary", "safe", target=5.0),), {"safe": 1}, scale)
    np.testing.assert_allclose(composite(table, spec).score[: len(expected)], expected)


def test_a_target_to_be_reached_from_below() -> None:
    # The share with a qualification should be 80 %: need is what is short of it.
    table = pd.DataFrame({"qualified": [90.0, 80, 70, 40]}, index=list("ABCD"))
    spec = Specification((Indicator("qualified", "skills", False, target=80),), {"skills": 1}, "distance_to_target")
    assert composite(table, spec).score.tolist() == [0, 0, 25, 100]
    error = pd.DataFrame({"qualified": 5.0}, index=list("ABCD"))
    found = rank_uncertainty(spec, table, indicator_error=error, k=1, draws=400, rng=np.random.default_rng(1))
    # B lies at the target: half of its errors leave no need, the others 5 × φ(0) × 2.5 on average.
    assert found.mean_score[1] == pytest.approx(2.5 * 5 * 0.3989, rel=0.25)
    assert found.label[3] == "robust"


def test_a_fraction_of_the_maximum_needs_values_that_mean_more() -> None:
    table = pd.DataFrame({"qualified": [90.0, 80]}, index=list("AB"))
    spec = Specification((Indicator("qualified", "skills", False),), {"skills": 1}, "fraction_of_maximum")
    with pytest.raises(ValuesError, match="'qualified' cannot be put on the scale 'fraction_of_maximum'"):
        composite(table, spec)


def test_majorities_of_too_many_areas_are_refused_in_many_draws() -> None:
    table = pd.DataFrame({"a": np.arange(7000.0)}, index=[f"E{place}" for place in range(7000)])
    spec = Specification((Indicator("a", "x"),), {"x": 1})
    with pytest.raises(SpecificationError, match="too many"):
        rank_uncertainty(spec, table, methods=[Method("min_max", "copeland")], rng=np.random.default_rng(1))

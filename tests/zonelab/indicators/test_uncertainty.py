"""How sure a rank is: worked by hand, and what must always hold."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zonelab.indicators import Indicator, Specification, prepare
from zonelab.indicators.rank_counts import count_ranks, rank_rows
from zonelab.indicators.rank_methods import Method
from zonelab.indicators.ranks import rank_from_top
from zonelab.indicators.specification import SpecificationError
from zonelab.indicators.uncertainty import RankUncertainty, rank_uncertainty
from zonelab.indicators.values import ValuesError
from zonelab.indicators.weight_draws import concentration_for, dirichlet_weights

PAIR = Specification((Indicator("burglary", "safe"), Indicator("asthma", "well")), {"safe": 1, "well": 1}, "min_max")


def rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def made_up(areas: int = 40, groups: int = 4, seed: int = 0) -> tuple[Specification, pd.DataFrame]:
    indicators = tuple(Indicator(f"i{number}", f"g{number % groups}") for number in range(groups + 2))
    spec = Specification(indicators, {f"g{number}": 1 + number for number in range(groups)}, "min_max")
    codes = [f"E{number:03d}" for number in range(areas)]
    return spec, pd.DataFrame(rng(seed).gamma(2, size=(areas, groups + 2)), index=codes, columns=list(spec.keys))


def test_ranks_over_given_weights_by_hand() -> None:
    # On the scale: A (100, 0), B (60, 60), C (0, 100), D (20, 20). Weights 1:0 rank A B D C; 0:1 rank C B D A;
    # 1:1 rank B (60), A = C (50), D (20).
    table = pd.DataFrame({"burglary": [10.0, 6, 0, 2], "asthma": [0.0, 6, 10, 2]}, index=list("ABCD"))
    found = rank_uncertainty(PAIR, table, weights=[[3, 0], [0, 2], [1, 1]], k=2, rng=rng())
    assert found.draws == 3
    assert found.rank.tolist() == [2, 1, 2, 4]
    assert found.low.tolist() == [1, 1, 1, 3]
    assert found.median.tolist() == [2, 2, 2, 3]
    assert found.high.tolist() == [4, 2, 4, 4]
    np.testing.assert_allclose(found.chance, [2 / 3, 1, 2 / 3, 0])
    assert found.label.tolist() == ["depends", "robust", "depends", "not"]
    np.testing.assert_allclose(found.mean_score, [50, 60, 50, 20])
    assert "3 areas share the top 2" in " ".join(found.warnings)


def test_error_in_the_values_gives_the_chance_of_the_normal_distribution() -> None:
    # A leads B by 1 with a standard error of 1 each: A stays ahead with chance Φ(1 / √2).
    spec = Specification((Indicator("burglary", "safe"),), {"safe": 1}, "min_max")
    table = pd.DataFrame({"burglary": [10.0, 9, 0]}, index=list("ABC"))
    error = pd.DataFrame({"burglary": [1.0, 1, 0]}, index=list("ABC"))
    expected = 0.5 * (1 + math.erf(0.5))
    for normalisation in ("min_max", "z"):
        found = rank_uncertainty(
            spec, table, indicator_error=error, methods=[Method(normalisation)], draws=4000, k=1, rng=rng()
        )
        np.testing.assert_allclose(found.chance, [expected, 1 - expected, 0], atol=4 * found.chance_error[0])


def test_error_moves_an_area_among_the_stated_percentiles() -> None:
    spec = Specification((Indicator("burglary", "safe", higher_is_more_need=False),), {"safe": 1})
    table = pd.DataFrame({"burglary": [0.0, 1, 9, 10]}, index=list("ABCD"))
    error = pd.DataFrame({"burglary": [0.2, 0.2, 0.2, 0.2]}, index=list("DCBA"))
    found = rank_uncertainty(spec, table, indicator_error=error, draws=500, k=2, rng=rng())
    assert found.label.tolist() == ["robust", "robust", "not", "not"]
    np.testing.assert_allclose(found.mean_score, [87.5, 62.5, 37.5, 12.5], atol=3)
    none = rank_uncertainty(spec, table, indicator_error=error * 0, draws=50, k=2, rng=rng())
    np.testing.assert_allclose(none.mean_score, [87.5, 62.5, 37.5, 12.5], atol=1e-9)


def test_means_that_do_not_let_much_make_up_for_little() -> None:
    # A (100, 0), B (40, 40), C (0, 100): the arithmetic mean puts A and C first, the others B.
    table = pd.DataFrame({"burglary": [10.0, 4, 0], "asthma": [0.0, 4, 10]}, index=list("ABC"))

    def by(mean: str) -> RankUncertainty:
        return rank_uncertainty(PAIR, table, weights=[[1, 1]], methods=[Method("min_max", mean)], k=1, rng=rng())

    np.testing.assert_allclose(by("arithmetic").mean_score, [50, 40, 50])
    np.testing.assert_allclose(by("geometric").mean_score, [(10 - 1) / 0.99, 40, (10 - 1) / 0.99])
    harmonic = (2 / (1 + 1 / 100) - 1) / 0.99
    np.testing.assert_allclose(by("harmonic").mean_score, [harmonic, 40, harmonic])
    assert by("geometric").median.tolist() == [2, 1, 2]


def test_weights_have_the_mean_and_spread_that_the_concentration_says() -> None:
    shares = np.array([0.5, 0.3, 0.2, 0.0])
    drawn = dirichlet_weights(shares, 30.0, 20_000, rng())
    np.testing.assert_allclose(drawn.sum(axis=1), 1)
    np.testing.assert_allclose(drawn.mean(axis=0), shares, atol=0.003)
    np.testing.assert_allclose(drawn.var(axis=0), shares * (1 - shares) / 31, rtol=0.05)
    average = dirichlet_weights(np.full(5, 0.2), concentration_for(5, 0.25), 20_000, rng())
    np.testing.assert_allclose(average.std(axis=0), 0.25 * 0.2, rtol=0.03)


@given(st.lists(st.integers(-20, 20).map(lambda number: number / 8), min_size=1, max_size=30), st.data())
def test_ranks_of_rows_are_those_of_one_column(scores: list[float], data: st.DataObject) -> None:
    # A hair of rounding makes no rank; a thousandth does, also where one far away leaves no digits for it.
    hair = st.sampled_from([0.0, 1e-13, 1e-3])
    column = np.array(scores) + np.array([data.draw(hair) for _ in scores])
    column = np.append(column, data.draw(st.sampled_from([0.0, 1e7, -1e7])))
    out = np.empty((1, len(column)), dtype=np.uint16)
    rank_rows(column[None].copy(), out)
    np.testing.assert_array_equal(out[0], rank_from_top(column))


def test_areas_in_parts_and_in_one_go_are_counted_alike() -> None:
    scores = rng().normal(size=(200, 50))

    def score(block: slice) -> tuple[np.ndarray, None]:
        return scores[block].copy(), None

    whole = count_ranks(score, 200, 50, (0.05, 0.5, 0.95), 5, 1)
    parts = count_ranks(score, 200, 50, (0.05, 0.5, 0.95), 5, 1, table_bytes=200 * 2 * 7)
    for name in ("at", "in_top", "score_sum"):
        np.testing.assert_array_equal(getattr(whole, name), getattr(parts, name))
    ranks = np.array([rank_from_top(row) for row in scores])
    np.testing.assert_array_equal(whole.at, np.quantile(ranks, [0.05, 0.5, 0.95], axis=0, method="inverted_cdf"))
    np.testing.assert_array_equal(whole.in_top, (ranks <= 5).sum(axis=0))


@pytest.mark.parametrize("with_error", [False, True])
def test_the_seed_decides_and_jobs_change_nothing(with_error: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zonelab.indicators.rank_counts._BLOCK", 40 * 64)  # several blocks, or jobs have no work
    spec, table = made_up()
    settings_ = {"draws": 300, "methods": [Method("min_max"), Method("percentile"), Method("min_max", "geometric")]}
    if with_error:
        settings_["indicator_error"] = table * 0.1
    one, again, jobs, other = (
        rank_uncertainty(spec, table, rng=rng(seed), n_jobs=n_jobs, **settings_)
        for seed, n_jobs in ((1, 1), (1, 1), (1, 3), (2, 1))
    )
    pd.testing.assert_frame_equal(one.to_frame(), again.to_frame(), check_exact=True)
    pd.testing.assert_frame_equal(one.to_frame(), jobs.to_frame(), check_exact=True)
    assert not one.to_frame().equals(other.to_frame())
    assert one.provenance == again.provenance != other.provenance


@settings(max_examples=25)
@given(st.permutations(range(20)), st.integers(0, 100))
def test_the_order_of_the_areas_does_not_matter(order: list[int], seed: int) -> None:
    spec, table = made_up(20, seed=seed)
    doubt = {"draws": 60, "k": 5, "indicator_error": table * 0.1, "methods": [Method("min_max"), Method("percentile")]}
    found = rank_uncertainty(spec, table, rng=rng(), **doubt)
    turned = rank_uncertainty(spec, table.iloc[order], rng=rng(), **doubt)
    pd.testing.assert_frame_equal(found.to_frame().iloc[order], turned.to_frame())
    assert [(point.group, point.enters, point.leaves) for point in found.turning_points] == [
        (point.group, point.enters, point.leaves) for point in turned.turning_points
    ]


@settings(max_examples=25)
@given(st.integers(0, 1000), st.integers(1, 10))
def test_chances_sum_to_k_and_an_area_that_leads_on_everything_is_always_first(seed: int, k: int) -> None:
    spec, table = made_up(20, seed=seed)
    table.loc["E007"] = table.max() + 1
    every = [Method("percentile"), Method("min_max"), Method("z"), Method("min_max", "geometric")]
    found = rank_uncertainty(spec, table, draws=80, k=k, methods=every, rng=rng()).to_frame()
    assert found["p_top_k"].sum() == pytest.approx(k)
    assert found.loc["E007", ["rank_low", "rank_median", "rank_high"]].tolist() == [1, 1, 1]
    assert found.loc["E007", "label"] == "robust"
    assert (found["rank_low"] <= found["rank_median"]).all()
    assert (found["rank_median"] <= found["rank_high"]).all()


def test_more_draws_make_chances_surer_and_more_certain_weights_make_ranks_surer() -> None:
    spec, table = made_up()
    few, many = (rank_uncertainty(spec, table, draws=draws, rng=rng()) for draws in (200, 5000))
    assert np.nanmax(many.chance_error) < np.nanmax(few.chance_error) / 3
    sure = rank_uncertainty(spec, table, draws=1000, concentration=5000.0, rng=rng())
    vague = rank_uncertainty(spec, table, draws=1000, concentration=5.0, rng=rng())
    assert (sure.high - sure.low).mean() < (vague.high - vague.low).mean() / 3
    np.testing.assert_array_equal(rank_uncertainty(spec, table, concentration=1e12, rng=rng()).median, sure.rank)


def test_areas_without_a_score_have_no_rank_and_take_no_place() -> None:
    spec, table = made_up(6)
    table.loc["E002", ["i1", "i5"]] = np.nan  # all of group g1
    found = rank_uncertainty(spec, table, draws=50, k=2, rng=rng())
    assert math.isnan(found.median[2])
    assert math.isnan(found.chance[2])
    assert found.label[2] == ""
    assert np.nansum(found.chance) == pytest.approx(2)
    assert "have no score" in " ".join(found.warnings)


def test_scores_on_another_scale_are_kept_out_of_the_mean() -> None:
    spec, table = made_up()
    mixed = rank_uncertainty(spec, table, draws=50, methods=[Method("min_max"), Method("z")], rng=rng())
    assert (mixed.mean_score > 0).all()
    assert np.isnan(rank_uncertainty(spec, table, draws=50, methods=[Method("z")], rng=rng()).mean_score).all()


def test_what_cannot_be_used_is_refused_with_what_to_do() -> None:
    spec, table = made_up()
    with pytest.raises(SpecificationError, match="above 0"):
        rank_uncertainty(spec, table, concentration=0.0, rng=rng())
    with pytest.raises(SpecificationError, match="whole number"):
        rank_uncertainty(spec, table, k=0, rng=rng())
    with pytest.raises(SpecificationError, match="whole number"):
        rank_uncertainty(spec, table, draws=0, rng=rng())
    with pytest.raises(SpecificationError, match="each draw needs one above 0"):
        rank_uncertainty(spec, table, weights=[[0, 0, 0, 0]], rng=rng())
    with pytest.raises(SpecificationError, match="not both"):
        rank_uncertainty(spec, table, weights=[[1, 1, 1, 1]], concentration=3.0, rng=rng())
    with pytest.raises(SpecificationError, match="draws × 4"):
        rank_uncertainty(spec, table, weights=[[1, 1]], rng=rng())
    with pytest.raises(SpecificationError, match="above 0"):
        Method("z", "geometric")
    with pytest.raises(ValuesError, match="needs a table"):
        rank_uncertainty(spec, rng=rng())
    with pytest.raises(ValuesError, match="values already"):
        rank_uncertainty(prepare(table, spec), table, rng=rng())
    with pytest.raises(ValuesError, match="zero or more"):
        rank_uncertainty(spec, table, indicator_error=-table, rng=rng())
    with pytest.raises(ValuesError, match="no indicator"):
        rank_uncertainty(spec, table, indicator_error=table.rename(columns={"i0": "x"}), rng=rng())
    with pytest.raises(ValuesError, match="E000"):
        rank_uncertainty(spec, table, indicator_error=table.iloc[1:], rng=rng())
    gaps = pd.DataFrame({"burglary": [1.0, np.nan], "asthma": [np.nan, 1.0]}, index=["A", "B"])
    with pytest.raises(ValuesError, match="No area has a score"):
        rank_uncertainty(PAIR, gaps, rng=rng())


def test_one_area_and_constant_columns_have_a_rank() -> None:
    spec, table = made_up(1)
    assert rank_uncertainty(spec, table, draws=10, k=1, rng=rng()).median.tolist() == [1]
    same = rank_uncertainty(spec, made_up(5)[1] * 0 + 1, draws=10, k=2, rng=rng())
    assert same.high.tolist() == [1] * 5
    assert "5 areas share the top 2" in " ".join(same.warnings)


def test_the_answer_says_its_rule_and_its_spread_in_words() -> None:
    spec, table = made_up()
    found = rank_uncertainty(spec, table, draws=1000, rng=rng())
    assert "in the top 10 in at least 95 % of 1000 draws" in found.summary()
    assert any("95 %" in said for said in found.assumptions)
    assert any("off by 25% of that" in said for said in found.assumptions)  # four groups
    with pytest.raises(ValueError, match="read-only"):
        found.rank[0] = 1

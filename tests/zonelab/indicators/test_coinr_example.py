"""The example of COINr, from raw values to the index: 51 countries, 49 indicators, four levels."""

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from zonelab.indicators import Gaps, Outliers, Specification, rank_uncertainty, score_areas
from zonelab.indicators.aggregation import aggregate
from zonelab.indicators.hierarchy import Hierarchy
from zonelab.indicators.imputation import impute, screen
from zonelab.indicators.normalisation import (
    count_below,
    distance_to_maximum,
    fraction_of_maximum,
    min_max,
    min_max_to,
    share_below,
    z_score,
)
from zonelab.indicators.treatment import describe, treat
from zonelab.indicators.weight_draws import Levels

DATA = Path(os.environ.get("PEOPLEZONES_DATA") or Path(__file__).parents[4] / "shared" / "data") / "choosing"
EXACT = {"rtol": 0, "atol": 1e-9}


def table(name: str, index: str = "uCode") -> pd.DataFrame:
    path = DATA / "asem" / f"{name}.csv"
    if not path.exists():
        pytest.skip(f"The reference numbers are not there: {path}. Set PEOPLEZONES_DATA.")
    return pd.read_csv(path, index_col=index, keep_default_na=False, na_values=["", "NA"])


def meta() -> pd.DataFrame:
    return table("ASEM_iMeta", "iCode")


def indicators() -> pd.DataFrame:
    found = meta()
    return found[found["Type"] == "Indicator"]


def hierarchy() -> Hierarchy:
    tree = meta()
    tree = tree[tree["Parent"].notna()]
    return Hierarchy(tree["Parent"].to_dict(), tree["Weight"].to_dict())


def turned(values: pd.DataFrame) -> pd.DataFrame:
    return values * indicators()["Direction"][values.columns]


def each_column(values: pd.DataFrame, normalise: Any) -> pd.DataFrame:
    return values.apply(lambda column: normalise(column.to_numpy()), axis=0)


def test_every_step_from_raw_to_index_is_that_of_coinr() -> None:
    raw, given = table("Raw"), table("ASEM_iData")
    below = indicators()["Denominator"].dropna()
    denominated = raw.copy().astype(float)
    for key, denominator in below.items():
        denominated[key] = raw[key] / given.loc[raw.index, denominator]
    np.testing.assert_allclose(denominated, table("Denominated"), **EXACT)
    imputed = impute(denominated, given["EurAsia_group"])
    assert int(imputed.filled.to_numpy().sum()) == 65
    np.testing.assert_allclose(imputed.values, table("Imputed"), **EXACT)
    screened = screen(imputed.values, 0.9)  # after the filling, as in the example: nobody is left out
    assert screened.dropped == ()
    treated = treat(screened.values, otherwise="log")
    np.testing.assert_allclose(treated.values, table("Treated"), **EXACT)
    normalised = each_column(turned(treated.values), min_max)
    np.testing.assert_allclose(normalised, table("Normalised"), **EXACT)
    found = aggregate(normalised, hierarchy())
    expected = table("Aggregated")
    np.testing.assert_allclose(found.values, expected[list(found.values.columns)], **EXACT)
    assert found.top[["CHE", "NLD", "DNK"]].round(2).tolist() == [68.38, 64.82, 64.80]
    published = table("results_aggs").loc[found.values.index, list(found.values.columns)]
    np.testing.assert_allclose(found.values, published, rtol=0, atol=0.005 + 1e-9)


def specification() -> Specification:
    down = indicators()["Direction"]
    spec = Specification.from_hierarchy(hierarchy(), "min_max", lower_is_more_need=tuple(down.index[down < 0]))
    return replace(spec, missing=Gaps(fill="mean"), outliers=Outliers(5, otherwise="log"))


def test_one_call_carries_the_whole_example_out() -> None:
    groups = table("ASEM_iData")["EurAsia_group"]
    found = score_areas(table("Denominated"), specification(), groups=groups)
    expected = table("Aggregated")
    np.testing.assert_allclose(found.score, expected["Index"], **EXACT)
    np.testing.assert_allclose(found.values, table("Treated"), **EXACT)
    assert int((found.doubt > 0).to_numpy().sum()) > 0
    assert found.marks.isin(["imputed", "imputed, log", "imputed, winsorised"]).to_numpy().sum() == 65
    # Of sub-indices by the tree: the parts of a top group are its share of the score.
    for group in found.specification.top_groups:
        np.testing.assert_allclose(found.group_parts[group], expected[group] / 2, **EXACT)


def test_its_sensitivity_is_that_of_coinr() -> None:
    # Settings as inferred: each weight of levels 2 and 3 times 1 + U(−.25, .25), 200 draws; here 2,000.
    published = table("UA_rankstats")
    spec, random = specification(), np.random.default_rng(1)
    levels = Levels.of(spec)
    drawn = levels.weights(levels.shares * (1 + random.uniform(-0.25, 0.25, (2000, len(levels.names)))))
    ready = score_areas(table("Denominated"), spec, groups=table("ASEM_iData")["EurAsia_group"])
    found = rank_uncertainty(ready, weights=drawn, k=10, rng=random).to_frame().loc[published.index]
    assert (found["rank_median"] - published["Median"]).abs().max() <= 1
    assert (found["rank_low"] - published["Q5"]).abs().max() <= 2
    assert (found["rank_high"] - published["Q95"]).abs().max() <= 2


def test_skewness_kurtosis_and_winsorised_points_are_those_of_coinr() -> None:
    values, expected = table("Imputed"), table("treat_dets", "iCode")
    told = treat(values, otherwise="log").to_frame()
    shape = describe(values).to_frame()
    np.testing.assert_allclose(shape["skewness"], expected["check_SkewKurt0.Skew"], **EXACT)
    np.testing.assert_allclose(shape["kurtosis"], expected["check_SkewKurt0.Kurt"], **EXACT)
    np.testing.assert_array_equal(~shape["outside"], expected["check_SkewKurt0.Pass"].astype(bool))
    np.testing.assert_array_equal(told["points"], expected["winsorise.nwin"].fillna(0))
    touched = told["points"] > 0
    np.testing.assert_allclose(told["skewness_after"][touched], expected["check_SkewKurt1.Skew"][touched], **EXACT)
    np.testing.assert_allclose(told["kurtosis_after"][touched], expected["check_SkewKurt1.Kurt"][touched], **EXACT)


@pytest.mark.parametrize(
    ("column", "mean"),
    [("a_amean", "arithmetic"), ("a_gmean", "geometric"), ("a_hmean", "harmonic"), ("a_genmean_p_half", 0.5)],
)
def test_the_index_on_1_to_100_is_that_of_coinr_by_each_mean(column: str, mean: str | float) -> None:
    normalised = each_column(turned(table("Treated")), lambda values: min_max_to(values, 1, 100))
    np.testing.assert_allclose(normalised, table("Normalised_1_100"), **EXACT)
    found = aggregate(normalised, hierarchy(), mean).top
    expected = json.loads((DATA / "coinr_asem.json").read_text(encoding="utf-8"))["expected"]
    by_code = expected["index_minmax_1_100_by_aggregation"][column]
    np.testing.assert_allclose(found, [by_code[code] for code in found.index], **EXACT)


@pytest.mark.parametrize(
    ("name", "normalise"),
    [
        ("minmax", min_max),
        ("zscore", z_score),
        ("scaled", lambda values: values),
        ("dist2max", distance_to_maximum),
        ("borda", count_below),
        ("prank", share_below),
    ],
)
def test_normalised_raw_values_are_those_of_coinr_gaps_and_all(name: str, normalise: Any) -> None:
    found = each_column(turned(table("Raw")), normalise)
    expected = table(f"norm_raw_n_{name}")
    if name in ("borda", "prank"):  # ties of COINr broken by digits that are not in the file
        tied = (["BGR", "CZE", "NOR"], ["TolMin"])
        found.loc[tied] = expected.loc[tied] = 0.0
    np.testing.assert_allclose(found, expected, **EXACT)


def test_fractions_of_the_maximum_are_those_of_coinr_where_more_is_more() -> None:
    keys = [key for key, direction in indicators()["Direction"].items() if direction > 0]
    values = table("Raw")[keys]
    positive = [key for key in keys if values[key].min() >= 0]
    found = each_column(values[positive], fraction_of_maximum)
    np.testing.assert_allclose(found, table("norm_raw_n_fracmax")[positive], **EXACT)
    assert len(positive) >= len(keys) - 2  # what can be below zero has no fraction of the maximum

"""Our numbers beside published ones: the English Indices of Deprivation 2019, and the example of COINr."""

import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from zonelab.indicators import Indicator, Specification, composite, prepare
from zonelab.indicators.normalisation import min_max, z

DATA = Path(os.environ.get("PEOPLEZONES_DATA") or Path(__file__).parents[4] / "shared" / "data")
ENGLAND = DATA / "england" / "england_imd2019.csv.gz"
COUNTRIES = DATA / "choosing" / "asem"

DOMAINS = {
    "Income": 22.5,
    "Employment": 22.5,
    "Education": 13.5,
    "Health": 13.5,
    "Crime": 9.3,
    "Housing_and_Access": 9.3,
    "Environment": 9.3,
}


@pytest.fixture(scope="module")
def england() -> pd.DataFrame:
    if not ENGLAND.exists():
        pytest.skip(f"The Indices of Deprivation 2019 are not there: {ENGLAND}. Set PEOPLEZONES_DATA.")
    return pd.read_csv(ENGLAND, index_col="lsoa11_code")


@pytest.fixture(scope="module")
def countries() -> Path:
    if not COUNTRIES.exists():
        pytest.skip(f"COINr's example is not there: {COUNTRIES}. Set PEOPLEZONES_DATA.")
    return COUNTRIES


def table(folder: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(folder / f"{name}.csv", index_col="uCode")


def test_percentiles_of_domain_ranks_give_the_published_deciles(england: pd.DataFrame) -> None:
    # Published: rank 1 = most deprived; decile = rank / N in tenths, rounded up.
    spec = Specification(
        tuple(Indicator(f"{domain}_rank", domain, higher_is_more_need=False) for domain in DOMAINS), DOMAINS
    )
    need = prepare(england, spec).normalised
    count = len(england)
    assert count == 32_844
    for domain in DOMAINS:
        no_less_need = 1 - need[f"{domain}_rank"] / 100 + 0.5 / count
        deciles = np.ceil((10 * no_less_need).round(9)).astype(int)
        np.testing.assert_array_equal(deciles, england[f"{domain}_decile"])


def test_a_score_from_one_published_rank_alone_gives_that_rank_back(england: pd.DataFrame) -> None:
    spec = Specification((Indicator("IMD_rank", "all", higher_is_more_need=False),), {"all": 1})
    np.testing.assert_array_equal(composite(england, spec).rank, england["IMD_rank"])


def test_min_max_and_z_are_those_of_coinr(countries: Path) -> None:
    turned = table(countries, "norm_raw_n_scaled")  # raw values times direction, 63 of them missing
    assert int(turned.isna().sum().sum()) == 63
    for normalise, name in ((min_max, "minmax"), (z, "zscore")):
        published = table(countries, f"norm_raw_n_{name}")
        for key in published.columns:
            ours = normalise(turned[key].to_numpy(dtype=np.float64))
            np.testing.assert_allclose(ours, published[key], rtol=0, atol=1e-9)


def test_groups_and_index_are_those_of_coinr(countries: Path) -> None:
    meta = pd.read_csv(countries / "ASEM_iMeta.csv").set_index("iCode")
    rows = meta[meta["Type"] == "Indicator"]
    groups = rows["Parent"].unique()
    parent = meta.loc[groups, "Parent"]
    # The index is the mean of two sub-indices, each the mean of its groups.
    weights = {group: 1 / int((parent == parent[group]).sum()) for group in groups}
    spec = Specification(
        tuple(
            Indicator(
                str(key),
                row["Parent"],
                higher_is_more_need=row["Direction"] == 1,
                weight=float(row["Weight"]),
            )
            for key, row in rows.iterrows()
        ),
        weights,
        "min_max",
    )
    assert (len(spec.indicators), len(spec.groups)) == (49, 8)
    prepared = prepare(table(countries, "Treated"), spec)
    published = table(countries, "Aggregated").loc[prepared.codes]
    np.testing.assert_allclose(prepared.group_means, published[list(spec.groups)], rtol=0, atol=1e-9)
    np.testing.assert_allclose(prepared.weigh().score, published["Index"], rtol=0, atol=1e-9)

"""The score of the English Indices from the ranks of their domains, beside the published ones of 2019 and 2025."""

import os
from pathlib import Path

import numpy as np
import pandas as pd
import polars
import pytest

from zonelab.indicators import INDICES_WEIGHTS, ValuesError, exponential_from_ranks, indices_score
from zonelab.indicators.ranks import rank_from_top

DATA = Path(os.environ.get("PEOPLEZONES_DATA") or Path(__file__).parents[4] / "shared" / "data") / "england"


def ranks_of(published: pd.DataFrame, housing: str) -> pd.DataFrame:
    columns = {domain: f"{domain.capitalize()}_rank" for domain in INDICES_WEIGHTS} | {"housing": f"{housing}_rank"}
    return published[list(columns.values())].set_axis(list(columns), axis=1)


def test_the_score_of_2019_is_the_published_one() -> None:
    path = DATA / "england_imd2019.csv.gz"
    if not path.exists():
        pytest.skip(f"The Indices of Deprivation 2019 are not there: {path}. Set PEOPLEZONES_DATA.")
    published = pd.read_csv(path, index_col="lsoa11_code")
    score = indices_score(ranks_of(published, "Housing_and_Access"))
    assert len(score) == 32_844
    np.testing.assert_allclose(score, published["IMD_score"], rtol=0, atol=0.002)
    rank = rank_from_top(score)
    assert published.index[rank == 1].tolist() == ["E01021988"]
    assert np.abs(rank - published["IMD_rank"]).max() <= 2
    np.testing.assert_array_equal(np.ceil(np.round(10 * rank / len(rank), 9)), published["IMD_decile"])


def test_the_score_of_2025_is_the_published_one() -> None:
    path = DATA / "england_imd2025.parquet"
    if not path.exists():
        pytest.skip(f"The Indices of Deprivation 2025 are not there: {path}. Set PEOPLEZONES_DATA.")
    published = pd.DataFrame(polars.read_parquet(path).to_dict(as_series=False))
    score = indices_score(ranks_of(published, "Housing_and_Services"))
    np.testing.assert_allclose(score, published["IMD_score"], rtol=0, atol=0.001)


def test_the_exponential_by_hand() -> None:
    found = exponential_from_ranks(np.array([1.0, 2.0, np.nan]), 2)
    assert found[0] == pytest.approx(100)
    assert found[1] == pytest.approx(-23 * np.log(1 - 0.5 * (1 - np.exp(-100 / 23))))
    assert np.isnan(found[2])


def test_the_weights_are_used_as_published_and_sum_to_99_9() -> None:
    assert sum(INDICES_WEIGHTS.values()) == pytest.approx(99.9)
    first = pd.DataFrame({domain: [1, 2] for domain in INDICES_WEIGHTS})
    assert indices_score(first)[0] == pytest.approx(99.9)


def test_wrong_ranks_are_refused() -> None:
    with pytest.raises(ValueError, match="from 1 to 3"):
        exponential_from_ranks(np.array([1.0, 4.0]), 3)
    with pytest.raises(ValuesError, match="no column crime"):
        indices_score(pd.DataFrame({"income": [1]}), {"income": 50, "crime": 50})

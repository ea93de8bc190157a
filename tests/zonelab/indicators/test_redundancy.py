"""Which indicators say the same twice: beside pandas, by hand, and what must always hold."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zonelab.indicators.redundancy import redundancy
from zonelab.indicators.values import ValuesError


def table(seed: int = 0, areas: int = 40) -> pd.DataFrame:
    made = np.random.default_rng(seed).normal(size=(areas, 4))
    frame = pd.DataFrame(made, columns=["a", "b", "c", "d"], index=[f"E{each}" for each in range(areas)])
    frame["twin"] = frame["a"] * -3 + frame["b"] * 0.1
    frame.iloc[3, 1] = frame.iloc[5, 2] = np.nan
    return frame


def test_correlations_are_those_of_pandas() -> None:
    frame = table()
    found = redundancy(frame)
    np.testing.assert_allclose(found.pearson, frame.corr(), atol=1e-12)
    np.testing.assert_allclose(found.spearman.loc["a", "d"], frame["a"].rank().corr(frame["d"].rank()), atol=1e-12)
    both = frame[["b", "c"]].dropna()
    np.testing.assert_allclose(found.spearman.loc["b", "c"], both["b"].rank().corr(both["c"].rank()), atol=1e-12)
    assert found.counted.loc["b", "c"] == 38


def test_twins_are_found_whatever_their_sign() -> None:
    found = redundancy(table())
    assert found.alike == (("a", "twin"),)
    assert found.pairs.iloc[0][["first", "second"]].tolist() == ["a", "twin"]
    assert found.explained["twin"] == pytest.approx(1)
    assert found.explained["d"] < 0.5
    assert "a, twin" in found.summary()


def test_dimensions_run_from_one_to_all() -> None:
    line = np.arange(8.0)
    assert redundancy(pd.DataFrame({"a": line, "b": line**3})).dimensions == pytest.approx(1)
    square = pd.DataFrame({"a": [1.0, 1, -1, -1], "b": [1.0, -1, 1, -1]})
    assert redundancy(square).dimensions == pytest.approx(2)
    assert redundancy(square).explained.tolist() == pytest.approx([0, 0])


@settings(max_examples=25)
@given(st.integers(0, 500), st.permutations(range(12)), st.permutations(range(5)))
def test_the_order_of_areas_and_indicators_does_not_matter(seed: int, rows: list[int], columns: list[int]) -> None:
    frame = table(seed, 12)
    found, turned = redundancy(frame), redundancy(frame.iloc[rows, columns])
    keys = list(frame.columns)
    for name in ("pearson", "spearman", "counted"):
        pd.testing.assert_frame_equal(getattr(found, name), getattr(turned, name).loc[keys, keys], atol=1e-12)
    pd.testing.assert_frame_equal(found.pairs, turned.pairs, atol=1e-12)
    pd.testing.assert_series_equal(found.explained, turned.explained[keys], atol=1e-9)
    assert found.alike == turned.alike
    assert found.dimensions == pytest.approx(turned.dimensions)


def test_columns_without_spread_have_no_correlation_and_a_warning() -> None:
    found = redundancy(pd.DataFrame({"a": [1.0, 2, 3, 5], "b": [7.0, 7, 7, 7]}))
    assert np.isnan(found.spearman.loc["a", "b"])
    assert np.isnan(found.explained["b"])
    assert "No correlation for b" in found.warnings[0]


def test_what_cannot_be_used_is_refused() -> None:
    with pytest.raises(ValuesError, match="two or more"):
        redundancy(pd.DataFrame({"a": [1.0]}))
    with pytest.raises(ValuesError, match="Infinite"):
        redundancy(pd.DataFrame({"a": [1.0, np.inf], "b": [1.0, 2]}))
    with pytest.raises(ValuesError, match="threshold"):
        redundancy(pd.DataFrame({"a": [1.0, 2], "b": [1.0, 2]}), threshold=0)

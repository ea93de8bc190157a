"""Where doubt in ranks comes from: cases with known shares, and what must always hold."""

import numpy as np
import pandas as pd
import pytest

from zonelab.indicators import Indicator, Specification
from zonelab.indicators.rank_methods import Method
from zonelab.indicators.sensitivity import rank_sensitivity, sobol_indices
from zonelab.indicators.specification import SpecificationError

PAIR = Specification((Indicator("x", "safe"), Indicator("y", "well")), {"safe": 1, "well": 1}, "min_max")
# Arithmetic: A (50) before B (40) and C (30); geometric: B before A.
TABLE = pd.DataFrame({"x": [10.0, 4, 0], "y": [0.0, 4, 10]}, index=list("ABC"))


def rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_indices_of_a_known_function() -> None:
    # f = 2a + b + 6ab, a and b uniform on −½ … ½: variances 4/12, 1/12 and 36/144, of .6667 in all.
    base, other = rng().random((2, 40_000, 2)) - 0.5

    def model(at: np.ndarray) -> np.ndarray:
        return (2 * at[:, 0] + at[:, 1] + 6 * at[:, 0] * at[:, 1])[:, None]

    swapped = []
    for place in (0, 1):
        mixed = base.copy()
        mixed[:, place] = other[:, place]
        swapped.append(model(mixed))
    first, total = sobol_indices(model(base), model(other), np.array(swapped))
    np.testing.assert_allclose(first[:, 0], [0.5, 0.125], atol=0.03)
    np.testing.assert_allclose(total[:, 0], [0.875, 0.5], atol=0.03)


def test_where_only_the_method_changes_ranks_all_doubt_is_the_methods() -> None:
    methods = [Method("min_max"), Method("min_max", "geometric")]
    found = rank_sensitivity(PAIR, TABLE, methods=methods, concentration=1e8, k=1, draws=256, rng=rng())
    assert found.choices == ("weight of safe", "weight of well", "method")
    np.testing.assert_allclose(found.first.loc["B", "method"], 1, atol=0.15)
    np.testing.assert_allclose(found.total.loc["B", "method"], 1, atol=0.15)
    np.testing.assert_allclose(found.total.loc["B", ["weight of safe", "weight of well"]], 0, atol=1e-12)
    assert "method" in found.summary()
    assert found.evaluations == 256 * 5


def test_where_only_values_are_unsure_all_doubt_is_theirs() -> None:
    spec = Specification((Indicator("x", "safe"),), {"safe": 1}, "min_max")
    found = rank_sensitivity(spec, TABLE, indicator_error=TABLE[["x"]] * 0 + 3, k=1, draws=256, rng=rng())
    assert found.choices == ("error in the values",)
    np.testing.assert_allclose(found.total, 1, atol=0.25)
    assert (found.total_error > 0).all(axis=None)


def test_more_draws_make_the_shares_surer_and_the_seed_decides() -> None:
    table = pd.DataFrame(rng(5).random((30, 2)), index=[f"E{each:02d}" for each in range(30)], columns=["x", "y"])
    few = rank_sensitivity(PAIR, table, draws=64, rng=rng())
    many = rank_sensitivity(PAIR, table, draws=1024, rng=rng())
    assert np.nanmean(many.total_error) < np.nanmean(few.total_error) / 2
    pd.testing.assert_frame_equal(few.to_frame(), rank_sensitivity(PAIR, table, draws=64, rng=rng()).to_frame())
    turned = rank_sensitivity(PAIR, table.iloc[::-1], draws=64, rng=rng())
    pd.testing.assert_frame_equal(few.to_frame(), turned.to_frame())
    assert len(few.codes) == 10
    assert few.to_frame().columns.tolist() == ["code", "choice", "first", "first_error", "total", "total_error"]


def test_ranks_that_never_change_have_no_shares() -> None:
    sure = pd.DataFrame({"x": [3.0, 2, 1], "y": [3.0, 2, 1]}, index=list("ABC"))
    found = rank_sensitivity(PAIR, sure, k=1, draws=32, rng=rng())
    assert found.total.isna().all(axis=None)
    assert found.deviation.tolist() == [0, 0, 0]
    assert "No choice changes" in found.summary()


def test_nothing_to_choose_is_refused() -> None:
    spec = Specification((Indicator("x", "safe"),), {"safe": 1}, "min_max")
    with pytest.raises(SpecificationError, match="nothing to choose"):
        rank_sensitivity(spec, TABLE, rng=rng())
    with pytest.raises(SpecificationError, match="32 or more"):
        rank_sensitivity(PAIR, TABLE, draws=10, rng=rng())

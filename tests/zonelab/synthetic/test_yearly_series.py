"""Yearly series end at what was made, drift a little before it, and repeat themselves."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from zonelab.synthetic import SyntheticIndicator, SyntheticIndicators, SyntheticYears, neighbourhoods, yearly_series

YEARS = [2021, 2022, 2023, 2024, 2025]
ILLNESS = SyntheticIndicator("illness", "proportion", middle=0.17, spread=0.35, loading=0.65)
ABSENCE = SyntheticIndicator("absence", "proportion", middle=0.18, spread=0.45, loading=0.65, of="pupils")
CALLS = SyntheticIndicator("calls", "rate", middle=20.0, spread=0.5, loading=0.7, of="adults")


def made(count: int = 2_000, *, counted: bool = True) -> SyntheticIndicators:
    where = np.random.default_rng(1)
    codes = [f"E{number:05d}" for number in range(count)]
    longitude, latitude = where.uniform(-1.6, -0.4, count), where.uniform(52.4, 53.0, count)
    people, rng = where.integers(1_000, 3_000, count), np.random.default_rng(7)
    return neighbourhoods(codes, longitude, latitude, people, [ILLNESS, ABSENCE, CALLS], rng, counted=counted)


def series(seed: int = 5, **settings: Any) -> SyntheticYears:
    return yearly_series(made(), YEARS, np.random.default_rng(seed), **settings)


def wide(found: SyntheticYears, key: str, column: str = "value") -> pd.DataFrame:
    """Areas × years of one indicator."""
    rows = found.rows.assign(expected=found.expected)
    return rows[rows["indicator"] == key].pivot(index="area", columns="year", values=column)


def test_the_newest_year_is_what_was_made() -> None:
    found, data = series(), made()
    assert data.counts is not None
    for key in ("illness", "absence", "calls"):
        assert wide(found, key, "count")[2025].tolist() == data.counts[key].tolist()
        np.testing.assert_allclose(wide(found, key)[2025], data.values[key])
        np.testing.assert_allclose(wide(found, key, "expected")[2025], data.expected[key])


def test_rows_are_tidy_and_counts_give_the_values() -> None:
    rows = series().rows
    assert list(rows) == ["area", "year", "indicator", "count", "denominator", "value"]
    assert len(rows) == 3 * 2_000 * 5
    assert not rows.duplicated(["area", "year", "indicator"]).any()
    assert rows["year"].head(5).tolist() == YEARS
    per = np.where(rows["indicator"] == "calls", 1000, 1)
    np.testing.assert_allclose(rows["value"], rows["count"] / rows["denominator"] * per)
    assert (rows["count"] >= 0).all()
    proportions = rows[rows["indicator"] != "calls"]
    assert (proportions["count"] <= proportions["denominator"]).all()


def test_an_area_drifts_as_much_as_asked() -> None:
    found = series(drift=0.1)
    level = np.log(wide(found, "calls", "expected"))
    steps = level.diff(axis="columns").iloc[:, 1:]
    assert steps.to_numpy().std() == pytest.approx(0.1, rel=0.05)  # 8,000 steps: standard error .8 %
    assert steps.to_numpy().mean() == pytest.approx(0, abs=0.005)
    assert (level[2025] - level[2021]).std() == pytest.approx(0.2, rel=0.08)


def test_without_drift_and_trend_the_truth_stands_still_and_counts_do_not() -> None:
    found = series(drift=0.0)
    assert (wide(found, "illness", "expected").nunique(axis="columns") <= 2).all()  # but for rounding
    np.testing.assert_allclose(np.ptp(wide(found, "illness", "expected").to_numpy(), axis=1), 0, atol=1e-12)
    assert wide(found, "illness", "count").nunique(axis="columns").max() > 1


def test_a_trend_leads_up_to_the_newest_year() -> None:
    found = series(drift=0.0, trends={"calls": 0.05})
    level = np.log(wide(found, "calls", "expected"))
    np.testing.assert_allclose(level.diff(axis="columns").iloc[:, 1:], 0.05, atol=1e-9)
    totals = wide(found, "calls", "count").sum()
    assert totals[2025] / totals[2021] == pytest.approx(np.exp(0.2), rel=0.02)


def test_years_that_are_left_out_count_as_years_of_drift() -> None:
    found = yearly_series(made(), [2021, 2025], np.random.default_rng(5), drift=0.1, trends={"calls": 0.05})
    step = np.log(wide(found, "calls", "expected")).diff(axis="columns")[2025]
    assert step.std() == pytest.approx(0.2, rel=0.08)
    assert step.mean() == pytest.approx(0.2, abs=0.02)


def test_the_same_seed_gives_the_same_years_and_another_does_not() -> None:
    first, again, other = series(), series(), series(seed=6)
    pd.testing.assert_frame_equal(first.rows, again.rows, check_exact=True)
    assert first.provenance == again.provenance
    assert first.provenance.seed == 5
    assert not first.rows.equals(other.rows)


def test_one_year_alone_is_what_was_made() -> None:
    rows = yearly_series(made(), [2025], np.random.default_rng(5)).rows
    assert rows["value"].tolist() == made().values.to_numpy().ravel(order="F").tolist()


def call(**changes: Any) -> Callable[[], object]:
    arguments: dict[str, Any] = {"made": made(10), "years": YEARS, "rng": np.random.default_rng(1)}
    return lambda: yearly_series(**arguments | changes)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (call(made=made(10, counted=False)), "call neighbourhoods with counted=True"),
        (call(years=[]), "years from old to new"),
        (call(years=[2025, 2024]), "years from old to new"),
        (call(years=[2024, 2024]), "each once"),
        (call(drift=-0.1), "drift is 0 or more"),
        (call(trends={"other": 0.1}), "trend for 'other'"),
        (call(trends={"calls": np.nan}), "finite number"),
    ],
)
def test_what_makes_no_sense_is_refused(wrong: Callable[[], object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        wrong()

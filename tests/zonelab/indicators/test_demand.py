"""Reactive and developmental contacts are added, rated and shared honestly; gaps stay gaps."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonelab.indicators import CountsError, demand_by_agency, reactive_share, wilson


def frame(*rows: tuple[str, str, str, float, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["agency", "kind", "period", "count", "population"])


FULL = frame(
    ("police", "reactive", "2024", 150, 10_000),
    ("police", "reactive", "2024", 50, 10_000),
    ("police", "developmental", "2024", 50, 10_000),
    ("health", "reactive", "2024", 300, 10_000),
    ("health", "developmental", "2024", 450, 10_000),
    ("police", "reactive", "2025", 100, 10_000),
    ("police", "developmental", "2025", 100, 10_000),
    ("health", "reactive", "2025", 10, 10_000),
    ("health", "developmental", "2025", 10, 10_000),
)


def test_by_hand() -> None:
    found = demand_by_agency(FULL)
    assert found.by_agency[["agency", "period", "reactive", "developmental"]].values.tolist() == [
        ["health", "2024", 300, 450],
        ["health", "2025", 10, 10],
        ["police", "2024", 200, 50],
        ["police", "2025", 100, 100],
    ]
    assert found.by_agency["reactive_per_1000"].tolist() == [30, 1, 20, 10]
    assert found.totals[["period", "reactive", "developmental", "population"]].values.tolist() == [
        ["2024", 500, 500, 10_000],
        ["2025", 110, 110, 10_000],
    ]
    assert found.totals["reactive_share_low"].iloc[0] == float(wilson(500, 1000).low)
    assert found.by_agency["small"].tolist() == [False, True, False, False]
    assert found.warnings == ("1 of 4 shares are of fewer than 30 contacts: they say little.",)
    assert "as if each were as large as the other" in found.assumptions[0]


def test_a_missing_count_makes_its_sums_missing_and_never_smaller() -> None:
    table = FULL.copy()
    table.loc[1, "count"] = np.nan
    found = demand_by_agency(table)
    assert np.isnan(found.by_agency["reactive"].iloc[2])
    assert np.isnan(found.totals["reactive"].iloc[0])
    assert found.totals["reactive"].iloc[1] == 110
    assert any("Reactive contacts of police have gaps" in warning for warning in found.warnings)


def test_a_period_without_a_row_is_a_gap_and_not_a_zero() -> None:
    found = demand_by_agency(FULL.drop(index=7))
    assert np.isnan(found.by_agency["reactive"].iloc[1])
    assert np.isnan(found.totals["reactive"].iloc[1])


def test_an_agency_that_never_tells_a_kind_is_named_and_left_out_of_the_totals() -> None:
    found = demand_by_agency(FULL[(FULL["agency"] == "health") | (FULL["kind"] == "reactive")])
    assert found.totals["developmental"].tolist() == [450, 10]
    assert np.isnan(found.by_agency["reactive_share"].iloc[2])
    assert "No developmental contacts are known of police: totals leave them out." in found.warnings


def test_agencies_of_different_populations_have_no_common_rate() -> None:
    table = FULL.assign(population=np.where(FULL["agency"] == "police", 9_000, 10_000))
    found = demand_by_agency(table)
    assert found.totals["reactive_per_1000"].isna().all()
    assert any("different populations" in warning for warning in found.warnings)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (FULL.drop(columns="kind"), "no column kind"),
        (FULL.assign(kind="other"), "not other"),
        (FULL.assign(count=-1), "negative"),
        (FULL.assign(population=range(9)), "more than one population"),
        (FULL.assign(period=None), "no period"),
    ],
)
def test_what_makes_no_sense_is_refused(wrong: pd.DataFrame, sentence: str) -> None:
    with pytest.raises(CountsError, match=sentence):
        demand_by_agency(wrong)


def test_shares_of_other_shapes_are_refused() -> None:
    with pytest.raises(CountsError, match="shape"):
        reactive_share([1, 2], [1])


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=1))
def test_the_share_is_that_of_what_is_known(pairs: list[tuple[int, int]]) -> None:
    reactive, developmental = (np.array(each) for each in zip(*pairs, strict=True))
    found = reactive_share(reactive, developmental)
    known = reactive + developmental > 0
    assert (np.isnan(found.share.estimate) == ~known).all()
    np.testing.assert_allclose(
        found.share.estimate[known] * (reactive + developmental)[known], reactive[known], atol=1e-9
    )
    assert bool(found.warnings) == bool((known & (reactive + developmental < 30)).any())

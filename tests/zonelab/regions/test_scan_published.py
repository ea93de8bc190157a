"""Our scans beside SaTScan 9.6 and FleXScan 3.1.2, on the leukaemia counts of upstate New York."""

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from zonelab.regions import circular_scan, flexible_scan

DATA = Path(os.environ.get("PEOPLEZONES_DATA") or Path(__file__).parents[4] / "shared" / "data")
NEW_YORK = DATA / "choosing" / "scan_newyork.json"


@pytest.fixture(scope="module")
def new_york() -> dict[str, Any]:
    if not NEW_YORK.exists():
        pytest.skip(f"The counts of New York are not there: {NEW_YORK}. Set PEOPLEZONES_DATA.")
    read: dict[str, Any] = json.loads(NEW_YORK.read_text(encoding="utf-8"))
    return read


def counts_of(read: dict[str, Any]) -> tuple[list[float], list[float], list[list[float]]]:
    # Places are latitude, longitude: SaTScan was told that they are plain coordinates.
    return read["input"]["cases"], read["input"]["pop"], read["input"]["coords"]


def borders_of(read: dict[str, Any]) -> list[list[int]]:
    return [[int(one) - 1, other - 1] for one, others in read["input"]["neighbors"].items() for other in others]


@pytest.mark.parametrize(("share", "case"), [(0.5, "circular_ub50"), (0.1, "circular_ub10")])
def test_circles_give_the_ratios_cases_and_areas_of_satscan(new_york: dict[str, Any], share: float, case: str) -> None:
    found = circular_scan(*counts_of(new_york), share=share, draws=0, rng=np.random.default_rng(1))
    assert new_york["expected"][case]
    for ours, theirs in zip(found.clusters, new_york["expected"][case], strict=False):
        assert ours.llr == pytest.approx(theirs["llr"], abs=1e-4)
        assert ours.observed == theirs["cases"]
        assert ours.expected == pytest.approx(theirs["exp"], abs=0.005)
        assert len(ours.areas) == theirs.get("n", len(ours.areas))
        if "members" in theirs:
            assert sorted(area + 1 for area in ours.areas) == theirs["members"]
    assert [each.llr for each in found.clusters[:3]] == pytest.approx(new_york["reproduced_here"][case], abs=1e-9)


def test_great_circles_give_another_cluster_than_plain_degrees(new_york: dict[str, Any]) -> None:
    cases, people, places = counts_of(new_york)
    east_north = np.array(places)[:, ::-1]
    found = circular_scan(cases, people, east_north, great_circle=True, draws=0, rng=np.random.default_rng(1))
    assert found.clusters[0].llr == pytest.approx(14.780, abs=5e-4)


@pytest.mark.parametrize(
    ("most_areas", "raised", "case"), [(10, None, "flexscan_k10"), (50, 0.2, "restricted_flexscan_k50")]
)
def test_shapes_give_the_ratios_and_areas_of_flexscan(
    new_york: dict[str, Any], most_areas: int, raised: float | None, case: str
) -> None:
    borders, rng = borders_of(new_york), np.random.default_rng(1)
    found = flexible_scan(*counts_of(new_york), borders, most_areas=most_areas, raised=raised, draws=0, rng=rng)
    assert new_york["expected"][case]
    for ours, theirs in zip(found.clusters, new_york["expected"][case], strict=False):
        assert ours.llr == pytest.approx(theirs["statistic"], abs=1e-4)
        assert [area + 1 for area in ours.areas] == theirs["members"]
        if "cases" in theirs:
            assert ours.observed == theirs["cases"]
            assert ours.expected == pytest.approx(theirs["exp"], abs=1e-4)


def test_p_is_that_of_flexscan_within_the_doubt_of_both(new_york: dict[str, Any]) -> None:
    # FleXScan: 6 / 1000. Both are drawn, so they differ by the errors of both; a ratio misjudged would be far off.
    found = flexible_scan(*counts_of(new_york), borders_of(new_york), rng=np.random.default_rng(3), draws=499)
    assert found.clusters[0].p == pytest.approx(0.006, abs=4 * np.sqrt(0.006 * (1 / 1000 + 1 / 500)))

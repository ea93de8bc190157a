"""The whole of `zonelab choose` on Leicester, Leicestershire and Rutland, where the shared data are."""

import json
import os
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

DATA = Path(os.environ.get("PEOPLEZONES_DATA") or Path(__file__).parents[4] / "shared" / "data")
DOMAINS = ("Income", "Employment", "Education", "Health", "Crime", "Housing_and_Access", "Environment")
BOUNDARIES = DATA / "llr" / "llr_lsoa_2011.geojson"
INDICES = DATA / "england" / "england_imd2019.csv.gz"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    if not (BOUNDARIES.exists() and INDICES.exists()):
        pytest.skip(f"The boundaries of Leicestershire are not there: {BOUNDARIES}. Set PEOPLEZONES_DATA.")
    indices = pd.read_csv(INDICES).set_index("lsoa11_code")
    codes = [each["properties"]["LSOA11CD"] for each in json.loads(BOUNDARIES.read_text(encoding="utf-8"))["features"]]
    here = indices.loc[codes]
    made = pd.DataFrame({"name": here["lsoa11_name"], "district": here["lad19_name"], "people": here["pop_mid2019"]})
    for domain in DOMAINS:
        made[domain] = len(indices) + 1 - here[f"{domain}_rank"]  # higher = more need
    path = tmp_path / "indices.csv"
    made.rename_axis("LSOA11CD").to_csv(path)
    return path


def test_start_check_and_choose(table: Path, run: Any, tmp_path: Path) -> None:
    spec, out = tmp_path / "spec.toml", tmp_path / "out"
    assert run(["start", str(table), "--out", str(spec)]).exit_code == 0
    files = ["--indicators", str(table), "--spec", str(spec), "--areas", str(BOUNDARIES)]
    checked = run(["check", *files])
    assert (checked.exit_code, checked.err) == (0, "")
    assert "611 areas, 7 indicators, 0 empty cells" in checked.out
    ran = run(["choose", *files, "--out", str(out), "--draws", "300", "--way", "fast", "--how-many", "3"])
    assert ran.exit_code == 0, ran.err
    assert len(pd.read_csv(out / "areas.csv")) == 611
    zones = pd.read_csv(out / "zones.csv")
    assert zones["population"].between(8_000, 12_000).all()
    assert zones["district"].tolist() == ["Leicester"] * 3
    shapes = json.loads((out / "zones.geojson").read_text(encoding="utf-8"))
    assert len(shapes["features"]) == 3
    assert (out / "report.html").stat().st_size < 2_000_000


def test_areas_of_2021_do_not_fit_boundaries_of_2011(table: Path, run: Any, tmp_path: Path) -> None:
    spec = tmp_path / "spec.toml"
    assert run(["start", str(table), "--out", str(spec)]).exit_code == 0
    newer = DATA / "llr" / "llr_lsoa_2021.geojson"
    ran = run(
        ["check", "--indicators", str(table), "--spec", str(spec), "--areas", str(newer), "--areas-code", "LSOA21CD"]
    )
    assert ran.exit_code == 2
    assert "LSOA (2011) to LSOA (2021)" in ran.err

"""The demo's data are whole, small and told truly by their README; playing them is tested elsewhere."""

import csv
import gzip
import hashlib
import json
import math
import os
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
from shapely import coverage_is_valid
from shapely.geometry import shape

ROOT = Path(__file__).resolve().parents[2]
DEMO_DATA = ROOT / "demo-data"
README = (DEMO_DATA / "README.md").read_text(encoding="utf-8")
REFERENCE = Path(os.environ.get("PEOPLEZONES_DATA") or ROOT.parent / "shared" / "data") / "llr"
needs_reference = pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference data are not here")

AREAS_IN = {
    "Leicester": 192,
    "Charnwood": 99,
    "Hinckley and Bosworth": 66,
    "Blaby": 60,
    "North West Leicestershire": 58,
    "Harborough": 47,
    "Oadby and Wigston": 36,
    "Melton": 30,
    "Rutland": 23,
}


class Placed(NamedTuple):
    code: str
    lon: float
    lat: float


def rows(path: Path) -> list[dict[str, str]]:
    held = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return list(csv.DictReader(held.decode("utf-8").splitlines()))


@pytest.fixture(scope="module")
def areas() -> list[dict[str, str]]:
    return rows(DEMO_DATA / "areas.csv")


@pytest.fixture(scope="module")
def postcodes() -> list[tuple[str, Placed]]:
    """Every postcode, read as the README tells."""
    found = []
    for row in rows(DEMO_DATA / "postcodes.csv"):
        for unit in row["units"].split(" "):
            east, north = unit[2:].split(":")
            lon = round(float(row["lon"]) + int(east) / 10_000, 4)
            lat = round(float(row["lat"]) + int(north) / 10_000, 4)
            found.append((row["sector"] + unit[:2], Placed(row["code"], lon, lat)))
    return found


@pytest.fixture(scope="module")
def features() -> list[dict]:
    return json.loads((DEMO_DATA / "boundaries.geojson").read_text(encoding="utf-8"))["features"]


def test_every_file_is_under_400_kb():
    sizes = {path.name: path.stat().st_size for path in DEMO_DATA.rglob("*") if path.is_file()}
    assert len(sizes) >= 5
    assert {name: size for name, size in sizes.items() if size >= 400_000} == {}


def test_the_readme_gives_the_true_size_and_sha256_of_every_data_file():
    told = re.findall(r"^\| `([^`]+)` \| ([\d,]+) \| `([0-9a-f]{64})` \|$", README, flags=re.MULTILINE)
    files = [DEMO_DATA / name for name in ("boundaries.geojson", "areas.csv", "postcodes.csv")]
    contents = [(path.name, path.read_bytes()) for path in files]
    assert told == [(name, f"{len(held):,}", hashlib.sha256(held).hexdigest()) for name, held in contents]


def test_the_readme_names_the_packages_that_the_script_pins():
    pins = r'"([\w-]+)==([\d.]+)": "([0-9a-f]{64})"'
    pinned = re.findall(pins, (DEMO_DATA / "cut.py").read_text(encoding="utf-8"))
    assert len(pinned) == 3
    assert re.findall(r"^\| ([\w-]+) ([\d.]+) \| `([0-9a-f]{64})` \|$", README, flags=re.MULTILINE) == pinned


def test_there_are_611_areas_each_once_in_the_right_districts(areas):
    assert len({area["code"] for area in areas}) == len(areas) == 611
    assert [area["code"] for area in areas] == sorted(area["code"] for area in areas)
    assert Counter(area["district"] for area in areas) == AREAS_IN
    assert len({(area["district_code"], area["district"]) for area in areas}) == 9
    assert all(all(area.values()) for area in areas)


def test_the_census_counts_sum_to_the_published_totals(areas):
    assert sum(int(area["persons_2011"]) for area in areas) == 1_017_697
    assert sum(int(area["households_2011"]) for area in areas) == 405_561
    leicester = [area for area in areas if area["district"] == "Leicester"]
    assert sum(int(area["persons_2011"]) for area in leicester) == 329_839  # ONS: usual residents 2011


def test_every_area_has_one_boundary_that_fits_its_neighbours(areas, features):
    told = [(area["code"], area["name"], area["district_code"]) for area in areas]
    facts = [feature["properties"] for feature in features]
    assert [(fact["code"], fact["name"], fact["district_code"]) for fact in facts] == told
    shapes = [shape(feature["geometry"]) for feature in features]
    assert {outline.geom_type for outline in shapes} == {"Polygon"}
    assert [fact["code"] for fact, outline in zip(facts, shapes, strict=True) if not outline.is_valid] == []
    assert all(outline.exterior.is_ccw for outline in shapes)
    assert coverage_is_valid(shapes)


def test_postcodes_are_whole_once_each_and_placed_in_our_areas_or_nowhere(areas, postcodes):
    codes = Counter(placed.code for _, placed in postcodes)
    assert len({postcode for postcode, _ in postcodes}) == len(postcodes) == 24_272
    assert codes.keys() - {""} == {area["code"] for area in areas}
    assert codes[""] == 632
    assert [held for held, _ in postcodes if not re.fullmatch(r"[A-Z]{1,2}\d{1,2} \d[A-Z]{2}", held)] == []


def test_every_placed_postcode_lies_near_its_area(postcodes, features):
    boxes = {feature["properties"]["code"]: shape(feature["geometry"]).bounds for feature in features}
    strays = []
    for postcode, placed in postcodes:
        west, south, east, north = boxes.get(placed.code, (-1.6, 52.3, -0.4, 53.0))
        if not (west - 0.008 <= placed.lon <= east + 0.008 and south - 0.005 <= placed.lat <= north + 0.005):
            strays.append(postcode)
    assert strays == []


def test_the_readme_reads_its_own_example_as_we_do(postcodes):
    held = dict(postcodes)
    assert held["CV10 0RY"] == ("E01025881", -1.4833, 52.5593)
    assert held["CV10 0SB"] == ("E01025881", -1.4872, 52.5623)


@needs_reference
def test_areas_agree_with_the_reference_data(areas):
    reference = {row["LSOA11CD"]: row for row in rows(REFERENCE / "llr_lsoa11_lookup_pop.csv")}
    assert {area["code"] for area in areas} == reference.keys()
    columns = {
        "name": "LSOA11NM",
        "district_code": "LADCD",
        "district": "LADNM",
        "msoa_code": "MSOA11CD",
        "persons_2011": "census2011_persons",
        "households_2011": "census2011_households",
    }
    for area in areas:
        for ours, theirs in columns.items():
            assert area[ours] == reference[area["code"]][theirs], area


@needs_reference
def test_postcodes_agree_with_the_reference_data(postcodes):
    reference = {row["postcode"]: row for row in rows(REFERENCE / "llr_postcodes.csv.gz")}
    held = dict(postcodes)
    assert reference.keys() - held.keys() == set()
    assert held.keys() - reference.keys() == {"B79 0PJ", "NN6 6JQ"}  # the reference leaves out B79 and NN6
    for postcode, row in reference.items():
        code, lon, lat = held[postcode]
        metres = math.hypot((lon - float(row["lon"])) * 67_600, (lat - float(row["lat"])) * 111_250)
        assert metres < 15, postcode
        assert code in ("", row["LSOA11CD"]), postcode

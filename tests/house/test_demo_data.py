"""The demo's data are whole, small and told truly by their README; playing them is tested elsewhere."""

import csv
import datetime as dt
import gzip
import hashlib
import json
import math
import os
import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pytest
from shapely import coverage_is_valid
from shapely.geometry import shape

from zonelab.synthetic import (
    DemandStream,
    SyntheticDemand,
    SyntheticIndicator,
    SyntheticIndicators,
    demand,
    neighbourhoods,
    yearly_series,
)

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

SAME_WARD_NAMES = {"Hinckley and Bosworth", "Melton", "Oadby and Wigston"}  # as in 2013
SAY_LITTLE = {"and", "the", "st", "of", "in", "on", "north", "south", "east", "west"}


class Placed(NamedTuple):
    code: str
    lon: float
    lat: float


def rows(path: Path) -> list[dict[str, str]]:
    held = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return list(csv.DictReader(held.decode("utf-8").splitlines()))


def words(name: str) -> list[str]:
    return re.findall(r"[a-z]+", name.lower().replace("&", "and"))


@pytest.fixture(scope="module")
def areas() -> list[dict[str, str]]:
    return rows(DEMO_DATA / "areas.csv")


@pytest.fixture(scope="module")
def wards() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in rows(DEMO_DATA / "wards.csv")}


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
    files = [DEMO_DATA / name for name in ("boundaries.geojson", "areas.csv", "postcodes.csv", "wards.csv")]
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


def test_every_area_has_one_ward_in_its_district(areas, postcodes, wards):
    assert list(wards) == [area["code"] for area in areas]
    assert all(all(ward.values()) for ward in wards.values())
    districts = {area["code"]: area["district_code"] for area in areas}
    told = {(ward["ward_code"], ward["ward_name"], districts[code]) for code, ward in wards.items()}
    assert len(told) == len({code for code, _, _ in told}) == len({name for _, name, _ in told}) == 174
    assert {code[:3] for code, _, _ in told} == {"E05"}
    placed = Counter(held.code for _, held in postcodes)
    assert {code: int(ward["postcodes"]) for code, ward in wards.items()} == {code: placed[code] for code in wards}


def test_the_readme_tells_how_well_wards_fit(areas, wards):
    shares = [float(ward["share"]) for ward in wards.values()]
    fits = Counter(all=shares.count(1.0), most=sum(share < 0.9 for share in shares), part=sum(s < 0.5 for s in shares))
    assert fits == {"all": 446, "most": 107, "part": 7}
    assert all(0 < share <= 1 for share in shares)
    assert [area["code"] for area in areas if wards[area["code"]]["ward_name"] != area["local_name"]] == []


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
def test_wards_agree_in_words_with_those_of_2013(wards):
    reference = {row["LSOA11CD"]: row for row in rows(REFERENCE / "llr_lsoa11_lookup_pop.csv")}
    alike = Counter()
    for code, ward in wards.items():
        ours, theirs = words(ward["ward_name"]), words(reference[code]["WD13NM"])
        if ward["ward_code"] == reference[code]["WD13CD"] or reference[code]["LADNM"] in SAME_WARD_NAMES:
            assert ours == theirs, code
        alike["code"] += ward["ward_code"] == reference[code]["WD13CD"]
        alike["name"] += ours == theirs
        alike["a word"] += bool((set(ours) & set(theirs)) - SAY_LITTLE)
    assert alike == {"code": 132, "name": 370, "a word": 489}  # as the README tells


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


# --- made up ---------------------------------------------------------------------------------------------------


def toml(name: str) -> dict[str, Any]:
    return tomllib.loads((DEMO_DATA / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def figures(areas, features) -> SyntheticIndicators:
    """The figures of the choice, with an area's middle taken from its outline."""
    middles = [shape(feature["geometry"]).centroid for feature in features]
    return neighbourhoods(
        [area["code"] for area in areas],
        [middle.x for middle in middles],
        [middle.y for middle in middles],
        [int(area["persons_2011"]) for area in areas],
        [SyntheticIndicator(entry["key"], **entry["made"]) for entry in toml("indicators.toml")["indicator"]],
        np.random.default_rng(1),
        counted=True,
    )


@pytest.fixture(scope="module")
def asked(areas, figures) -> SyntheticDemand:
    told = toml("demand.toml")
    return demand(
        [area["code"] for area in areas],
        [int(area["persons_2011"]) for area in areas],
        figures.latent,
        [DemandStream(one["key"], one["agency"], one["demand"], **one["made"]) for one in told["stream"]],
        pd.period_range(told["first_month"], told["last_month"], freq="M").astype(str).tolist(),
        np.random.default_rng(told["seed"]),
        missing={gap["agency"]: gap["months"] for gap in told["not_delivered"]},
    )


def test_twelve_streams_say_what_they_are_in_the_words_of_the_figures():
    streams = toml("demand.toml")["stream"]
    assert Counter(one["demand"] for one in streams) == {"reactive": 7, "developmental": 5}
    assert len({one["agency"] for one in streams}) == 11
    assert len({one["key"] for one in streams}) == len({one["indicator"] for one in streams}) == 12
    assert all(one["indicator"] == f"made-up-{one['key']}" for one in streams)
    assert {one["outcome"] for one in streams} == {"safe", "well", "skills", "resources"}
    assert all(one["polarity"] == {"reactive": "high", "developmental": "none"}[one["demand"]] for one in streams)
    figures = {entry["key"]: entry for entry in toml("indicators.toml")["indicator"]}
    for one in streams:
        assert one["feeds_choice"] == (one["indicator"] in figures), one["key"]
        if told := figures.get(one["indicator"]):
            same = ("name", "unit", "outcome", "demand", "demand_reason", "acted_on_by")
            assert [one[key] for key in same] == [told[key] for key in same]


def test_demand_covers_sixty_months_but_those_not_delivered(asked):
    told = toml("demand.toml")
    months = asked.rows.groupby("agency")["month"].unique().map(set)
    whole = months["Police"]
    assert (len(whole), min(whole), max(whole)) == (60, "2021-04", "2026-03")
    gaps = {agency: sorted(whole - there) for agency, there in months.items() if there != whole}
    assert gaps == {gap["agency"]: gap["months"] for gap in told["not_delivered"]}
    assert [len(gone) for gone in gaps.values()] == [2]


def test_demand_of_the_newest_year_is_as_high_as_the_figure_it_replaces(areas, asked):
    newest = asked.rows[asked.rows["month"] >= "2025-04"].groupby(["demand", "area"])["count"].sum().unstack("demand")
    people = pd.Series({area["code"]: int(area["persons_2011"]) for area in areas})
    rates = newest.div(people, axis="index") * 1000
    figures = {entry["key"]: entry["made"] for entry in toml("indicators.toml")["indicator"]}
    for one in toml("demand.toml")["stream"]:
        if made := figures.get(one["indicator"]):
            assert rates[one["key"]].median() == pytest.approx(made["middle"], rel=0.15), one["key"]
            assert {key: one["made"][key] for key in ("spread", "loading")} == {
                key: made[key] for key in ("spread", "loading")
            }


def test_proportions_are_counted_among_whom_they_are_of_in_five_years(figures):
    told = toml("indicators.toml")["yearly"]
    series = yearly_series(figures, told["years"], np.random.default_rng(1), drift=told["drift"], trends=told["trends"])
    proportions = {one.key: one.of for one in figures.indicators if one.kind == "proportion"}
    assert told["trends"].keys() == proportions.keys()
    assert set(proportions.values()) == {"people", "adults", "pupils", "five-year-olds"}
    rows = series.rows[series.rows["indicator"].isin(proportions)]
    assert sorted(set(rows["year"])) == [2021, 2022, 2023, 2024, 2025]
    assert (rows["denominator"] > 0).all()
    assert len(rows) == 5 * 611 * 5


def test_evidence_is_marked_and_about_a_place_that_is_there(areas):
    places = {area["district_code"] for area in areas} | {zone["name"] for zone in toml("zones.toml")["zone"]}
    documents = toml("evidence.toml")["evidence"]
    assert len(documents) == 2
    for one in documents:
        assert list(one) == ["title", "kind", "date", "publisher", "area", "summary", "illustrative"]
        assert (one["publisher"], one["illustrative"]) == ("People Zones demo", True)
        assert one["area"] in places
        assert isinstance(one["date"], dt.date)
        assert len(re.findall(r"[.](?: |$)", one["summary"])) == 2
        assert "made-up" in one["summary"]

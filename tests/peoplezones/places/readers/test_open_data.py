import csv
import gzip
import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings

from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.places.models import Demand, Indicator, Outcome
from peoplezones.places.readers import open_data

DATA = Path(os.environ.get("PEOPLEZONES_DATA", settings.ROOT.parent / "shared" / "data"))
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="needs the folder of official open data (PEOPLEZONES_DATA)")


def test_a_folder_without_the_files_says_which_is_missing(tmp_path):
    with pytest.raises(NotPossibleNow, match=r"llr_lsoa_2011\.geojson"):
        open_data.areas(tmp_path)


def test_every_entry_of_the_sources_says_what_a_reader_needs_to_know():
    keys = []
    entries = open_data.datasets()
    for dataset in entries:
        assert dataset["publisher"]
        assert dataset["licence"]
        assert dataset["period"]
        for entry in dataset["indicator"]:
            keys.append(entry["key"])
            assert entry["outcome"] in Outcome.values
            assert entry["demand"] in Demand.values
            assert entry["demand_reason"].endswith(".")
            assert entry["acted_on_by"]
    assert len(keys) == len(set(keys))


@pytest.fixture(scope="module")
def population():
    rows = open_data.areas(DATA)
    return {row.code: row.population for row in rows}


@needs_data
def test_official_areas_carry_population_and_rural_urban_class(population):
    rows = open_data.areas(DATA)
    assert len(rows) == 611
    assert {row.rural_urban for row in rows} >= {"Urban city and town"}
    assert sum(population.values()) > 1_100_000
    assert {row.code: row.local_name for row in rows}["E01013726"] == "New Parks & Stokeswood"


@needs_data
def test_every_official_indicator_has_a_value_in_every_area(population):
    read = list(open_data.indicators(DATA, population))
    assert {len(one.values) for one in read} == {611}
    assert {one.about["outcome"] for one in read} == set(Outcome.values)
    for one in read:
        Indicator(**one.about, boundary_set_id=1, digest="x").clean_fields(exclude=["boundary_set"])


@needs_data
def test_a_yearly_rate_is_the_counts_of_its_twelve_months_over_the_people(population):
    counted = 0
    with gzip.open(DATA / "llr/llr_crime_lsoa11_month_type.csv.gz", "rt") as file:
        for row in csv.DictReader(file):
            in_year = "2021-11" <= row["month"] <= "2022-10"
            if row["lsoa11"] == "E01025699" and in_year and row["crime_type"] == "Burglary":
                counted += int(row["n"])
    [burglary] = [one for one in open_data.indicators(DATA, population) if one.about["key"] == "burglary"]
    assert burglary.values["E01025699"] == pytest.approx(1000 * counted / population["E01025699"])


@needs_data
def test_a_missing_month_is_missing_and_not_zero(population, tmp_path):
    (tmp_path / "llr").mkdir()
    (tmp_path / "england").mkdir()
    shutil.copy(DATA / "england/england_imd2019.csv.gz", tmp_path / "england")
    with (
        gzip.open(DATA / "llr/llr_crime_lsoa11_month_type.csv.gz", "rt") as file,
        gzip.open(tmp_path / "llr/llr_crime_lsoa11_month_type.csv.gz", "wt") as cut,
    ):
        cut.writelines(line for line in file if ",2022-03," not in line)
    with pytest.raises(NotPossibleNow, match="11 of the 12 months"):
        list(open_data.indicators(tmp_path, population))


@needs_data
def test_postcodes_outside_the_known_areas_come_unplaced():
    rows = list(open_data.postcodes(DATA, known={"E01032873"}))
    placed = {row.area_code for row in rows}
    assert placed == {"", "E01032873"}

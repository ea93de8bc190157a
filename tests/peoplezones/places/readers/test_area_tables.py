from zipfile import ZipFile

import openpyxl
import polars as pl
import pytest

from peoplezones.places.readers import area_tables
from peoplezones.places.rows import BadFile, DatasetEntry, PeriodKind


def an_entry(**told):
    return DatasetEntry("made-up", "Made-up table", "nobody", "none", "nomis", PeriodKind.ONCE, **told)


def test_short_names_tell_signs_apart():
    names = ("Occupancy: +1", "Occupancy: -1", "Rate (% of homes)", "the 'at-risk population'", "1,000 homes")
    assert [area_tables.slug(name) for name in names] == [
        "occupancy-plus-1",
        "occupancy-minus-1",
        "rate-percent-of-homes",
        "the-at-risk-population",
        "1-000-homes",
    ]


def test_a_column_is_known_by_its_letters_or_by_how_a_long_name_begins():
    long = "Children and Young People Sub-domain Decile (where 1 is most deprived 10% of LSOAs)"
    there = ["imd score", long[:-4], "other"]
    assert area_tables.found_as("IMD_Score", there) == "imd score"
    assert area_tables.found_as(long, there) == long[:-4]
    assert area_tables.found_as("other thing", there) is None


def test_two_columns_that_could_be_meant_are_none():
    assert area_tables.found_as("a-b", ["a b", "a_b"]) is None


def test_missing_columns_are_told_with_those_that_are_there():
    frame = pl.DataFrame({"code": ["x"], "line": [2]})
    with pytest.raises(BadFile, match=r"lacks the columns people\. It has: code\.") as refused:
        area_tables.columns_named(["code", "people"], frame, file="f.csv")
    assert refused.value.rows[0].column == "people"


@pytest.mark.parametrize(
    ("stated", "vintage"),
    [
        ("LSOA code (2011)", 2011),
        ("lsoa21_code", 2021),
        ("LSOA 2021 Code", 2021),
        ("LSOA11CD", 2011),
        ("2021", 2021),
        ("2015", 1999),
        ("geography code", 1999),
    ],
)
def test_the_file_states_the_year_of_its_codes_before_the_entry_does(stated, vintage):
    assert area_tables.vintage_of(an_entry(vintage=1999), stated) == vintage


def test_a_year_of_codes_that_nobody_states_is_asked_for():
    with pytest.raises(BadFile, match=r"vintage = 2021"):
        area_tables.vintage_of(an_entry(), "geography code")


@pytest.mark.parametrize("said", [{"codes": "E01"}, {"codes": [1]}, {"codes": {}}])
def test_an_option_of_the_wrong_kind_is_said(said):
    with pytest.raises(BadFile, match="codes"):
        area_tables.option(an_entry(options=said), "codes", tuple)


def test_the_sheets_of_a_workbook_are_named_and_other_files_have_none(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Notes & terms"
    book.create_sheet("Mid-2022 LSOA 2021")
    book.save(tmp_path / "book.xlsx")
    (tmp_path / "table.csv").write_text("a,b\n")
    with ZipFile(tmp_path / "one.zip", "w") as packed:
        packed.writestr("table.csv", "a,b\n")
    assert area_tables.sheet_names(tmp_path / "book.xlsx") == ("Notes & terms", "Mid-2022 LSOA 2021")
    assert area_tables.sheet_names(tmp_path / "table.csv") == ()
    assert area_tables.sheet_names(tmp_path / "one.zip") == ()
    assert area_tables.sheet_names(tmp_path) == ()

import gzip
import os
from dataclasses import replace
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from django.conf import settings
from polars.testing import assert_frame_equal

from peoplezones.places.readers import deprivation
from peoplezones.places.rows import BadFile, DatasetEntry, PeriodKind

DATA = Path(os.environ.get("PEOPLEZONES_DATA", settings.ROOT.parent / "shared" / "data")) / "england"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="needs the folder of official open data (PEOPLEZONES_DATA)")

SCORE = "Index of Multiple Deprivation (IMD) Score"
RANK = "Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived)"
DECILE = "Children and Young People Sub-domain Decile (where 1 is most deprived 10% of LSOAs)"
PEOPLE = "Total population: mid 2015 (excluding prisoners)"
INDICES = DatasetEntry(
    key="indices-2019",
    name="Indices of Deprivation",
    publisher="a ministry",
    licence="Open Government Licence v3.0",
    layout="deprivation",
    period_kind=PeriodKind.ONCE,
    period="2019",
    options={
        "area": "LSOA code (2011)",
        "codes": ["E01"],
        "ranks": ["overall-rank"],
        "columns": {SCORE: "overall-score", RANK: "overall-rank", DECILE: "skills-decile", PEOPLE: "all-residents"},
    },
)
HEADER = f'LSOA code (2011),LSOA name (2011),{SCORE},{RANK},"{DECILE}","{PEOPLE}"'
FILE_7 = [
    HEADER,
    "E01000003,Made-up 001C,7.5,2,10,1500",
    'E01000001,Made-up 001A,40.25,1,1,"1,400"',
    "E01000004,Made-up 001D,7.5,2,9,1612",
    "E01000002,Made-up 001B,2.125,4,5,1703",
]


def a_file(tmp_path, lines=FILE_7, name="File_7.csv", encoding="utf-8-sig"):
    file = tmp_path / name
    file.write_bytes("\r\n".join([*lines, ""]).encode(encoding))
    return file


def test_one_row_an_area_becomes_one_picture_in_the_order_of_areas(tmp_path):
    reading = deprivation.read(a_file(tmp_path), INDICES)
    assert_frame_equal(
        reading.frame,
        pl.DataFrame(
            {
                "area": ["E01000001", "E01000002", "E01000003", "E01000004"],
                "period": ["2019"] * 4,
                "overall-score": [40.25, 2.125, 7.5, 7.5],
                "overall-rank": [1.0, 4.0, 2.0, 2.0],
                "skills-decile": [1.0, 5.0, 10.0, 9.0],
                "all-residents": [1400.0, 1703.0, 1500.0, 1612.0],
            }
        ),
    )
    assert reading.vintages == {"2019": 2011}
    assert reading.measures == ["overall-score", "overall-rank", "skills-decile", "all-residents"]


def test_equal_areas_share_the_better_rank_and_are_counted(tmp_path):
    report = deprivation.read(a_file(tmp_path), INDICES).report
    assert report == {"rows read": 4, "areas": 4, "areas in each ranking": 4, "ranks that areas share": 1}


def test_a_list_of_the_areas_that_are_wanted_changes_nothing(tmp_path):
    file = a_file(tmp_path)
    some = deprivation.read(file, INDICES, within=frozenset({"E01000001"}))
    assert_frame_equal(some.frame, deprivation.read(file, INDICES).frame)


def test_windows_letters_a_cut_header_and_a_packed_file_are_read_alike(tmp_path):
    plain = deprivation.read(a_file(tmp_path), INDICES).frame
    cut = [HEADER.replace(DECILE, DECILE[:80]).replace("LSOA name", "Naïve name"), *FILE_7[1:]]
    other = a_file(tmp_path, cut, "cut.csv", "cp1252")
    packed = tmp_path / "packed.csv.gz"
    packed.write_bytes(gzip.compress(other.read_bytes()))
    assert_frame_equal(deprivation.read(other, INDICES).frame, plain)
    assert_frame_equal(deprivation.read(packed, INDICES).frame, plain)


def test_a_value_that_is_not_told_is_missing_and_why_is_noted(tmp_path):
    lines = [line.replace("7.5,2,10", "[c],2,10").replace("1703", "..") for line in FILE_7]
    frame = deprivation.read(a_file(tmp_path, lines), INDICES).frame
    assert frame["overall-score"].to_list() == [40.25, 2.125, None, 7.5]
    assert frame["overall-score|note"].to_list() == [None, None, "suppressed", None]
    assert frame["all-residents"].to_list() == [1400.0, None, 1500.0, 1612.0]
    assert "all-residents|note" not in frame.columns


def test_ranks_of_a_part_of_england_are_refused_in_words(tmp_path):
    lines = [line.replace("2.125,4", "2.125,32844") for line in FILE_7]
    with pytest.raises(BadFile, match=r"ranks at least 32,844 areas and holds 4\..*the file with all areas"):
        deprivation.read(a_file(tmp_path, lines), INDICES)


@pytest.mark.parametrize("rank", ["3", "2.5", "0", ""])
def test_ranks_with_a_gap_are_refused_with_their_lines(tmp_path, rank):
    lines = [line.replace("2.125,4", f"2.125,{rank}") for line in FILE_7]
    with pytest.raises(BadFile, match="do not count from 1 to 4 without a gap") as refused:
        deprivation.read(a_file(tmp_path, lines), INDICES)
    assert (5, RANK, rank) in {(row.line, row.column, row.found) for row in refused.value.rows}


@pytest.mark.parametrize("code", ["W01000001", "E0100000", "E02000001", "Leicester", ""])
def test_a_code_that_is_none_of_england_is_refused_with_its_line(tmp_path, code):
    lines = [line.replace("E01000004", code) for line in FILE_7]
    with pytest.raises(BadFile, match="without an area code of England") as refused:
        deprivation.read(a_file(tmp_path, lines), INDICES)
    assert [(row.line, row.found) for row in refused.value.rows] == [(4, code)]


def test_an_area_that_is_there_twice_is_refused_with_its_line(tmp_path):
    with pytest.raises(BadFile, match="there twice") as refused:
        deprivation.read(a_file(tmp_path, [*FILE_7, FILE_7[1]]), INDICES)
    assert [(row.line, row.found) for row in refused.value.rows] == [(6, "E01000003")]


def test_a_cell_that_is_no_number_is_refused_with_its_line_and_column(tmp_path):
    lines = [line.replace("40.25", "forty") for line in FILE_7]
    with pytest.raises(BadFile) as refused:
        deprivation.read(a_file(tmp_path, lines), INDICES)
    [row] = refused.value.rows
    assert (row.line, row.column, row.found) == (3, SCORE, "forty")


def test_columns_that_are_not_there_are_named(tmp_path):
    lines = [line.replace(PEOPLE, "People") for line in FILE_7]
    with pytest.raises(BadFile, match="lacks the columns Total population: mid 2015"):
        deprivation.read(a_file(tmp_path, lines), INDICES)


@pytest.mark.parametrize("left_out", ["area", "columns"])
def test_an_entry_that_does_not_say_what_is_needed_is_told_so(tmp_path, left_out):
    options = {name: value for name, value in INDICES.options.items() if name != left_out}
    with pytest.raises(BadFile, match=f"does not say “{left_out}”"):
        deprivation.read(a_file(tmp_path), replace(INDICES, options=options))


def test_an_entry_without_a_year_is_told_so(tmp_path):
    with pytest.raises(BadFile, match="which year it is of"):
        deprivation.read(a_file(tmp_path), replace(INDICES, period=""))


UNDERLYING = replace(
    INDICES,
    options={
        "area": "LSOA code (2011)",
        "sheets": ["IoD2019 Income Domain", "IoD2019 Barriers Domain"],
        "columns": {
            "Income Domain numerator": "income-deprived",
            "Road distance to a GP surgery indicator (km)": "gp-distance",
        },
    },
)


def a_workbook(tmp_path, barriers=("E01000002", "E01000001")):
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    book.active.append(["Made up for a test"])
    income = book.create_sheet("IoD2019 Income Domain")
    income.append(["LSOA code (2011)", "LSOA name (2011)", "Income Domain numerator"])
    income.append(["E01000001", "Made-up 001A", 110])
    income.append(["E01000002", "Made-up 001B", "*"])
    distance = book.create_sheet("IoD2019 Barriers Domain")
    distance.append(["LSOA code (2011)", "LSOA name (2011)", "Road distance to a GP surgery indicator (km)"])
    for place, code in enumerate(barriers):
        distance.append([code, "Made-up", 0.25 + place])
    book.save(tmp_path / "File_8.xlsx")
    return tmp_path / "File_8.xlsx"


def test_the_sheets_of_a_workbook_are_laid_side_by_side(tmp_path):
    frame = deprivation.read(a_workbook(tmp_path), UNDERLYING).frame
    assert frame.to_dicts() == [
        {
            "area": "E01000001",
            "period": "2019",
            "income-deprived": 110.0,
            "income-deprived|note": None,
            "gp-distance": 1.25,
        },
        {
            "area": "E01000002",
            "period": "2019",
            "income-deprived": None,
            "income-deprived|note": "suppressed",
            "gp-distance": 0.25,
        },
    ]


def test_sheets_of_different_areas_are_refused(tmp_path):
    with pytest.raises(BadFile, match="not of the same areas: E01000001"):
        deprivation.read(a_workbook(tmp_path, barriers=("E01000002", "E01000003")), UNDERLYING)


def test_a_sheet_that_is_not_there_is_told_with_those_that_are(tmp_path):
    asked = replace(UNDERLYING, options=UNDERLYING.options | {"sheets": ["IoD25 Income Domain"]})
    with pytest.raises(BadFile, match="IoD2019 Barriers Domain"):
        deprivation.read(a_workbook(tmp_path), asked)


def all_columns(area, *, ranks=(), **columns):
    return replace(INDICES, options={"area": area, "ranks": ranks, "columns": columns})


@needs_data
def test_the_2019_indices_rank_every_area_of_england_from_the_most_deprived():
    entry = all_columns("lsoa11_code", ranks=["rank"], IMD_rank="rank", IMD_score="score")
    reading = deprivation.read(DATA / "england_imd2019.csv.gz", entry)
    assert reading.report["areas in each ranking"] == 32_844
    assert reading.frame.filter(pl.col("rank") == 1)["area"].to_list() == ["E01021988"]
    assert reading.frame["score"].arg_max() == reading.frame["rank"].arg_min()
    assert reading.vintages == {"2019": 2011}


@needs_data
def test_the_2025_indices_rank_every_area_of_england():
    entry = replace(all_columns("lsoa21_code", ranks=["rank"], IMD_rank="rank", Income_rank="income"), period="2025")
    reading = deprivation.read(DATA / "england_imd2025.parquet", entry)
    assert reading.report["areas in each ranking"] == 33_755
    assert reading.vintages == {"2025": 2021}


@needs_data
def test_underlying_indicators_are_found_under_the_publishers_own_names():
    entry = replace(
        INDICES,
        options={
            "area": "lsoa21_code",
            "columns": {
                "Violence with injury, rate per 1,000 'at-risk population'": "violence",
                "Core homelessness rate (% of households)": "homeless",
                "Income Domain numerator": "income-deprived",
            },
        },
    )
    frame = deprivation.read(DATA / "england_imd2025_indicators.parquet", entry).frame
    assert frame.height == 33_755
    assert frame["income-deprived"].null_count() == 5
    assert frame.row(0, named=True)["violence"] == 0.4


@needs_data
def test_a_part_of_the_real_indices_is_refused(tmp_path):
    with gzip.open(DATA / "england_imd2019.csv.gz", "rt", encoding="utf-8") as whole:
        lines = [next(whole).rstrip() for _ in range(100)]
    entry = all_columns("lsoa11_code", ranks=["rank"], IMD_rank="rank")
    with pytest.raises(BadFile, match="A rank says nothing about a part of England"):
        deprivation.read(a_file(tmp_path, lines), entry)

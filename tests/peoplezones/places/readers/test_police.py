import os
import zipfile
from pathlib import Path

import polars as pl
import pytest
from django.conf import settings

from peoplezones.places.readers.police import read_outcomes, read_stop_search, read_street, slug
from peoplezones.places.rows import BadFile, DatasetEntry, PeriodKind

DATA = Path(os.environ.get("PEOPLEZONES_DATA", settings.ROOT.parent / "shared" / "data"))
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="needs the folder of official open data (PEOPLEZONES_DATA)")
ENTRY = DatasetEntry("crime", "Crime", "Police", "OGL", "police-street", PeriodKind.MONTH)
HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context"
)
A, B, C = "E01000001", "E01000002", "E01000003"


def street(month, *rows):
    """A file of the publisher's layout; a row is an area code and a type."""
    lines = [f",{month},Force,Force,-1.1,52.6,On or near,{code},Name,{kind},," for code, kind in rows]
    return "\n".join([HEADER, *lines]) + "\n"


def archive(folder, files, name="archive.zip"):
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for month, force, content in files:
            packed.writestr(f"{month}/{month}-{force}-street.csv", content)
    return path


def test_identical_rows_are_separate_incidents_and_a_known_month_without_one_has_none(tmp_path):
    january = street("2025-01", (A, "Burglary"), (A, "Burglary"), (A, "Drugs"), ("", "Drugs"), (C, "Drugs"))
    february = street("2025-02", (B, "Anti-social behaviour"))
    april = street("2025-04", (A, "Drugs"))
    path = archive(tmp_path, [("2025-04", "x", april), ("2025-01", "x", january), ("2025-02", "x", february)])
    read = read_street(path, ENTRY, within=frozenset([A, B]))
    assert read.measures == ["anti-social-behaviour", "burglary", "drugs"]
    assert read.frame.rows() == [
        (A, "2025-01", 0, 2, 1),
        (A, "2025-02", 0, 0, 0),
        (A, "2025-04", 0, 0, 1),
        (B, "2025-01", 0, 0, 0),
        (B, "2025-02", 1, 0, 0),
        (B, "2025-04", 0, 0, 0),
    ]
    assert read.vintages == {"2025-01": 0, "2025-02": 0, "2025-04": 0}
    assert list(read.report.items()) == [
        ("rows read", 7),
        ("rows without an area code", 1),
        ("rows outside the area", 1),
        ("incidents counted", 5),
    ]


def test_a_folder_and_a_single_file_are_read_as_the_archive(tmp_path):
    content = street("2025-01", (A, "Burglary"), (B, "Drugs"))
    path = tmp_path / "files" / "2025-01" / "2025-01-x-street.csv"
    path.parent.mkdir(parents=True)
    path.write_text(content)
    expected = read_street(archive(tmp_path, [("2025-01", "x", content)]), ENTRY).frame
    assert read_street(tmp_path / "files", ENTRY).frame.equals(expected)
    assert read_street(path, ENTRY).frame.equals(expected)


def test_an_area_has_no_number_for_a_month_that_its_own_force_lacks(tmp_path):
    """The transport police's file alone does not say how many incidents there were."""
    own = street("2025-01", (A, "Drugs"), (A, "Drugs"), (A, "Drugs"))
    other = [street(month, (A, "Drugs"), (B, "Drugs")) for month in ("2025-01", "2025-02")]
    files = [("2025-01", "own", own), ("2025-01", "btp", other[0]), ("2025-02", "btp", other[1])]
    read = read_street(archive(tmp_path, files), ENTRY)
    # Said to be missing: a row that is not there would mean that nothing happened.
    assert read.frame.rows() == [(A, "2025-01", 4), (A, "2025-02", None), (B, "2025-01", 1), (B, "2025-02", 1)]
    assert read.report["incidents counted"] == 6
    assert read.report["incidents in months that the area's own force lacks"] == 1


def test_a_type_that_was_not_yet_counted_apart_is_missing_and_not_zero(tmp_path):
    files = [
        ("2013-04", "x", street("2013-04", (A, "Drugs"))),
        ("2013-05", "x", street("2013-05", (A, "Bicycle theft"))),
    ]
    read = read_street(archive(tmp_path, files), ENTRY)
    assert read.frame.select("period", "bicycle-theft", "drugs").rows() == [("2013-04", None, 1), ("2013-05", 1, 0)]


def test_one_month_of_one_force_twice_is_refused_and_of_two_forces_taken(tmp_path):
    content = street("2025-01", (A, "Drugs"))
    path = tmp_path / "twice.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("2025-01/2025-01-x-street.csv", content)
        packed.writestr("again/2025-01-x-street.csv", content)
    with pytest.raises(BadFile, match="2025-01 of x twice"):
        read_street(path, ENTRY)
    both = read_street(archive(tmp_path, [("2025-01", "x", content), ("2025-01", "y", content)]), ENTRY)
    assert both.frame.rows() == [(A, "2025-01", 2)]


def test_rows_that_contradict_their_file_are_told_by_file_and_line(tmp_path):
    content = street("2025-01", (A, "Drugs"), ("nonsense", "Drugs"), (B, ""), (B, "=1+1")).replace(
        "2025-01,Force", "2025-02,Force", 1
    )
    with pytest.raises(BadFile, match="4 cells") as told:
        read_street(archive(tmp_path, [("2025-01", "x", content)]), ENTRY)
    assert [(row.file, row.line, row.column, row.found) for row in told.value.rows] == [
        ("2025-01/2025-01-x-street.csv", 2, "Month", "2025-02"),
        ("2025-01/2025-01-x-street.csv", 3, "LSOA code", "nonsense"),
        ("2025-01/2025-01-x-street.csv", 4, "Crime type", ""),
        ("2025-01/2025-01-x-street.csv", 5, "Crime type", "=1+1"),
    ]


def test_a_file_that_was_cut_off_is_refused(tmp_path):
    content = street("2025-01", (A, "Drugs"), (B, "Violence and sexual offences"))
    with pytest.raises(BadFile, match="cut off") as told:
        read_street(archive(tmp_path, [("2025-01", "x", content[:-12])]), ENTRY)
    assert told.value.rows[0].line == 3


def test_a_column_that_holds_no_types_is_refused_and_a_type_never_hides_a_column(tmp_path):
    rows = [(A, f"Type {'abcdefghijkl'[n // 12]}{'abcdefghijkl'[n % 12]}") for n in range(120)]
    with pytest.raises(BadFile, match="more than 100 values under “Crime type”"):
        read_street(archive(tmp_path, [("2025-01", "x", street("2025-01", *rows))]), ENTRY)
    read = read_street(archive(tmp_path, [("2025-01", "x", street("2025-01", (A, "Area")))]), ENTRY)
    assert read.measures == ["area-type"]


def test_an_archive_without_such_files_or_without_the_area_says_so(tmp_path):
    path = archive(tmp_path, [("2025-01", "x", street("2025-01", (A, "Drugs")))])
    with pytest.raises(BadFile, match=r"2025-03-leicestershire-outcomes\.csv"):
        read_outcomes(path, ENTRY)
    with pytest.raises(BadFile, match="no incident in the areas covered"):
        read_street(path, ENTRY, within=frozenset([B]))


def test_outcomes_are_counted_by_type_of_outcome(tmp_path):
    header = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Outcome type"
    kind = "Investigation complete; no suspect identified"
    path = tmp_path / "2025-01-x-outcomes.csv"
    path.write_text(f"{header}\n1,2025-01,F,F,-1,52,L,{A},N,{kind}\n1,2025-01,F,F,-1,52,L,{A},N,Local resolution\n")
    read = read_outcomes(path, ENTRY)
    assert read.measures == ["investigation-complete-no-suspect-identified", "local-resolution"]
    assert read.frame.rows() == [(A, "2025-01", 1, 1)]


SEARCHES = """Type,Date,Latitude,Longitude,Gender,Outcome
Person search,2025-05-31T23:30:00+00:00,52.6,-1.1,,Arrest
Person search,2025-06-02T10:00:00+00:00,52.6,-1.1,,
Person search,2025-06-03T10:00:00+00:00,52.7,-1.2,,
Person search,2025-06-30T10:00:00+00:00,,,,
"""


def test_searches_are_placed_by_the_areas_that_the_caller_knows(tmp_path):
    path = tmp_path / "2025-06-x-stop-and-search.csv"
    path.write_text(SEARCHES)
    with pytest.raises(BadFile, match="by points alone"):
        read_stop_search(path, ENTRY)
    asked = []

    def place(longitude, latitude):
        asked.append((longitude, latitude))
        return A if latitude < 52.65 else ""

    entry = DatasetEntry("s", "S", "P", "OGL", "police-stops", PeriodKind.MONTH, options={"place": place})
    read = read_stop_search(path, entry, within=frozenset([A]))
    assert sorted(asked) == [(-1.2, 52.7), (-1.1, 52.6)]
    assert read.frame.rows() == [(A, "2025-06", 2)]
    assert read.report["rows without an area code"] == 2
    path.write_text(SEARCHES.replace("2025-06-02", "2025-07-02").replace("52.7", "north"))
    with pytest.raises(BadFile) as told:
        read_stop_search(path, entry)
    assert [(row.line, row.column) for row in told.value.rows] == [(3, "Date"), (4, "Latitude")]


def test_a_type_becomes_a_key():
    assert slug("Anti-social behaviour") == "anti-social-behaviour"
    assert slug("Theft from the person") == "theft-from-the-person"


def test_progress_is_told_file_by_file(tmp_path):
    told = []
    files = [(month, "x", street(month, (A, "Drugs"))) for month in ("2025-01", "2025-02")]
    read_street(archive(tmp_path, files), ENTRY, step=lambda done, doing: told.append((done, doing)))
    assert [done for done, _doing in told] == [0, 0.5]


@needs_data
@pytest.mark.parametrize(
    ("year", "codes", "rows", "without", "outside", "cells", "crimes"),
    [("2025", "21", 106_149, 3_063, 940, 37_253, 102_146), ("2022", "11", 96_760, 3_003, 210, 31_977, 93_547)],
)
def test_the_publishers_own_archive_gives_the_reference_counts_cell_by_cell(
    year, codes, rows, without, outside, cells, crimes
):
    column = f"lsoa{codes}"
    reference = (
        pl.read_csv(DATA / f"llr/llr_crime_{column}_month_type.csv.gz")
        .filter(pl.col("month").str.starts_with(year))
        .select(
            pl.col(column).alias("area"),
            pl.col("month").alias("period"),
            pl.col("crime_type").map_elements(slug, return_dtype=pl.String).alias("type"),
            pl.col("n"),
        )
    )
    covered = pl.read_csv(DATA / "llr/llr_lsoa11_lsoa21.csv")[f"lsoa{codes}_code"]
    read = read_street(DATA / f"police/leicestershire-street-{year}.zip", ENTRY, within=frozenset(covered))
    assert list(read.report.values()) == [rows, without, outside, crimes]
    counted = read.frame.unpivot(index=["area", "period"], variable_name="type", value_name="n").filter(pl.col("n") > 0)
    assert counted.height == cells
    order = ["area", "period", "type"]
    assert counted.sort(order).equals(reference.sort(order))

from dataclasses import replace
from zipfile import ZipFile

import pytest

from peoplezones.places.readers import nomis
from peoplezones.places.rows import BadFile, DatasetEntry, PeriodKind

DISABILITY = DatasetEntry(
    key="census-2021-disability",
    name="Census: disability",
    publisher="a statistics office",
    licence="Open Government Licence v3.0",
    layout="nomis",
    period_kind=PeriodKind.ONCE,
    options={
        "columns": {
            "Disability: Total: All usual residents": "all-residents",
            "Disability: Disabled under the Equality Act": "disabled",
        }
    },
)
LINES = [
    "date,geography,geography code,Disability: Total: All usual residents,Disability: Disabled under the Equality Act,"
    "Disability: Disabled under the Equality Act: Day-to-day activities limited a lot",
    "2021,Made-up 001B,E01000002,1384,259,102",
    "2021,Made-up 001A,E01000001,1473,242,99",
    "2021,Sir Gâr 001A,W01000001,1500,300,120",
    "2021,England,E92000001,56490048,9774510,4140357",
]


def a_file(tmp_path, lines=LINES, name="census2021-ts038-lsoa.csv", encoding="utf-8-sig"):
    file = tmp_path / name
    file.write_bytes("\n".join(lines).encode(encoding))
    return file


def test_the_mapped_columns_become_measures_of_small_areas(tmp_path):
    reading = nomis.read(a_file(tmp_path), DISABILITY)
    assert reading.frame.rows(named=True) == [
        {"area": "E01000001", "period": "2021", "all-residents": 1473.0, "disabled": 242.0},
        {"area": "E01000002", "period": "2021", "all-residents": 1384.0, "disabled": 259.0},
        {"area": "W01000001", "period": "2021", "all-residents": 1500.0, "disabled": 300.0},
    ]
    assert reading.vintages == {"2021": 2021}
    assert reading.report == {"rows read": 4, "rows of other areas": 1, "areas": 3}


def test_windows_letters_are_read(tmp_path):
    assert nomis.read(a_file(tmp_path, encoding="cp1252"), DISABILITY).report["areas"] == 3


def test_an_entry_may_keep_england_alone(tmp_path):
    only = replace(DISABILITY, options=DISABILITY.options | {"codes": ["E01"]})
    assert nomis.read(a_file(tmp_path), only).frame["area"].to_list() == ["E01000001", "E01000002"]


def test_the_words_for_a_value_behind_a_name_are_no_matter(tmp_path):
    lines = [LINES[0].replace("residents", "residents; measures: Value"), *LINES[1:]]
    assert nomis.read(a_file(tmp_path, lines), DISABILITY).frame["all-residents"].to_list() == [1473.0, 1384.0, 1500.0]
    columns = {f"{title}; measures: Value": measure for title, measure in DISABILITY.options["columns"].items()}
    assert nomis.read(a_file(tmp_path), replace(DISABILITY, options={"columns": columns})).report["areas"] == 3


def test_without_a_mapping_every_column_gets_a_short_name(tmp_path):
    lines = ["date,geography,geography code,Occupancy: Total; measures: Value,Occupancy: +1,Occupancy: -1"]
    lines += ["2021,Made-up 001A,E01000001,10,7,3"]
    assert nomis.read(a_file(tmp_path, lines), replace(DISABILITY, options={})).measures == [
        "occupancy-total",
        "occupancy-plus-1",
        "occupancy-minus-1",
    ]


def test_short_names_that_are_the_same_are_refused(tmp_path):
    lines = ["date,geography,geography code,Age: 1-4,Age: 1.4", "2021,Made-up 001A,E01000001,10,7"]
    with pytest.raises(BadFile, match="the same short name"):
        nomis.read(a_file(tmp_path, lines), replace(DISABILITY, options={}))


def test_the_file_of_small_areas_is_found_in_the_publishers_zip(tmp_path):
    with ZipFile(tmp_path / "census2021-ts038.zip", "w") as packed:
        packed.writestr("census2021-ts038-ctry.csv", "\n".join([LINES[0], LINES[4]]))
        packed.writestr("census2021-ts038-lsoa.csv", "\n".join(LINES[:4]))
        packed.writestr("metadata/ts038-2021-1.txt", "Made up for a test")
    assert nomis.read(tmp_path / "census2021-ts038.zip", DISABILITY).report["areas"] == 3


def test_a_zip_without_small_areas_is_told_what_it_holds(tmp_path):
    with ZipFile(tmp_path / "census2021-ts012.zip", "w") as packed:
        for kind in ("ctry", "rgn"):
            packed.writestr(f"census2021-ts012-{kind}.csv", "\n".join([LINES[0], LINES[4]]))
    with pytest.raises(BadFile, match=r"census2021-ts012-ctry\.csv"):
        nomis.read(tmp_path / "census2021-ts012.zip", DISABILITY)


def test_a_file_of_larger_areas_is_refused_in_words(tmp_path):
    with pytest.raises(BadFile, match="holds no small area"):
        nomis.read(a_file(tmp_path, [LINES[0], LINES[4]], "census2021-ts038-ctry.csv"), DISABILITY)


def test_the_parts_of_town_and_country_are_not_counted_twice(tmp_path):
    lines = ["date,geography,geography code,Rural Urban,Tenure: All; measures: Value"]
    lines += [f"2011,Made-up 001A,E01000001,{kind},{people}" for kind, people in (("Total", 9), ("Rural (total)", 9))]
    reading = nomis.read(a_file(tmp_path, lines), replace(DISABILITY, options={}))
    assert reading.frame.rows() == [("E01000001", "2011", 9.0)]
    assert reading.vintages == {"2011": 2011}


def test_a_file_without_dates_takes_the_period_of_its_entry_or_is_refused(tmp_path):
    lines = [line.partition(",")[2] for line in LINES]
    assert nomis.read(a_file(tmp_path, lines), replace(DISABILITY, period="2021")).vintages == {"2021": 2021}
    with pytest.raises(BadFile, match="no column “date”"):
        nomis.read(a_file(tmp_path, lines), DISABILITY)


def test_bad_cells_doubled_areas_and_missing_columns_are_refused(tmp_path):
    with pytest.raises(BadFile) as refused:
        nomis.read(a_file(tmp_path, [line.replace("242", "some") for line in LINES]), DISABILITY)
    assert [(row.line, row.found) for row in refused.value.rows] == [(3, "some")]
    with pytest.raises(BadFile, match="there twice"):
        nomis.read(a_file(tmp_path, [*LINES, LINES[1]]), DISABILITY)
    with pytest.raises(BadFile, match="lacks the columns Disability: Total"):
        nomis.read(a_file(tmp_path, [LINES[0].replace("Total", "Sum"), *LINES[1:]]), DISABILITY)


def test_a_hidden_count_is_missing_and_noted(tmp_path):
    frame = nomis.read(a_file(tmp_path, [line.replace("242", "c") for line in LINES]), DISABILITY).frame
    assert frame["disabled"].to_list() == [None, 259.0, 300.0]
    assert frame["disabled|note"].to_list() == ["suppressed", None, None]

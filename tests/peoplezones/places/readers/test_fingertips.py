import csv
from dataclasses import replace

import pytest

from peoplezones.places.readers import fingertips
from peoplezones.places.rows import BadFile, DatasetEntry, PeriodKind

HEADER = [
    *("Indicator ID", "Indicator Name", "Parent Code", "Parent Name", "Area Code", "Area Name", "Area Type", "Sex"),
    *("Age", "Category Type", "Category", "Time period", "Value", "Lower CI 95.0 limit", "Upper CI 95.0 limit"),
    *("Lower CI 99.8 limit", "Upper CI 99.8 limit", "Count", "Denominator", "Value note", "Recent Trend"),
    *("Compared to England value or percentiles", "Compared to percentiles", "Time period Sortable", "New data"),
    *("Compared to goal", "Time period range"),
]
STAYS = DatasetEntry(
    key="emergency-stays",
    name="Emergency stays in hospital",
    publisher="a health office",
    licence="Open Government Licence v3.0",
    layout="fingertips",
    period_kind=PeriodKind.YEAR,
    vintage=2021,
    options={"indicator": 93227, "key": "stays"},
)


def a_row(area="E02000001", **changed):
    told = {
        "Indicator ID": "93227",
        "Indicator Name": "Emergency stays in hospital",
        "Area Code": area,
        "Area Name": "Made-up “001”",
        "Area Type": "MSOA",
        "Sex": "Persons",
        "Age": "All ages",
        "Time period": "2021/22",
        "Value": "101.5",
        "Lower CI 95.0 limit": "98.25",
        "Upper CI 95.0 limit": "104.75",
        "Count": "210",
        "Denominator": "7000",
        "Time period Sortable": "20210000",
        "Time period range": "1y",
    }
    return told | changed


def a_file(tmp_path, *rows, encoding="utf-8-sig"):
    file = tmp_path / "indicators.data.csv"
    with file.open("w", encoding=encoding, newline="") as text:
        writer = csv.DictWriter(text, HEADER, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return file


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_value_count_denominator_and_limits_become_measures_a_period_a_year(tmp_path, encoding):
    rows = [
        a_row("E02000002", Value="90"),
        a_row(),
        a_row(**{"Time period": "2018 - 20", "Time period Sortable": "20180000", "Time period range": "3y"}),
    ]
    reading = fingertips.read(a_file(tmp_path, *rows, encoding=encoding), STAYS)
    assert reading.measures == ["stays", "stays-count", "stays-denominator", "stays-low", "stays-high"]
    assert reading.frame.rows() == [
        ("E02000001", "2018", 101.5, 210.0, 7000.0, 98.25, 104.75),
        ("E02000001", "2021", 101.5, 210.0, 7000.0, 98.25, 104.75),
        ("E02000002", "2021", 90.0, 210.0, 7000.0, 98.25, 104.75),
    ]
    assert reading.vintages == {"2018": 2021, "2021": 2021}


def test_other_indicators_groups_and_kinds_are_left_out_and_counted(tmp_path):
    rows = [
        a_row(),
        a_row(**{"Indicator ID": "1", "Value": "5"}),
        a_row(**{"Category Type": "Deprivation deciles", "Category": "Most deprived", "Value": "6"}),
        a_row("E92000001", **{"Area Type": "England", "Value": "7"}),
        a_row(Sex="Male", Value="8"),
    ]
    asked = replace(STAYS, options=STAYS.options | {"area_type": "MSOA", "sex": "Persons", "age": "All ages"})
    reading = fingertips.read(a_file(tmp_path, *rows), asked)
    assert reading.frame["stays"].to_list() == [101.5]
    assert reading.report == {
        "rows read": 5,
        "rows of other indicators": 1,
        "rows of groups inside an area": 1,
        "rows of another sex, age or kind of area": 2,
        "rows with another note": 0,
        "rows that repeat another": 0,
        "areas": 1,
    }


def test_what_the_entry_leaves_open_must_not_be_in_doubt(tmp_path):
    file = a_file(tmp_path, a_row(), a_row(Sex="Male"))
    with pytest.raises(BadFile, match=r"more than one Sex: Male, Persons\. Say in the entry which one \(sex\)"):
        fingertips.read(file, STAYS)


def test_a_choice_that_is_not_there_is_told_with_those_that_are(tmp_path):
    asked = replace(STAYS, options=STAYS.options | {"area_type": "LSOA"})
    with pytest.raises(BadFile, match=r"no row with Area Type “LSOA”\. It has: MSOA"):
        fingertips.read(a_file(tmp_path, a_row()), asked)


def test_an_indicator_that_is_not_there_is_said(tmp_path):
    with pytest.raises(BadFile, match="no row of indicator 5"):
        fingertips.read(a_file(tmp_path, a_row()), replace(STAYS, options=STAYS.options | {"indicator": 5}))


def test_the_publishers_words_become_notes(tmp_path):
    words = "Value suppressed for disclosure control due to small count"
    rows = [
        a_row("E02000001", Value="", Count="", **{"Value note": words}),
        a_row("E02000002", **{"Value note": "Value estimated from former areas"}),
        a_row("E02000003", **{"Value note": "Provisional value"}),
        a_row("E02000004", **{"Value note": "Aggregated from all known lower geography values"}),
    ]
    reading = fingertips.read(a_file(tmp_path, *rows), STAYS)
    frame = reading.frame
    assert frame["stays"].to_list() == [None, 101.5, 101.5, 101.5]
    assert frame["stays|note"].to_list() == ["suppressed", "estimated", "provisional", None]
    assert frame["stays-count|note"].to_list() == ["suppressed", None, None, None]
    assert "stays-denominator|note" not in frame.columns
    assert reading.report["rows with another note"] == 1


def test_a_row_that_stands_under_two_larger_areas_is_taken_once(tmp_path):
    file = a_file(tmp_path, a_row(), a_row(**{"Parent Code": "E12000004"}))
    reading = fingertips.read(file, STAYS)
    assert reading.frame.height == 1
    assert reading.report["rows that repeat another"] == 1


def test_two_values_of_one_area_and_year_are_refused_with_the_line(tmp_path):
    with pytest.raises(BadFile, match="two different values of one area and year") as refused:
        fingertips.read(a_file(tmp_path, a_row(), a_row(Value="5")), STAYS)
    assert [row.line for row in refused.value.rows] == [3]


@pytest.mark.parametrize(
    ("column", "found"),
    [
        ("Time period Sortable", "20210100"),
        ("Time period Sortable", ""),
        ("Value", "high"),
        ("Count", "-1"),
        ("Area Code", "Leicester"),
    ],
)
def test_a_bad_cell_is_refused_with_its_line_and_column(tmp_path, column, found):
    with pytest.raises(BadFile) as refused:
        fingertips.read(a_file(tmp_path, a_row(), a_row("E02000002", **{column: found})), STAYS)
    assert [(row.line, row.column, row.found) for row in refused.value.rows] == [(3, column, found)]


def test_an_area_without_a_value_is_missing_and_not_zero(tmp_path):
    frame = fingertips.read(a_file(tmp_path, a_row(), a_row("E02000002", Value="", Count="")), STAYS).frame
    assert frame["stays"].to_list() == [101.5, None]
    assert frame["stays-count"].to_list() == [210.0, None]


def test_the_year_of_the_codes_must_be_told(tmp_path):
    with pytest.raises(BadFile, match="vintage"):
        fingertips.read(a_file(tmp_path, a_row()), replace(STAYS, vintage=0))

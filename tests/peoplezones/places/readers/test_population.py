from dataclasses import replace

import openpyxl
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from peoplezones.places.readers import population
from peoplezones.places.rows import BadFile, DatasetEntry, PeriodKind

ESTIMATES = DatasetEntry(
    key="mid-year-population",
    name="Small-area population",
    publisher="a statistics office",
    licence="Open Government Licence v3.0",
    layout="population",
    period_kind=PeriodKind.YEAR,
)
AGES = [*range(90), "90+"]
NEW = ["LAD 2023 Code", "LAD 2023 Name", "LSOA 2021 Code", "LSOA 2021 Name", "Total"]
NEW += [f"{sex}{age}" for sex in "FM" for age in range(91)]
OLD = ["LSOA Code", "LSOA Name", "LA Code (2018 boundaries)", "LA name (2018 boundaries)"]
OLD += ["LA Code (2021 boundaries)", "LA name (2021 boundaries)", "All Ages", *AGES]


def both_sexes(code, females, males, total=None):
    """Somebody of each sex at every age, as many at all ages."""
    sum_ = 91 * (females + males) if total is None else total
    return ["E06000999", "Made-up", code, "Made-up 001A", sum_, *[females] * 91, *[males] * 91]


def one_sex(code, people, total=None):
    return [code, "Made-up 001A", *["x"] * 4, 91 * people if total is None else total, *[people] * 91]


def a_workbook(tmp_path, sheets, name="estimates.xlsx"):
    book = openpyxl.Workbook()
    book.active.title = "Contents"
    book.active.append(["Made up for a test"])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / name)
    return tmp_path / name


def newer(tmp_path, *years, **changed):
    titles = [["Title of the table"], ["Source: made up"], ["This worksheet contains one table"]]
    rows = [both_sexes("E01000002", 3, 2), both_sexes("E01000001", 1, 2), both_sexes("W01000001", 1, 1)]
    return a_workbook(tmp_path, {f"Mid-{year} LSOA 2021": [*titles, NEW, *rows] for year in years}, **changed)


def older(tmp_path, *, persons=5, females=3, males=2):
    titles = [["Mid-2020 Population Estimates for LSOAs"], ["Title"], [], ["Persons"]]
    sheets = {
        f"Mid-2020 {name}": [*titles, OLD, one_sex("E01000001", people), one_sex("E01000002", 2 * people)]
        for name, people in (("Persons", persons), ("Males", males), ("Females", females))
    }
    return a_workbook(tmp_path, sheets)


def test_a_sheet_a_year_becomes_a_period_a_year(tmp_path):
    reading = population.read(newer(tmp_path, 2023, 2022), ESTIMATES)
    assert reading.frame.select("area", "period").rows() == [
        (area, year) for area in ("E01000001", "E01000002", "W01000001") for year in ("2022", "2023")
    ]
    assert reading.vintages == {"2022": 2021, "2023": 2021}
    assert reading.report == {"rows read": 6, "rows of other areas": 0, "areas": 3}


def test_single_years_are_added_to_bands_and_sexes(tmp_path):
    frame = population.read(newer(tmp_path, 2022), ESTIMATES).frame
    assert_frame_equal(
        frame.filter(pl.col("area") == "E01000001").drop("area", "period"),
        pl.DataFrame(
            {
                "persons": [273.0],
                "aged-0-15": [48.0],
                "aged-16-24": [27.0],
                "aged-25-64": [120.0],
                "aged-65-plus": [78.0],
                "females": [91.0],
                "males": [182.0],
            }
        ),
    )


def test_the_bands_of_every_area_make_up_all_its_persons(tmp_path):
    frame = population.read(newer(tmp_path, 2022), ESTIMATES).frame
    assert (frame["persons"] == frame.select(pl.sum_horizontal(*population.BANDS)).to_series()).all()


def test_the_older_workbook_has_a_sheet_a_sex_and_codes_of_2011(tmp_path):
    reading = population.read(older(tmp_path), replace(ESTIMATES, vintage=2021))
    assert reading.vintages == {"2020": 2011}
    assert reading.measures == ["persons", *population.BANDS, "females", "males"]
    assert reading.frame.select("area", "period", "persons", "females", "males").rows() == [
        ("E01000001", "2020", 455.0, 273.0, 182.0),
        ("E01000002", "2020", 910.0, 546.0, 364.0),
    ]


def test_sexes_that_do_not_make_up_all_persons_are_refused(tmp_path):
    with pytest.raises(BadFile, match="do not add up") as refused:
        population.read(older(tmp_path, males=1), ESTIMATES)
    assert [row.line for row in refused.value.rows] == [6, 7]


def a_csv(tmp_path, rows, name="mid-2022.csv", encoding="utf-8-sig"):
    file = tmp_path / name
    file.write_bytes("\n".join(",".join(map(str, row)) for row in rows).encode(encoding))
    return file


def test_a_csv_of_one_sheet_is_read_alike_in_any_letters(tmp_path):
    rows = [NEW, both_sexes("E01000001", 1, 2), both_sexes("E01000002", 3, 2), both_sexes("W01000001", 1, 1)]
    rows[1][3] = "Caffè 001A"
    whole = population.read(newer(tmp_path, 2022), ESTIMATES).frame
    assert_frame_equal(population.read(a_csv(tmp_path, rows), ESTIMATES).frame, whole)
    assert_frame_equal(population.read(a_csv(tmp_path, rows, encoding="cp1252"), ESTIMATES).frame, whole)


def test_a_csv_of_persons_alone_tells_no_sexes(tmp_path):
    file = a_csv(tmp_path, [OLD, one_sex("E01000001", 4)], "SAPE23DT2-mid-2020-persons.csv")
    reading = population.read(file, ESTIMATES)
    assert reading.measures == ["persons", *population.BANDS]
    assert reading.vintages == {"2020": 2011}


def test_a_file_without_a_year_takes_that_of_its_entry_or_is_refused(tmp_path):
    file = a_csv(tmp_path, [NEW, both_sexes("E01000001", 1, 2)], "people.csv")
    assert population.read(file, replace(ESTIMATES, period="2021")).vintages == {"2021": 2021}
    with pytest.raises(BadFile, match=r"Nothing says which year people\.csv is of"):
        population.read(file, ESTIMATES)


def test_larger_areas_and_notes_are_left_out_and_counted(tmp_path):
    rows = [NEW, both_sexes("E01000001", 1, 2), both_sexes("E02000001", 9, 9), both_sexes("", 9, 9)]
    reading = population.read(a_csv(tmp_path, rows), ESTIMATES)
    assert reading.frame["area"].to_list() == ["E01000001"]
    assert reading.report == {"rows read": 3, "rows of other areas": 2, "areas": 1}


def test_an_entry_may_keep_england_alone(tmp_path):
    only = replace(ESTIMATES, options={"codes": ["E01"]})
    assert population.read(newer(tmp_path, 2022), only).report["rows of other areas"] == 1


@pytest.mark.parametrize("total", [272, 0, ""])
def test_ages_that_do_not_add_up_to_the_total_are_refused_with_their_line(tmp_path, total):
    rows = [NEW, both_sexes("E01000002", 3, 2), both_sexes("E01000001", 1, 2, total=total)]
    with pytest.raises(BadFile, match="do not add up") as refused:
        population.read(a_csv(tmp_path, rows), ESTIMATES)
    [row] = refused.value.rows
    assert (row.line, row.column, row.expected) == (3, "Total", "the sum of the ages, 273")


def test_a_cell_that_is_no_number_is_refused(tmp_path):
    rows = [NEW, both_sexes("E01000001", "many", 2, total=5)]
    with pytest.raises(BadFile) as refused:
        population.read(a_csv(tmp_path, rows), ESTIMATES)
    assert (refused.value.rows[0].column, refused.value.rows[0].found) == ("F0", "many")


def test_broad_age_groups_are_refused_in_words(tmp_path):
    rows = [["LSOA 2021 Code", "Total", "F0 to 15", "F16 and over, 90"], ["E01000001", 10, 4, 6]]
    with pytest.raises(BadFile, match="every single year of age"):
        population.read(a_csv(tmp_path, [rows[0][:3], rows[1][:3]]), ESTIMATES)


def test_a_workbook_of_something_else_is_told_its_sheets(tmp_path):
    with pytest.raises(BadFile, match="It has: Contents, Table 1"):
        population.read(a_workbook(tmp_path, {"Table 1": [["a", "b"], [1, 2]]}), ESTIMATES)


def test_an_area_that_is_there_twice_is_refused(tmp_path):
    rows = [NEW, both_sexes("E01000001", 1, 2), both_sexes("E01000001", 1, 2)]
    with pytest.raises(BadFile, match="there twice"):
        population.read(a_csv(tmp_path, rows), ESTIMATES)

from datetime import date

import polars as pl
import pytest

from peoplezones.places.readers.opening import LINE, bad_cells, excel_date, numbers, period_of, periods, refuse
from peoplezones.places.rows import SHOWN_BAD_ROWS, BadFile, BadRow, PeriodKind

MONTH, QUARTER, YEAR, ONCE = PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR, PeriodKind.ONCE


def column(*cells):
    return pl.DataFrame({"n": cells, LINE: range(2, len(cells) + 2)}, schema={"n": pl.String, LINE: pl.Int64})


def test_numbers_are_read_as_people_write_them():
    values, notes, bad = numbers(column("1", "1,234.5", "12.5%", "-3", "−3", "+4", "1e3", " 7 ", ".5"), "n", file="f")
    assert values.to_list() == [1, 1234.5, 12.5, -3, -3, 4, 1000, 7, 0.5]
    assert notes.null_count() == 9
    assert bad == []


def test_marks_for_missing_values_are_missing_and_never_zero():
    values, notes, bad = numbers(column(None, "", "-", ":", "..", "[x]", "[Z]", "N/A", "NA", "0"), "n", file="f")
    assert values.to_list() == [None] * 9 + [0]
    assert notes.null_count() == 10
    assert bad == []


def test_suppressed_values_are_missing_and_say_why():
    values, notes, bad = numbers(column("*", "c", "[C]", "Suppressed", "<5", "< 10", "3"), "n", file="f")
    assert values.to_list() == [None] * 6 + [3]
    assert notes.to_list() == ["suppressed"] * 6 + [None]
    assert bad == []


def test_values_that_are_not_final_say_so():
    values, notes, bad = numbers(column("12 [p]", "3.5[e]", "7 [r]", "1"), "n", file="f")
    assert values.to_list() == [12, 3.5, 7, 1]
    assert notes.to_list() == ["provisional", "estimated", "provisional", None]
    assert bad == []


@pytest.mark.parametrize(
    "text",
    [
        "nan",
        "inf",
        "-Infinity",
        "1e999",
        "#N/A",
        "#DIV/0!",
        "=1+1",
        "@SUM(1)",
        "1,23",
        "12,34,567",
        "1.2.3",
        "١٢",
        "3 4",
    ],
)
def test_what_is_no_number_is_told_with_line_column_and_content(text):
    values, _notes, bad = numbers(column("1", text), "n", file="f.csv")
    assert values.to_list() == [1, None]
    assert [(row.file, row.line, row.column, row.found) for row in bad] == [("f.csv", 3, "n", text)]
    assert bad[0].expected


def test_a_mark_that_the_caller_does_not_allow_is_a_bad_row():
    assert len(numbers(column("*", ""), "n", file="f", missing=("",))[2]) == 1


def test_the_first_bad_rows_are_shown_and_the_others_counted():
    bad = numbers(column(*["many"] * 3000), "n", file="f.csv")[2]
    with pytest.raises(BadFile, match="3,000 cells") as told:
        refuse(bad, file="f.csv")
    assert [row.line for row in told.value.rows] == list(range(2, SHOWN_BAD_ROWS + 2))
    assert told.value.more == 3000 - SHOWN_BAD_ROWS


def test_no_bad_rows_are_no_reason_to_refuse_and_a_sentence_may_be_given():
    refuse([], file="f")
    with pytest.raises(BadFile, match=r"^Because$") as told:
        refuse([BadRow("f", 1, "n", "x", "y")], file="f", sentence="Because")
    assert told.value.more == 0


def test_a_long_cell_is_shown_by_its_beginning():
    bad = bad_cells(column("x" * 1000), "n", pl.Series([True]), file="f", expected="less")
    assert len(bad[0].found) == 60


def test_excel_keeps_days_as_numbers():
    assert excel_date("45717") == date(2025, 3, 1)
    assert excel_date("45717.5") == date(2025, 3, 1)
    assert excel_date("45658") == date(2025, 1, 1)
    assert excel_date("2025") is None
    assert excel_date("99999") is None


@pytest.mark.parametrize(
    "text",
    """2025-03|2025/03|202503|2025M03|2025 MAR|Mar 2025|March 2025|mar. 2025|Mar-25|Mar'25|03/2025|3/2025|31/03/2025
31.03.2025|2025-03-31|2025-03-31 00:00:00|2025-03-31T00:00:00|1 March 2025|31st Mar 2025|45717""".replace(
        "\n", "|"
    ).split("|"),
)
def test_a_month_is_read_however_it_is_written(text):
    assert period_of(text, MONTH) == "2025-03"
    assert period_of(text, QUARTER) == "2025-Q1"


@pytest.mark.parametrize(
    ("text", "kind", "period"),
    [
        ("2025 Q1", QUARTER, "2025-Q1"),
        ("Q4 2024", QUARTER, "2024-Q4"),
        ("2025-Q2", QUARTER, "2025-Q2"),
        ("2024/25 Q1", QUARTER, "2024-Q2"),
        ("2024-25 Q4", QUARTER, "2025-Q1"),
        ("Q3 2024/25", QUARTER, "2024-Q4"),
        ("Jan to Mar 2025", QUARTER, "2025-Q1"),
        ("October-December 2024", QUARTER, "2024-Q4"),
        ("Feb-Apr 2025", QUARTER, None),
        ("2025", QUARTER, None),
        ("2025", YEAR, "2025"),
        ("2025.0", YEAR, "2025"),
        ("2024/25", YEAR, "2024"),
        ("2024-2025", YEAR, "2024"),
        ("FY 2024/25", YEAR, "2024"),
        ("1999/00", YEAR, "1999"),
        ("mid-2020", YEAR, "2020"),
        ("Year ending March 2025", YEAR, "2024"),
        ("year ending December 2024", YEAR, "2024"),
        ("01/01/2025", YEAR, "2025"),
        ("31/03/2025", YEAR, None),  # the end of 2024/25, or a day of 2025
        ("2024/27", YEAR, None),
        ("2011-12", YEAR, "2011"),
        ("2011-12", MONTH, "2011-12"),
        ("2019", ONCE, "2019"),
        ("2025-03", ONCE, "2025-03"),
        ("2024/25", MONTH, None),
        ("2025-13", MONTH, None),
        ("30/02/2025", MONTH, None),
        ("marmalade 2025", MONTH, None),
        ("=2025-03", MONTH, None),
        ("", MONTH, None),
        ("0025-03", MONTH, None),
    ],
)
def test_a_period_is_read_as_its_kind_says_and_what_is_in_doubt_is_none(text, kind, period):
    assert period_of(text, kind) == period


def test_a_column_of_periods_tells_the_cells_that_are_none():
    read, bad = periods(column("Mar 2025", "2025-13", None), "n", MONTH, file="f")
    assert read.to_list() == ["2025-03", None, None]
    assert [(row.line, row.found) for row in bad] == [(3, "2025-13"), (4, "")]

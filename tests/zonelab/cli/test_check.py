"""`zonelab check` tells every problem at once, with file, row and column, and 0 only where there is none."""

from typing import Any

import pytest


def test_what_is_right_is_said_to_be(files: Any, run: Any) -> None:
    ran = run(files.arguments("check"))
    assert (ran.exit_code, ran.err) == (0, "")
    assert "36 areas, 3 indicators, 0 empty cells. No problem was found." in ran.out
    assert "36,000 people; zones of 3,000 to 4,000 people, 3 of them." in ran.out


def test_all_problems_are_told_at_once(files: Any, run: Any) -> None:
    files.change(files.indicators, "N01,Place 01,1000", "N01,Place 01,-5")
    files.change(files.indicators, "N02,Place 02,1000,West,town,40", "N02,Place 02,1000,West,town,forty")
    files.change(files.indicators, "N03,", "N00,")
    files.change(files.spec, "how_many = 3", 'how_mny = 3\nway = "quick"')
    files.change(files.spec, "draws = 1000", "draws = 0")
    ran = run(files.arguments("check"))
    assert ran.exit_code == 2
    assert ran.out == ""
    for words in (
        "row 3, column 'people': -5 is below zero",
        "row 4, column 'theft': 'forty' is not a number",
        "row 5, column 'code': area 'N00' is in row 2 too",
        "[zones]: 'how_mny' is not known. Did you mean 'how_many'?",
        "[zones]: way is 'fast', 'exact' or 'checked', not 'quick'.",
        "[sure]: draws is a whole number of 1 or more, not 0.",
    ):
        assert words in ran.err
    assert "6 problems. Mend them, then check again." in ran.err


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("low = 3000\nhigh = 4000", "low = 90000\nhigh = 99000", "all areas together have 36,000 people"),
        ("low = 3000\nhigh = 4000", "low = 100\nhigh = 900", "each area alone has more people than high = 900"),
        ("how_many = 3", 'how_many = 3\ncontaining = ["N77"]', "containing names areas that are not in"),
        ("how_many = 3", "how_many = 2", "[contrast] picks 2 zones out of 2"),
        ("k = 4", "k = 36", "there are 36 areas, and [sure] asks for the top 36"),
        ('type = "type"', "", "[contrast] needs the type of each area"),
        ('district = "district"', "[x]", "'x', which is not known"),
        ("how_many = 3", "how_many = 3\nmost_per_district = 1", ""),
        ('population = "people"', "", "zones need the people of each area"),
    ],
)
def test_what_cannot_be_had_is_said(old: str, new: str, words: str, files: Any, run: Any) -> None:
    files.change(files.spec, old, new)
    ran = run(files.arguments("check"))
    assert words in ran.err
    assert ran.exit_code == (2 if words else 0)


def test_a_table_of_another_name_is_told_with_the_near_one(files: Any, run: Any) -> None:
    files.change(files.spec, "[zones]", "[zonez]")
    files.change(files.spec, "draws = 1000", "draws = 0")
    err = run(files.arguments("check")).err
    assert "The file has 'zonez', which is not known. Did you mean 'zones'? Known are: " in err
    for table in ("group_weights", "columns", "zones", "contrast", "sure", "contiguity"):
        assert table in err.partition("Known are: ")[2].partition("\n")[0]
    assert "[sure]: draws is a whole number" in err  # the rest is read all the same


def test_options_are_checked_too(files: Any, run: Any) -> None:
    ran = run(files.arguments("check", "--district", "region"))
    assert ran.exit_code == 2
    assert "there is no column 'region'" in ran.err


def test_a_column_without_any_value_is_told(files: Any, run: Any) -> None:
    lines = files.indicators.read_text(encoding="utf-8").splitlines()
    emptied = [lines[0], *(",".join([*line.split(",")[:-1], ""]) for line in lines[1:])]
    files.indicators.write_text("\n".join(emptied) + "\n", encoding="utf-8")
    assert "column 'qualified': it has no value for any area" in run(files.arguments("check")).err
    assert "column 'qualified': it has no value for any area" in run(files.arguments("choose")).err

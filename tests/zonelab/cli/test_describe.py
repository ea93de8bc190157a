"""`zonelab describe` says what a table holds and where to look twice, and judges nothing."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def described(tmp_path: Path, run: Any) -> str:
    lines = ["code,people,theft,burglary,falls,same,none"]
    for place in range(30):
        falls = 1000 if place == 7 else (place * 7) % 10
        lines.append(f"E010337{60 + place},1500,{place},{2 * place + 1},{falls},3,")
    lines[3] = lines[3].replace(",5,", ",,")
    lines.append("E01033999,1500,n/a,1,2,3,")
    lines.append("E01033998,1500,0,1,0,3,")
    lines.append("E01033997,1500,,,,,")
    path = tmp_path / "table.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    ran = run(["describe", str(path)])
    assert ran.exit_code == 0
    assert ran.err == ""
    out: str = ran.out
    return out


@pytest.mark.parametrize(
    "words",
    [
        "areas 33 (codes in 'code'), columns of numbers 5",
        "row 32, column 'theft': 'n/a' is not a number",
        "codes came with the census of 2021 (E01033769)",
        "same      3 to 3, half above 3; 1 empty; the same everywhere",
        "a few values lie far from the others (skewness",
        "burglary and theft: they rise together (rank correlation 1.00)",
        "The same in every column: E01033760, E01033998. Is one a copy?",
        "No value at all: E01033997.",
        "people: looks like the population.",
        "none: empty throughout.",
    ],
)
def test_it_tells(words: str, described: str) -> None:
    assert words in described


def test_columns_can_be_chosen(files: Any, run: Any) -> None:
    ran = run(["describe", str(files.indicators), "--columns", "theft"])
    assert "columns of numbers 1" in ran.out
    assert "asthma" not in ran.out
    ran = run(["describe", str(files.indicators), "--columns", "thefts"])
    assert "there is no column 'thefts'" in ran.out + ran.err


def test_a_column_of_codes_that_is_not_there_is_refused(files: Any, run: Any) -> None:
    ran = run(["describe", str(files.indicators), "--code", "lsoa"])
    assert ran.exit_code == 2
    assert "there is no column 'lsoa'" in ran.err

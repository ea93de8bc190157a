"""`zonelab start` writes a specification that asks what it cannot know, and that can be used at once."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from zonelab.cli.guesses import guess

TABLE = (
    "lsoa11cd,name,Population,LADNM,ruc,crime,qualified,imd_rank,empty,same,remark\n"
    "0001,Ash,1500,Leicester,urban,4,0.5,1,,7,fine\n"
    "0002,Birch,1600,Leicester,urban,9,0.4,2,,7,\n"
    '0003,"Cedar, West",1700,Rutland,rural,2,,3,,7,look\n'
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "table.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_columns_are_guessed_by_name_and_content(table: Path) -> None:
    guessed = guess(table)
    assert (guessed.code, guessed.name, guessed.population) == ("lsoa11cd", "name", "Population")
    assert (guessed.district, guessed.type) == ("LADNM", "ruc")
    assert guessed.indicators == ("crime", "qualified")
    assert (guessed.orders, guessed.same, guessed.words) == (("imd_rank",), ("empty", "same"), ("remark",))


def test_the_specification_asks_for_what_it_cannot_know(table: Path, run: Any) -> None:
    ran = run(["start", str(table)])
    assert ran.exit_code == 0
    assert ran.out.count("# ASK: is a high value more need?") == 2
    assert "ASK: which outcomes are there?" in ran.out
    assert "ASK: how large?" in ran.out
    assert '"imd_rank"' in ran.out
    spec = tomllib.loads(ran.out)
    assert spec["columns"]["code"] == "lsoa11cd"
    assert [each["key"] for each in spec["indicators"]] == ["crime", "qualified"]
    # Three areas of 1,500 people do not make five zones of 8,000.
    assert spec["zones"]["high"] >= 1700


def test_it_passes_the_check_and_chooses_at_once(files: Any, run: Any) -> None:
    files.spec.unlink()
    ran = run(["start", str(files.indicators), "--out", str(files.spec)])
    assert ran.exit_code == 0
    assert "Answer what it asks" in ran.err
    assert run(files.arguments("check")).exit_code == 0
    ran = run(files.arguments("choose", "--draws", 500))
    assert ran.exit_code == 0, ran.err
    assert (files.out / "report.html").exists()


def test_a_file_that_is_there_is_not_written_over(files: Any, run: Any) -> None:
    before = files.spec.read_text(encoding="utf-8")
    ran = run(["start", str(files.indicators), "--out", str(files.spec)])
    assert ran.exit_code == 2
    assert "spec.toml is there already" in ran.err
    assert files.spec.read_text(encoding="utf-8") == before


def test_without_people_zones_wait_behind_remarks(tmp_path: Path, run: Any) -> None:
    path = tmp_path / "table.csv"
    path.write_text('code,"a ""b"""\nE1,1\nE2,2\n', encoding="utf-8")
    ran = run(["start", str(path)])
    spec = tomllib.loads(ran.out)
    assert "zones" not in spec
    assert spec["indicators"][0]["key"] == 'a "b"'
    assert "# [zones]" in ran.out


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("code,a\nE1,1\nE1,2\n", "no column holds a code of its own for each area"),
        ("code,a\nE1,x\nE2,y\n", "no column holds numbers that tell areas apart"),
        ("code,a\n", "it needs a row of headings and at least one area"),
    ],
)
def test_a_table_without_codes_or_numbers_is_refused(text: str, words: str, tmp_path: Path, run: Any) -> None:
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    ran = run(["start", str(path)])
    assert ran.exit_code == 2
    assert f"{path}: {words}" in ran.err

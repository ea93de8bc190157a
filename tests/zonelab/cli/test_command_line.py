"""The command line scores a file, explains an area, and says where a file is wrong and what to do."""

import io
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from zonelab.cli import main
from zonelab.core.version import version

SPEC = """
[group_weights]
safe = 1
skills = 1
[[indicators]]
key = "burglary"
group = "safe"
[[indicators]]
key = "qualified"
group = "skills"
higher_is_more_need = false
"""
VALUES = "code,name,burglary,qualified\nE1,One,10,0.5\nE2,Two,20,0.7\nE3,Three,30,0.3\n"


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    path = tmp_path / "spec.toml"
    path.write_text(SPEC, encoding="utf-8")
    return path


@pytest.fixture
def values(tmp_path: Path) -> Path:
    path = tmp_path / "values.csv"
    path.write_text(VALUES, encoding="utf-8")
    return path


def refused(arguments: list[object], capsys: pytest.CaptureFixture[str]) -> str:
    assert main([str(argument) for argument in arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    return err


def test_score_writes_the_areas_with_most_need_first(
    values: Path, spec: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scores = tmp_path / "scores.csv"
    assert main(["score", str(values), str(spec), "--out", str(scores)]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("3 of 3 areas have a score.")
    table = pd.read_csv(scores)
    assert list(table.columns) == ["code", "score", "rank", "part_safe", "part_skills"]
    assert table["code"].tolist() == ["E3", "E1", "E2"]
    # Percentiles are 16.7, 50, 83.3 in each column: E1 is low then middle, E2 middle then low.
    assert table["rank"].tolist() == [1, 2, 2]
    assert (table["part_safe"] + table["part_skills"]).to_numpy() == pytest.approx(table["score"].to_numpy())


def test_score_without_a_file_to_write_prints_the_table_alone(
    values: Path, spec: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["score", str(values), str(spec)]) == 0
    table = pd.read_csv(io.StringIO(capsys.readouterr().out))
    assert len(table) == 3


def test_an_area_without_score_comes_last_with_empty_cells(
    values: Path, spec: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    values.write_text(VALUES.replace("E3,Three,30,0.3", "E3,Three,,0.3"), encoding="utf-8")
    assert main(["score", str(values), str(spec)]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[-1] == "E3,,,,"
    assert "Please note: 1 of 3 areas have no score" in err


def test_explain_says_why(values: Path, spec: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(values), str(spec), "E3"]) == 0
    assert "E3 scores 83.33. Its rank is 1 of 3 (1 = most need)." in capsys.readouterr().out


def test_explain_passes_warnings_on(values: Path, spec: Path, capsys: pytest.CaptureFixture[str]) -> None:
    values.write_text(VALUES.replace("0.7", "0.5").replace("0.3", "0.5"), encoding="utf-8")
    assert main(["explain", str(values), str(spec), "E3"]) == 0
    assert "Please note: Indicator 'qualified' has the same value" in capsys.readouterr().err


def test_files_as_spreadsheets_write_them_are_read(
    values: Path, spec: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written = 'LSOA , burglary,qualified,note\r\n 0012,10,,"a, b"\r\n0013, 2e1 ,0.7,\r\n,,,\r\n0014,30,0.3,\r\n'
    values.write_bytes(b"\xef\xbb\xbf" + written.encode())
    assert main(["score", str(values), str(spec), "--code-column", "LSOA"]) == 0
    out = capsys.readouterr().out
    assert [line.split(",")[0] for line in out.splitlines()] == ["code", "0014", "0013", "0012"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("20", "n/a", "row 3, column 'burglary': 'n/a' is not a number. Write it like 1234.5"),
        ("20", "inf", "row 3, column 'burglary': 'inf' is not a number"),
        ("20", "nan", "row 3, column 'burglary': 'nan' is not a number"),
        ("20", "1_0", "row 3, column 'burglary': '1_0' is not a number"),
        ("20", '"1,200"', "row 3, column 'burglary': '1,200' is not a number"),
        ("E2,Two", "E2,Two,x", "row 3: it has 5 cells, the heading has 4"),
        ("E2,Two", ",Two", "row 3, column 'code': there is no area code. Fill it in."),
        ("E3", "E1", "row 4, column 'code': area 'E1' is in row 2 too. Keep one."),
        ("burglary", "burglaries", "row 1: there is no column 'burglary'. Add it, or mend its name"),
        ("name", "burglary", "row 1: 2 columns are named 'burglary'. Keep one."),
        ("code", "area", "row 1: there is no column 'code'"),
        ("E2,Two", '"E2,Two', "this is not a CSV file"),
        (VALUES, "code,burglary,qualified\n", "it needs a row of headings and at least one area"),
        (VALUES, "", "it needs a row of headings and at least one area"),
        (VALUES, "code,burglary,qualified\nE1,,1\nE2,,2\n", "Column 'burglary' has no value for any area"),
    ],
)
def test_a_wrong_table_is_refused_with_file_row_column_and_what_to_do(
    old: str, new: str, words: str, values: Path, spec: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    values.write_text(VALUES.replace(old, new, 1), encoding="utf-8")
    message = refused(["score", values, spec], capsys)
    assert message.startswith(f"zonelab: {values}")
    assert words in message


def test_a_table_in_another_encoding_is_refused(values: Path, spec: Path, capsys: pytest.CaptureFixture[str]) -> None:
    values.write_bytes(VALUES.replace("One", "Caf\u00e9").encode("latin-1"))
    assert f"{values}: this is not UTF-8 text" in refused(["score", values, spec], capsys)


def test_a_wrong_specification_is_refused_with_its_name(
    values: Path, spec: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spec.write_text(SPEC.replace("safe = 1", "save = 1"), encoding="utf-8")
    message = refused(["score", values, spec], capsys)
    assert f"{spec}: No indicator is in group 'save'. Did you mean 'safe'?" in message


@pytest.mark.parametrize("absent", ["values", "spec", "out"])
def test_a_file_that_cannot_be_opened_is_named(
    absent: str, values: Path, spec: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = {"values": values, "spec": spec, "out": tmp_path / "scores.csv"}
    paths[absent] = tmp_path / "nowhere" / "file"
    message = refused(["score", paths["values"], paths["spec"], "--out", paths["out"]], capsys)
    assert f"{paths[absent]}: No such file or directory. Check the name" in message


def test_an_unknown_area_is_refused(values: Path, spec: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "There is no area with the code 'E9'" in refused(["explain", values, spec, "E9"], capsys)


def test_a_missing_command_shows_how_to_use_it(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main([])
    assert caught.value.code == 2
    assert "usage: zonelab" in capsys.readouterr().err


def test_the_version_is_printed_by_the_module_as_well() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "zonelab", "--version"],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    assert ran.stdout.strip() == f"zonelab {version()}"


def test_a_reader_that_stops_reading_is_no_error(values: Path, spec: Path) -> None:
    rows = "".join(f"E{number},N,{number},0.{number}\n" for number in range(10, 30_000))
    values.write_text("code,name,burglary,qualified\n" + rows, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "zonelab", "score", str(values), str(spec)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline() == "code,score,rank,part_safe,part_skills\n"
        running.stdout.close()
        assert "Traceback" not in running.stderr.read()
        assert running.wait() == 0

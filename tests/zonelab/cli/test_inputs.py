"""Files that do not fit are refused with file, row and column; areas without boundaries can be chosen as well."""

import json
from typing import Any

import pandas as pd
import pytest


def edges(files: Any) -> Any:
    """The neighbours of the squares as a table, each edge once."""
    lines = ["one,other,border"]
    for row in range(6):
        for column in range(6):
            if column < 5:
                lines.append(f"N{row}{column},N{row}{column + 1},1100")
            if row < 5:
                lines.append(f"N{row}{column},N{row + 1}{column},700")
    path = files.folder / "edges.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def without_map(files: Any, *more: object) -> list[str]:
    given = ["choose", "--indicators", files.indicators, "--spec", files.spec, "--out", files.out, *more]
    return [str(each) for each in given]


def test_a_ready_made_graph_stands_in_for_boundaries(files: Any, run: Any) -> None:
    ran = run(without_map(files, "--edges", edges(files)))
    assert ran.exit_code == 0, ran.err
    zones = pd.read_csv(files.out / "zones.csv")
    assert len(zones) == 3
    assert zones["population"].between(3000, 4000).all()
    assert json.loads((files.out / "zones.geojson").read_text(encoding="utf-8"))["features"] == []
    assert "There is no map, so zones.geojson has no shapes. Give --areas" in ran.err


@pytest.mark.parametrize(("separator", "shown"), [(";", "“;”"), ("\t", "tabs")])
def test_another_separator_is_named(separator: str, shown: str, files: Any, run: Any) -> None:
    text = files.indicators.read_text(encoding="utf-8")
    files.indicators.write_text(text.replace(",", separator), encoding="utf-8")
    said = f"zonelab: {files.indicators}: This file is separated by {shown}. Save it with commas.\n"
    assert run(files.arguments("choose")).err == said
    files.indicators.write_text(text.replace("theft", f'"theft{separator} all"'), encoding="utf-8")
    assert "separated" not in run(files.arguments("choose")).err


def test_perimeters_go_with_a_graph_and_let_long_boundaries_cost(files: Any, run: Any) -> None:
    path = edges(files)
    assert "needs the perimeter of each area" in run(without_map(files, "--edges", path, "--penalty", 0.1)).err
    perimeters = files.folder / "perimeters.csv"
    codes = [f"N{row}{column}" for row in range(6) for column in range(6)]
    perimeters.write_text("code,around\n" + "".join(f"{code},3600\n" for code in codes), encoding="utf-8")
    more = ("--edges", path, "--perimeters", f"{perimeters}:around", "--penalty", 0.1)
    assert run(without_map(files, *more)).exit_code == 0
    perimeters.write_text("code,around\n" + "".join(f"{code},3600\n" for code in codes[1:]), encoding="utf-8")
    assert "column 'around': there is no number for area 'N00'" in run(without_map(files, *more, "--overwrite")).err


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("one,other", "one,two", "edges.csv, row 1: there is no column 'other'"),
        ("N00,N01,1100", "N00,N99,1100", "edges.csv, row 2, column 'other': there is no area 'N99' in"),
        ("N00,N01,1100", "N00,N01,long", "edges.csv, row 2, column 'border': 'long' is no length in metres"),
        ("N00,N01,1100", "N00,N01,-1", "edges.csv, row 2, column 'border': '-1' is no length in metres"),
        ("N00,N01,1100", "N00,N01", "edges.csv, row 2: it has 2 cells, the heading has 3"),
        ("N00,N01,1100", "N00,N00,1100", "An area cannot be its own neighbour: N00"),
    ],
)
def test_a_wrong_edge_is_named_by_its_row(old: str, new: str, words: str, files: Any, run: Any) -> None:
    path = edges(files)
    files.change(path, old, new)
    ran = run(without_map(files, "--edges", path))
    assert ran.exit_code == 2
    assert words in ran.err


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("N01,Place 01,1000", "N01,Place 01,-5", "indicators.csv, row 3, column 'people': -5 is below zero"),
        ("N01,Place 01,1000", "N01,Place 01,", "indicators.csv, row 3, column 'people': there is no number for area"),
        ("N01,Place 01,1000", "N01,Place 01,many", "indicators.csv, row 3, column 'people': 'many' is not a number"),
        ("N01,", "N99,", "indicators.csv, row 3: area 'N99' is not on"),
        ("people", "persons", "there is no column 'people' with the people of each area, and no such property"),
        ("district", "borough", "indicators.csv, row 1: there is no column 'district'"),
    ],
)
def test_a_table_that_does_not_fit_is_refused(old: str, new: str, words: str, files: Any, run: Any) -> None:
    files.change(files.indicators, old, new)
    ran = run(files.arguments("choose"))
    assert ran.exit_code == 2
    assert words in ran.err
    assert not files.out.exists()


def test_people_can_stand_in_a_file_of_their_own_or_in_the_boundaries(files: Any, run: Any) -> None:
    codes = [f"N{row}{column}" for row in range(6) for column in range(6)]
    other = files.folder / "adults.csv"
    other.write_text("code,adults\n" + "".join(f"{code},500\n" for code in codes), encoding="utf-8")
    half = ("--low", 1500, "--high", 2000)
    assert run(files.arguments("choose", "--population", f"{other}:adults", *half)).exit_code == 0
    assert pd.read_csv(files.out / "zones.csv")["population"].between(1500, 2000).all()
    record = json.loads((files.out / "run.json").read_text(encoding="utf-8"))
    assert record["inputs"]["population"]["file"] == "adults.csv"

    content = json.loads(files.areas.read_text(encoding="utf-8"))
    for feature in content["features"]:
        feature["properties"]["adults"] = 600
    files.areas.write_text(json.dumps(content), encoding="utf-8")
    more = ("--population", "adults", "--low", 1800, "--high", 2400, "--overwrite")
    assert run(files.arguments("choose", *more)).exit_code == 0
    assert (pd.read_csv(files.out / "zones.csv")["population"] % 600 == 0).all()
    content["features"][4]["properties"]["adults"] = None
    files.areas.write_text(json.dumps(content), encoding="utf-8")
    assert "area 'N04', property 'adults': there is no number" in run(files.arguments("choose", *more)).err


def test_areas_off_the_map_can_be_left_out(files: Any, run: Any) -> None:
    with files.indicators.open("a", encoding="utf-8") as file:
        file.write("X1,Far away,1000,West,town,1,2,0.5\n")
    ran = run(files.arguments("choose", "--only-on-map"))
    assert ran.exit_code == 0
    assert "Areas of the table that are not on the map are left out: X1." in ran.err
    assert len(pd.read_csv(files.out / "areas.csv")) == 36


def test_areas_of_the_map_without_a_row_are_in_no_zone(files: Any, run: Any) -> None:
    lines = files.indicators.read_text(encoding="utf-8").splitlines()
    files.indicators.write_text(
        "\n".join(line for line in lines if not line.startswith("N00")) + "\n", encoding="utf-8"
    )
    ran = run(files.arguments("choose"))
    assert ran.exit_code == 0
    assert "Areas of the map that are not in the table: N00." in ran.err
    assert "N00" not in " ".join(pd.read_csv(files.out / "zones.csv")["codes"])


def test_codes_of_another_census_are_refused_with_the_look_up_named(files: Any, run: Any) -> None:
    files.change(files.indicators, "N01,", "E01033769,")
    err = run(files.arguments("choose")).err
    assert "area 'E01033769' is not on" in err
    assert "LSOA (2011) to LSOA (2021) to Local Authority District" in err


def test_another_name_of_the_code_is_found_and_said(files: Any, run: Any) -> None:
    text = files.areas.read_text(encoding="utf-8").replace('"code"', '"LSOA11CD"')
    files.areas.write_text(text, encoding="utf-8")
    assert "'LSOA11CD' holds codes of" in run(files.arguments("choose")).err
    assert "add --areas-code LSOA11CD" in run(files.arguments("choose")).err
    assert run(files.arguments("choose", "--areas-code", "LSOA11CD")).exit_code == 0


def test_zones_without_map_or_graph_are_refused(files: Any, run: Any) -> None:
    assert "Give the boundaries by --areas areas.geojson, or a table of" in run(without_map(files)).err
    both = run(files.arguments("choose", "--edges", edges(files))).err
    assert "Give either --areas (boundaries) or --edges" in both


@pytest.mark.parametrize("content", ["", "{", "[]", '{"type": "FeatureCollection", "features": []}'])
def test_a_file_without_areas_is_refused_by_its_name(content: str, files: Any, run: Any) -> None:
    files.areas.write_text(content, encoding="utf-8")
    ran = run(files.arguments("choose"))
    assert ran.exit_code == 2
    assert ran.err.startswith(f"zonelab: {files.areas}")

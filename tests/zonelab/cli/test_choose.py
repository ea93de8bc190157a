"""`zonelab choose` writes all its files or none, the same from the same, and says where a file is wrong."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

FILES = ["areas.csv", "marked.csv", "parts.csv", "report.html", "run.json", "sets.csv", "zones.csv", "zones.geojson"]


@pytest.fixture
def chosen(files: Any, run: Any) -> Path:
    ran = run(files.arguments("choose"))
    assert ran.exit_code == 0, ran.err
    assert ran.out.strip().endswith("report.html")
    out: Path = files.out
    return out


def test_all_files_are_there_and_nothing_else(chosen: Path) -> None:
    assert sorted(path.name for path in chosen.iterdir()) == FILES
    assert sorted(path.name for path in chosen.parent.iterdir()) == [
        "areas.geojson",
        "indicators.csv",
        "out",
        "spec.toml",
    ]


def test_areas_come_with_most_need_first_and_how_sure(chosen: Path) -> None:
    areas = pd.read_csv(chosen / "areas.csv")
    assert list(areas.columns) == ["code", "score", "rank", "rank_low", "rank_high", "p_top_k", "label"]
    assert len(areas) == 36
    assert areas["code"][0] == "N00"
    assert areas["rank"].is_monotonic_increasing
    assert areas["label"].isin(["robust", "depends", "not"]).all()
    assert (areas["rank_low"] <= areas["rank_high"]).all()


def test_parts_of_an_area_sum_to_its_score(chosen: Path) -> None:
    parts = pd.read_csv(chosen / "parts.csv", index_col="code")
    score = pd.read_csv(chosen / "areas.csv", index_col="code")["score"]
    assert list(parts.columns) == ["theft", "asthma", "qualified"]
    assert parts.sum(axis=1).to_numpy() == pytest.approx(score[parts.index].to_numpy())


def test_zones_are_in_the_range_apart_and_on_the_map(chosen: Path) -> None:
    zones = pd.read_csv(chosen / "zones.csv")
    assert len(zones) == 3
    assert zones["population"].between(3000, 4000).all()
    members = " ".join(zones["codes"]).split()
    assert len(members) == len(set(members))
    assert "N00" in zones["codes"][0].split()
    assert zones["type"][0] == "town"
    shapes = json.loads((chosen / "zones.geojson").read_text(encoding="utf-8"))
    assert [each["geometry"]["type"] for each in shapes["features"]] == ["Polygon"] * 3


def test_the_record_says_from_what_and_with_which_settings(chosen: Path) -> None:
    record = json.loads((chosen / "run.json").read_text(encoding="utf-8"))
    assert set(record["inputs"]) == {"indicators", "areas", "specification"}
    assert record["seed"] == 1
    assert record["settings"]["zones"]["low"] == 3000
    assert record["found"]["zones"] == 3
    assert set(record["outputs"]) == set(FILES) - {"run.json"}
    assert record["running"]["seconds"]["zones"] >= 0
    assert str(chosen.parent) not in (chosen / "run.json").read_text(encoding="utf-8")


def test_the_same_files_give_the_same_answer_but_for_the_time_it_took(files: Any, run: Any, chosen: Path) -> None:
    again = files.folder / "again"
    assert run(files.arguments("choose", "--out", again, "--jobs", "2")).exit_code == 0
    for name in FILES:
        one, other = ((folder / name).read_text(encoding="utf-8") for folder in (chosen, again))
        if name == "run.json":
            one, other = (json.dumps(json.loads(text) | {"running": None}) for text in (one, other))
        assert one == other, name


def test_another_order_of_rows_gives_the_same_areas_and_zones(files: Any, run: Any, chosen: Path) -> None:
    heading, *lines = files.indicators.read_text(encoding="utf-8").splitlines()
    files.indicators.write_text("\n".join([heading, *reversed(lines)]) + "\n", encoding="utf-8")
    again = files.folder / "again"
    assert run(files.arguments("choose", "--out", again)).exit_code == 0
    for name in ("areas.csv", "zones.csv", "parts.csv"):
        assert (chosen / name).read_text(encoding="utf-8") == (again / name).read_text(encoding="utf-8"), name


def test_options_go_before_the_specification(files: Any, run: Any) -> None:
    more = ("--how-many", 1, "--low", 1000, "--high", 1000, "--top", 2, "--seed", 7, "--avoiding", "N00", "--quiet")
    ran = run(files.arguments("choose", *more))
    assert (ran.exit_code, ran.out, ran.err) == (0, "", "")
    zones = pd.read_csv(files.out / "zones.csv")
    assert zones["population"].tolist() == [1000]
    assert zones["codes"].tolist() != ["N00"]
    settings = json.loads((files.out / "run.json").read_text(encoding="utf-8"))["settings"]
    assert (settings["sure"]["k"], settings["sure"]["seed"], settings["zones"]["how_many"]) == (2, 7, 1)
    assert settings["zones"]["avoiding"] == ["N00"]


def test_an_option_alone_makes_no_zones(files: Any, run: Any) -> None:
    text = files.spec.read_text(encoding="utf-8")
    files.spec.write_text(text[: text.index("[zones]")], encoding="utf-8")
    ran = run(files.arguments("choose", "--way", "fast"))
    assert (ran.exit_code, ran.err) == (2, f"zonelab: --way needs [zones] in {files.spec}, or --low and --high.\n")


def test_an_option_that_clashes_with_the_specification_names_it(files: Any, run: Any) -> None:
    ran = run(files.arguments("choose", "--low", 5000))
    assert f"{files.spec} with the options: [zones]: low is 5000 people and high 4000" in ran.err


def test_a_folder_that_cannot_be_written_is_noticed_first(files: Any, run: Any) -> None:
    files.indicators.unlink()  # or it would be read first
    below_a_file = files.spec / "new" / "out"
    ran = run(files.arguments("choose", "--out", below_a_file))
    assert ran.exit_code == 2
    assert ran.err.startswith(f"zonelab: {below_a_file} cannot be written: ")


def test_trying_a_folder_leaves_nothing_behind(files: Any, run: Any) -> None:
    files.indicators.unlink()
    assert run(files.arguments("choose", "--out", files.folder / "new" / "out")).exit_code == 2
    assert sorted(path.name for path in files.folder.iterdir()) == ["areas.geojson", "spec.toml"]


def test_sets_run_from_most_need_to_most_contrast_and_one_is_chosen(chosen: Path) -> None:
    sets = pd.read_csv(chosen / "sets.csv")
    assert list(sets.columns) == ["set", "zones", "need", "contrast", "given_up", "chosen"]
    assert sets["need"].is_monotonic_decreasing
    assert sets["contrast"].is_monotonic_increasing
    assert sets["chosen"].sum() == 1
    assert sets["zones"].str.count(";").tolist() == [1] * len(sets)


@pytest.mark.parametrize(("by", "words"), [("profile", "Distance between its zones"), ("most_alike", "two most alike")])
def test_sets_can_contrast_by_profile(by: str, words: str, files: Any, run: Any) -> None:
    files.change(files.spec, 'by = "type"', f'by = "{by}"')
    assert run(files.arguments("choose", "--how-many", 5)).exit_code == 0
    sets = pd.read_csv(files.out / "sets.csv")
    assert len(sets) > 1
    text = (files.out / "report.html").read_text(encoding="utf-8")
    assert "Need against contrast" in text
    assert words.split()[0] in text
    assert text.count('class="figure figure-curve"') == 1


def test_a_set_needs_as_many_zones(files: Any, run: Any) -> None:
    ran = run(files.arguments("choose", "--how-many", 1))
    assert ran.exit_code == 0
    assert "A contrasting set has 2 zones, and 1 were found: there is none." in ran.err
    assert len(pd.read_csv(files.out / "sets.csv")) == 0


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ('must_have = ["Zone 9"]', "must_have names 'Zone 9'"),
        ("one_per_district = true", "There is no set of 2 zones: these conditions cannot all hold"),
    ],
)
def test_where_no_set_meets_the_conditions_the_rest_is_kept(more: str, words: str, files: Any, run: Any) -> None:
    files.change(files.spec, 'by = "type"', f'by = "type"\n{more}')
    text = files.indicators.read_text(encoding="utf-8")
    files.indicators.write_text(text.replace("East", "West"), encoding="utf-8")
    ran = run(files.arguments("choose"))
    assert ran.exit_code == 0
    assert f"Please note: spec.toml, [contrast]: {words}" in ran.err
    assert sorted(path.name for path in files.out.iterdir()) == FILES
    assert len(pd.read_csv(files.out / "zones.csv")) == 3
    assert len(pd.read_csv(files.out / "sets.csv")) == 0
    record = json.loads((files.out / "run.json").read_text(encoding="utf-8"))
    assert any(words in each for each in record["warnings"])
    assert "No set was found." in (files.out / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("k = 4", "k = 37", "indicators.csv: there are 36 areas, and [sure] asks for the top 37"),
        ("low = 3000\nhigh = 4000", "low = 90000\nhigh = 99000", "spec.toml: [zones]: all areas together have 36,000"),
        ('type = "type"', "", "spec.toml: [contrast] needs the type of each area"),
        ("[contrast]", "[contrast]\nmost_per_partnership = 1", "[contrast] needs the partnership of each area"),
    ],
)
def test_what_cannot_be_had_is_refused_before_any_work(
    old: str, new: str, words: str, files: Any, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def works(*_: object, **__: object) -> None:
        raise AssertionError("it worked first")

    monkeypatch.setattr("zonelab.cli.choice.describe", works)
    files.change(files.spec, old, new)
    ran = run(files.arguments("choose"))
    assert ran.exit_code == 2
    assert words in ran.err
    assert not files.out.exists()


def test_zones_can_be_chosen_together(files: Any, run: Any) -> None:
    ran = run(files.arguments("choose", "--jointly", "--how-many", 2))
    assert ran.exit_code == 0, ran.err
    text = (files.out / "report.html").read_text(encoding="utf-8")
    assert "They were chosen together: their sum is proven to be the greatest there is." in text
    assert len(pd.read_csv(files.out / "zones.csv")) == 2


def test_zones_can_be_kept_to_their_districts(files: Any, run: Any) -> None:
    assert run(files.arguments("choose", "--most-per-district", 1, "--how-many", 2)).exit_code == 0
    zones = pd.read_csv(files.out / "zones.csv")
    assert sorted(zones["district"]) == ["East", "West"]
    west = [{code[2] < "3" for code in codes.split()} for codes in zones["codes"]]  # the three columns in the west
    assert sorted(map(list, west)) == [[False], [True]]


def test_a_folder_that_holds_something_is_left_alone(files: Any, run: Any) -> None:
    files.out.mkdir()
    (files.out / "diary.txt").write_text("mine", encoding="utf-8")
    ran = run(files.arguments("choose"))
    assert ran.exit_code == 2
    assert "out holds other files (diary.txt). Name another folder, or add --overwrite" in ran.err
    assert [path.name for path in files.out.iterdir()] == ["diary.txt"]
    assert run(files.arguments("choose", "--overwrite")).exit_code == 0
    assert (files.out / "diary.txt").read_text(encoding="utf-8") == "mine"
    assert "holds an earlier answer" not in run(files.arguments("choose")).err
    (files.out / "diary.txt").unlink()
    assert "holds an earlier answer" in run(files.arguments("choose")).err


def test_nothing_is_written_where_the_work_fails(files: Any, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> str:
        raise ValueError("the ink is dry")

    monkeypatch.setattr("zonelab.cli.commands.choose.report", fails)
    ran = run(files.arguments("choose", "--quiet"))
    assert (ran.exit_code, ran.err) == (2, "zonelab: the ink is dry\n")
    assert sorted(path.name for path in files.folder.iterdir()) == ["areas.geojson", "indicators.csv", "spec.toml"]


def test_who_stops_it_finds_nothing_half_written(files: Any, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("zonelab.cli.commands.choose.report", stopped)
    ran = run(files.arguments("choose", "--quiet"))
    assert (ran.exit_code, ran.err) == (130, "zonelab: stopped. Nothing was written.\n")
    assert not files.out.exists()


def test_without_zones_and_map_there_are_ranks_alone(files: Any, run: Any) -> None:
    text = files.spec.read_text(encoding="utf-8")
    files.spec.write_text(text[: text.index("[zones]")], encoding="utf-8")
    arguments = ["choose", "--indicators", files.indicators, "--spec", files.spec, "--out", files.out]
    assert run([str(each) for each in arguments]).exit_code == 0
    assert sorted(path.name for path in files.out.iterdir()) == FILES
    assert len(pd.read_csv(files.out / "zones.csv")) == 0
    assert json.loads((files.out / "zones.geojson").read_text(encoding="utf-8"))["features"] == []
    assert "No zones were asked for" in (files.out / "report.html").read_text(encoding="utf-8")

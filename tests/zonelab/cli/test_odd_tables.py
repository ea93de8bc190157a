"""Tables that are small, flat or empty in places are chosen from as well as may be, and never in silence."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from zonelab.cli import zones_found
from zonelab.regions import ZoneSearchError

SPEC = """\
[columns]
population = "people"
[group_weights]
safe = 1
well = 1
[[indicators]]
key = "theft"
group = "safe"
[[indicators]]
key = "asthma"
group = "well"
[zones]
low = 100
high = 2000
how_many = 2
seconds = 120
[sure]
k = 1
draws = 200
sensitivity_draws = 32
zone_draws = 5
"""


@pytest.fixture
def chosen(tmp_path: Path, run: Any) -> Any:
    def choose(rows: str, edges: str = "A,B", spec: str = SPEC) -> tuple[Any, Path]:
        files = {
            "table.csv": f"code,people,theft,asthma\n{rows}\n",
            "edges.csv": f"one,other\n{edges}\n",
            "spec.toml": spec,
        }
        for name, text in files.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        given = {"indicators": "table.csv", "edges": "edges.csv", "spec": "spec.toml", "out": "out"}
        arguments = [part for name, file in given.items() for part in (f"--{name}", str(tmp_path / file))]
        return run(["choose", *arguments]), tmp_path / "out"

    return choose


def test_one_area(chosen: Any) -> None:
    ran, out = chosen("A,100,3,4", edges="")
    assert ran.exit_code == 0, ran.err
    assert pd.read_csv(out / "areas.csv")["rank"].tolist() == [1]
    assert pd.read_csv(out / "zones.csv")["codes"].tolist() == ["A"]


def test_an_indicator_that_is_the_same_everywhere(chosen: Any) -> None:
    ran, out = chosen("A,100,3,4\nB,500,3,6\nC,170,3,1", edges="A,B\nB,C")
    assert ran.exit_code == 0
    assert "Indicator 'theft' has the same value in every area" in ran.err
    assert pd.read_csv(out / "areas.csv")["code"].tolist() == ["B", "A", "C"]


def test_an_area_without_any_value_has_no_rank_and_is_in_no_zone(chosen: Any) -> None:
    ran, out = chosen("A,100,3,4\nB,500,2,6\nC,170,,", edges="A,B\nB,C")
    assert ran.exit_code == 0
    assert (out / "areas.csv").read_text(encoding="utf-8").splitlines()[-1] == "C,,,,,,"
    assert "C" not in " ".join(pd.read_csv(out / "zones.csv")["codes"])
    assert "1 of 3 areas have no score and no rank" in ran.err


def test_areas_with_too_few_values_can_be_left_out_and_gaps_filled(chosen: Any) -> None:
    spec = SPEC.replace("[zones]", '[missing]\ndrop_areas_below = 0.5\nfill = "median"\n[zones]')
    ran, out = chosen("A,100,3,4\nB,500,2,6\nC,170,,\nD,300,5,", edges="A,B\nB,C\nC,D", spec=spec)
    assert ran.exit_code == 0, ran.err
    areas = pd.read_csv(out / "areas.csv", index_col="code")
    assert areas["rank"].notna().to_dict() == {"A": True, "B": True, "C": False, "D": True}
    text = (out / "report.html").read_text(encoding="utf-8")
    assert "What was done to them" in text
    assert "No value was filled in" not in text
    marked = pd.read_csv(out / "marked.csv").set_index(["code", "indicator"])["mark"]
    assert marked.to_dict() == {("C", "asthma"): "dropped", ("C", "theft"): "dropped", ("D", "asthma"): "imputed"}


def test_islands_are_told_and_nobody_lives_somewhere(chosen: Any) -> None:
    ran, out = chosen("A,100,3,4\nB,0,1,1\nC,150,1,2")
    assert ran.exit_code == 0
    assert "Areas without a neighbour: C. Each can only be a zone of its own." in ran.err
    assert pd.read_csv(out / "zones.csv")["codes"].tolist() == ["A", "C"]


def test_where_there_are_too_few_people_for_a_zone_it_is_refused_at_once(chosen: Any) -> None:
    ran, out = chosen("A,10,3,4\nB,10,5,6")
    assert ran.exit_code == 2
    assert "spec.toml: [zones]: all areas together have 20 people" in ran.err
    assert not out.exists()


def test_where_no_zone_can_be_it_says_why_and_keeps_the_ranks(chosen: Any) -> None:
    ran, out = chosen("A,60,3,4\nB,10,5,6\nC,70,5,1")
    assert ran.exit_code == 0
    said = "spec.toml, [zones]: No zone can be found: the largest connected piece has 70 people"
    assert f"Please note: {said}" in ran.err
    assert len(pd.read_csv(out / "areas.csv")) == 3
    assert len(pd.read_csv(out / "zones.csv")) == 0
    assert said in (out / "run.json").read_text(encoding="utf-8")
    assert f"No zones were found. {said}" in (out / "report.html").read_text(encoding="utf-8")


def test_where_other_weights_find_no_zone_the_zones_are_kept(chosen: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object, **__: object) -> None:
        raise ZoneSearchError("For a draw no zone was found.")

    monkeypatch.setattr(zones_found, "zone_stability", none)
    ran, out = chosen("A,100,3,4\nB,500,3,6\nC,170,9,1", edges="A,B\nB,C")
    assert ran.exit_code == 0
    assert "spec.toml, [zones], with other weights: For a draw no zone was found." in ran.err
    assert len(pd.read_csv(out / "zones.csv")) == 2


def test_areas_of_several_kinds_in_one_table_are_refused(chosen: Any) -> None:
    ran, out = chosen("E01000001,100,3,4\nE05000026,100,5,6", edges="E01000001,E05000026")
    assert ran.exit_code == 2
    assert "table.csv: The table mixes lower-layer super output areas of England" in ran.err
    assert not out.exists()

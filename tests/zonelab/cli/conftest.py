"""A made-up map of six by six squares, its indicators and a specification, as files; and a way to run `zonelab`."""

import csv
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from zonelab.cli import main

SIDE = 6
SPEC = """\
normalisation = "min_max"
[columns]
name = "name"
population = "people"
district = "district"
type = "type"
[group_weights]
safe = 2
well = 1
[[indicators]]
key = "theft"
group = "safe"
[[indicators]]
key = "asthma"
group = "well"
[[indicators]]
key = "qualified"
group = "well"
higher_is_more_need = false
[zones]
low = 3000
high = 4000
how_many = 3
seconds = 120
[contiguity]
kind = "rook"
[contrast]
k = 2
by = "type"
[sure]
k = 4
draws = 1000
sensitivity_draws = 32
zone_draws = 20
"""
HEADING = ["code", "name", "people", "district", "type", "theft", "asthma", "qualified"]


@dataclass(frozen=True)
class Files:
    """Where the files are, and how to change one."""

    folder: Path

    @property
    def areas(self) -> Path:
        return self.folder / "areas.geojson"

    @property
    def indicators(self) -> Path:
        return self.folder / "indicators.csv"

    @property
    def spec(self) -> Path:
        return self.folder / "spec.toml"

    @property
    def out(self) -> Path:
        return self.folder / "out"

    def change(self, path: Path, old: str, new: str) -> None:
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def arguments(self, command: str, *more: object) -> list[str]:
        given = [command, "--indicators", self.indicators, "--spec", self.spec, "--areas", self.areas]
        given += ["--out", self.out] if command == "choose" else []
        return [str(each) for each in (*given, *more)]


@dataclass(frozen=True)
class Ran:
    """What a command answered."""

    exit_code: int
    out: str
    err: str


Run = Callable[..., Ran]


def code(row: int, column: int) -> str:
    return f"N{row}{column}"


def rows() -> list[list[object]]:
    """Need is highest at the corner N00 and, in the country, at N55."""
    made: list[list[object]] = []
    for row in range(SIDE):
        for column in range(SIDE):
            near = 10 - row - column
            far = 3 if row + column >= 9 else 0
            theft, asthma, qualified = 5 * near + (row * column) % 3, 20 + near + 4 * far, 0.9 - 0.03 * near - 0.1 * far
            kind, district = "town" if row < 3 else "country", "West" if column < 3 else "East"
            made.append([code(row, column), f"Place {row}{column}", 1000, district, kind, theft, asthma, qualified])
    return made


def squares() -> dict[str, object]:
    """Squares of about 700 m by 1,100 m near Leicester."""
    features = []
    for row in range(SIDE):
        for column in range(SIDE):
            west, south = -1.2 + 0.01 * column, 52.6 + 0.01 * row
            east, north = -1.2 + 0.01 * (column + 1), 52.6 + 0.01 * (row + 1)
            ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
            shape = {"type": "Polygon", "coordinates": [[[round(x, 6), round(y, 6)] for x, y in ring]]}
            features.append({"type": "Feature", "properties": {"code": code(row, column)}, "geometry": shape})
    return {"type": "FeatureCollection", "features": features}


@pytest.fixture
def files(tmp_path: Path) -> Files:
    given = Files(tmp_path)
    given.areas.write_text(json.dumps(squares()), encoding="utf-8")
    with given.indicators.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADING, *rows()])
    given.spec.write_text(SPEC, encoding="utf-8")
    return given


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def ran(arguments: list[str]) -> Ran:
        exit_code = main(arguments)
        out, err = capsys.readouterr()
        return Ran(exit_code, out, err)

    return ran

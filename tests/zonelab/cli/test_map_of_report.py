"""The map of the report: areas meet without gaps, shades follow need, zones are outlined and marked."""

import re
from typing import Any

import numpy as np
import pytest

from zonelab.cli.report.drawn_map import WIDTH, Window, drawn_map
from zonelab.core.boundaries import Boundaries
from zonelab.core.svg import Caption

CAPTION = Caption("A map", "Of areas.", "map-title", "map-text")
PATH = re.compile(r'<path class="figure-(class|zone)" d="([^"]*)" fill="([^"]*)"')


@pytest.fixture
def grid(files: Any) -> Boundaries:
    return Boundaries.from_geojson(files.areas)


def corners(path: str) -> set[tuple[int, int]]:
    """All corners of a path of relative lines."""
    found = set()
    for start, moves in re.findall(r"M([^l]*)l([^z]*)z", path):
        x, y = (int(number) for number in re.findall(r"-?\d+", start))
        found.add((x, y))
        steps = [int(number) for number in re.findall(r"-?\d+", moves)]
        for across, down in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + across, y + down
            found.add((x, y))
    return found


def test_each_class_is_one_path_in_its_fill(grid: Boundaries) -> None:
    classes = np.arange(36) % 2
    drawn = PATH.findall(drawn_map(grid, classes, ("#eeeeee", "#111111"), {}, CAPTION))
    assert [(kind, fill) for kind, _, fill in drawn] == [("class", "#eeeeee"), ("class", "#111111")]
    assert [path.count("M") for _, path, _ in drawn] == [18, 18]


def test_neighbours_meet_in_the_same_corners(grid: Boundaries) -> None:
    drawn = PATH.findall(drawn_map(grid, np.arange(36) % 2, ("#eeeeee", "#111111"), {}, CAPTION))
    one, other = (corners(path) for _, path, _ in drawn)
    assert len(one | other) == 49  # seven by seven corners of six by six squares
    assert len(one & other) == 35  # the classes are columns: all corners but those at the west and east edges


def test_zones_have_an_outline_and_a_mark(grid: Boundaries) -> None:
    zones = {"1": ["N00", "N01"], "2": ["N11"]}
    text = drawn_map(grid, np.zeros(36, dtype=np.int64), ("#eeeeee",), zones, CAPTION)
    outlines = [path for kind, path, _ in PATH.findall(text) if kind == "zone"]
    assert [path.count("M") for path in outlines] == [2, 2]
    assert re.findall(r">(\d)</text>", text) == ["1", "2"]


def test_marks_do_not_cover_each_other(grid: Boundaries) -> None:
    far = Window(-3.0, 51.0, 1.0, 55.0)  # the squares are a speck here
    zones = {str(number): [f"N{number}0"] for number in range(5)}
    text = drawn_map(grid, np.zeros(36, dtype=np.int64), ("#eeeeee",), zones, CAPTION, far)
    places = np.array([[float(x), float(y)] for x, y in re.findall(r'mark" cx="([^"]*)" cy="([^"]*)"', text)])
    away = np.hypot(*(places[:, None] - places[None]).T)
    assert away[np.triu_indices(5, 1)].min() > 29


def test_a_closer_window_leaves_out_what_lies_outside(grid: Boundaries) -> None:
    corner = Window.around(grid.part(["N00"]), -0.1)
    text = drawn_map(grid, np.zeros(36, dtype=np.int64), ("#eeeeee",), {}, CAPTION, corner)
    assert PATH.findall(text)[0][1].count("M") == 1


def test_a_window_can_take_the_shape_of_another() -> None:
    whole, part = Window(-2, 52, 0, 53), Window(-1.2, 52.4, -1.1, 52.9)
    shaped = part.shaped_like(whole)
    assert shaped.extent == pytest.approx(whole.extent, rel=1e-3)
    assert shaped.west < part.west
    assert (shaped.south, shaped.north) == (part.south, part.north)
    assert whole.extent[0] <= WIDTH


def test_the_report_shades_each_fifth_and_numbers_the_zones(files: Any, run: Any) -> None:
    assert run(files.arguments("choose", "--quiet")).exit_code == 0
    text = (files.out / "report.html").read_text(encoding="utf-8")
    assert [fill for kind, _, fill in PATH.findall(text) if kind == "class"] == [
        "#f8eaf0",
        "#e6bccd",
        "#c98aa8",
        "#a14f7c",
        "#6b1d4f",
    ]
    assert sorted(re.findall(r'"middle">(\d)</text>', text)) == ["1", "2", "3"]
    assert text.index("Most need</li>") < text.index("Least need</li>")

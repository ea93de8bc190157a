"""Shapes of areas: what is read, what is refused, how long and how large they are."""

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from zonelab.core.boundaries import Boundaries, BoundariesError

DATA = Path(os.environ.get("PEOPLEZONES_DATA") or Path(__file__).parents[4] / "shared" / "data")
SQUARE = [[0.0, 52.0], [0.01, 52.0], [0.01, 52.01], [0.0, 52.01], [0.0, 52.0]]
BOW = [[0.0, 52.0], [0.02, 52.02], [0.02, 52.0], [0.0, 52.02], [0.0, 52.0]]


def collection(**rings: Any) -> dict[str, Any]:
    """One polygon a name, its rings as coordinates; a mapping instead stands as the geometry itself."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"code": name, "name": name.title()},
                "geometry": found if isinstance(found, dict | None) else {"type": "Polygon", "coordinates": found},
            }
            for name, found in rings.items()
        ],
    }


def moved(ring: list[list[float]], east: float, north: float = 0.0) -> list[list[float]]:
    return [[x + east, y + north] for x, y in ring]


def shared(path: str) -> Path:
    found = DATA / path
    if not found.exists():
        pytest.skip(f"The boundaries are not there: {found}. Set PEOPLEZONES_DATA.")
    return found


def test_a_file_with_a_mark_before_its_first_bracket_is_read(tmp_path: Path) -> None:
    path = tmp_path / "areas.geojson"
    path.write_text(json.dumps(collection(one=[SQUARE], two=[moved(SQUARE, 0.01)])), encoding="utf-8-sig")
    areas = Boundaries.from_geojson(path)
    assert areas.codes.tolist() == ["one", "two"]
    assert areas.properties.loc["two", "name"] == "Two"
    assert areas.warnings == ()


def test_a_hole_counts_in_the_perimeter_and_not_in_the_area() -> None:
    hole = [[0.004, 52.004], [0.006, 52.004], [0.006, 52.006], [0.004, 52.006], [0.004, 52.004]]
    areas = Boundaries.from_geojson(collection(whole=[SQUARE], holed=[SQUARE, hole], filled=[hole]))
    whole, holed, filled = areas.perimeters
    assert holed == pytest.approx(whole + filled, rel=1e-12)
    whole, holed, filled = areas.areas
    assert holed == pytest.approx(whole - filled, rel=1e-12)


def test_metres_by_hand() -> None:
    """A hundredth of a degree, by the usual series: 1,112.67 m up, 686.78 (at 52.00°) to 686.63 m across (52.01°)."""
    areas = Boundaries.from_geojson(collection(one=[SQUARE]))
    assert areas.perimeters[0] == pytest.approx(2 * 1112.67 + 686.78 + 686.63, rel=1e-5)
    assert areas.areas[0] == pytest.approx(1112.67 * (686.78 + 686.63) / 2, rel=2e-5)


def test_a_height_is_left_out_even_where_only_some_points_have_one() -> None:
    ring = [[*point, 80.0] for point in SQUARE]
    mixed = [ring[0], *SQUARE[1:]]
    areas = Boundaries.from_geojson(collection(all=[ring], some=[mixed]))
    assert not shapely.has_z(areas.shapes).any()
    assert areas.areas[0] == areas.areas[1]


def test_several_parts_and_whole_numbers_as_codes() -> None:
    made = collection(one={"type": "MultiPolygon", "coordinates": [[SQUARE], [moved(SQUARE, 1.0)]]}, two=[BOW[:4]])
    made["features"][0]["properties"]["code"] = 7
    areas = Boundaries.from_geojson(made)
    assert areas.codes.tolist() == ["7", "two"]
    assert areas.areas[0] == pytest.approx(2 * Boundaries.from_geojson(collection(a=[SQUARE])).areas[0])
    assert areas.to_geojson()["features"][0]["properties"]["code"] == "7"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (collection(), "no area"),
        ({"type": "Feature"}, "not a GeoJSON FeatureCollection"),
        (collection(one=[SQUARE], two=None), "feature 2, two: it has no geometry"),
        (collection(one={"type": "Polygon", "coordinates": []}), "feature 1, one: its Polygon is empty"),
        (collection(one={"type": "MultiPolygon", "coordinates": []}), "feature 1, one: its MultiPolygon is empty"),
        (collection(one={"type": "Point", "coordinates": [0, 52]}), "feature 1, one: a Point is no area"),
        (collection(one=[SQUARE[:2]]), "a ring has 2 points"),
        (collection(one=[SQUARE], two=[[["a", 1], *SQUARE[1:]]]), r"feature 2, two: \['a', 1\] is no point"),
        (collection(one=[[[0, 52], [1, 52], [0, 52], [0, 52]]]), "encloses nothing"),
        (collection(one=[[[4e5, 3e5], [4.1e5, 3e5], [4.1e5, 3.1e5], [4e5, 3e5]]]), "British National Grid.*Convert"),
        (collection(one=[[[0, 95], [1, 95], [1, 96], [0, 95]]]), "not degrees, for instance 0, 95 in one"),
    ],
)
def test_what_is_no_set_of_areas_is_refused(content: dict[str, Any], message: str) -> None:
    with pytest.raises(BoundariesError, match=message):
        Boundaries.from_geojson(content)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (None, "feature 2, property 'code': None is no area code"),
        (" ", "feature 2, property 'code': ' ' is no area code"),
        ("one", "feature 2, property 'code': area 'one' is feature 1 too"),
    ],
)
def test_a_code_is_text_and_stands_once(tmp_path: Path, name: str | None, message: str) -> None:
    made = collection(one=[SQUARE], two=[moved(SQUARE, 0.01)])
    made["features"][1]["properties"]["code"] = name
    path = tmp_path / "areas.geojson"
    path.write_text(json.dumps(made), encoding="utf-8")
    with pytest.raises(BoundariesError, match=f"areas.geojson, {message}"):
        Boundaries.from_geojson(path)


def test_a_missing_property_names_those_that_are_there() -> None:
    with pytest.raises(BoundariesError, match=r"feature 1: there is no property 'LSOA21CD'.*it has: code, name"):
        Boundaries.from_geojson(collection(one=[SQUARE]), code="LSOA21CD")


def test_a_file_that_is_no_json_names_its_row(tmp_path: Path) -> None:
    path = tmp_path / "areas.geojson"
    path.write_text('{"type":\n oops}', encoding="utf-8")
    with pytest.raises(BoundariesError, match=r"areas.geojson, row 2: this is not JSON"):
        Boundaries.from_geojson(path)
    path.write_bytes(b'{"type": "\xe9"}')
    with pytest.raises(BoundariesError, match="not UTF-8"):
        Boundaries.from_geojson(str(path))


def test_a_boundary_that_crosses_itself_is_mended_and_named() -> None:
    areas = Boundaries.from_geojson(collection(square=[SQUARE], bow=[BOW]))
    assert areas.repaired == ("bow",)
    assert "bow" in areas.warnings[0]
    assert shapely.is_valid(areas.shapes).all()
    assert areas.part(["bow"]).repaired == ("bow",)
    assert areas.part(["square"]).warnings == ()


def test_parts_and_unions_keep_the_order_asked_for() -> None:
    areas = Boundaries.from_geojson(collection(a=[SQUARE], b=[moved(SQUARE, 0.01)], c=[moved(SQUARE, 0.02)]))
    assert areas.part(["c", "a"]).properties["name"].tolist() == ["C", "A"]
    zones = areas.joined({"Z2": ["b", "c"], "Z1": ["a"]})
    assert zones.codes.tolist() == ["Z2", "Z1"]
    assert zones.properties["areas"].tolist() == [2, 1]
    assert zones.areas[0] == pytest.approx(areas.areas[1] + areas.areas[2])
    with pytest.raises(BoundariesError, match="no boundary of x"):
        areas.joined({"Z": ["a", "x"]})
    with pytest.raises(BoundariesError, match="no area in Z"):
        areas.joined({"Z": []})


def test_what_is_written_can_be_read_again() -> None:
    areas = Boundaries.from_geojson(collection(a=[moved(SQUARE, 1 / 3)], b=[moved(SQUARE, 0.01)]))
    table = pd.DataFrame({"need": [1.5, np.nan], "rank": pd.array([1, None], dtype="Int64")}, index=["a", "b"])
    written = json.loads(json.dumps(areas.to_geojson(table.iloc[::-1])))
    assert [feature["properties"] for feature in written["features"]] == [
        {"code": "a", "need": 1.5, "rank": 1},
        {"code": "b", "need": None, "rank": None},
    ]
    assert [0.333333, 52.0] in written["features"][0]["geometry"]["coordinates"][0]
    np.testing.assert_allclose(Boundaries.from_geojson(written).areas, areas.areas, rtol=1e-3)
    with pytest.raises(BoundariesError, match="no row for b"):
        areas.to_geojson(table.iloc[:1])


def test_nothing_can_be_changed() -> None:
    areas = Boundaries.from_geojson(collection(a=[SQUARE]))
    for array in (areas.shapes, areas.perimeters, areas.areas, areas.in_metres, areas.points):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = array[0]
    table = pd.DataFrame({"name": ["Ash"]}, index=["a"])
    again = Boundaries(areas.codes, areas.shapes, table)
    table.loc["a", "name"] = "Birch"
    assert again.properties["name"].tolist() == ["Ash"]


@given(east=st.floats(-5, 1.5), north=st.floats(-2, 3))
def test_a_shape_is_as_large_laid_flat_as_on_the_earth(east: float, north: float) -> None:
    areas = Boundaries.from_geojson(collection(a=[moved(SQUARE, east, north)]))
    assert shapely.area(areas.in_metres)[0] == pytest.approx(areas.areas[0], rel=1e-5)
    assert shapely.length(areas.in_metres)[0] == pytest.approx(areas.perimeters[0], rel=1e-5)
    assert shapely.contains(areas.shapes, shapely.points(areas.points)).all()


def test_leicestershire_is_as_large_as_published() -> None:
    areas = Boundaries.from_geojson(shared("llr/llr_lsoa_2011.geojson"), code="LSOA11CD")
    assert len(areas) == 611
    assert areas.areas.sum() / 1e6 == pytest.approx(2538, rel=0.01)  # square kilometres, of the three authorities


def test_the_ward_that_crosses_itself_is_mended() -> None:
    assert Boundaries.from_geojson(shared("llr/llr_wards_2025.geojson"), code="WD25CD").repaired == ("E05012643",)

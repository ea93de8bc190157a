import json
import os
from collections import Counter
from pathlib import Path

import pytest
import shapely
from django.conf import settings

from peoplezones.places.readers import boundaries, lookups
from peoplezones.places.readers.boundaries import Shape, areas, read
from peoplezones.places.rows import BadFile, Cancelled
from tests.peoplezones.places.readers.made_up_boundaries import (
    BOW_TIE,
    CODES,
    by_gdal,
    geojson,
    on_the_grid,
    squares,
)

LLR = Path(os.environ.get("PEOPLEZONES_DATA") or settings.ROOT.parent / "shared" / "data") / "llr"
needs_data = pytest.mark.skipif(not LLR.is_dir(), reason="needs the folder of official open data (PEOPLEZONES_DATA)")
# The two squares of `on_the_grid` lie here, worked out by hand from a map: Leicester, 52.63 N, 1.14 W.
NEAR_LEICESTER = shapely.box(-1.16, 52.62, -1.10, 52.66)


# --- codes and names -------------------------------------------------------------------------------------------


def test_codes_and_names_are_found_by_what_the_ons_calls_them(tmp_path):
    shapes = read(geojson(tmp_path / "a.geojson", squares()))
    assert [(shape.code, shape.name) for shape in shapes] == [("E01000001", "Area 1"), ("E01000002", "Area 2")]
    assert shapes[0].properties == {"LSOA21CD": "E01000001", "LSOA21NM": "Area 1"}


def test_columns_can_be_chosen_without_regard_to_case(tmp_path):
    [first, _second] = read(geojson(tmp_path / "a.geojson", squares()), code="lsoa21cd", name="lsoa21cd")
    assert first.name == "E01000001"


def test_a_column_of_codes_is_found_though_its_name_says_nothing(tmp_path):
    file = geojson(tmp_path / "a.geojson", squares())
    file.write_text(file.read_text().replace("LSOA21CD", "area"))
    assert [shape.code for shape in read(file)] == list(CODES)


def test_a_column_that_is_not_there_is_told_with_those_that_are(tmp_path):
    with pytest.raises(BadFile, match="no column WD25CD, but LSOA21CD, LSOA21NM"):
        read(geojson(tmp_path / "a.geojson", squares()), code="WD25CD")


@pytest.mark.parametrize(
    ("codes", "lines"),
    [(["E01000001", "E01000001"], [1, 2]), (["E01000001", None], [2]), (["E01000001", "New Parks"], [2])],
)
def test_codes_that_are_twice_there_missing_or_none_are_told_with_their_place(tmp_path, codes, lines):
    with pytest.raises(BadFile, match="missing, wrong or there twice") as caught:
        read(geojson(tmp_path / "a.geojson", squares(), codes))
    assert [row.line for row in caught.value.rows] == lines
    assert {row.column for row in caught.value.rows} == {"LSOA21CD"}


def test_a_file_without_codes_is_refused(tmp_path):
    file = geojson(tmp_path / "a.geojson", squares())
    file.write_text(file.read_text().replace("LSOA21CD", "area").replace("E0100000", "Park "))
    with pytest.raises(BadFile, match="no column with codes"):
        read(file)


# --- coordinates -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.gpkg", "a.shp"])
def test_the_british_national_grid_is_turned_into_degrees(tmp_path, name):
    report = Counter()
    shapes = read(by_gdal(tmp_path / name, on_the_grid()), report=report)
    assert all(NEAR_LEICESTER.contains(shape.geometry) for shape in shapes)
    assert shapes[0].geometry.touches(shapes[1].geometry)
    assert not report


def test_a_shapefile_that_does_not_say_what_its_metres_are_is_taken_as_british_and_this_is_told(tmp_path):
    file = by_gdal(tmp_path / "a.shp", on_the_grid())
    file.with_suffix(".prj").unlink()
    report = Counter()
    assert all(NEAR_LEICESTER.contains(shape.geometry) for shape in read(file, report=report))
    assert report == {boundaries.AS_GRID: 2}


def test_a_shapefile_that_does_not_say_what_its_degrees_are_is_read_as_they_are(tmp_path):
    file = by_gdal(tmp_path / "a.shp", squares(), crs="EPSG:4326")
    file.with_suffix(".prj").unlink()
    assert read(file)[0].geometry.equals(squares()[0])


def test_geojson_that_states_its_grid_in_the_old_way_is_turned(tmp_path):
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}
    [first, _second] = read(geojson(tmp_path / "a.geojson", on_the_grid(), crs=crs))
    assert NEAR_LEICESTER.contains(first.geometry)


def test_geojson_whose_numbers_cannot_be_degrees_is_taken_as_british_and_this_is_told(tmp_path):
    report = Counter()
    [first, _second] = read(geojson(tmp_path / "a.geojson", on_the_grid()), report=report)
    assert NEAR_LEICESTER.contains(first.geometry)
    assert report == {boundaries.AS_GRID: 2}


def test_another_grid_that_is_stated_is_turned(tmp_path):
    in_metres = squares(2, (-127_000, 6_915_000), 1_000)
    [first, _second] = read(by_gdal(tmp_path / "a.gpkg", in_metres, crs="EPSG:3857"))
    assert shapely.box(-1.2, 52.5, -1.1, 52.7).contains(first.geometry)


def test_degrees_in_a_file_that_states_metres_are_taken_as_degrees_and_this_is_told(tmp_path):
    report = Counter()
    [first, _second] = read(by_gdal(tmp_path / "a.gpkg", squares()), report=report)
    assert first.geometry.equals(squares()[0])
    assert report == {boundaries.AS_DEGREES: 2}


@pytest.mark.parametrize(
    ("corner", "side", "said"),
    [((52.6, -1.2), 0.01, "latitude first"), ((5_000_000, 7_000_000), 1_000, "neither degrees nor British")],
)
def test_coordinates_that_cannot_be_right_are_refused(tmp_path, corner, side, said):
    with pytest.raises(BadFile, match=said):
        read(geojson(tmp_path / "a.geojson", squares(2, corner, side)))


def test_a_way_of_stating_coordinates_that_is_not_known_is_refused(tmp_path):
    crs = {"type": "link", "properties": {"href": "http://example.org/crs"}}
    with pytest.raises(BadFile, match="Save it in WGS84"):
        read(geojson(tmp_path / "a.geojson", squares(), crs=crs))


# --- shapes ----------------------------------------------------------------------------------------------------


def test_a_shape_that_crosses_itself_is_repaired_and_counted(tmp_path):
    report, said = Counter(), []
    file = geojson(tmp_path / "a.geojson", [BOW_TIE, squares()[0]])
    [crossed, whole] = read(file, report=report, step=lambda done, doing: said.append(doing))
    assert crossed.geometry.is_valid
    assert crossed.geometry.area == pytest.approx(0.005)  # two triangles of half a tenth by a tenth of a degree
    assert whole.geometry.equals(squares()[0])
    assert report == {boundaries.REPAIRED: 1}
    assert "1 shape that crossed itself repaired" in said


def test_lines_and_points_beside_a_polygon_are_left_out(tmp_path):
    mixed = shapely.GeometryCollection([squares()[0], shapely.Point(-1.0, 52.0)])
    [first, _second] = read(geojson(tmp_path / "a.geojson", [mixed, squares()[1]]))
    assert first.geometry.equals(squares()[0])


@pytest.mark.parametrize("nothing", [None, shapely.Polygon(), shapely.Point(-1.2, 52.6)])
def test_an_area_without_ground_is_told_with_its_code(tmp_path, nothing):
    with pytest.raises(BadFile, match="1 area without a boundary") as caught:
        read(geojson(tmp_path / "a.geojson", [squares()[0], nothing]))
    assert [(row.line, row.found) for row in caught.value.rows] == [(2, "E01000002")]


def test_a_file_without_areas_is_refused(tmp_path):
    with pytest.raises(BadFile, match="holds no areas"):
        read(geojson(tmp_path / "a.geojson", [], []))


def test_reading_can_be_called_off(tmp_path):
    def stop(done: float, doing: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read(geojson(tmp_path / "a.geojson", squares()), step=stop)


# --- areas -----------------------------------------------------------------------------------------------------


def shapes_of(*codes: str) -> list[Shape]:
    return [Shape(code, f"Area {code[-1]}", shape, {}) for code, shape in zip(codes, squares(len(codes)), strict=True)]


KNOWN = {"population": "1,995.0", "district_code": "E06000016", "district_name": "Leicester"}


def test_an_area_brings_together_its_shape_and_what_the_look_up_tells():
    more = {"ward_code": "E05000001", "ward_name": "Abbey", "local_name": "Mowmacre", "households": "755"}
    [row] = areas(shapes_of("E01000001"), {"E01000001": {**KNOWN, **more, "rural_urban": "Urban"}})
    assert (row.code, row.name, row.local_name) == ("E01000001", "Area 1", "Mowmacre")
    assert (row.population, row.households, row.rural_urban) == (1995, 755, "Urban")
    assert (row.district_code, row.district_name) == ("E06000016", "Leicester")
    assert (row.ward_code, row.ward_name) == ("E05000001", "Abbey")
    assert json.loads(row.boundary)["type"] == "Polygon"


def test_the_district_is_taken_from_the_boundaries_where_the_look_up_does_not_tell_it():
    [shape] = shapes_of("E01000001")
    drawn = Shape(shape.code, shape.name, shape.geometry, {"LAD22CD": "E07000130", "LAD22NM": "Charnwood"})
    [row] = areas([drawn], {"E01000001": {"population": "10"}})
    assert (row.district_code, row.district_name) == ("E07000130", "Charnwood")


def test_areas_of_which_not_enough_is_known_are_all_listed():
    lookup = {
        "E01000002": {**KNOWN, "population": ""},
        "E01000003": {"population": "5"},
        "E01000004": {**KNOWN, "population": "-5"},
        "E01000005": KNOWN,
    }
    with pytest.raises(BadFile, match="Of 4 areas the population or the district is not known") as caught:
        areas(shapes_of(*(f"E0100000{n}" for n in range(1, 6))), lookup)
    assert [(row.line, row.column) for row in caught.value.rows] == [
        (1, "code"),
        (2, "population"),
        (3, "district_code"),
        (4, "population"),
    ]


def test_what_has_no_boundary_and_no_households_is_counted():
    report = Counter()
    areas(shapes_of("E01000001"), {"E01000001": KNOWN, "E01000009": KNOWN}, report=report)
    assert report == {boundaries.NOT_ON_THE_MAP: 1, boundaries.WITHOUT_HOUSEHOLDS: 1}


# --- real files ------------------------------------------------------------------------------------------------


@needs_data
@pytest.mark.parametrize(
    ("name", "count", "crossing"),
    [("llr_lsoa_2011", 611, 0), ("llr_lsoa_2021", 634, 0), ("llr_wards_2025", 176, 1)],
)
def test_official_boundaries_come_whole_and_valid(name, count, crossing):
    report = Counter()
    shapes = read(LLR / f"{name}.geojson", report=report)
    assert len(shapes) == count
    assert all(shape.geometry.is_valid and shape.name for shape in shapes)
    assert report[boundaries.REPAIRED] == crossing


@needs_data
def test_official_areas_know_their_people_ward_and_local_name():
    columns = {"population": "pop2020", "households": "census2011_households"}
    lookup = lookups.memberships(LLR / "llr_lsoa11_lookup_pop.csv", columns=columns)
    rows = {row.code: row for row in areas(read(LLR / "llr_lsoa_2011.geojson"), lookup)}
    assert len(rows) == 611
    assert rows["E01013726"].local_name == "New Parks & Stokeswood"
    assert sum(row.population for row in rows.values()) > 1_100_000
    assert all(row.households and row.ward_name and row.rural_urban for row in rows.values())

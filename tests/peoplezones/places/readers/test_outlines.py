"""One outline out of a file of shapes, whatever its columns are."""

import json

import pytest
import shapely

from peoplezones.places.readers import outlines
from peoplezones.places.rows import BadFile
from tests.peoplezones.places.factories import square


def written(folder, *geometries, crs=None):
    features = [{"type": "Feature", "properties": {"any": 1}, "geometry": one} for one in geometries]
    held = {"type": "FeatureCollection", "features": features} | ({"crs": crs} if crs else {})
    path = folder / "zone.geojson"
    path.write_text(json.dumps(held), encoding="utf-8")
    return path


def test_shapes_without_a_code_are_put_together(tmp_path):
    shape = outlines.read(written(tmp_path, square(0), square(1)))
    assert shape.bounds == pytest.approx((-1.2, 52.6, -1.18, 52.61))
    assert shape.area == pytest.approx(0.0002)
    assert shape.geom_type == "Polygon"


def test_a_shape_that_crosses_itself_is_repaired(tmp_path):
    bow = {"type": "Polygon", "coordinates": [[[-1.2, 52.6], [-1.1, 52.7], [-1.1, 52.6], [-1.2, 52.7], [-1.2, 52.6]]]}
    shape = outlines.read(written(tmp_path, bow))
    assert shapely.is_valid(shape)
    assert shape.area == pytest.approx(0.005)


def test_every_shape_that_is_wrong_is_told_under_the_name_that_the_person_knows(tmp_path):
    line = {"type": "LineString", "coordinates": [[-1.2, 52.6], [-1.1, 52.6]]}
    with pytest.raises(BadFile, match=r"our zone\.geojson has 2 shapes") as wrong:
        outlines.read(written(tmp_path, square(0), line, None), name="our zone.geojson")
    assert [row.line for row in wrong.value.rows] == [2, 3]


def test_a_file_without_shapes_or_with_far_too_many_is_refused(tmp_path):
    with pytest.raises(BadFile, match="holds no shapes"):
        outlines.read(written(tmp_path))
    with pytest.raises(BadFile, match="holds 5,001 shapes"):
        outlines.read(written(tmp_path, *[square(0)] * 5001))


def test_coordinates_of_another_kind_are_turned_into_degrees(tmp_path):
    ring = [[460000, 305000], [461000, 305000], [461000, 306000], [460000, 306000], [460000, 305000]]
    british = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}
    shape = outlines.read(written(tmp_path, {"type": "Polygon", "coordinates": [ring]}, crs=british))
    west, south, east, north = shape.bounds
    assert -1.12 < west < east < -1.09
    assert 52.63 < south < north < 52.66

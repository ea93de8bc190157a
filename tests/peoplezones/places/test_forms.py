"""A boundary that somebody draws, types or pastes."""

import json
from math import cos, pi, sin

import pytest
import shapely

from peoplezones.places.forms import BoundaryForm
from peoplezones.places.forms.boundary import MOST_CORNERS

SQUARE = [(-1.18, 52.65), (-1.15, 52.65), (-1.15, 52.63), (-1.18, 52.63)]
RING = [*SQUARE, SQUARE[0]]
ELSEWHERE = [(x + 1, y) for x, y in RING]
HOLE = [(-1.17, 52.64), (-1.16, 52.64), (-1.16, 52.635), (-1.17, 52.64)]
FEATURE = {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [RING]}}


def form(text):
    return BoundaryForm({"corners": text})


def lines(corners):
    return "\n".join(f"{x}, {y}" for x, y in corners)


@pytest.mark.parametrize(
    "text",
    [
        lines(SQUARE),
        " ".join(f"{x},{y}" for x, y in SQUARE),
        lines(RING).replace("\n", "\r\n"),
        json.dumps({"type": "Polygon", "coordinates": [RING]}),
        json.dumps({"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [RING]}}),
        json.dumps(
            {
                "type": "FeatureCollection",
                "features": [{"type": "Feature", "geometry": {"type": "MultiPolygon", "coordinates": [[RING]]}}],
            }
        ),
    ],
)
def test_corners_are_read_however_they_are_given(text):
    found = form(text)
    assert found.is_valid(), found.errors
    assert found.cleaned_data["corners"] == SQUARE
    assert found.shape.equals(shapely.Polygon(SQUARE))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "at least three corners"),
        ("-1.18, 52.65\n-1.15, 52.65", "at least three corners"),
        ("-1.18, 52.65\n-1.18, 52.65\n-1.18, 52.65", "at least three corners"),
        ("-1.18, 52.65\nhere\n-1.15, 52.63", "Line 2, “here”"),
        ("-1.18, 52.65\n-1.15, 152.65\n-1.15, 52.63", "latitudes from -90 to 90"),
        (lines([SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3]]), "crosses itself"),
        ("{", "not GeoJSON"),
        ("{}", "not GeoJSON"),
        ('{"type": "FeatureCollection", "features": []}', "not GeoJSON"),
        ('{"type": "FeatureCollection", "features": [7]}', "not GeoJSON"),
        ('{"type": "Point", "coordinates": [0, 0]}', "no polygon"),
        ('{"type": "Polygon", "coordinates": []}', "no polygon"),
        (lines([(y, x) for x, y in SQUARE]), "longitude first"),
        (json.dumps({"type": "MultiPolygon", "coordinates": [[RING], [ELSEWHERE]]}), "several parts"),
        (json.dumps({"type": "Polygon", "coordinates": [RING, HOLE]}), "or a hole"),
        (json.dumps({"type": "FeatureCollection", "features": [FEATURE, FEATURE]}), "not GeoJSON"),
    ],
)
def test_what_is_wrong_is_said(text, says):
    found = form(text)
    assert not found.is_valid()
    assert says in " ".join(found.errors["corners"])


def test_a_line_with_very_many_corners_is_simplified_and_stays_where_it_is():
    circle = [
        (-1.1 + 0.02 * cos(2 * pi * step / 5000), 52.6 + 0.02 * sin(2 * pi * step / 5000)) for step in range(5000)
    ]
    found = form(lines(circle))
    assert found.is_valid(), found.errors
    assert 3 < len(found.cleaned_data["corners"]) <= MOST_CORNERS
    assert found.shape.symmetric_difference(shapely.Polygon(circle)).area < 0.02 * found.shape.area

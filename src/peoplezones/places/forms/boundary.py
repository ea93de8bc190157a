"""Checks a boundary that somebody drew, typed or pasted."""

import json
import re

import shapely
from django import forms
from django.utils.translation import gettext_lazy as _

MOST_CORNERS = 120  # a longer line is simplified to this: it has to fit into an address
NUMBER = r"-?\d{1,3}(?:\.\d+)?"
PAIR = re.compile(rf"^\s*({NUMBER})\s*[,;]\s*({NUMBER})\s*$")
METRE = 1e-5  # degrees, about
BRITISH_LATITUDES = 49, 61  # no place in Britain has such a longitude


class BoundaryForm(forms.Form):
    """One closed line: corners as longitude and latitude, or GeoJSON. `shape` is the polygon in degrees."""

    corners = forms.CharField(
        label=_("Corners of the boundary"),
        help_text=_("One corner a line: longitude, latitude; for example -1.165, 52.645. Or paste GeoJSON."),
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocomplete": "off"}),
        max_length=200_000,
        error_messages={
            "required": _("Give at least three corners: click on the map, or type them."),
            "max_length": _("That is more than we can take. Simplify the line to fewer corners."),
        },
    )

    def clean_corners(self) -> list[tuple[float, float]]:
        typed: str = self.cleaned_data["corners"].strip()
        found = _from_geojson(typed) if typed.startswith("{") else _from_lines(typed)
        shape = _polygon(found)
        tolerance = METRE
        while len(shape.exterior.coords) > MOST_CORNERS:
            tolerance *= 2
            shape = max(_polygons(shapely.simplify(shape, tolerance)), key=lambda part: part.area)
        self.shape = shape
        return [(float(x), float(y)) for x, y in shape.exterior.coords[:-1]]


def _from_lines(typed: str) -> list[tuple[float, float]]:
    """Corners between line ends, or between spaces as an address has them."""
    lines = [line for line in typed.splitlines() if line.strip()]
    if len(lines) == 1:
        lines = re.findall(rf"{NUMBER}\s*[,;]\s*{NUMBER}", typed)
    found = []
    for place, line in enumerate(lines, start=1):
        pair = PAIR.match(line)
        if pair is None:
            sentence = _(
                "Line %(place)s, “%(line)s”, is not a corner. Write longitude, latitude, such as -1.165, 52.645."
            )
            raise forms.ValidationError(sentence, params={"place": place, "line": line[:60]})
        found.append((float(pair[1]), float(pair[2])))
    return found


def _from_geojson(typed: str) -> list[tuple[float, float]]:
    try:
        given = json.loads(typed)
        if given.get("type") == "FeatureCollection":
            [given] = given["features"]
        if given.get("type") == "Feature":
            given = given["geometry"]
        shape = shapely.from_geojson(json.dumps(given))
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, shapely.errors.GEOSException) as error:
        raise forms.ValidationError(_("This is not GeoJSON that we can read. Paste one polygon.")) from error
    polygons = _polygons(shape)
    if not polygons:
        raise forms.ValidationError(_("The GeoJSON holds no polygon. Paste one polygon."))
    if len(polygons) > 1 or polygons[0].interiors:
        raise forms.ValidationError(_("The GeoJSON has several parts, or a hole. Paste one polygon without holes."))
    return [(float(point[0]), float(point[1])) for point in polygons[0].exterior.coords[:-1]]


def _polygons(shape: shapely.Geometry) -> "list[shapely.Polygon]":
    return [part for part in shapely.get_parts([shape]) if isinstance(part, shapely.Polygon) and not part.is_empty]


def _polygon(corners: list[tuple[float, float]]) -> "shapely.Polygon":
    if len(set(corners)) < 3:
        raise forms.ValidationError(_("Give at least three corners: click on the map, or type them."))
    if not all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in corners):
        raise forms.ValidationError(_("Longitudes go from -180 to 180 and latitudes from -90 to 90."))
    if all(BRITISH_LATITUDES[0] < x < BRITISH_LATITUDES[1] and y < BRITISH_LATITUDES[0] for x, y in corners):
        raise forms.ValidationError(_("Write the longitude first, then the latitude: -1.165, 52.645."))
    shape = shapely.Polygon(corners)
    if not shape.is_valid:
        raise forms.ValidationError(_("The line crosses itself. Take away the last corners, or move one."))
    return shape

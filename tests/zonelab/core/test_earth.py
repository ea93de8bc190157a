"""Metres on the earth: against published lengths of a degree, and another program's projection."""

import numpy as np
import pytest

from zonelab.core import earth

PLACES = np.array([[-6.4, 49.9], [1.8, 52.5], [-1.1, 52.6], [-3.2, 58.9], [4.0, -33.0]])


def test_a_degree_is_as_long_as_published() -> None:
    """Lengths of a degree on WGS84, from the tables of the US National Geospatial-Intelligence Agency."""
    east, north = earth.metres_a_degree(np.array([0.0, 30.0, 45.0, 60.0]))
    np.testing.assert_allclose(east, [111_320, 96_486, 78_847, 55_800], rtol=1e-5)
    np.testing.assert_allclose(north, [110_574, 110_852, 111_132, 111_412], rtol=1e-5)


def test_a_length_is_the_same_from_either_end() -> None:
    start, end = PLACES[:-1], PLACES[:-1] + 0.01
    np.testing.assert_array_equal(earth.lengths(start, end), earth.lengths(end, start))


def test_the_whole_earth_has_its_area() -> None:
    corners = earth.equal_area(np.array([[-180.0, -90.0], [180.0, 90.0]]))
    width, height = corners[1] - corners[0]
    assert width * height == pytest.approx(510_065_621.7e6, rel=1e-9)


def test_lengths_laid_flat_are_too_long_by_the_stretch() -> None:
    there = PLACES[:4] + np.array([0.002, 0.003])
    flat, flat_there = earth.flat(PLACES[:4], -2.0), earth.flat(there, -2.0)
    drawn = np.hypot(*(flat_there - flat).T) / earth.stretch(flat[:, 0])
    np.testing.assert_allclose(drawn, earth.lengths(PLACES[:4], there), rtol=5e-6)


def test_the_projection_is_the_one_of_national_maps() -> None:
    pyproj = pytest.importorskip("pyproj")
    told = pyproj.CRS.from_proj4("+proj=tmerc +lon_0=-2 +ellps=WGS84")
    turn = pyproj.Transformer.from_crs(told.geodetic_crs, told, always_xy=True)
    np.testing.assert_allclose(
        earth.flat(PLACES, -2.0), np.column_stack(turn.transform(PLACES[:, 0], PLACES[:, 1])), atol=1e-3
    )


def test_lengths_are_those_of_another_program() -> None:
    pyproj = pytest.importorskip("pyproj")
    there = PLACES + np.array([0.01, -0.007])
    *_, metres = pyproj.Geod(ellps="WGS84").inv(PLACES[:, 0], PLACES[:, 1], there[:, 0], there[:, 1])
    np.testing.assert_allclose(earth.lengths(PLACES, there), metres, rtol=1e-6)

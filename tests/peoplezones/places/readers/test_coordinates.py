import numpy as np
import pyproj.network
import pytest

from peoplezones.places.readers import coordinates


def test_a_point_of_the_grid_comes_within_five_metres_of_the_surveys_own_example():
    # Ordnance Survey, "A guide to coordinate systems in Great Britain": Caister water tower in both systems.
    [[east, north]] = coordinates.degrees(np.array([[651409.903, 313177.270]]), "EPSG:27700")
    assert east == pytest.approx(1 + 42 / 60 + 57.8663 / 3600, abs=5 / 67_500)
    assert north == pytest.approx(52 + 39 / 60 + 28.8282 / 3600, abs=5 / 111_000)


def test_no_grid_of_shifts_is_ever_fetched():
    assert not pyproj.network.is_network_enabled()


def test_degrees_and_metres_are_told_apart_by_their_size():
    degrees, metres = np.array([[-1.1, 52.6]]), np.array([[458_000.0, 304_000.0]])
    assert (coordinates.are_degrees(degrees), coordinates.are_degrees(metres)) == (True, False)
    assert coordinates.are_on_the_grid(metres)
    assert not coordinates.are_on_the_grid(np.array([[-130_000.0, 6_900_000.0]]))  # web Mercator


def test_what_is_no_number_is_no_degree():
    assert coordinates.each_is_degrees(np.array([[np.nan, 52.0], [-1.0, np.inf], [-1.0, 52.0]])).tolist() == [
        False,
        False,
        True,
    ]

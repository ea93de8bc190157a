import pytest
from django.conf import settings

from peoplezones.places.readers import extracts


@pytest.fixture(scope="module")
def areas():
    return extracts.areas(settings.DEMO_DATA)


@pytest.fixture(scope="module")
def postcodes():
    return {row.postcode: row for row in extracts.postcodes(settings.DEMO_DATA)}


def test_all_611_areas_come_with_name_district_people_and_boundary(areas):
    assert len(areas) == 611
    assert sum(row.population for row in areas) == 1_017_697
    assert {row.district_name for row in areas} >= {"Leicester", "Rutland", "Charnwood"}
    assert all(row.local_name and row.boundary for row in areas)


def test_postcodes_come_without_space_and_with_their_point(postcodes):
    assert len(postcodes) == 24_272
    known = postcodes["CV100RY"]  # the example in the README of demo-data
    assert (known.area_code, known.longitude, known.latitude) == ("E01025881", -1.4833, 52.5593)


def test_every_placed_postcode_lies_in_a_known_area(areas, postcodes):
    codes = {row.code for row in areas} | {""}
    assert {row.area_code for row in postcodes.values()} <= codes

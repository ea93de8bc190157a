import json

import pytest

from peoplezones.zones import queries
from tests.peoplezones.places.factories import AreaFactory, BoundarySetFactory, PostcodeFactory, square
from tests.peoplezones.zones.factories import ZoneAreaFactory, ZoneFactory

pytestmark = pytest.mark.django_db


def at(column):
    return {"boundary": json.dumps(square(column))}


def test_the_nearest_zones_come_first_with_the_distance_to_their_edge():
    here, near, far = ZoneFactory(**at(0)), ZoneFactory(**at(2)), ZoneFactory(**at(10))
    found = queries.nearest(-1.195, 52.605)
    assert [one.zone for one in found] == [here, near, far]
    assert found[0].kilometres == 0
    # .015 degrees of longitude at 52.605 north: .015 · 111.32 · cos(52.605°) = 1.0141 km
    assert found[1].kilometres == pytest.approx(1.0141, abs=0.001)


def test_no_zones_means_none_near():
    assert queries.nearest(-1.195, 52.605) == []


def test_areas_are_found_by_part_of_a_name_by_code_and_by_district():
    mill, lane = AreaFactory(local_name="Mill"), AreaFactory(local_name="Lane")
    assert list(queries.areas_with_zones(name="mil")) == [mill]
    assert list(queries.areas_with_zones(name=lane.code.lower())) == [lane]
    assert list(queries.areas_with_zones(district="E06000099")) == [lane, mill]
    assert list(queries.areas_with_zones(district="E00000000")) == []


def test_a_zone_holds_an_area_by_its_code_whatever_set_is_in_use():
    old = AreaFactory(code="E00000001", boundary_set=BoundarySetFactory(key="old", is_current=False))
    beside = AreaFactory(code="E00000002")
    now = AreaFactory(code="E00000001")
    zone = ZoneFactory(areas=[old])
    assert [link.zone for link in queries.zones_holding(now)] == [zone]
    assert list(queries.zones_holding(beside)) == []
    listed = {area: list(area.zones.all()) for area in queries.areas_with_zones()}
    assert listed == {beside: [], now: [zone]}
    assert list(queries.areas_with_zones(name="E00000001")[0].zones.all()) == [zone]


def test_areas_come_with_their_zones_in_two_queries_a_page(django_assert_num_queries):
    for name in "BAC":
        ZoneFactory(name=name, areas=[AreaFactory(local_name=name), AreaFactory(local_name=name)])
    with django_assert_num_queries(2):
        listed = [[zone.name for zone in area.zones.all()] for area in queries.areas_with_zones()[1:4]]
    assert listed == [["A"], ["B"], ["B"]]


def test_the_outlines_of_all_zones_are_geojson():
    zone = ZoneFactory()
    [feature] = queries.boundaries()["features"]
    assert feature["properties"] == {
        "name": zone.name,
        "slug": zone.slug,
        "state": "Developing",
        "from": "2026-01-05",
    }
    assert feature["geometry"]["type"] == "Polygon"


def test_ideas_are_in_nothing_that_everybody_may_know():
    area = AreaFactory()
    idea = ZoneFactory(state="idea", areas=[area])
    assert list(queries.public_zones()) == []
    assert queries.zone(idea.slug) is None
    assert queries.zones_holding(area) == []
    assert queries.nearest(-1.195, 52.605) == []
    assert queries.boundaries()["features"] == queries.outline(idea)["features"] == []
    assert queries.codes_in_zones() == set()
    assert list(queries.areas_with_zones()[0].zones.all()) == []
    assert queries.partnerships_with_zones() == []


def test_closed_zones_stay_public_and_leave_the_map():
    area = AreaFactory()
    zone = ZoneFactory(state="closed", areas=[area])
    assert list(queries.listed_zones()) == [zone]
    assert queries.zone(zone.slug) == zone
    assert [link.zone for link in queries.zones_holding(area)] == [zone]
    assert len(queries.outline(zone)["features"]) == 1
    assert queries.boundaries()["features"] == []
    assert queries.nearest(-1.195, 52.605) == []
    assert queries.codes_in_zones() == set()


def test_a_postcode_lies_by_its_point_where_the_line_cuts_through_its_area():
    area = AreaFactory(position=0)
    whole, cut = (
        ZoneFactory(name="Whole", areas=[area]),
        ZoneFactory(name="Cut", boundary=json.dumps(square(0, side=0.005))),
    )
    ZoneAreaFactory(zone=cut, area=area, share=0.5)
    inside = PostcodeFactory(postcode="ZZ109AA", area=area, longitude=-1.198, latitude=52.602)
    outside = PostcodeFactory(postcode="ZZ119AA", area=area, longitude=-1.192, latitude=52.608)
    assert queries.zones_at(inside) == [cut, whole]
    assert queries.zones_at(outside) == [whole]


def test_near_is_what_the_zone_calls_near():
    ZoneFactory(**at(2), near_km="1.1")
    ZoneFactory(**at(3), near_km="1.5")
    # 1.0141 km and .025 degrees, 1.690 km
    assert [one.is_near for one in queries.nearest(-1.195, 52.605)] == [True, False]

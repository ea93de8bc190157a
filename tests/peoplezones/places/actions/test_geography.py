import json
import sqlite3

import pytest
from django.db import connection

from peoplezones.foundation import clock
from peoplezones.foundation.models import AuditEntry
from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.places import actions, queries, rows
from peoplezones.places.models import Area, BoundarySet, Postcode
from tests.peoplezones.places.factories import AreaFactory, square
from tests.peoplezones.zones.factories import ZoneFactory

pytestmark = pytest.mark.django_db

ABOUT = rows.SetDescription("squares", "Squares", 2011, "Nobody", "None", "Counted")


def row(column, code=None, boundary=None):
    return rows.AreaRow(
        code=code or f"E0000000{column}",
        name=f"Testshire 00{column}A",
        local_name=f"Place {column}",
        district_code="E06000099",
        district_name="Testshire",
        population=1500,
        rural_urban="",
        boundary=json.dumps(boundary or square(column)),
    )


def load(given):
    return actions.load_boundary_set(about=ABOUT, rows=given, by=None, now=clock.now())


def test_a_set_becomes_the_one_in_use_with_its_areas_in_order():
    made = load([row(0), row(1)])
    assert queries.current_boundary_set() == made
    areas = list(queries.current_areas())
    assert [(area.position, area.code) for area in areas] == [(0, "E00000000"), (1, "E00000001")]
    assert made.bounds == pytest.approx((-1.2, 52.6, -1.18, 52.61))
    assert areas[0].longitude == pytest.approx(-1.195)
    line = AuditEntry.objects.get(action="places.load_boundary_set")
    assert line.detail["areas"] == 2


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ([], "no areas"),
        ([row(0), row(1, code="E00000000")], "twice: E00000000"),
        ([row(0, boundary={"type": "Polygon", "coordinates": []})], "no boundary: E00000000"),
        ([row(0, boundary={"type": "LineString", "coordinates": [[0, 0], [1, 1]]})], "no boundary: E00000000"),
    ],
)
def test_a_bad_set_is_refused_and_changes_nothing(given, says):
    before = load([row(5)])
    with pytest.raises(NotPossibleNow, match=says):
        load(given)
    assert queries.current_boundary_set().digest == before.digest
    assert Area.objects.get().code == "E00000005"


def test_loading_again_keeps_areas_that_stay_so_that_zones_stay_whole():
    load([row(0), row(1)])
    zone = ZoneFactory(areas=Area.objects.filter(code="E00000001"))
    again = load([row(1), row(2)])
    assert [area.code for area in zone.areas.all()] == ["E00000001"]
    assert again.areas.get(code="E00000001").position == 0
    assert BoundarySet.objects.count() == 1


def test_an_area_that_a_zone_is_made_of_cannot_leave_its_set():
    before = load([row(0), row(1), row(2)])
    zone = ZoneFactory(areas=Area.objects.filter(code__in=["E00000000", "E00000001"]))
    with pytest.raises(NotPossibleNow, match=r"made of them: E00000000\.$"):
        load([row(1), row(3)])
    assert zone.areas.count() == 2
    assert queries.current_boundary_set().digest == before.digest
    assert Area.objects.count() == 3


@pytest.fixture
def few_variables():
    """SQLite takes a limited number in one query; here as few as Django itself counts on."""
    if connection.vendor != "sqlite":
        yield
        return
    before = connection.connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 1000)
    yield
    connection.connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, before)


def test_more_areas_than_a_query_may_have_variables_can_be_loaded_again(few_variables):
    given = [row(number, code=f"E{number:08d}") for number in range(1100)]
    load(given)
    load(given[:10])
    load(given)
    assert Area.objects.count() == 1100


def test_a_boundary_that_crosses_itself_is_mended():
    crossing = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}
    load([row(0, boundary=crossing)])
    assert queries.shape_of(Area.objects.get()).is_valid


def test_another_digest_for_another_content():
    assert load([row(0)]).digest != load([row(1)]).digest


def test_postcodes_are_replaced_as_a_whole_and_may_be_unplaced():
    area = AreaFactory()
    given = [
        rows.PostcodeRow("LE11AA", area.code, -1.1, 52.6),
        rows.PostcodeRow("LE11AB", "", -1.1, 52.6),
    ]
    assert actions.load_postcodes(boundary_set=area.boundary_set, rows=given, by=None, now=clock.now()) == 2
    actions.load_postcodes(boundary_set=area.boundary_set, rows=given[1:], by=None, now=clock.now())
    assert [str(one) for one in Postcode.objects.all()] == ["LE1 1AB"]
    assert Postcode.objects.get().area is None


def test_a_postcode_in_an_unknown_area_is_refused_and_changes_nothing():
    area = AreaFactory()
    good = [rows.PostcodeRow("LE11AA", area.code, -1.1, 52.6)]
    actions.load_postcodes(boundary_set=area.boundary_set, rows=good, by=None, now=clock.now())
    bad = [rows.PostcodeRow("LE11AB", "E99999999", -1.1, 52.6)]
    with pytest.raises(NotPossibleNow, match="E99999999"):
        actions.load_postcodes(boundary_set=area.boundary_set, rows=bad, by=None, now=clock.now())
    assert Postcode.objects.get().postcode == "LE11AA"


def test_a_postcode_that_stands_twice_is_refused():
    area = AreaFactory()
    given = [rows.PostcodeRow("LE11AA", area.code, -1.1, 52.6)] * 2
    with pytest.raises(NotPossibleNow, match="twice: LE11AA"):
        actions.load_postcodes(boundary_set=area.boundary_set, rows=given, by=None, now=clock.now())

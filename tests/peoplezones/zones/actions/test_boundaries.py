import datetime as dt

import pytest
import shapely
from django.db import IntegrityError, transaction

from peoplezones.accounts import roles
from peoplezones.foundation import clock
from peoplezones.foundation.refusals import NotAllowedForYou, NotPossibleNow
from peoplezones.zones import actions, queries
from tests.peoplezones.accounts.factories import PersonFactory
from tests.peoplezones.places.factories import AreaFactory, PostcodeFactory
from tests.peoplezones.zones.factories import BoundaryVersionFactory, ZoneFactory

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 2, 1)


@pytest.fixture
def team():
    return PersonFactory(holding=[roles.PROGRAMME_TEAM])


@pytest.fixture
def areas():
    return [AreaFactory(position=place) for place in range(3)]


def make(zone, areas, by, since=DAY):
    codes = [area.code for area in areas]
    return actions.make_of_areas(zone=zone, area_codes=codes, since=since, by=by, now=clock.now())


def test_a_new_line_ends_the_one_before_on_its_first_day_and_keeps_it(team, areas):
    zone = ZoneFactory(areas=areas[:1])
    made = make(zone, areas[1:], team)
    before, live = zone.boundary_versions.all()
    assert (before.from_date, before.to_date) == (dt.date(2026, 1, 5), DAY)
    assert (live, live.to_date) == (made, None)
    assert set(zone.areas.all()) == set(areas[1:])
    assert live.areas == {area.code: 1.0 for area in areas[1:]}
    assert queries.boundary(zone) == live


def test_the_data_base_holds_a_zone_to_one_live_line():
    zone = ZoneFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        BoundaryVersionFactory(zone=zone)


def test_a_drawn_line_counts_an_area_at_its_edge_with_the_share_of_its_postcodes_inside(team, areas):
    for number, longitude in enumerate([-1.189, -1.188, -1.187, -1.182]):
        PostcodeFactory(postcode=f"ZZ{number + 10}9AA", area=areas[1], longitude=longitude, latitude=52.605)
    zone = ZoneFactory(boundary="")
    actions.draw(zone=zone, shape=shapely.box(-1.2, 52.6, -1.185, 52.61), since=DAY, by=team, now=clock.now())
    assert queries.shares_of(zone) == {areas[0].code: 1.0, areas[1].code: 0.75}
    assert queries.boundary(zone).how == "drawn"
    assert [area.share for area in queries.areas_of(zone)] == [1.0, 0.75]


def test_a_line_off_the_map_or_out_of_its_days_is_refused_and_changes_nothing(team, areas):
    zone = ZoneFactory(areas=areas[:1])
    with pytest.raises(NotPossibleNow, match="Nothing of our map"):
        actions.draw(zone=zone, shape=shapely.box(5, 5, 6, 6), since=DAY, by=team, now=clock.now())
    with pytest.raises(NotPossibleNow, match="begins on 5 January 2026"):
        make(zone, areas, team, since=dt.date(2025, 1, 1))
    with pytest.raises(NotPossibleNow, match="cannot lie ahead"):
        make(zone, areas, team, since=clock.now().date() + dt.timedelta(days=2))
    with pytest.raises(NotAllowedForYou):
        make(zone, areas, PersonFactory())
    assert zone.boundary_versions.count() == 1
    assert set(zone.areas.all()) == {areas[0]}

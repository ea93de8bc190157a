import datetime as dt

import pytest
import shapely

from peoplezones.accounts import roles
from peoplezones.foundation import clock
from peoplezones.foundation.models import AuditEntry
from peoplezones.foundation.refusals import NotAllowedForYou, NotPossibleNow
from peoplezones.zones import actions
from peoplezones.zones.models import Zone
from tests.peoplezones.accounts.factories import PartnershipFactory, PersonFactory
from tests.peoplezones.places.factories import AreaFactory
from tests.peoplezones.zones.factories import ZoneFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return PersonFactory(holding=[roles.PROGRAMME_TEAM])


def create(by, codes, name="Mill Lane", **other):
    return actions.create(
        partnership=PartnershipFactory(),
        name=name,
        summary="Neighbours together.",
        story="",
        area_codes=codes,
        since=dt.date(2026, 1, 5),
        by=by,
        now=clock.now(),
        **other,
    )


def test_a_zone_starts_in_its_first_phase_with_the_outline_of_its_areas(team):
    areas = [AreaFactory(position=0), AreaFactory(position=1)]
    zone = create(team, [area.code for area in areas])
    assert (zone.slug, zone.state, zone.phase) == ("mill-lane", "developing", "concept")
    line = zone.boundary_versions.get()
    outline = shapely.from_geojson(line.geometry)
    assert outline.geom_type == "Polygon"
    assert outline.bounds == pytest.approx((-1.2, 52.6, -1.18, 52.61))
    assert line.bounds == pytest.approx(outline.bounds)
    assert (line.from_date, line.to_date, line.how) == (dt.date(2026, 1, 5), None, "areas")
    assert list(zone.state_changes.values_list("to", "by")) == [("developing", team.pk)]
    assert list(zone.phase_changes.values_list("to", "by")) == [("concept", team.pk)]
    assert AuditEntry.objects.get(action="zones.create").detail["areas"] == sorted(area.code for area in areas)


def test_only_the_programme_team_starts_a_zone():
    lead = PersonFactory(holding=[roles.ZONE_LEAD])
    with pytest.raises(NotAllowedForYou, match="Only the programme team"):
        create(lead, [AreaFactory().code])
    assert not Zone.objects.exists()


@pytest.mark.parametrize(("codes", "says"), [([], "at least one area"), (["E99999999"], "E99999999")])
def test_a_zone_needs_areas_that_exist(team, codes, says):
    AreaFactory()
    with pytest.raises(NotPossibleNow, match=says):
        create(team, codes)


def test_a_name_is_used_once_whatever_its_capitals(team):
    code = AreaFactory().code
    create(team, [code])
    with pytest.raises(NotPossibleNow, match="already a zone"):
        create(team, [code], name="MILL LANE")


def test_names_that_shorten_to_the_same_address_are_told_apart(team):
    code = AreaFactory().code
    create(team, [code], name="St John's")
    with pytest.raises(NotPossibleNow, match="already a zone"):
        create(team, [code], name="St Johns")


def test_a_name_as_long_as_may_be_is_taken(team):
    zone = create(team, [AreaFactory().code], name="Mill " * 15 + "Lanes")
    zone.refresh_from_db()
    assert len(zone.name) == len(zone.slug) == 80
    zone.full_clean()


def test_a_name_whose_letters_become_more_in_the_address_is_cut(team):
    assert len(create(team, [AreaFactory().code], name="Ⅷ" * 80).slug) == 80


def test_a_name_that_is_too_long_is_refused_in_words(team):
    with pytest.raises(NotPossibleNow, match="Use at most 80 letters"):
        create(team, [AreaFactory().code], name="Lane" * 21)
    assert not Zone.objects.exists()


def test_of_two_zones_started_at_once_under_one_name_the_second_is_refused(team, monkeypatch):
    real = Zone.full_clean

    def then_somebody_is_quicker(self):
        real(self)
        ZoneFactory(name="Mill Lane", slug="mill-lane")

    monkeypatch.setattr(Zone, "full_clean", then_somebody_is_quicker)
    with pytest.raises(NotPossibleNow, match="already a zone called Mill Lane"):
        create(team, [AreaFactory().code])


def test_an_idea_can_start_without_a_line(team):
    zone = create(team, [], state="idea")
    assert (zone.state, zone.phase, zone.is_public) == ("idea", "concept", False)
    assert not zone.boundary_versions.exists()
    with pytest.raises(NotPossibleNow, match="at least one area"):
        create(team, [], name="Bell Green")


@pytest.mark.parametrize("state", ["active", "closed"])
def test_a_zone_starts_in_no_other_state(team, state):
    with pytest.raises(NotPossibleNow, match="starts as an idea"):
        create(team, [AreaFactory().code], state=state)


def test_no_zone_takes_the_word_of_an_address(team):
    with pytest.raises(NotPossibleNow, match="our addresses need"):
        create(team, [AreaFactory().code], name="New")


def test_another_name_is_noted_and_the_address_stays(team):
    zone = create(team, [AreaFactory().code])
    words = {"summary": "We meet.", "story": "", "near_km": 1}
    actions.edit(zone=zone, seen=1, name="Mill Green", **words, by=team, now=clock.now())
    zone.refresh_from_db()
    assert (zone.name, zone.slug) == ("Mill Green", "mill-lane")
    assert list(zone.name_changes.values_list("before", "after")) == [("Mill Lane", "Mill Green")]
    actions.edit(zone=zone, seen=2, name="Mill Green", **words, by=team, now=clock.now())
    assert zone.name_changes.count() == 1

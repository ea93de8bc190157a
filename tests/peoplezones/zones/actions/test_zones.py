import datetime as dt

import pytest
import shapely

from peoplezones.accounts import roles
from peoplezones.foundation import clock
from peoplezones.foundation.models import AuditEntry
from peoplezones.foundation.refusals import NotAllowedForYou, NotPossibleNow
from peoplezones.zones import actions, rules
from peoplezones.zones.models import Membership, Zone
from tests.peoplezones.accounts.factories import PartnershipFactory, PersonFactory
from tests.peoplezones.places.factories import AreaFactory
from tests.peoplezones.zones.factories import MembershipFactory, ZoneFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return PersonFactory(holding=[roles.PROGRAMME_TEAM])


def create(by, codes, name="Mill Lane"):
    return actions.create(
        partnership=PartnershipFactory(),
        name=name,
        summary="Neighbours together.",
        story="",
        area_codes=codes,
        since=dt.date(2026, 1, 5),
        by=by,
        now=clock.now(),
    )


def test_a_zone_starts_in_its_first_phase_with_the_outline_of_its_areas(team):
    areas = [AreaFactory(position=0), AreaFactory(position=1)]
    zone = create(team, [area.code for area in areas])
    assert (zone.slug, zone.phase) == ("mill-lane", "concept")
    outline = shapely.from_geojson(zone.boundary)
    assert outline.geom_type == "Polygon"
    assert outline.bounds == pytest.approx((-1.2, 52.6, -1.18, 52.61))
    assert zone.bounds == pytest.approx(outline.bounds)
    assert list(zone.phase_changes.values_list("to", "by")) == [("concept", team.pk)]
    assert AuditEntry.objects.get(action="zones.create").detail == {"areas": sorted(a.code for a in areas)}


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
    with pytest.raises(NotPossibleNow, match="at most 80 characters"):
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


def test_phases_follow_their_table_and_leave_a_trace(team):
    zone = ZoneFactory()
    for move, phase in [
        ("build_team", "team"),
        ("start_delivery", "deliver"),
        ("start_review", "review"),
        ("start_delivery", "deliver"),
    ]:
        actions.move_phase(zone=zone, move=move, by=team, now=clock.now())
        zone.refresh_from_db()
        assert zone.phase == phase
    assert [change.to for change in zone.phase_changes.all()] == ["team", "deliver", "review", "deliver"]
    assert AuditEntry.objects.filter(action="zones.start_review").count() == 1


def test_a_move_out_of_turn_is_refused_and_changes_nothing(team):
    zone = ZoneFactory()
    with pytest.raises(NotPossibleNow, match="Only a zone whose work is under way"):
        actions.move_phase(zone=zone, move="start_review", by=team, now=clock.now())
    zone.refresh_from_db()
    assert zone.phase == "concept"
    assert not zone.phase_changes.exists()


def test_a_zone_lead_moves_their_own_zone_and_no_other():
    lead = PersonFactory(holding=[roles.ZONE_LEAD])
    own, other = ZoneFactory(), ZoneFactory()
    MembershipFactory(zone=own, person=lead)
    actions.move_phase(zone=own, move="build_team", by=lead, now=clock.now())
    with pytest.raises(NotAllowedForYou):
        actions.move_phase(zone=other, move="build_team", by=lead, now=clock.now())


def test_who_may_take_people_in_is_told_in_its_own_words():
    lead = PersonFactory(holding=[roles.ZONE_LEAD])
    own, other = ZoneFactory(), ZoneFactory()
    MembershipFactory(zone=own, person=lead)
    actions.take_in(zone=own, person=PersonFactory(), by=lead, now=clock.now())
    with pytest.raises(NotAllowedForYou, match="can take people in"):
        actions.take_in(zone=other, person=lead, by=lead, now=clock.now())
    assert Membership.objects.filter(zone=other).count() == 0


def test_steward_and_clerk_are_told_apart_and_hold_in_one_zone_alone(team):
    person, zone, other = PersonFactory(), ZoneFactory(), ZoneFactory()
    actions.take_in(zone=zone, person=person, is_steward=True, by=team, now=clock.now())
    assert rules.is_steward(person, zone)
    assert not rules.is_clerk(person, zone)
    assert not rules.is_steward(person, other)
    actions.take_in(zone=zone, person=person, is_clerk=True, by=team, now=clock.now())
    assert rules.is_clerk(person, zone)
    assert not rules.is_steward(person, zone)
    assert Membership.objects.count() == 1

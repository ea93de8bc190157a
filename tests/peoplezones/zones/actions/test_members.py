import pytest

from peoplezones.accounts import roles
from peoplezones.foundation import clock
from peoplezones.foundation.models import AuditEntry
from peoplezones.foundation.refusals import NotAllowedForYou
from peoplezones.zones import actions, rules
from peoplezones.zones.models import Membership
from tests.peoplezones.accounts.factories import PersonFactory
from tests.peoplezones.zones.factories import MembershipFactory, ZoneFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return PersonFactory(holding=[roles.PROGRAMME_TEAM])


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


def test_everybody_may_leave_and_only_those_who_look_after_it_may_end_what_is_not_theirs(team):
    one, other, zone = PersonFactory(), PersonFactory(), ZoneFactory()
    for person in (one, other):
        MembershipFactory(zone=zone, person=person)
    with pytest.raises(NotAllowedForYou, match="not your own"):
        actions.let_go(zone=zone, person=other, by=one, now=clock.now())
    actions.let_go(zone=zone, person=one, by=one, now=clock.now())
    actions.let_go(zone=zone, person=other, by=team, now=clock.now())
    actions.let_go(zone=zone, person=other, by=team, now=clock.now())
    assert not Membership.objects.filter(zone=zone).exists()
    assert AuditEntry.objects.filter(action="zones.let_go").count() == 2

import pytest

from peoplezones.accounts import roles
from peoplezones.accounts.actions import give_role
from peoplezones.foundation import clock
from peoplezones.zones import queries
from tests.peoplezones.accounts.factories import PartnershipFactory, PersonFactory
from tests.peoplezones.zones.factories import MembershipFactory, ZoneFactory

pytestmark = pytest.mark.django_db

WHOLE = [roles.PROGRAMME_TEAM, roles.ANALYST, roles.EVALUATOR, roles.BOARD_MEMBER]
OTHERS = [role for role in roles.ALL if role not in WHOLE]


def person_in(role, partnership):
    person = PersonFactory()
    give_role(person=person, role=role, partnership=partnership, by=None, now=clock.now())
    return person


@pytest.fixture
def zones():
    """Two of one partnership, one of another."""
    ours, theirs = PartnershipFactory(slug="ours"), PartnershipFactory(slug="theirs")
    return {
        "b": ZoneFactory(name="B", partnership=ours),
        "a": ZoneFactory(name="A", partnership=ours),
        "c": ZoneFactory(name="C", partnership=theirs),
    }


@pytest.mark.parametrize("role", WHOLE, ids=lambda role: role.key)
def test_some_roles_see_every_zone_of_their_partnership_and_of_no_other(zones, role):
    person = person_in(role, zones["a"].partnership)
    assert list(queries.seen_by(person)) == [zones["a"], zones["b"]]
    assert queries.zone_for(person, zones["c"].slug) is None


@pytest.mark.parametrize("role", WHOLE, ids=lambda role: role.key)
def test_a_role_that_holds_everywhere_opens_every_partnership(zones, role):
    person = person_in(role, None)
    MembershipFactory(person=person, zone=zones["a"])
    assert list(queries.seen_by(person)) == [zones["a"], zones["b"], zones["c"]]


@pytest.mark.parametrize("role", OTHERS, ids=lambda role: role.key)
def test_everybody_else_sees_the_zones_that_they_belong_to(zones, role):
    person = person_in(role, zones["a"].partnership)
    assert list(queries.seen_by(person)) == []
    MembershipFactory(person=person, zone=zones["b"])
    MembershipFactory(person=person, zone=zones["c"])
    assert list(queries.seen_by(person)) == [zones["b"], zones["c"]]
    assert queries.zone_for(person, zones["b"].slug) == zones["b"]
    assert queries.zone_for(person, zones["a"].slug) is None


def test_whoever_owes_a_second_step_sees_none(zones):
    person = person_in(roles.PROGRAMME_TEAM, zones["a"].partnership)
    MembershipFactory(person=person, zone=zones["b"])
    person.ask_second_factor = lambda: False
    assert list(queries.seen_by(person)) == []


def test_a_visitor_sees_none(zones):
    assert list(queries.seen_by(None)) == []

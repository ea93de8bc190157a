import pytest

from peoplezones.accounts import roles
from tests.peoplezones.accounts.factories import PersonFactory
from tests.peoplezones.accounts.walks import sign_in_fully
from tests.peoplezones.zones.factories import MembershipFactory, ZoneFactory

pytestmark = pytest.mark.django_db


def text_of(answer):
    return " ".join(answer.content.decode().split())


@pytest.fixture
def zone():
    return ZoneFactory(name="Mill Lane", slug="mill-lane", story="Once.")


@pytest.fixture
def lead(client, zone):
    person = PersonFactory(holding=[roles.ZONE_LEAD])
    MembershipFactory(person=person, zone=zone)
    sign_in_fully(client, person)
    return person


def words(**other):
    given = {"name": "Mill Lane", "summary": "We meet.", "story": "Once.", "near_km": "1.5", "version": "1"}
    return given | other


EDIT = "/workspace/zones/mill-lane/edit/"


def test_a_zone_lead_changes_the_words_of_their_zone(client, zone, lead):
    assert client.post(EDIT, words(story="Twice.")).status_code == 302
    zone.refresh_from_db()
    assert (zone.story, zone.version, str(zone.near_km), zone.slug) == ("Twice.", 2, "1.5", "mill-lane")
    assert zone.edited_by_label == str(lead)


def test_what_somebody_else_saved_is_shown_and_not_overwritten(client, zone, lead):
    assert client.post(EDIT, words(story="Theirs.")).status_code == 302
    answer = client.post(EDIT, words(story="Mine."))
    assert answer.status_code == 409
    assert "Theirs." in text_of(answer)
    assert "Mine." in text_of(answer)
    zone.refresh_from_db()
    assert zone.story == "Theirs."
    assert client.post(EDIT, words(story="Theirs. Mine.", version="2")).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"name": ""}, "Give the zone a name"),
        ({"summary": "x" * 201}, "at most 200 letters"),
        ({"near_km": "far"}, "Write a number of kilometres"),
        ({"near_km": "11"}, "at most 10 kilometres"),
        ({"near_km": "-1"}, "0 kilometres or more"),
    ],
)
def test_words_that_are_not_well_formed_are_kept_and_explained(client, zone, lead, wrong, says):
    answer = client.post(EDIT, words(story="Still here.", **wrong))
    assert answer.status_code == 422
    assert says in text_of(answer)
    assert "Still here." in text_of(answer)
    zone.refresh_from_db()
    assert zone.version == 1


def test_a_name_that_another_zone_has_is_refused_beside_the_form(client, zone, lead):
    ZoneFactory(name="Bell Green")
    answer = client.post(EDIT, words(name="bell green"))
    assert answer.status_code == 422
    assert "already a zone called Bell Green" in text_of(answer)


def test_a_member_without_that_role_may_read_and_not_change(client, zone):
    person = PersonFactory(holding=[roles.PARTNER])
    MembershipFactory(person=person, zone=zone)
    sign_in_fully(client, person)
    assert client.get("/workspace/zones/mill-lane/").status_code == 200
    answer = client.get(EDIT)
    assert answer.status_code == 403
    assert "own lead" in text_of(answer)


def test_a_zone_of_others_is_not_there(client, zone):
    sign_in_fully(client, PersonFactory(holding=[roles.ZONE_LEAD]))
    assert client.get(EDIT).status_code == 404
    assert client.post(EDIT, words()).status_code == 404
    assert client.get("/workspace/zones/mill-lane/").status_code == 404

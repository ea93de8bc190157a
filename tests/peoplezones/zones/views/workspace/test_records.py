import pytest

from peoplezones.accounts import roles
from tests.peoplezones.accounts.factories import PersonFactory
from tests.peoplezones.accounts.walks import sign_in_fully
from tests.peoplezones.zones.factories import MembershipFactory, ZoneFactory

pytestmark = pytest.mark.django_db


def text_of(answer):
    return " ".join(answer.content.decode().split())


def test_the_list_and_its_download_hold_what_a_person_works_with(client):
    person = PersonFactory(holding=[roles.ZONE_LEAD])
    MembershipFactory(person=person, zone=ZoneFactory(name="Mill Lane"))
    ZoneFactory(name="Bell Green")
    sign_in_fully(client, person)
    for address in ("/workspace/zones/", "/workspace/zones/?download=csv", "/workspace/zones/?q=e"):
        text = text_of(client.get(address))
        assert "Mill Lane" in text
        assert "Bell Green" not in text
    assert 'href="/workspace/zones/"' in text_of(client.get("/workspace/"))


def test_whoever_works_with_none_reads_what_to_do(client):
    sign_in_fully(client, PersonFactory())
    assert "Ask the programme team" in text_of(client.get("/workspace/zones/"))
    assert 'href="/workspace/zones/"' not in text_of(client.get("/workspace/"))


def test_a_list_asks_as_often_with_ten_zones_as_with_many(client, count_queries):
    ZoneFactory.create_batch(10)
    sign_in_fully(client, PersonFactory(holding=[roles.ANALYST]))

    def asked():
        with count_queries() as counted:
            assert client.get("/workspace/zones/").status_code == 200
        return dict(counted.by_function)

    asked()
    few = asked()
    ZoneFactory.create_batch(200)
    assert asked() == few

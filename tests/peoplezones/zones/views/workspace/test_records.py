import pytest

from peoplezones.accounts import roles
from peoplezones.ui.slots import Slot
from peoplezones.zones import registry
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


def test_contexts_above_fill_the_page_of_the_record(client):
    zone = ZoneFactory(slug="mill-lane")
    sign_in_fully(client, PersonFactory(holding=[roles.ANALYST]))
    slot = Slot("ui/breadcrumbs.html", lambda request, shown: {"crumbs": [(f"Teams of {shown.name}", "")]})
    registry.WORKSPACE_BANDS.add("test", slot, position=registry.TEAM)
    try:
        text = text_of(client.get("/workspace/zones/mill-lane/"))
    finally:
        registry.WORKSPACE_BANDS.remove("test")
    assert text.count(f"Teams of {zone.name}") == 1


def test_somebody_with_a_whole_partnership_sees_its_ideas_and_states(client):
    ZoneFactory(name="Mill Lane", state="idea")
    ZoneFactory(name="Bell Green", state="closed")
    sign_in_fully(client, PersonFactory(holding=[roles.ANALYST]))
    text = text_of(client.get("/workspace/zones/?state=idea"))
    assert "Mill Lane" in text
    assert "Bell Green" not in text

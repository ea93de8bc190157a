"""The pages on which a zone is started, moved on, told of its origin, given problems and members."""

import pytest

from peoplezones.accounts import roles
from peoplezones.accounts.actions import give_consent, give_role
from peoplezones.accounts.registry import DIRECTORY
from peoplezones.foundation import clock
from peoplezones.foundation.models import AuditEntry
from peoplezones.zones.models import Membership, Zone
from tests.peoplezones.accounts.factories import PartnershipFactory, PersonFactory
from tests.peoplezones.accounts.walks import sign_in_fully
from tests.peoplezones.places.factories import AreaFactory
from tests.peoplezones.zones.factories import KeyProblemFactory, MembershipFactory, ZoneFactory

pytestmark = pytest.mark.django_db
ZONE = "/workspace/zones/mill-lane/"
PROBLEM = {
    "title": "Speeding",
    "words": "Cars race.",
    "evidence": "61 of 100.",
    "as_of": "2025-11-01",
    "source": "Survey",
}


def text_of(answer):
    return " ".join(answer.content.decode().split())


@pytest.fixture
def zone():
    return ZoneFactory(name="Mill Lane", slug="mill-lane", phase="team")


@pytest.fixture
def team(client):
    person = PersonFactory(holding=[roles.PROGRAMME_TEAM])
    sign_in_fully(client, person)
    return person


@pytest.fixture
def lead(client, zone):
    person = PersonFactory(holding=[roles.ZONE_LEAD])
    MembershipFactory(person=person, zone=zone)
    sign_in_fully(client, person)
    return person


def new(**other):
    given = {"name": "Bell Green", "summary": "We meet.", "story": "", "near_km": "1", "state": "idea"}
    return given | {"since": "2026-03-01", "area_codes": ""} | other


def test_the_team_starts_an_idea_and_is_asked_for_the_partnership_where_it_has_several(client):
    person = PersonFactory()
    for slug in ("north", "south"):
        where = PartnershipFactory(slug=slug)
        give_role(person=person, role=roles.PROGRAMME_TEAM, partnership=where, by=None, now=clock.now())
    PartnershipFactory(slug="elsewhere")
    sign_in_fully(client, person)
    assert client.post("/workspace/zones/new/", new()).status_code == 422
    assert client.post("/workspace/zones/new/", new(partnership="elsewhere")).status_code == 422
    assert client.post("/workspace/zones/new/", new(partnership="south")).status_code == 302
    made = Zone.objects.get()
    assert (made.state, made.partnership.slug) == ("idea", "south")
    assert client.get("/zones/bell-green/").status_code == 404


def test_a_zone_that_everybody_sees_at_once_needs_a_line(client, team):
    PartnershipFactory()
    answer = client.post("/workspace/zones/new/", new(state="developing"))
    assert answer.status_code == 422
    assert "at least one area" in text_of(answer)
    codes = AreaFactory().code.lower()
    assert client.post("/workspace/zones/new/", new(state="developing", area_codes=codes)).status_code == 302
    assert client.get("/zones/bell-green/").status_code == 200


def test_a_lead_moves_the_phase_and_only_the_team_the_state(client, zone, lead):
    text = text_of(client.get(f"{ZONE}state/"))
    assert "Make it active" in text
    assert "Close it" not in text
    assert client.post(f"{ZONE}state/", {"move": "close", "reason": "Over."}).status_code == 422
    assert client.post(f"{ZONE}state/", {"move": "start_delivery", "reason": ""}).status_code == 302
    zone.refresh_from_db()
    assert (zone.state, zone.phase) == ("active", "deliver")


def test_a_zone_is_closed_with_a_reason_that_everybody_reads(client, zone, team):
    answer = client.post(f"{ZONE}state/", {"move": "close", "reason": ""})
    assert answer.status_code == 422
    assert "Say why" in text_of(answer)
    assert client.post(f"{ZONE}state/", {"move": "close", "reason": "The work is done."}).status_code == 302
    assert "The work is done." in text_of(client.get("/zones/mill-lane/"))
    assert "Start again" in text_of(client.get(f"{ZONE}state/"))


def test_where_a_zone_came_from_is_noted_and_taken_back(client, zone, team):
    ZoneFactory(name="Bell Green", slug="bell-green")
    given = {"earlier": "bell-green", "kind": "split", "on": "2022-03-01"}
    assert client.post(f"{ZONE}came-from/", given).status_code == 302
    assert "It was split from" in text_of(client.get(ZONE))
    assert "A part of it became" in text_of(client.get("/workspace/zones/bell-green/"))
    assert client.post(f"{ZONE}came-from/", given).status_code == 422
    number = zone.came_from.get().pk
    assert client.post(f"{ZONE}came-from/{number}/forget/").status_code == 302
    assert not zone.came_from.exists()


def test_problems_are_added_changed_and_taken_away_while_the_zone_is_not_active(client, zone, lead):
    assert client.post(f"{ZONE}problems/", PROBLEM | {"title": ""}).status_code == 422
    assert client.post(f"{ZONE}problems/", PROBLEM).status_code == 302
    number = zone.key_problems.get().pk
    changed = PROBLEM | {"title": "Fast cars", "version": "1"}
    assert client.post(f"{ZONE}problems/{number}/", changed).status_code == 302
    assert client.post(f"{ZONE}problems/{number}/", changed).status_code == 409
    assert "Fast cars" in text_of(client.get(f"{ZONE}problems/"))
    assert client.post(f"{ZONE}problems/{number}/remove/").status_code == 302
    assert not zone.key_problems.exists()


def test_the_problems_of_an_active_zone_stay(client, team):
    zone = ZoneFactory(slug="mill-lane", phase="deliver")
    number = KeyProblemFactory(zone=zone).pk
    for address, given in [("", PROBLEM | {"version": "1"}), ("remove/", {})]:
        answer = client.post(f"{ZONE}problems/{number}/{address}", given)
        assert answer.status_code == 422
        assert "stays as it is" in text_of(answer)
    assert "Take away" not in text_of(client.get(f"{ZONE}problems/"))


def test_a_member_is_taken_in_given_a_capability_and_let_go(client, zone, lead):
    person = PersonFactory(name="Resident 12", email="resident-12@example.org")
    for wrong, says in [("nobody@example.org", "We know nobody"), (lead.email, "belong to the zone already")]:
        answer = client.post(f"{ZONE}members/", {"email": wrong})
        assert answer.status_code == 422
        assert says in text_of(answer)
    assert client.post(f"{ZONE}members/", {"email": person.email.upper()}).status_code == 302
    member = Membership.objects.get(person=person)
    address = f"{ZONE}members/{member.pk}/"
    assert client.post(address, {"is_steward": "on", "version": "1"}).status_code == 302
    member.refresh_from_db()
    assert (member.is_steward, member.is_clerk) == (True, False)
    assert "Resident 12" in text_of(client.get(f"{ZONE}members/?may=steward"))
    assert "Resident 12" not in text_of(client.get(f"{ZONE}members/?may=clerk"))
    stale = client.post(address, {"is_clerk": "on", "version": "1"})
    assert stale.status_code == 409
    assert "Somebody else saved this" in text_of(stale)
    member.refresh_from_db()
    assert (member.is_steward, member.is_clerk) == (True, False)
    assert client.post(address, {"out": "yes", "version": "2"}).status_code == 302
    assert not Membership.objects.filter(person=person).exists()


def test_somebody_of_another_partnership_is_as_unknown_as_somebody_who_is_not_there(client, zone, lead):
    stranger = PersonFactory(email="far@example.org")
    MembershipFactory(person=stranger, zone=ZoneFactory(slug="far", partnership__slug="there"))
    answers = [client.post(f"{ZONE}members/", {"email": email}) for email in (stranger.email, "nobody@example.org")]
    assert all("We know nobody with this address here" in text_of(answer) for answer in answers)
    assert not Membership.objects.filter(person=stranger, zone=zone).exists()


def test_a_member_leaves_by_themselves_and_sees_no_other_member(client, zone):
    person = PersonFactory()
    MembershipFactory(person=person, zone=zone)
    client.force_login(person)
    assert client.get(f"{ZONE}members/").status_code == 403
    assert "Leave this zone" in text_of(client.get(ZONE))
    assert client.post(f"{ZONE}leave/").status_code == 302
    assert client.get(ZONE).status_code == 404


def test_the_history_in_the_workspace_says_who(client, zone, team):
    client.post(f"{ZONE}state/", {"move": "start_delivery", "reason": "All are here."})
    text = text_of(client.get(f"{ZONE}history/"))
    assert "The zone became active." in text
    assert "All are here." in text
    assert f"by {team}" in text


def test_a_lead_sees_the_address_of_a_member_who_agreed_to_it_alone(client, zone, lead):
    shy, open_ = (PersonFactory(email=f"{name}@example.org") for name in ("shy", "open"))
    for person in (shy, open_):
        MembershipFactory(person=person, zone=zone)
    give_consent(person=open_, purpose=DIRECTORY, by=open_, now=clock.now())
    for address in (f"{ZONE}members/", f"{ZONE}members/?download=csv"):
        page = client.get(address).content.decode()
        assert "open@example.org" in page
        assert "shy@example.org" not in page


def test_a_list_of_members_that_is_taken_away_leaves_a_line(client, zone, lead):
    client.get(f"{ZONE}members/")
    assert not AuditEntry.objects.filter(action="zones.download_members").exists()
    client.get(f"{ZONE}members/", {"download": "csv"})
    line = AuditEntry.objects.get(action="zones.download_members")
    assert (line.is_read, line.scope, line.target_id) == (True, zone.partnership_id, str(zone.pk))

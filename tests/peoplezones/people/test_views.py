import re

import pytest

from peoplezones.accounts import queries as accounts
from peoplezones.accounts import roles
from peoplezones.accounts.models import Person
from peoplezones.foundation.models import AuditEntry
from peoplezones.people.models import Invitation
from tests.peoplezones.accounts import walks
from tests.peoplezones.accounts.factories import PersonFactory
from tests.peoplezones.partners.factories import OrganisationFactory
from tests.peoplezones.people.factories import InvitationFactory
from tests.peoplezones.zones.factories import MembershipFactory

pytestmark = pytest.mark.django_db

NEW = "/workspace/invitations/new/"
LINK = re.compile(r"/invitations/[\w-]{20,}/")


@pytest.fixture
def at_work(client, team):
    walks.sign_in_fully(client, team)
    return client


@pytest.fixture
def words(here):
    return {"email": "New@Example.org", "name": "Invited 1", "partnership": here.pk, "role": "analyst"}


def sent(client, words, letters, capture):
    with capture(execute=True):
        answer = client.post(NEW, words)
    return answer, LINK.search(letters[-1].body).group()


def test_the_link_of_a_letter_lets_somebody_in_who_then_signs_in_by_a_code(
    at_work, words, here, client, mailoutbox, django_capture_on_commit_callbacks
):
    answer, link = sent(at_work, words, mailoutbox, django_capture_on_commit_callbacks)
    assert answer.status_code == 302
    client.logout()
    page = client.get(link).content.decode()
    assert "Programme team 1" in page
    assert "Analyst" in page
    answered = client.post(link, {"accept": "yes"}).content.decode()
    assert 'name="email" value="new@example.org"' in answered
    assert not walks.is_signed_in(client)
    person = Person.objects.get(email="new@example.org")
    assert accounts.holds_in(person, [roles.ANALYST], here.pk)
    walks.sign_in(client, mailoutbox, "new@example.org")
    assert walks.is_signed_in(client)


def test_no_thank_you_leaves_nothing_behind(at_work, words, client, mailoutbox, django_capture_on_commit_callbacks):
    _answer, link = sent(at_work, words, mailoutbox, django_capture_on_commit_callbacks)
    assert "You said no" in client.post(link, {"decline": "yes"}).content.decode()
    assert not Person.objects.filter(email="new@example.org").exists()
    assert client.get(link).status_code == 410


def test_a_link_that_never_was_and_one_that_was_used_look_the_same(
    at_work, words, client, mailoutbox, django_capture_on_commit_callbacks
):
    _answer, link = sent(at_work, words, mailoutbox, django_capture_on_commit_callbacks)
    client.logout()
    client.post(link, {"accept": "yes"})
    used, unknown = client.get(link), client.get("/invitations/never-was/")
    assert used.status_code == unknown.status_code == 410
    assert used.content == unknown.content


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"email": "nobody"}, "Type an e-mail address in the right form"),
        ({"role": "partner"}, "Choose the organisation that the partner works for"),
        ({"is_steward": "on"}, "Choose the zone in which they are steward or clerk"),
        ({"may_sign": "on"}, "Choose the organisation in which they have this position"),
        ({"name": ""}, "Type the name of whom you invite"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_is_kept(at_work, words, typed, problem):
    answer = at_work.post(NEW, {**words, **typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert problem in page
    assert (typed.get("name", "Invited 1") or "analyst") in page
    assert not Invitation.objects.exists()


def test_a_zone_or_an_organisation_of_others_cannot_be_chosen(at_work, words):
    answer = at_work.post(NEW, {**words, "organisation": OrganisationFactory(partnership__slug="there").pk})
    assert answer.status_code == 422
    assert "Choose one of the organisations in the list" in answer.content.decode()


def test_what_a_role_may_not_do_is_told_beside_the_form(client, hold, zone, words):
    lead = hold(roles.ZONE_LEAD, zone)
    walks.sign_in_fully(client, lead)
    answer = client.post(NEW, {**words, "role": "programme_team"})
    assert answer.status_code == 422
    assert "Choose one of the roles in the list" in answer.content.decode()


def test_the_page_of_a_person_shows_their_address_to_the_team_and_notes_who_saw_it(at_work, team, hold, zone, client):
    partner = hold(roles.PARTNER, zone, name="Partner 7", email="partner7@example.org")
    page = at_work.get(f"/workspace/people/{partner.pk}/").content.decode()
    assert "partner7@example.org" in page
    note = AuditEntry.objects.get(action="people.see_contact")
    assert (note.actor_id, note.target_id, note.is_read) == (team.pk, str(partner.pk), True)
    lead = hold(roles.ZONE_LEAD, zone)
    walks.sign_in_fully(client, lead)
    page = client.get(f"/workspace/people/{partner.pk}/").content.decode()
    assert "Partner 7" in page
    assert "partner7@example.org" not in page


def test_the_directory_is_narrowed_by_role_zone_and_name(at_work, hold, zone):
    partner = hold(roles.PARTNER, zone, name="Partner 7")
    hold(roles.ANALYST, name="Analyst 2")
    for query in ({"role": "partner"}, {"zone": zone.slug}, {"q": "partner"}):
        page = at_work.get("/workspace/people/", query).content.decode()
        assert partner.name in page
        assert "Analyst 2" not in page


def test_a_role_is_given_and_taken_on_the_page(at_work, hold, here):
    person = hold(roles.ANALYST, name="Analyst 2")
    address = f"/workspace/people/{person.pk}/roles/"
    at_work.post(address, {"role": "evaluator", "partnership": here.pk, "give": "yes"})
    at_work.post(address, {"role": "analyst", "partnership": here.pk, "take": "yes"})
    assert set(person.roles_held.values_list("role", flat=True)) == {"evaluator"}


def test_somebody_leaves_with_a_reason(at_work, hold, here, zone):
    person = hold(roles.PARTNER, zone)
    address = f"/workspace/people/{person.pk}/leave/"
    assert at_work.post(address, {"partnership": here.pk, "reason": ""}).status_code == 422
    assert at_work.post(address, {"partnership": here.pk, "reason": "changed jobs"}).status_code == 302
    assert not person.roles_held.exists()


def test_an_invitation_is_withdrawn_and_sent_again(at_work, team, here, mailoutbox, django_capture_on_commit_callbacks):
    made = InvitationFactory(partnership=here, invited_by=team)
    with django_capture_on_commit_callbacks(execute=True):
        at_work.post(f"/workspace/invitations/{made.pk}/send-again/")
    assert LINK.search(mailoutbox[-1].body)
    at_work.post(f"/workspace/invitations/{made.pk}/withdraw/")
    made.refresh_from_db()
    assert made.state == "withdrawn"
    answer = at_work.post(f"/workspace/invitations/{made.pk}/withdraw/", follow=True)
    assert "It has been answered" in answer.content.decode()


def test_residents_have_no_directory(client, zone):
    resident = PersonFactory(holding=[roles.RESIDENT])
    MembershipFactory(person=resident, zone=zone)
    client.force_login(resident)
    assert client.get("/workspace/people/").status_code == 403
    assert client.get(NEW).status_code == 403


def test_a_link_for_somebody_else_is_not_taken_by_who_is_signed_in(
    at_work, words, client, mailoutbox, django_capture_on_commit_callbacks
):
    _answer, link = sent(at_work, words, mailoutbox, django_capture_on_commit_callbacks)
    assert "You are signed in as Programme team 1" in client.get(link).content.decode()
    answer = client.post(link, {"accept": "yes"})
    assert answer.status_code == 422
    assert "Sign out first" in answer.content.decode()
    assert not Person.objects.filter(email="new@example.org").exists()


def test_only_roles_that_somebody_may_give_are_offered(client, hold, zone, at_work):
    assert "Programme team</option>" in at_work.get(NEW).content.decode()
    walks.sign_in_fully(client, hold(roles.ZONE_LEAD, zone))
    page = client.get(NEW).content.decode()
    assert "Community leader</option>" in page
    assert "Programme team</option>" not in page

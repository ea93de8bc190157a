import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from peoplezones.accounts import actions
from peoplezones.accounts.models import Consent, ContactPreference
from peoplezones.accounts.queries import consent as queries
from peoplezones.accounts.registry import CONSENT_PURPOSES, DIRECTORY, Purpose
from peoplezones.foundation.models import AuditEntry
from peoplezones.foundation.refusals import NotAllowedForYou

from .factories import WHEN, ConsentFactory, ContactPreferenceFactory, PersonFactory, RoleHeldFactory

pytestmark = pytest.mark.django_db
CONTACT = {"version": 1, "by_email": "on", "phone": "", "address": "", "language": "", "needs": ""}


@pytest.fixture
def person(client):
    person = PersonFactory(name="Resident 12")
    client.force_login(person)
    return person


def test_the_account_page_tells_roles_contact_and_consents(client, person):
    RoleHeldFactory(person=person, access_ended_at=WHEN, ended_because="No sign-in for 90 days")
    page = client.get(reverse("accounts:me")).content.decode()
    for words in ("Resident", "everywhere", "rests now", person.email, str(DIRECTORY.label), str(DIRECTORY.wording)):
        assert words in page


def test_a_consent_is_given_and_taken_back_by_one_button_each(client, person):
    address = reverse("accounts:consent", args=["directory"])
    client.post(address, {"give": "yes"})
    given = queries.consents_of(person)["directory"]
    assert (given.wording, given.how, given.taken_by) == (str(DIRECTORY.wording), "online", None)
    assert "You agree to this since" in client.get(reverse("accounts:me")).content.decode()
    client.post(address, {"withdraw": "yes"})
    assert queries.consents_of(person) == {}
    assert queries.consent_history(person).get().withdrawn_at is not None
    assert client.post(reverse("accounts:consent", args=["unheard-of"])).status_code == 404


def test_agreeing_again_adds_no_row_and_new_words_are_agreed_to_anew(person):
    for _again in range(2):
        actions.give_consent(person=person, purpose=DIRECTORY, by=person, now=WHEN)
    assert Consent.objects.count() == 1
    newer = Purpose("directory", DIRECTORY.label, "Everybody may see it.", version=2)
    actions.give_consent(person=person, purpose=newer, by=person, now=WHEN)
    assert [one.version for one in queries.consent_history(person)] == [2, 1]
    assert queries.consents_of(person)["directory"].version == 2


def test_only_who_agrees_to_the_present_words_counts():
    agrees, older, took_back = PersonFactory(), PersonFactory(), PersonFactory()
    ConsentFactory(person=agrees, version=CONSENT_PURPOSES["directory"].version)
    ConsentFactory(person=older, version=99)
    ConsentFactory(person=took_back, withdrawn_at=WHEN)
    everybody = type(agrees).objects.order_by("pk")
    assert list(queries.agreed(everybody, "directory")) == [agrees]


def test_nobody_agrees_for_somebody_else_but_their_programme_team():
    somebody, team = PersonFactory(), PersonFactory()
    with pytest.raises(NotAllowedForYou):
        actions.give_consent(person=somebody, purpose=DIRECTORY, by=PersonFactory(), now=WHEN)
    RoleHeldFactory(person=team, role="programme_team")
    given = actions.give_consent(person=somebody, purpose=DIRECTORY, how="phone", by=team, now=WHEN)
    assert (given.how, given.taken_by) == ("phone", team)


def test_what_was_not_said_allows_e_mail_alone():
    said = queries.contact_preference(PersonFactory())
    assert (said.by_email, said.by_text, said.by_phone, said.by_post) == (True, False, False, False)


def test_how_to_be_reached_is_saved_and_its_line_holds_no_number(client, person):
    answer = client.post(reverse("accounts:contact"), CONTACT | {"by_text": "on", "phone": "0116  496 0000"})
    assert answer.url == reverse("accounts:me")
    assert queries.contact_preference(person).phone == "0116 496 0000"
    line = AuditEntry.objects.get(action="accounts.prefer_contact")
    assert line.detail == {"changed": ["by_text", "phone"]}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"by_phone": "on"}, "Type your phone number"),
        ({"by_phone": "on", "phone": "call me"}, "figures alone"),
        ({"by_post": "on"}, "Type your address"),
    ],
)
def test_what_does_not_fit_is_said_and_kept(client, person, typed, sentence):
    answer = client.post(reverse("accounts:contact"), CONTACT | typed | {"needs": "Large print"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Large print" in page
    assert not ContactPreference.objects.exists()


def test_two_edits_at_once_show_both(client, person):
    ContactPreferenceFactory(person=person, version=2, language="Gujarati")
    answer = client.post(reverse("accounts:contact"), CONTACT | {"language": "Polish"})
    assert answer.status_code == 409
    assert "Gujarati" in answer.content.decode()
    assert "Polish" in answer.content.decode()


@pytest.mark.parametrize("fields", [{"by_text": True}, {"by_phone": True}, {"by_post": True}])
def test_a_way_without_its_number_or_address_is_refused_by_the_data_base(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactPreferenceFactory(**fields)

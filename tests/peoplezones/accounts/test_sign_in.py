import pytest
from django.conf import settings
from django.urls import NoReverseMatch, reverse

from peoplezones.accounts import roles
from peoplezones.foundation.models import AuditEntry

from . import walks
from .factories import PersonFactory

pytestmark = pytest.mark.django_db


def test_the_page_asks_for_the_address_and_for_nothing_else(client):
    page = client.get(reverse("account_login")).content.decode()
    assert 'type="email"' in page
    assert 'type="password"' not in page
    assert 'name="password"' not in page


def test_a_code_from_the_letter_signs_in(client, mailoutbox):
    person = PersonFactory()
    answer = walks.ask_for_code(client, person.email.upper())
    assert answer.url == reverse("account_confirm_login_code")
    assert not walks.is_signed_in(client)
    answer = client.post(answer.url, {"code": walks.newest_code(mailoutbox)})
    assert answer.url == reverse("accounts:home")
    assert client.session["_auth_user_id"] == str(person.pk)


def test_small_letters_and_no_dash_work_too(client, mailoutbox):
    walks.ask_for_code(client, PersonFactory().email)
    code = walks.newest_code(mailoutbox).lower().replace("-", " ")
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert walks.is_signed_in(client)


def test_the_letter_is_plain_text_signed_by_the_site_and_follows_nobody(client, mailoutbox):
    walks.ask_for_code(client, PersonFactory().email)
    (letter,) = mailoutbox
    assert letter.subject == f"Your code to sign in – {settings.SITE_NAME}"
    assert letter.body.endswith(f"\n{settings.SITE_NAME}")
    assert letter.alternatives == []
    assert "http" not in letter.body


def test_the_code_page_says_where_the_code_went_and_what_to_do_if_it_does_not_come(client):
    person = PersonFactory()
    walks.ask_for_code(client, person.email)
    page = client.get(reverse("account_confirm_login_code")).content.decode()
    assert person.email in page
    assert "junk mail" in page
    assert "Send another code" in page
    assert "Use another e-mail address" in page


def test_another_code_can_be_asked_for_and_the_old_one_no_longer_works(client, mailoutbox):
    walks.ask_for_code(client, PersonFactory().email)
    old = walks.newest_code(mailoutbox)
    client.post(reverse("account_confirm_login_code"), {"action": "resend"})
    assert len(mailoutbox) == 2
    client.post(reverse("account_confirm_login_code"), {"code": old})
    assert not walks.is_signed_in(client)
    client.post(reverse("account_confirm_login_code"), {"code": walks.newest_code(mailoutbox)})
    assert walks.is_signed_in(client)


def test_starting_again_asks_for_another_address(client):
    walks.ask_for_code(client, PersonFactory().email)
    sign_in = reverse("account_login")
    assert client.get(sign_in).url == reverse("account_confirm_login_code")
    assert client.post(reverse("account_logout"), {"next": sign_in}).url == sign_in
    assert client.get(sign_in).status_code == 200


def test_a_wrong_code_says_what_to_do_and_the_third_one_ends_it(client, mailoutbox):
    walks.ask_for_code(client, PersonFactory().email)
    address = reverse("account_confirm_login_code")
    for _try in range(2):
        assert "That code is not right" in client.post(address, {"code": "BBBB-BBBB"}).content.decode()
    assert client.post(address, {"code": "BBBB-BBBB"}).url == reverse("account_login")
    client.post(address, {"code": walks.newest_code(mailoutbox)})
    assert not walks.is_signed_in(client)


def test_an_unknown_address_gets_the_same_page_and_a_letter_of_its_own(client, mailoutbox):
    known, unknown = PersonFactory().email, "nobody-yet@example.org"
    answers = []
    for email in (known, unknown):
        client.cookies.clear()
        answer = client.post(reverse("account_login"), {"email": email}, follow=True)
        page = answer.content.decode().replace(email, "ADDRESS")
        answers.append((answer.redirect_chain, page.split("<main", 1)[1].split("csrfmiddlewaretoken")[0]))
    assert answers[0] == answers[1]
    assert "has no account here yet" in mailoutbox[-1].body
    assert reverse("account_signup") in mailoutbox[-1].body
    assert not walks.CODE.search(mailoutbox[-1].body)


def test_a_closed_account_gets_no_code(client, mailoutbox):
    person = PersonFactory(is_active=False)
    walks.ask_for_code(client, person.email)
    assert not any(walks.CODE.search(letter.body) for letter in mailoutbox)


@pytest.mark.parametrize("typed", ["", "not an address", "a@b@c"])
def test_a_mistyped_address_is_answered_with_a_sentence(client, typed):
    page = client.post(reverse("account_login"), {"email": typed}).content.decode()
    assert "There is a problem" in page
    assert "Type" in page.split("There is a problem")[1].split("</ul>")[0]


def test_after_sign_in_the_way_back_is_kept(client, mailoutbox):
    person = PersonFactory(holding=[roles.RESIDENT])
    way_back = reverse("accounts:home") + "?from=here"
    answer = client.get(way_back)
    assert answer.url.startswith(reverse("account_login") + "?next=")
    assert walks.sign_in(client, mailoutbox, person.email, way_back).url == way_back


@pytest.mark.parametrize(
    "elsewhere",
    ["https://elsewhere.example/", "//elsewhere.example/", "http://localhost/", "javascript:alert(1)"],
)
def test_no_way_back_leads_to_another_site(client, mailoutbox, elsewhere):
    person = PersonFactory()
    assert walks.sign_in(client, mailoutbox, person.email, elsewhere).url == reverse("accounts:home")
    for address in ("account_login", "account_logout", "account_signup"):
        answer = client.get(reverse(address), {"next": elsewhere})
        assert elsewhere not in answer.headers.get("Location", "")


def test_sign_out_needs_a_post(client):
    client.force_login(PersonFactory())
    assert client.get(reverse("account_logout")).status_code == 200
    assert walks.is_signed_in(client)
    client.post(reverse("account_logout"))
    assert not walks.is_signed_in(client)


@pytest.mark.parametrize(
    "name",
    [
        "account_change_password",
        "account_set_password",
        "account_reset_password",
        "account_reset_password_done",
        "account_confirm_email",
        "mfa_login_webauthn",
        "mfa_signup_webauthn",
    ],
)
def test_the_library_pages_that_take_passwords_have_no_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_a_changed_address_is_confirmed_by_a_code_before_it_counts(client, mailoutbox):
    person = PersonFactory(email="old@example.org")
    client.force_login(person)
    assert "old@example.org" in client.get(reverse("account_email")).content.decode()
    client.post(reverse("account_email"), {"action_add": "yes", "email": "New@example.org"})
    person.refresh_from_db()
    assert person.email == "old@example.org"
    page = client.get(reverse("account_email_verification_sent")).content.decode()
    assert "new@example.org" in page
    assert "Keep the address I have" in page
    client.post(reverse("account_email_verification_sent"), {"code": walks.newest_code(mailoutbox)})
    person.refresh_from_db()
    assert person.email == "new@example.org"
    assert mailoutbox[-1].to == ["old@example.org"]
    assert "no longer with old@example.org" in mailoutbox[-1].body
    line = AuditEntry.objects.get()
    assert (line.action, line.actor_id, line.target_id) == ("accounts.email_changed", person.pk, str(person.pk))
    assert line.detail == {"from": "o…@example.org", "to": "n…@example.org"}


def test_each_sign_in_is_written_down_and_a_wrong_code_is_none(client, mailoutbox):
    person = PersonFactory(holding=[roles.RESIDENT])
    for before in range(2):
        walks.ask_for_code(client, person.email)
        client.post(reverse("account_confirm_login_code"), {"code": "BBBB-BBBB"})
        assert AuditEntry.objects.filter(action="accounts.sign_in").count() == before
        client.post(reverse("account_confirm_login_code"), {"code": walks.newest_code(mailoutbox)})
        client.post(reverse("account_logout"))
    lines = AuditEntry.objects.filter(action="accounts.sign_in").values_list("actor_id", "target_id")
    assert list(lines) == [(person.pk, str(person.pk))] * 2

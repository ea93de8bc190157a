import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from peoplezones.accounts import roles
from peoplezones.accounts.models import Person

from . import walks
from .factories import PersonFactory

pytestmark = pytest.mark.django_db

THEIR_ADDRESSES = ["/cms/login/", "/_util/login/"]
THEIR_RESETS = [
    "/cms/password_reset/",
    "/cms/password_reset/done/",
    "/cms/password_reset/confirm/MQ/set-password/",
    "/cms/password_reset/complete/",
]
TAKE_A_PASSWORD = {"LoginView", "PasswordResetView", "PasswordResetConfirmView", "PasswordChangeView"}
OUR_ADDRESSES = ["account_login", "account_confirm_login_code", "account_signup", "mfa_authenticate"]


@pytest.fixture
def person_with_a_password(monkeypatch):
    """As bad as it could get: somebody whose password would be right, were it ever asked for."""
    monkeypatch.setattr(Person, "check_password", lambda self, raw: True)
    monkeypatch.setattr(Person, "has_usable_password", lambda self: True)
    return PersonFactory(holding=[roles.PROGRAMME_TEAM])


def credentials(person):
    words = {"password": "right", "password1": "right", "new_password1": "right", "new_password2": "right"}
    return {"username": person.email, "login": person.email, "email": person.email, **words}


@pytest.mark.parametrize("address", THEIR_ADDRESSES + THEIR_RESETS)
def test_every_other_login_address_leads_to_ours(client, address):
    assert client.get(address).url == reverse("account_login")
    assert client.get(address, {"next": "/cms/pages/"}).url == reverse("account_login") + "?next=%2Fcms%2Fpages%2F"
    assert client.get(address, {"next": "https://elsewhere.example/"}).url == reverse("account_login")


@pytest.mark.parametrize("address", THEIR_ADDRESSES + THEIR_RESETS + OUR_ADDRESSES)
def test_no_login_address_takes_a_password(client, person_with_a_password, address):
    path = address if address.startswith("/") else reverse(address)
    client.get(path)
    client.post(path, credentials(person_with_a_password))
    client.post(path, credentials(person_with_a_password), follow=True)
    assert not walks.is_signed_in(client)


def test_a_password_does_not_count_as_the_second_factor(client, person_with_a_password):
    client.force_login(person_with_a_password)
    answer = client.post(reverse("account_reauthenticate"), credentials(person_with_a_password))
    assert answer.url == reverse("mfa_reauthenticate")
    assert client.get("/cms/").url == reverse("mfa_index")


def test_no_view_of_the_frameworks_that_signs_in_or_sets_a_password_is_reached_by_any_address():
    found = set()
    for address, view in addresses(get_resolver().url_patterns):
        owner = getattr(view, "view_class", view)
        if owner.__name__ in {
            "LoginView",
            "PasswordResetView",
            "PasswordResetConfirmView",
            "PasswordChangeView",
        }:
            found.add(address)
            first = get_resolver().resolve("/" + as_path(address))
            assert first.func.__module__.startswith("peoplezones."), address
    assert {"cms/login/", "_util/login/", "cms/password_reset/"} <= found


def addresses(patterns, before=""):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, before + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            yield before + str(pattern.pattern), pattern.callback


def as_path(address):
    return address.replace("<uidb64>", "MQ").replace("<token>", "set-password").lstrip("^").rstrip("$")

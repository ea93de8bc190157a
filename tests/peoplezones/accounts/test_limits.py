import pytest
from django.urls import reverse

from . import walks
from .factories import PersonFactory, new_secret

pytestmark = pytest.mark.django_db


def test_one_machine_cannot_ask_for_codes_without_end(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "2/m/ip"}
    statuses = [walks.ask_for_code(client, f"resident-{number}@example.org").status_code for number in range(3)]
    assert statuses == [302, 302, 429]


def test_the_page_that_says_wait_is_ours(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "1/m/ip"}
    for _try in range(2):
        answer = walks.ask_for_code(client, "resident-1@example.org")
    page = answer.content.decode()
    assert answer.status_code == 429
    assert "<h1" in page
    assert "Wait five minutes, then go back and try again" in page


def test_one_address_gets_three_codes_a_minute_and_no_more(client, mailoutbox):
    person = PersonFactory()
    for _try in range(5):
        client.cookies.clear()
        answer = walks.ask_for_code(client, person.email)
    assert len(mailoutbox) == 3
    assert "Wait five minutes" in answer.content.decode()


def test_one_address_gets_at_most_twenty_codes_an_hour(settings):
    assert "20/h/key" in settings.ACCOUNT_RATE_LIMITS["request_login_code"]


def test_sign_up_is_limited(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "signup": "1/m/ip"}
    statuses = []
    for number in range(2):
        client.cookies.clear()
        answer = client.post(reverse("account_signup"), {"email": f"resident-{number}@example.org"})
        statuses.append(answer.status_code)
    assert statuses == [302, 429]


def test_the_second_step_is_limited_for_the_right_code_too(client, mailoutbox):
    secret = new_secret()
    person = PersonFactory(app=secret)
    walks.sign_in(client, mailoutbox, person.email)
    for _try in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    answer = client.post(reverse("mfa_authenticate"), {"code": walks.app_code(secret)})
    assert "You have tried too often" in answer.content.decode()
    assert not walks.is_signed_in(client)

"""Walks of a person through sign-in, as tests need them again and again; asserts nothing."""

import re

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.totp.internal import auth
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from peoplezones.accounts import second_factor

from .factories import AppFactory

CODE = re.compile(r"^[A-Z]{4}-[A-Z]{4}$", re.MULTILINE)


def newest_code(letters):
    return CODE.search(letters[-1].body).group()


def ask_for_code(client, email, **more):
    return client.post(reverse("account_login"), {"email": email, **more})


def sign_in(client, letters, email, way_back=""):
    """By the code of the letter; answers what came after the code."""
    ask_for_code(client, email, next=way_back)
    return client.post(reverse("account_confirm_login_code"), {"code": newest_code(letters), "next": way_back})


def app_code(secret, later=0):
    """What an authenticator app with this secret shows now, or some half minutes later."""
    counters = list(auth.yield_hotp_counters_from_time())
    return auth.format_hotp_value(auth.hotp_value(secret, counters[later]))


def set_up_app(client):
    """Adds an authenticator app by its page; answers its secret and the last answer."""
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    return secret, client.post(reverse("mfa_activate_totp"), {"code": app_code(secret)})


def sign_in_half(client, person):
    """The first step alone, without a page."""
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])


def sign_in_fully(client, person):
    """Both steps at once, without a page, for tests of what comes after; the person gains an app."""
    sign_in_half(client, person)
    app = AppFactory(user=person)
    request = HttpRequest()
    request.session = client.session
    record_authentication(request, person, method=second_factor.GIVEN, id=app.pk, type=app.type, reauthenticated=True)
    request.session.save()


def is_signed_in(client):
    return "_auth_user_id" in client.session

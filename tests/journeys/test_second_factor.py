"""The second step at sign-in: everybody who works for the programme must have one."""

import base64
import time

import pytest

from .post import code_sent_to
from .second_step import SECONDS_OF_A_CODE, app_code
from .visitor import DESK

TEAM = "programme.team@demo.invalid"
EDITOR = "page.editor@demo.invalid"


def test_the_app_code_is_that_of_the_standard():
    """RFC 6238, appendix B: the last six of its eight digits."""
    secret = base64.b32encode(b"12345678901234567890").decode()
    assert app_code(secret, 59) == "287082"
    assert app_code(secret, 1111111109) == "081804"


def given_signed_in_by_code(visitor, address, demo):
    visitor.opens("/sign-in/")
    visitor.types("E-mail address", address)
    visitor.presses("Send me a code")
    visitor.types("Code from our e-mail", code_sent_to(address, demo))
    visitor.presses("Go on")


def test_the_programme_team_sets_up_an_app_before_it_gets_in(new_visitor, demo):
    team = new_visitor(width=DESK)
    given_signed_in_by_code(team, TEAM, demo)
    team.is_at("/account/security/")
    team.sees("Your role needs a second step at sign-in.")
    team.opens("/cms/")
    team.is_at("/account/security/")

    team.goes_by(team.button("Set up an app").click)
    secret = team.page.locator("code").inner_text()
    team.types("Code from your app", "000000")
    team.presses("Set up")
    assert team.page.locator(".govuk-error-summary").is_visible()
    team.types("Code from your app", app_code(secret, time.time()))
    team.presses("Set up")
    team.sees_heading("Your recovery codes")
    team.goes_by(team.button("I have kept them: go on").click)
    team.is_at("/workspace/")
    team.sees("Programme team", within="main")

    # The next time the app is asked for; each code works once, so we wait for the next one.
    used = app_code(secret, time.time())
    team.presses("Sign out", within="header")
    given_signed_in_by_code(team, TEAM, demo)
    team.is_at("/sign-in/second-step/")
    upcoming = app_code(secret, time.time() + SECONDS_OF_A_CODE)  # a clock half a minute fast is put up with
    assert upcoming != used
    team.types("Code", upcoming)
    team.presses("Sign in", within="main")
    team.is_at("/workspace/")


@pytest.fixture
def editor(new_visitor):
    """Somebody whose computer holds passkeys, and opens them by itself."""
    editor = new_visitor(width=DESK)
    devtools = editor.page.context.new_cdp_session(editor.page)
    devtools.send("WebAuthn.enable")
    how = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    how |= {"hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": how})
    return editor


def test_a_page_editor_adds_a_passkey_and_comes_in_with_it(editor, demo):
    given_signed_in_by_code(editor, EDITOR, demo)
    editor.is_at("/account/security/")
    editor.goes_by(editor.button("Add a passkey").click)
    editor.types("Name of the passkey", "Laptop 1")
    editor.presses("Add this device")
    editor.opens("/account/security/passkeys/")
    editor.sees("Laptop 1")

    editor.presses("Sign out", within="header")
    given_signed_in_by_code(editor, EDITOR, demo)
    editor.is_at("/sign-in/second-step/")
    editor.presses("Use my passkey")
    editor.is_at("/workspace/")
    editor.sees("Page editor", within="main")

"""Coming in and going out: by a code in a letter, by the demo's links, for every role."""

import pytest

from .post import code_sent_to
from .visitor import DESK, PHONE

RESIDENT = "resident@demo.invalid"
ROLES = [
    "Programme team",
    "Page editor",
    "Analyst",
    "Evaluator",
    "Zone lead",
    "Partner",
    "Community leader",
    "Resident",
    "Board or panel member",
]


def when_asking_for_a_code(visitor, email):
    visitor.opens("/sign-in/")
    visitor.types("E-mail address", email)
    visitor.presses("Send me a code")


def when_typing_the_code(visitor, code):
    visitor.types("Code from our e-mail", code)
    visitor.presses("Go on")


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_resident_comes_in_by_a_code_and_goes_out(new_visitor, demo, javascript):
    resident = new_visitor(width=PHONE, javascript=javascript)
    when_asking_for_a_code(resident, RESIDENT)
    resident.sees(RESIDENT)
    when_typing_the_code(resident, code_sent_to(RESIDENT, demo))
    resident.is_at("/workspace/")
    resident.sees_heading("Hello, Resident 12")
    resident.presses("Sign out", within="header")
    resident.opens("/workspace/")
    resident.is_at("/sign-in/")


def test_a_wrong_code_is_told_and_the_right_one_still_works(new_visitor, demo):
    leader, address = new_visitor(width=PHONE), "community.leader@demo.invalid"
    when_asking_for_a_code(leader, address)
    when_typing_the_code(leader, "BBBB-BBBB")
    assert leader.page.locator(".govuk-error-summary").is_visible()
    assert leader.page.title().startswith("Error: ")
    when_typing_the_code(leader, code_sent_to(address, demo))
    leader.is_at("/workspace/")


def test_words_that_are_no_address_are_told_and_kept(new_visitor):
    visitor = new_visitor(width=PHONE)
    when_asking_for_a_code(visitor, "nobody at all")
    visitor.is_told("Type an e-mail address in the right form, like name@example.org.")
    assert visitor.field("E-mail address").input_value() == "nobody at all"


def test_by_keyboard_alone(new_visitor, demo):
    member, address = new_visitor(width=DESK), "board.member@demo.invalid"
    member.opens("/")
    member.tabs_to(member.link("Sign in", within="header"))
    member.goes_by(lambda: member.keys("Enter"))
    member.tabs_to(member.field("E-mail address"))
    member.page.keyboard.type(address)
    member.goes_by(lambda: member.keys("Enter"))
    member.tabs_to(member.field("Code from our e-mail"))
    member.page.keyboard.type(code_sent_to(address, demo))
    member.goes_by(lambda: member.keys("Enter"))
    member.is_at("/workspace/")
    member.tabs_to(member.button("Sign out", within="header"))
    member.goes_by(lambda: member.keys("Space"))
    assert member.link("Sign in", within="header").is_visible()


def test_the_workspace_is_closed_to_visitors_who_come_back_to_it(new_visitor, demo):
    analyst, address = new_visitor(width=DESK), "analyst@demo.invalid"
    analyst.opens("/account/security/")
    analyst.is_at("/sign-in/")
    analyst.types("E-mail address", address)
    analyst.presses("Send me a code")
    when_typing_the_code(analyst, code_sent_to(address, demo))
    analyst.is_at("/account/security/")


@pytest.mark.parametrize("role", ROLES)
def test_a_link_of_the_demo_opens_a_role_once(new_visitor, sign_in_as, demo, role):
    link = demo.link_for(role)
    person = new_visitor(width=PHONE)
    person.opens(link)
    person.goes_by(person.page.locator("main").get_by_role("button").click)
    person.is_at("/workspace/")
    person.sees(role, within="main")

    another = new_visitor(width=PHONE)
    another.opens(link, status=410)
    another.sees("This sign-in link was used before.")
    another.opens("/workspace/")
    another.is_at("/sign-in/")

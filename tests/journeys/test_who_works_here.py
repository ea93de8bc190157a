"""From an empty zone to a partner in it: invited, under an agreement, reading what is shared, until it runs out."""

import datetime as dt
import re
from urllib.parse import urlsplit

import pytest

from .second_step import sets_up_an_app, types_the_code_of_the_letter
from .visitor import DESK, PHONE

ZONE = "Abbey Corner"
PAYBACK = "Probation service, unpaid work"
NEW = "payback.lead@demo.invalid"
TITLE = "Paths to clear in Abbey Corner"
RECORD = "Where the paths are overgrown"
LINK = re.compile(r"http://\S+/invitations/\S+")
# The server's clock cannot be moved: the agreement is given a last day that has passed.
RUNS_OUT = f"""
import datetime as dt
import django; django.setup()
from peoplezones.agreements.models import Agreement
today = dt.date.today()
Agreement.objects.filter(title="{TITLE}").update(
    starts_on=today - dt.timedelta(days=9), review_on=today - dt.timedelta(days=2), ends_on=today - dt.timedelta(days=1)
)
"""


@pytest.fixture
def team(sign_in_as):
    return sign_in_as("Programme team", width=DESK)


def starts_the_zone(team):
    team.opens("/workspace/zones/new/")
    team.types("Name", ZONE)
    team.types("In one sentence", "Neighbours who want their paths back.")
    team.field("Being developed: everybody sees it, and it needs a line on the map").check()
    team.types("Since when", dt.date.today().isoformat())
    team.types("Codes of its neighbourhoods", "E01013600")
    team.presses("Start it")
    team.sees_heading(ZONE)


def invites(team):
    team.opens("/workspace/invitations/new/")
    team.types("Their e-mail address", NEW)
    team.types("Their name", "Payback lead")
    team.field("Role").select_option(label="Partner")
    team.field("Zone").select_option(label=ZONE)
    team.field("Organisation").select_option(label=PAYBACK)
    team.types("Position there", "Team leader")
    team.field("May sign agreements for it").check()
    team.presses("Send the invitation")
    team.sees("Waiting for an answer")


def says_yes(partner, demo):
    letter = demo.letters_to(NEW)[-1].get_content()
    partner.opens(urlsplit(LINK.search(letter)[0]).path)
    partner.sees(PAYBACK)
    partner.presses("Yes, let me in")
    partner.presses("Send me the code")
    types_the_code_of_the_letter(partner, NEW, demo)
    partner.is_at("/account/security/")
    sets_up_an_app(partner)
    partner.sees(ZONE)


def writes_the_agreement(team):
    team.opens("/workspace/agreements/new/")
    team.field("What kind of agreement is it?").select_option(label="Information sharing agreement")
    team.types("Title", TITLE)
    team.types("What it is for", "So that those who clear paths know which ones.")
    team.field(ZONE).check()
    for number, name in ((1, "Office of the commissioner"), (2, PAYBACK)):
        team.page.locator(f"#id_party_{number}").select_option(label=name)
        team.page.locator(f"#id_party_{number}_role").select_option(index=1)
    team.field("Party 1 gives what is shared").check()
    team.field("Party 2 gets what is shared").check()
    team.field("Solve problems of a place together").check()
    team.field("Descriptions of problems in a place").check()
    team.field("Lawful basis").select_option(label="No personal data are shared")
    team.types("Data protection impact assessment", "Not needed: no personal data.")
    team.types("Children and young people", "Nothing is said of children.")
    team.types("Kept for how many months, at most", "6")
    team.types("How long it is kept, and what happens then", "Until the paths are clear. Then it is deleted.")
    team.types("How it is kept safe", "Read on the platform only.")
    team.types("How people use their rights", "No person can be told from it.")
    today = dt.date.today()
    team.types("Starts on", today.isoformat())
    team.types("Review by", (today + dt.timedelta(days=90)).isoformat())
    team.types("Last day", (today + dt.timedelta(days=120)).isoformat())
    team.presses("Save the draft")
    team.sees_heading(TITLE)


def signs(visitor, organisation):
    visitor.opens("/workspace/")
    visitor.follows(f"{TITLE}, for {organisation}")
    visitor.field("I have read the agreement and may sign it for this organisation").check()
    visitor.presses("Sign it")
    visitor.sees(f"You signed for {organisation}. Thank you.")


def shares(team):
    team.opens("/workspace/shared/new/")
    team.field("Your organisation").select_option(label="Office of the commissioner")
    team.types("Title", RECORD)
    team.field("What kind of record is it?").select_option(label="Descriptions of problems in a place")
    team.field("What is it shared for?").select_option(label="Solve problems of a place together")
    team.field("What is it about?").select_option(label=ZONE)
    team.types("What it says", "Behind the school, and along the brook.")
    today = dt.date.today()
    team.types("As of which day", today.isoformat())
    team.types("Keep it until", (today + dt.timedelta(days=60)).isoformat())
    team.presses("Share it")
    team.sees(RECORD)


def test_a_partner_comes_in_signs_reads_and_reads_no_more_when_the_agreement_runs_out(team, new_visitor, demo):
    starts_the_zone(team)
    invites(team)
    partner = new_visitor(width=PHONE)
    says_yes(partner, demo)
    writes_the_agreement(team)
    partner.opens("/workspace/shared/")
    assert RECORD not in partner.page.content()
    team.follows("Send it to be signed")
    team.presses("Send it")
    signs(partner, PAYBACK)
    signs(team, "Office of the commissioner")
    shares(team)
    partner.opens("/workspace/shared/")
    partner.follows(RECORD)
    partner.sees("Behind the school, and along the brook.")
    address = partner.page.url
    demo.python(RUNS_OUT)
    partner.opens(address, status=404)
    partner.opens("/workspace/shared/")
    assert RECORD not in partner.page.content()
    demo.manage("daily")
    team.opens("/workspace/agreements/?state=expired")
    team.sees(TITLE)

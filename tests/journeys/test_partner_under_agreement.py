"""A partner signs, reads what is shared under an agreement, and reads it no more once the agreement has ended."""

import pytest

from .visitor import DESK, PHONE

GARAGES = "Garages behind the shops"
PROBLEMS = "Solving problems together in New Parks"
REFERRALS = "Referrals and what came of them"
HOUSING_SIGNS = f"""
import django; django.setup()
from peoplezones.agreements import actions
from peoplezones.agreements.models import Agreement
from peoplezones.foundation import clock
from peoplezones.partners.models import Colleague
made = Agreement.objects.get(title="{REFERRALS}")
who = Colleague.objects.get(person__email="partner.housing@demo.invalid", until=None)
how = dict(organisation=who.organisation, position=who.position, by=who.person, now=clock.now())
actions.sign(agreement=made, version=made.sent_version, **how)
"""


@pytest.fixture
def partner(sign_in_as):
    return sign_in_as("Partner", width=PHONE, javascript=False)


@pytest.fixture
def team(sign_in_as):
    return sign_in_as("Programme team", width=DESK)


def test_what_waits_for_a_signature_is_signed_and_then_in_force(partner, team, demo):
    partner.sees("Waiting for your signature")
    partner.follows(f"{REFERRALS}, for Primary care network, west")
    partner.presses("Sign it", status=422)
    partner.is_told("Tick the box if you have read it and may sign it")
    partner.field("I have read the agreement and may sign it for this organisation").check()
    partner.presses("Sign it")
    partner.sees("You signed for Primary care network, west. Thank you.")
    partner.sees("It waits for the signature of City council, housing service.")
    demo.python(HOUSING_SIGNS)
    team.opens("/workspace/agreements/?state=in_force")
    team.follows(REFERRALS)
    team.sees("It is in force until")
    team.presses("Ask")
    team.sees(f"Yes: under “{REFERRALS}”")


def test_a_partner_reads_under_an_agreement_and_no_more_when_it_ends(partner, team):
    partner.opens("/workspace/shared/")
    partner.follows(GARAGES)
    partner.sees("Eleven garages stand empty.")
    address = partner.page.url
    team.opens("/workspace/agreements/")
    team.follows(PROBLEMS)
    team.sees(GARAGES)  # what was read is written down
    team.follows("End it")
    team.types("Why it ends", "We write a new one together.")
    team.presses("End the agreement")
    team.sees("Nothing may be shared under it any more.")
    partner.opens(address, status=404)
    partner.opens("/workspace/shared/")
    assert GARAGES not in partner.page.content()


def test_the_programme_team_breaks_the_glass_with_a_reason(team):
    team.opens("/workspace/shared/")
    team.follows("What tenants said about safety")
    team.sees("What it says is closed to you.")
    team.follows("Break the glass")
    team.types("Why you must read it now", "In danger?")
    team.presses("Break the glass", status=422)
    team.is_told("Say why in at least 20 letters. The organisation that shares it will read it.")
    team.types("Why you must read it now", "Somebody may come to harm tonight, and we must know where.")
    team.presses("Break the glass")
    team.sees("Two in three feel safe by day")
    team.opens("/workspace/glass/")
    team.sees("What tenants said about safety")

"""People of one partnership and what they send, for the tests of invitations and of the directory."""

import pytest

from peoplezones.accounts import actions, roles
from peoplezones.foundation import clock
from peoplezones.people import actions as people
from peoplezones.people.actions import Asked
from tests.peoplezones.accounts.factories import PartnershipFactory, PersonFactory
from tests.peoplezones.zones.factories import MembershipFactory, ZoneFactory


@pytest.fixture
def here():
    return PartnershipFactory(slug="here")


@pytest.fixture
def hold(here):
    """A person who holds a role in a partnership, and belongs to zones."""

    def make(role, *zones, partnership=None, **fields):
        person = PersonFactory(**fields)
        actions.give_role(person=person, role=role, partnership=partnership or here, by=None, now=clock.now())
        for zone in zones:
            MembershipFactory(person=person, zone=zone)
        return person

    return make


@pytest.fixture
def team(hold):
    return hold(roles.PROGRAMME_TEAM, name="Programme team 1")


@pytest.fixture
def zone(here):
    return ZoneFactory(partnership=here, slug="mill-lane")


@pytest.fixture
def invite(here):
    """Sends an invitation; answers it with the token of its link."""

    def send(by, asked=None, email="new@example.org", **more):
        tokens = []

        def link(token):
            tokens.append(token)
            return f"https://example.org/invitations/{token}/"

        given = {"partnership": here, "email": email, "name": "Invited 1", "asked": asked or Asked(roles.ANALYST)}
        made = people.invite(**{**given, **more}, link=link, by=by, now=clock.now())
        return made, tokens[0]

    return send

"""One partnership with a zone, one organisation in it, and the people around it."""

from types import SimpleNamespace

import pytest
from django.test import Client

from peoplezones.accounts import actions, roles
from tests.peoplezones.accounts import walks
from tests.peoplezones.accounts.factories import WHEN, PartnershipFactory, PersonFactory
from tests.peoplezones.partners.factories import ColleagueFactory, OrganisationFactory, PresenceFactory
from tests.peoplezones.zones.factories import MembershipFactory, ZoneFactory


def holding(role, partnership, *zones):
    person = PersonFactory()
    actions.give_role(person=person, role=role, partnership=partnership, by=None, now=WHEN)
    for zone in zones:
        MembershipFactory(zone=zone, person=person)
    return person


@pytest.fixture
def here(db):
    partnership = PartnershipFactory(slug="here")
    zone, other_zone = ZoneFactory(partnership=partnership, name="Mill Lane"), ZoneFactory(partnership=partnership)
    organisation = OrganisationFactory(partnership=partnership, name="Bell Foundry Boxing Club", kind="third_sector")
    PresenceFactory(organisation=organisation, zone=zone)
    partner = holding(roles.PARTNER, partnership, zone)
    ColleagueFactory(organisation=organisation, person=partner)
    return SimpleNamespace(
        partnership=partnership,
        zone=zone,
        other_zone=other_zone,
        organisation=organisation,
        team=holding(roles.PROGRAMME_TEAM, partnership),
        lead=holding(roles.ZONE_LEAD, partnership, zone),
        partner=partner,
        neighbour=holding(roles.PARTNER, partnership, zone),
        stranger=holding(roles.PROGRAMME_TEAM, PartnershipFactory(slug="elsewhere")),
    )


@pytest.fixture
def signed_in():
    """A browser of somebody who gave both steps."""

    def sign_in(person):
        client = Client()
        walks.sign_in_fully(client, person)
        return client

    return sign_in

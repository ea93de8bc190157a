"""People and organisations that the tests of agreements need again and again."""

import pytest

from peoplezones.accounts import roles
from tests.peoplezones.accounts.factories import PartnershipFactory, PersonFactory, RoleHeldFactory
from tests.peoplezones.partners.factories import ColleagueFactory, OrganisationFactory


@pytest.fixture
def partnership():
    return PartnershipFactory()


@pytest.fixture
def team(partnership):
    person = PersonFactory(name="Programme team 1", email="team@example.org")
    RoleHeldFactory(person=person, role=roles.PROGRAMME_TEAM.key, partnership=partnership)
    return person


@pytest.fixture
def health():
    return OrganisationFactory(name="Health board")


@pytest.fixture
def office():
    return OrganisationFactory(name="Office")


def works_for(organisation, name, *, may_sign=False):
    person = PersonFactory(name=name)
    RoleHeldFactory(person=person, role=roles.PARTNER.key, partnership=organisation.partnership)
    ColleagueFactory(person=person, organisation=organisation, may_sign=may_sign, position="Director")
    return person


@pytest.fixture
def doctor(health):
    return works_for(health, "Partner, health", may_sign=True)


@pytest.fixture
def clerk(office):
    return works_for(office, "Partner, office", may_sign=True)

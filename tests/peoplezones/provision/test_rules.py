import pytest

from peoplezones.accounts import roles
from peoplezones.foundation.refusals import NotAllowedForYou
from peoplezones.provision import rules
from tests.peoplezones.accounts.factories import PersonFactory
from tests.peoplezones.partners.factories import ColleagueFactory, OrganisationFactory, PresenceFactory
from tests.peoplezones.provision.factories import ProvisionFactory
from tests.peoplezones.zones.factories import MembershipFactory, ZoneFactory


@pytest.mark.parametrize(
    "words",
    [
        "Ask Mrs Example",
        "Mr. Example, warden",
        "mr example",
        "Dr Example's clinic",
        "Write to warden@example.org",
        "0116 496 0000",
        "07700 900123",
        "Ring +44 116 496 0000 first",
        "(0116) 4960000",
    ],
)
def test_words_that_name_or_reach_a_person_are_refused_with_a_sentence(words):
    assert rules.named_in(words).endswith(".")


@pytest.mark.parametrize(
    "words",
    [
        "MS nurse",
        "Health visitor",
        "Miss-a-meal fund",
        "Open 09:30 to 12:00, 2026-01-31",
        "Room 0.15 of 120 rooms",
        "Reach @ library",
        "Drop-in at 10, 11 and 12",
        "",
    ],
)
def test_titles_days_and_numbers_are_not_taken_for_people(words):
    assert rules.named_in(words) == ""


@pytest.fixture
def zone(db):
    return ZoneFactory()


def test_a_zone_lead_maps_their_own_zone_and_no_other(zone):
    lead = PersonFactory(holding=[roles.ZONE_LEAD])
    MembershipFactory(person=lead, zone=zone)
    rules.check_may_map(lead, zone)
    with pytest.raises(NotAllowedForYou):
        rules.check_may_map(lead, ZoneFactory())


@pytest.mark.parametrize("role", [roles.ANALYST, roles.PARTNER, roles.RESIDENT])
def test_members_of_other_roles_do_not_map(zone, role):
    member = PersonFactory(holding=[role])
    MembershipFactory(person=member, zone=zone)
    with pytest.raises(NotAllowedForYou):
        rules.check_may_map(member, zone)
    with pytest.raises(NotAllowedForYou):
        rules.check_may_add(member, zone)


def test_a_partner_edits_what_is_of_their_own_organisation_alone(zone):
    organisation = OrganisationFactory()
    PresenceFactory(organisation=organisation, zone=zone)
    partner = ColleagueFactory(organisation=organisation, person=PersonFactory(holding=[roles.PARTNER])).person
    rules.check_may_add(partner, zone)
    rules.check_may_edit(partner, ProvisionFactory(zone=zone, organisation=organisation, organisation_name=""))
    with pytest.raises(NotAllowedForYou):
        rules.check_may_edit(partner, ProvisionFactory(zone=zone))


def test_a_partner_of_an_organisation_that_is_not_in_the_zone_adds_nothing(zone):
    partner = ColleagueFactory(person=PersonFactory(holding=[roles.PARTNER])).person
    with pytest.raises(NotAllowedForYou):
        rules.check_may_add(partner, zone)

import pytest

from peoplezones.accounts import actions as accounts
from peoplezones.accounts import roles
from peoplezones.accounts.models import RoleHeld
from peoplezones.foundation.refusals import NotAllowedForYou
from peoplezones.partners import actions, queries, rules
from tests.peoplezones.accounts.factories import WHEN, PartnershipFactory, PersonFactory
from tests.peoplezones.partners.conftest import holding
from tests.peoplezones.partners.factories import ColleagueFactory, OrganisationFactory, PresenceFactory
from tests.peoplezones.zones.factories import MembershipFactory

pytestmark = pytest.mark.django_db


def acts(person, organisation):
    """Whether somebody acts for an organisation, by every way in which that is asked."""
    person.roles_read = None
    found = {rules.works_for(person, organisation), queries.own(person).filter(pk=organisation.pk).exists()}
    assert len(found) == 1
    return found.pop()


def test_who_lost_the_role_or_whose_role_rests_acts_for_no_organisation(here):
    assert acts(here.partner, here.organisation)
    RoleHeld.objects.filter(person=here.partner).update(access_ended_at=WHEN, ended_because="Not here since May.")
    assert not acts(here.partner, here.organisation)
    assert not rules.may_look(here.partner)
    RoleHeld.objects.filter(person=here.partner).delete()
    assert not acts(here.partner, here.organisation)
    assert not queries.seen_by(here.partner)


def test_a_role_of_another_partnership_lets_nobody_act_here(here):
    RoleHeld.objects.filter(person=here.partner).update(partnership=PartnershipFactory(slug="elsewhere"))
    assert not acts(here.partner, here.organisation)


def test_a_community_leader_acts_for_groups_of_neighbours_alone(here):
    leader = holding(roles.COMMUNITY_LEADER, here.partnership)
    group = OrganisationFactory(partnership=here.partnership, kind="informal_group")
    for organisation in (group, here.organisation):
        ColleagueFactory(organisation=organisation, person=leader)
    assert acts(leader, group)
    assert not acts(leader, here.organisation)


def test_whoever_owes_the_second_factor_acts_for_nobody(here):
    here.partner.ask_second_factor = lambda: False
    assert not acts(here.partner, here.organisation)
    assert not rules.may_look(here.partner)


def take_on(here, person, organisation, may_sign=False):
    who = {"organisation": organisation, "person": person, "position": "Helper", "may_sign": may_sign}
    return actions.add_colleague(**who, by=here.lead, now=WHEN)


def test_a_zone_lead_takes_on_nobody_for_an_organisation_with_a_constitution(here):
    with pytest.raises(NotAllowedForYou):
        take_on(here, here.neighbour, here.organisation)


def test_a_zone_lead_takes_on_others_for_a_group_of_neighbours_but_not_themselves(here):
    group = OrganisationFactory(partnership=here.partnership, kind="informal_group")
    PresenceFactory(organisation=group, zone=here.zone)
    for person, may_sign in ((here.lead, False), (here.neighbour, True)):
        with pytest.raises(NotAllowedForYou):
            take_on(here, person, group, may_sign)
    assert take_on(here, here.neighbour, group).person == here.neighbour


def test_whoever_signed_up_by_themselves_is_found_where_they_are_a_member_alone(here):
    resident = PersonFactory()
    accounts.give_role(person=resident, role=roles.RESIDENT, by=None, now=WHEN)
    assert queries.person_in(here.partnership.pk, resident.email) is None
    MembershipFactory(person=resident, zone=here.zone)
    assert queries.person_in(here.partnership.pk, resident.email) == resident
    assert queries.person_in(PartnershipFactory(slug="elsewhere").pk, resident.email) is None


def test_a_member_of_a_zone_sees_its_organisations_only_by_a_role_in_its_partnership(here):
    """A role in one partnership opens nothing of another, whose zone they live in."""
    MembershipFactory(person=here.stranger, zone=here.zone)
    assert here.organisation not in queries.seen_by(here.stranger)
    assert here.zone not in queries.zones_seen_by(here.stranger)
    assert not queries.offers_seen_by(here.stranger)

import datetime as dt

import pytest

from peoplezones.accounts import roles
from peoplezones.provision import queries
from tests.peoplezones.accounts.factories import PartnershipFactory, PersonFactory, RoleHeldFactory
from tests.peoplezones.partners.factories import ColleagueFactory, PresenceFactory
from tests.peoplezones.provision.factories import MappingFactory, ProvisionFactory
from tests.peoplezones.zones.factories import MembershipFactory, ZoneFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 2)


@pytest.fixture
def zone():
    return ZoneFactory(name="Mill Lane")


def names(person):
    return [zone.name for zone in queries.zones_seen_by(person)]


def test_the_whole_partnership_sees_its_zones_and_those_of_no_other(zone):
    other = PartnershipFactory(slug="elsewhere")
    ZoneFactory(name="Far away", partnership=other)
    analyst = PersonFactory()
    RoleHeldFactory(person=analyst, role=roles.ANALYST.key, partnership=zone.partnership)
    assert names(analyst) == ["Mill Lane"]


def test_leads_and_partners_see_the_zones_that_they_belong_to(zone):
    ZoneFactory(name="Hill Top")
    for role in (roles.ZONE_LEAD, roles.PARTNER):
        member = MembershipFactory(zone=zone, person=PersonFactory(holding=[role])).person
        assert names(member) == ["Mill Lane"]


def test_a_partner_sees_the_zones_where_their_organisation_works_while_they_work_for_it(zone):
    colleague = ColleagueFactory(person=PersonFactory(holding=[roles.PARTNER]))
    PresenceFactory(zone=zone, organisation=colleague.organisation)
    assert names(colleague.person) == ["Mill Lane"]
    colleague.until = colleague.since
    colleague.save()
    assert names(colleague.person) == []


@pytest.mark.parametrize("role", [roles.RESIDENT, roles.COMMUNITY_LEADER, roles.BOARD_MEMBER, roles.EVALUATOR])
def test_members_of_other_roles_see_nothing(zone, role):
    assert names(MembershipFactory(zone=zone, person=PersonFactory(holding=[role])).person) == []


def test_what_ended_or_is_planned_does_not_run(zone):
    day = dt.timedelta(days=1)
    ProvisionFactory(zone=zone, title="Ended", until=TODAY - day)
    ProvisionFactory(zone=zone, title="Last day", until=TODAY)
    ProvisionFactory(zone=zone, title="Planned", since=TODAY + day)
    ProvisionFactory(zone=zone, title="Unknown")
    assert [item.title for item in queries.now_of(zone, TODAY)] == ["Last day", "Unknown"]
    rows = queries.items_of(zone)
    assert [item.title for item in queries.in_state(rows, "ended", TODAY)] == ["Ended"]
    assert [item.title for item in queries.in_state(rows, "planned", TODAY)] == ["Planned"]


def test_zones_come_with_what_runs_and_how_far_the_mapping_is(zone):
    ProvisionFactory(zone=zone)
    ProvisionFactory(zone=zone, until=TODAY - dt.timedelta(days=1))
    MappingFactory(zone=zone)
    MappingFactory(zone=zone, draft=True)
    [found] = queries.zones_with_progress(PersonFactory(holding=[roles.PROGRAMME_TEAM]), TODAY)
    assert (found.items_now, len(found.baselines), len(found.drafts)) == (1, 1, 1)


def test_candidates_for_the_people_team_run_and_are_marked(zone):
    ProvisionFactory(zone=zone, title="Marked", could_join_team=True)
    ProvisionFactory(zone=zone, could_join_team=True, until=TODAY - dt.timedelta(days=1))
    ProvisionFactory(zone=zone)
    ProvisionFactory(could_join_team=True)
    assert [item.title for item in queries.candidates(zone, TODAY)] == ["Marked"]


def test_a_mapping_that_is_drawn_up_is_no_baseline(zone):
    draft = MappingFactory(zone=zone, draft=True)
    assert queries.mapping_of(zone, draft.pk) is None
    assert queries.baseline_of(zone) is None

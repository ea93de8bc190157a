import datetime as dt

from peoplezones.accounts import roles
from peoplezones.teams.queries import appetite, people, teams
from tests.peoplezones.accounts.factories import PersonFactory
from tests.peoplezones.teams.factories import SeatFactory, SelfAssessmentFactory, SittingFactory, TeamFactory
from tests.peoplezones.teams.worlds import somebody, world
from tests.peoplezones.zones.factories import MembershipFactory, ZoneFactory

TODAY = dt.date(2026, 3, 2)


def seen(person):
    return set(teams.seen_by(person, TODAY))


def test_the_whole_partnership_is_read_by_those_who_work_with_it_and_by_no_one_else(here):
    board = TeamFactory(partnership=here.partnership, kind="board")
    for role in (roles.ANALYST, roles.EVALUATOR, roles.BOARD_MEMBER):
        assert seen(somebody(role, here.partnership)) == {here.team, board}
    assert seen(here.lead) == seen(here.leader) == {here.team}
    there = world("there")
    for stranger in (here.partner, PersonFactory(), somebody(roles.RESIDENT, here.partnership)):
        assert seen(stranger) == set()
    for stranger in (there.programme, somebody(roles.ANALYST, there.partnership), there.lead):
        assert seen(stranger) == {there.team}


def test_whoever_sits_in_a_team_sees_it_while_they_do(here):
    board = TeamFactory(partnership=here.partnership, kind="board")
    sitting = SittingFactory(seat=SeatFactory(team=board), person=here.partner)
    deputy = SittingFactory(seat=SeatFactory(team=board), deputy=here.leader)
    assert board in seen(here.partner)
    assert board in seen(here.leader)
    type(sitting).objects.filter(pk__in=[sitting.pk, deputy.pk]).update(until=dt.date(2026, 3, 1))
    assert board not in seen(here.partner)


def test_for_a_zone_only_its_own_people_and_those_of_the_whole_programme_can_be_named(here):
    other = ZoneFactory(slug="other", partnership=here.partnership)
    neighbour = MembershipFactory(zone=other).person
    found = set(people.people_of(here.partnership.pk, here.zone.pk))
    assert {here.programme, here.lead, here.leader, here.partner} <= found
    assert neighbour not in found
    assert neighbour in people.people_of(here.partnership.pk)
    assert not found & set(people.people_of(world("there").partnership.pk))


def test_what_is_said_of_an_idea_is_read_by_those_alone_who_see_it(here):
    idea = ZoneFactory(slug="idea", partnership=here.partnership, state="idea")
    SelfAssessmentFactory(organisation=here.organisation, zone=idea)

    def told(person):
        speak = appetite.zones_to_speak_of(person, here.organisation)
        return idea in appetite.zones_of(person), appetite.seen_by(person).exists(), idea in speak

    assert told(here.programme) == (True, True, True)
    assert told(here.partner) == (False, False, False)

import datetime as dt

import pytest

from peoplezones.foundation import clock
from peoplezones.foundation.models import AuditEntry
from peoplezones.people import actions as people
from peoplezones.teams import rules
from peoplezones.teams.models import HandOverItem, Mentoring, Sitting
from peoplezones.teams.queries import scope
from tests.peoplezones.accounts.factories import PersonFactory, RoleHeldFactory
from tests.peoplezones.teams.factories import (
    HandOverFactory,
    HandOverItemFactory,
    MentoringFactory,
    SeatFactory,
    SittingFactory,
)
from tests.peoplezones.teams.worlds import champion_team, world
from tests.peoplezones.zones.factories import MembershipFactory

TODAY = dt.date(2026, 3, 2)


def leave(here, person):
    ground = {"partnership": here.partnership, "reason": "New job", "by": here.programme}
    people.end_in_partnership(person=person, **ground, now=clock.now())


def test_seats_deputies_places_and_mentoring_end_with_whoever_leaves(here):
    leaver = here.partner
    seat = SittingFactory(seat=SeatFactory(team=here.team), person=leaver)
    later = SittingFactory(seat=SeatFactory(team=here.team), person=leaver, since=dt.date(2026, 4, 1))
    deputy = SittingFactory(seat=SeatFactory(team=here.team), person=here.lead, deputy=leaver)
    mentoring = MentoringFactory(champion=leaver, zone=here.zone)
    pack = HandOverFactory(partnership=here.partnership, person=here.lead)
    item = HandOverItemFactory(hand_over=pack, state="taken_over", successor=leaver)
    leave(here, leaver)
    assert Sitting.objects.get(pk=seat.pk).until == Mentoring.objects.get(pk=mentoring.pk).until == TODAY
    assert not Sitting.objects.filter(pk=later.pk).exists()
    assert Sitting.objects.get(pk=deputy.pk).deputy is None
    given_back = HandOverItem.objects.get(pk=item.pk)
    assert (given_back.state, given_back.successor) == ("open", None)
    told = AuditEntry.objects.filter(scope=here.partnership.pk, action__startswith="teams.")
    assert set(told.values_list("action", flat=True)) == {
        "teams.end_sitting",
        "teams.drop_sitting",
        "teams.end_deputy",
        "teams.end_mentoring",
        "teams.arrange_hand_over",
    }


def test_what_they_hold_in_another_partnership_goes_on(here):
    there = world("there")
    seat = SittingFactory(seat=SeatFactory(team=there.team), person=here.partner)
    leave(here, here.partner)
    assert Sitting.objects.get(pk=seat.pk).until is None


def test_a_champion_without_a_role_that_counts_has_no_powers_of_one(here):
    SittingFactory(seat=SeatFactory(team=champion_team(here)), person=here.partner)
    assert rules.is_champion(here.partner, here.partnership.pk, TODAY)
    here.partner.roles_held.update(access_ended_at=clock.now(), ended_because="Not here since May.")
    assert not rules.is_champion(here.partner, here.partnership.pk, TODAY)


@pytest.mark.parametrize("at_home", [True, False])
def test_a_seat_opens_its_team_to_a_resident_who_belongs_to_a_zone_there(here, at_home):
    resident = PersonFactory()
    RoleHeldFactory(person=resident, role="resident", partnership=None)
    SittingFactory(seat=SeatFactory(team=here.team), person=resident)
    MembershipFactory(person=resident, zone=here.zone if at_home else world("there").zone)
    assert scope.seats_taken(resident, TODAY).exists() == at_home

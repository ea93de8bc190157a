import datetime as dt

import pytest

from peoplezones.foundation import clock
from peoplezones.foundation.refusals import NotAllowedForYou, NotPossibleNow
from peoplezones.teams.actions import champions
from peoplezones.teams.models import Seat
from peoplezones.teams.queries import champions as read
from tests.peoplezones.teams.factories import SeatFactory, SittingFactory
from tests.peoplezones.teams.worlds import champion_team, world

DAY = dt.date(2026, 2, 2)
TODAY = dt.date(2026, 3, 2)


def ask(here, on=DAY, by=None):
    return champions.ask(organisation=here.organisation, on=on, by=by or here.programme, now=clock.now())


def test_asking_needs_the_champion_team(here):
    with pytest.raises(NotPossibleNow, match="no Champion Team yet"):
        ask(here)


def test_a_seat_waits_in_the_champion_team_from_the_first_request_on(here):
    team = champion_team(here)
    ask(here)
    ask(here, on=DAY + dt.timedelta(days=30))
    seat = Seat.objects.get(team=team)
    assert (seat.organisation, seat.kind, seat.is_required) == (here.organisation, "champion", True)
    row = read.agencies(here.programme, TODAY).get()
    assert (row.asked_on, row.reminded_on, row.has_champion) == (DAY, dt.date(2026, 3, 4), False)
    SittingFactory(seat=seat, person=here.partner, since=DAY)
    row = read.agencies(here.programme, TODAY).get()
    assert (row.has_champion, row.champion, row.named_on) == (True, here.partner.name, DAY)


def test_only_the_programme_team_of_the_partnership_asks(here):
    champion_team(here)
    for person in (here.lead, here.partner, world("there").programme):
        with pytest.raises(NotAllowedForYou):
            ask(here, by=person)


def link(here, champion, by=None, zone=None):
    words = {"champion": champion.pk, "zone": zone or here.zone, "since": DAY}
    return champions.link_mentor(**words, by=by or here.programme, now=clock.now())


def test_only_champions_mentor_a_zone_and_each_once_at_a_time(here):
    with pytest.raises(NotPossibleNow, match="sits in the Champion Team"):
        link(here, here.partner)
    SittingFactory(seat=SeatFactory(team=champion_team(here)), person=here.partner)
    link(here, here.partner)
    with pytest.raises(NotPossibleNow, match="mentors this zone already"):
        link(here, here.partner)


def test_a_link_to_a_zone_of_another_partnership_is_refused(here):
    SittingFactory(seat=SeatFactory(team=champion_team(here)), person=here.partner)
    with pytest.raises(NotAllowedForYou):
        link(here, here.partner, zone=world("there").zone)

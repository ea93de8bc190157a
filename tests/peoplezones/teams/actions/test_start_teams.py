import datetime as dt

import pytest
from django.db import IntegrityError

from peoplezones.foundation import clock
from peoplezones.foundation.models import AuditEntry
from peoplezones.foundation.refusals import NotAllowedForYou, NotPossibleNow
from peoplezones.foundation.versions import EditedMeanwhile
from peoplezones.teams.actions import teams
from peoplezones.teams.models import Seat
from tests.peoplezones.teams.factories import SeatFactory, SittingFactory, TeamFactory
from tests.peoplezones.teams.worlds import world

DAY = dt.date(2026, 2, 2)
WORDS = {"name": "Steering group", "purpose": "Keeps on course.", "rhythm": "monthly", "since": DAY}


def start(here, by=None, **words):
    given = {"partnership": here.partnership, "zone": here.zone, "kind": "steering_group", **WORDS, **words}
    return teams.start(**given, by=by or here.programme, now=clock.now())


def change(team, by, **words):
    given = {**WORDS, "name": team.name, "meets": "", "covers": team.covers, "since": team.since, "ended_on": None}
    return teams.change(team=team, version=team.version, **{**given, **words}, by=by, now=clock.now())


def test_a_steering_group_waits_for_the_local_policing_team_of_each_neighbourhood(here):
    made = start(here, covers="North Street\n\nMill Lane\nNorth Street ")
    seats = Seat.objects.filter(team=made).order_by("id")
    assert [(seat.area, seat.is_required, seat.kind) for seat in seats] == [
        ("North Street", True, "local_policing"),
        ("Mill Lane", True, "local_policing"),
    ]
    assert AuditEntry.objects.get(action="teams.start").scope == here.partnership.pk


def test_a_neighbourhood_that_is_added_later_gets_its_seat_and_no_second_one(here):
    made = start(here, covers="North Street")
    change(made, here.lead, covers="north street\nMill Lane")
    assert sorted(Seat.objects.filter(team=made).values_list("area", flat=True)) == ["Mill Lane", "North Street"]


def test_other_teams_get_no_seats_of_their_own(here):
    assert not Seat.objects.filter(team=start(here, kind="project_team", covers="North Street")).exists()


def test_a_zone_has_one_people_team_until_it_ends(here):
    with pytest.raises(NotPossibleNow, match="has a People Team already"):
        start(here, kind="people_team")
    change(here.team, here.lead, ended_on=DAY)
    assert start(here, kind="people_team").pk


def test_the_data_base_itself_holds_one_people_team_a_zone_and_one_champion_team(here):
    with pytest.raises(IntegrityError):
        TeamFactory(partnership=here.partnership, zone=here.zone, kind="people_team")


def test_a_partnership_has_one_champion_team_over_all_zones(here):
    with pytest.raises(NotPossibleNow, match="works for all zones"):
        start(here, kind="champion_team")
    start(here, kind="champion_team", zone=None)
    with pytest.raises(NotPossibleNow, match="has a Champion Team already"):
        start(here, kind="champion_team", zone=None, name="Another one")


@pytest.mark.parametrize("who", ["partner", "leader"])
def test_neither_partners_nor_community_leaders_start_or_change_teams(here, who):
    person = getattr(here, who)
    with pytest.raises(NotAllowedForYou):
        start(here, by=person)
    with pytest.raises(NotAllowedForYou):
        change(here.team, person)


def test_a_zone_lead_starts_teams_in_their_own_zone_alone(here):
    there = world("there")
    assert start(here, by=here.lead).zone == here.zone
    with pytest.raises(NotAllowedForYou):
        start(here, by=here.lead, zone=None)
    with pytest.raises(NotAllowedForYou):
        start(there, by=here.lead)


def test_the_programme_team_cannot_put_a_team_into_a_zone_of_another_partnership(here):
    with pytest.raises(NotPossibleNow, match="a zone of this partnership"):
        start(here, zone=world("there").zone)


def test_who_sits_in_a_team_that_ends_sits_there_until_that_day(here):
    goes_on = SittingFactory(seat=SeatFactory(team=here.team), since=dt.date(2026, 1, 20))
    begins_later = SittingFactory(seat=SeatFactory(team=here.team), since=dt.date(2026, 2, 20))
    change(here.team, here.programme, ended_on=DAY)
    goes_on.refresh_from_db()
    assert goes_on.until == DAY
    assert not type(begins_later).objects.filter(pk=begins_later.pk).exists()


def test_nobody_overwrites_what_another_one_saved_meanwhile(here):
    change(here.team, here.lead, name="Theirs")
    with pytest.raises(EditedMeanwhile):
        change(here.team, here.programme, name="Mine")
    here.team.refresh_from_db()
    assert here.team.name == "Theirs"


def test_a_local_policing_seat_names_its_neighbourhood(here):
    with pytest.raises(NotPossibleNow, match="for which neighbourhood"):
        teams.add_seat(team=here.team, kind="local_policing", title="Police", by=here.lead, now=clock.now())


def test_a_seat_waits_for_organisations_of_its_own_partnership_alone(here):
    words = {"kind": "service", "title": "Housing", "by": here.lead, "now": clock.now()}
    assert teams.add_seat(team=here.team, organisation=here.organisation.pk, **words).organisation == here.organisation
    with pytest.raises(NotPossibleNow, match="an organisation of this partnership"):
        teams.add_seat(team=here.team, organisation=world("there").organisation.pk, **words)


def test_a_neighbourhood_with_a_very_long_line_is_known_again_the_next_time(here):
    made = start(here, covers="Long " * 40)
    again = change(made, here.programme, purpose="Still on course.")
    assert Seat.objects.filter(team=again).count() == 1

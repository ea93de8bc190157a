import datetime as dt

import pytest

from peoplezones.foundation import clock
from peoplezones.foundation.refusals import NotAllowedForYou, NotPossibleNow
from peoplezones.teams.actions import appetite
from peoplezones.teams.models import Statement
from peoplezones.teams.presenters import appetite as said
from peoplezones.teams.queries import appetite as read
from tests.peoplezones.teams.worlds import world

DAY = dt.date(2026, 2, 2)
LEVELS = [3, 2, 1, 3, 3, 2, 3, 2]


def assess(here, levels=LEVELS, on=DAY, by=None, **words):
    about = {"organisation": here.organisation, "zone": here.zone, "on": on, "comments": {}, **words}
    told = dict(zip(Statement.values, levels, strict=True))
    return appetite.assess(**about, levels=told, by=by or here.partner, now=clock.now())


def test_a_newer_one_stands_beside_the_earlier_and_what_changed_is_said_in_words(here):
    before = assess(here)
    now = assess(here, levels=[4, 2, 1, 2, 3, 2, 4, 2], on=DAY + dt.timedelta(days=10))
    assert read.history(here.programme, here.organisation.pk, here.zone.pk) == [now, before]
    assert list(read.newest(here.programme)) == [now]
    told = said.trend(now, before)
    assert told == "2 statements hold more and 1 statement holds less than on 2 February 2026."
    assert said.trend(before, None) == "This is the first time."
    assert said.appetite(now) == "“Not yet” to “Fully”"


def test_levels_are_shown_in_words_and_never_summed(here):
    line = said.lines(assess(here), None, (Statement.TIME,))[0]
    assert (line.statement, line.now) == (str(Statement.TIME.label), "Mostly")


def test_one_a_day_and_none_for_a_day_to_come(here):
    assess(here)
    with pytest.raises(NotPossibleNow, match="for that day already"):
        assess(here)
    with pytest.raises(NotPossibleNow, match="still to come"):
        assess(here, on=dt.date(2026, 3, 3))


def test_only_people_who_work_for_the_organisation_speak_for_it(here):
    for person in (here.programme, here.lead, world("there").partner):
        with pytest.raises(NotAllowedForYou):
            assess(here, by=person)


def test_an_organisation_speaks_of_zones_of_its_partnership_alone(here):
    with pytest.raises(NotPossibleNow, match="a zone of this partnership"):
        assess(here, zone=world("there").zone)


def test_members_of_the_zone_do_not_read_what_an_organisation_says_of_itself(here):
    assess(here)
    there = world("there")
    assert [read.seen_by(one).count() for one in (here.programme, here.lead, here.partner)] == [1, 1, 1]
    assert [read.seen_by(one).count() for one in (here.leader, there.programme, there.lead)] == [0, 0, 0]

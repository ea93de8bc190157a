import datetime as dt

import pytest

from peoplezones.accounts import roles
from peoplezones.foundation import clock
from peoplezones.foundation.refusals import NotAllowedForYou, NotPossibleNow
from peoplezones.foundation.versions import EditedMeanwhile
from peoplezones.zones import actions
from tests.peoplezones.accounts.factories import PersonFactory
from tests.peoplezones.zones.factories import ZoneFactory

pytestmark = pytest.mark.django_db
WORDS = {
    "title": "Speeding",
    "words": "Cars race at night.",
    "evidence": "61 of 100 said so.",
    "as_of": dt.date(2025, 11, 1),
    "source": "Survey",
}


@pytest.fixture
def team():
    return PersonFactory(holding=[roles.PROGRAMME_TEAM])


def test_problems_change_until_the_zone_is_active_and_stay_from_then_on(team):
    zone = ZoneFactory(phase="team")
    first, second = (actions.add_problem(zone=zone, **WORDS, by=team, now=clock.now()) for _ in range(2))
    changed = WORDS | {"title": "Fast cars"}
    first = actions.edit_problem(problem=first, seen=1, **changed, by=team, now=clock.now())
    actions.remove_problem(problem=second, by=team, now=clock.now())
    actions.move_phase(zone=zone, move="start_delivery", by=team, now=clock.now())
    with pytest.raises(NotPossibleNow, match="stays as it is"):
        actions.edit_problem(problem=first, seen=2, **WORDS, by=team, now=clock.now())
    with pytest.raises(NotPossibleNow, match="stays as it is"):
        actions.remove_problem(problem=first, by=team, now=clock.now())
    actions.add_problem(zone=zone, **WORDS, by=team, now=clock.now())
    assert list(zone.key_problems.values_list("title", "is_baseline")) == [("Fast cars", True), ("Speeding", False)]


def test_two_who_change_a_problem_at_once_are_told(team):
    problem = actions.add_problem(zone=ZoneFactory(), **WORDS, by=team, now=clock.now())
    actions.edit_problem(problem=problem, seen=1, **WORDS, by=team, now=clock.now())
    with pytest.raises(EditedMeanwhile):
        actions.edit_problem(problem=problem, seen=1, **WORDS, by=team, now=clock.now())


def test_others_add_none():
    with pytest.raises(NotAllowedForYou):
        actions.add_problem(zone=ZoneFactory(), **WORDS, by=PersonFactory(), now=clock.now())


@pytest.mark.parametrize("day", [dt.date(9999, 12, 31), dt.date(1, 1, 1)])
def test_a_problem_is_of_a_day_of_a_calendar(team, day):
    with pytest.raises(NotPossibleNow, match="between 1800 and 2100"):
        actions.add_problem(zone=ZoneFactory(), **WORDS | {"as_of": day}, by=team, now=clock.now())

import datetime as dt

import pytest

from peoplezones.teams.presenters import weak_points as said
from peoplezones.teams.queries import weak_points
from tests.peoplezones.teams.factories import SeatFactory, SittingFactory
from tests.peoplezones.teams.worlds import world

TODAY = dt.date(2026, 3, 2)


@pytest.fixture
def told(here):
    SeatFactory(team=here.team, title="Notes")
    needed = SeatFactory(team=here.team, title="Health", is_required=True)
    SittingFactory(seat=needed, person=None, promised_by=here.organisation)
    SittingFactory(seat=SeatFactory(team=here.team, title="Chair"), person=here.lead)
    SittingFactory(seat=SeatFactory(team=here.team, title="Tea"), person=here.lead, deputy=here.leader)
    SittingFactory(seat=SeatFactory(team=here.team, title="Gone", ended_on=dt.date(2026, 2, 1)), until=TODAY)
    return [said.sentence(weak) for weak in weak_points.found(here.programme, TODAY)]


def test_each_way_to_depend_on_one_person_is_said_in_a_sentence(told):
    assert told == [
        "“Health” in People Team here is empty, and the team needs it. "
        "Housing here promised somebody on 12 January 2026.",
        "“Notes” in People Team here is empty.",
        "Zone lead here sits in 2 seats: “Chair” in People Team here; “Tea” in People Team here.",
        "If Zone lead here is away, nobody stands in: “Chair” in People Team here has no deputy.",
        "Only Partner here may sign for Housing here. Ask who else can.",
    ]


def test_a_sitting_that_ended_leaves_the_seat_empty(here):
    SittingFactory(seat=SeatFactory(team=here.team, title="Chair"), until=dt.date(2026, 3, 1))
    assert next(iter(weak_points.found(here.lead, TODAY))).kind == "empty"


def test_names_of_colleagues_are_for_those_to_whom_partners_show_them(here):
    def kinds(person):
        return [weak.kind for weak in weak_points.found(person, TODAY)]

    assert kinds(here.programme) == kinds(here.lead) == kinds(here.partner) == ["one_signs"]
    assert kinds(here.leader) == []


def test_nothing_of_another_partnership_is_found(told):
    there = world("there")
    found = [said.sentence(weak) for weak in weak_points.found(there.programme, TODAY)]
    assert found == ["Only Partner there may sign for Housing there. Ask who else can."]

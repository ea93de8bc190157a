import pytest

from peoplezones.foundation import clock
from peoplezones.foundation.refusals import NotAllowedForYou, NotPossibleNow
from peoplezones.teams.actions import ideas
from peoplezones.teams.models import Follow
from peoplezones.teams.queries import ideas as read
from tests.peoplezones.teams.factories import SeatFactory, SittingFactory
from tests.peoplezones.teams.worlds import champion_team, world


def capture(here, by=None, zone="own"):
    where = {"partnership": here.partnership, "zone": here.zone if zone == "own" else zone}
    return ideas.capture(**where, title="Knock first", text="On every door.", by=by or here.lead, now=clock.now())


def move(idea, name, by, reason=""):
    return ideas.move(idea=idea, move=name, reason=reason, by=by, now=clock.now())


def test_what_became_of_an_idea_is_told_step_by_step(here):
    idea = capture(here)
    move(idea, "try_out", here.lead)
    move(idea, "make_practice", here.programme, "Doors opened.")
    steps = [(one.to, one.reason) for one in read.changes_of(idea)]
    assert steps == [("captured", ""), ("tried", ""), ("practice", "Doors opened.")]
    with pytest.raises(NotPossibleNow, match="captured or being tried"):
        move(idea, "put_aside", here.lead, "No.")


def test_an_idea_is_put_aside_with_a_reason_alone_and_can_be_taken_up(here):
    idea = capture(here)
    with pytest.raises(NotPossibleNow, match="why it is put aside"):
        move(idea, "put_aside", here.lead, "  ")
    move(idea, "put_aside", here.lead, "Nobody has time.")
    move(idea, "take_up", here.lead)
    idea.refresh_from_db()
    assert idea.state == "captured"


def test_whoever_captures_an_idea_follows_it_and_may_stop(here):
    idea = capture(here)
    assert Follow.objects.get(idea=idea).person == here.lead
    for _twice in range(2):
        ideas.follow(idea=idea, wanted=False, by=here.lead, now=clock.now())
    assert not Follow.objects.exists()


def test_members_of_a_zone_read_its_ideas_and_only_those_in_a_team_capture_them(here):
    with pytest.raises(NotAllowedForYou):
        capture(here, by=here.leader)
    SittingFactory(seat=SeatFactory(team=here.team), person=here.leader)
    idea = capture(here, by=here.leader)
    with pytest.raises(NotAllowedForYou):
        move(idea, "try_out", here.leader)


def test_a_champion_captures_ideas_for_all_zones_and_says_what_became_of_them(here):
    SittingFactory(seat=SeatFactory(team=champion_team(here)), person=here.partner)
    idea = capture(here, by=here.partner, zone=None)
    move(idea, "try_out", here.partner)
    with pytest.raises(NotAllowedForYou):
        capture(world("there"), by=here.partner, zone=None)


def test_nobody_reads_ideas_of_another_partnership(here):
    idea, there = capture(here), world("there")
    for person in (there.programme, there.lead, there.leader, there.partner):
        assert read.idea(person, idea.pk, clock.now().date()) is None

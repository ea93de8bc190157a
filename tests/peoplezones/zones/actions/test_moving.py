import pytest

from peoplezones.accounts import roles
from peoplezones.foundation import clock
from peoplezones.foundation.models import AuditEntry
from peoplezones.foundation.refusals import NotAllowedForYou, NotPossibleNow
from peoplezones.zones import actions, rules
from tests.peoplezones.accounts.factories import PersonFactory
from tests.peoplezones.zones.factories import MembershipFactory, ZoneFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return PersonFactory(holding=[roles.PROGRAMME_TEAM])


def test_phases_follow_their_table_and_leave_a_trace(team):
    zone = ZoneFactory()
    for move, phase in [
        ("build_team", "team"),
        ("start_delivery", "deliver"),
        ("start_review", "review"),
        ("start_delivery", "deliver"),
    ]:
        actions.move_phase(zone=zone, move=move, by=team, now=clock.now())
        zone.refresh_from_db()
        assert zone.phase == phase
    assert [change.to for change in zone.phase_changes.all()] == ["team", "deliver", "review", "deliver"]
    assert AuditEntry.objects.filter(action="zones.start_review").count() == 1


def test_a_move_out_of_turn_is_refused_and_changes_nothing(team):
    zone = ZoneFactory()
    with pytest.raises(NotPossibleNow, match="Only a zone whose work is under way"):
        actions.move_phase(zone=zone, move="start_review", by=team, now=clock.now())
    zone.refresh_from_db()
    assert zone.phase == "concept"
    assert not zone.phase_changes.exists()


def test_a_zone_lead_moves_their_own_zone_and_no_other():
    lead = PersonFactory(holding=[roles.ZONE_LEAD])
    own, other = ZoneFactory(), ZoneFactory()
    MembershipFactory(zone=own, person=lead)
    actions.move_phase(zone=own, move="build_team", by=lead, now=clock.now())
    with pytest.raises(NotAllowedForYou):
        actions.move_phase(zone=other, move="build_team", by=lead, now=clock.now())


def test_the_state_goes_with_the_phase_and_the_first_active_moment_is_kept(team):
    zone = ZoneFactory()
    for move, state in [
        ("build_team", "developing"),
        ("start_delivery", "active"),
        ("start_review", "reviewing"),
        ("start_delivery", "active"),
    ]:
        actions.move_phase(zone=zone, move=move, by=team, now=clock.now())
        zone.refresh_from_db()
        assert zone.state == state
    assert [change.to for change in zone.state_changes.all()] == ["active", "reviewing", "active"]
    assert zone.active_at == clock.now()


def change(zone, move, by, reason="It was time."):
    return actions.change_state(zone=zone, move=move, reason=reason, by=by, now=clock.now())


def test_an_idea_needs_a_line_before_everybody_sees_it(team):
    idea = ZoneFactory(state="idea", boundary="")
    with pytest.raises(NotPossibleNow, match="line on the map first"):
        change(idea, "develop", team)
    drawn = ZoneFactory(state="idea")
    assert change(drawn, "develop", team).state == "developing"


@pytest.mark.parametrize("state", ["idea", "handed_over", "closed"])
def test_phases_stand_still_outside_the_work(team, state):
    zone = ZoneFactory(state=state, phase="deliver" if state == "handed_over" else "concept")
    move = "start_review" if state == "handed_over" else "build_team"
    with pytest.raises(NotPossibleNow, match="Phases move only while"):
        actions.move_phase(zone=zone, move=move, by=team, now=clock.now())


def test_a_zone_is_handed_over_closed_and_started_again_with_reasons_that_are_kept(team):
    zone = ZoneFactory(phase="deliver")
    change(zone, "hand_over", team, "Neighbours run it.")
    change(zone, "close", team, "The work is done.")
    zone.refresh_from_db()
    assert (zone.state, zone.phase) == ("closed", "deliver")
    change(zone, "reopen", team)
    zone.refresh_from_db()
    assert (zone.state, zone.phase, zone.is_frozen) == ("developing", "concept", True)
    assert [row.reason for row in zone.state_changes.all()] == [
        "Neighbours run it.",
        "The work is done.",
        "It was time.",
    ]


@pytest.mark.parametrize(
    ("state", "phase", "move", "says"),
    [
        ("developing", "team", "hand_over", "active or being reviewed"),
        ("idea", "concept", "close", "can stay an idea"),
        ("active", "deliver", "reopen", "handed over or closed"),
        ("developing", "concept", "develop", "Only an idea"),
    ],
)
def test_a_move_from_the_wrong_state_is_refused_in_its_own_words(team, state, phase, move, says):
    zone = ZoneFactory(state=state, phase=phase)
    with pytest.raises(NotPossibleNow, match=says):
        change(zone, move, team)
    assert not zone.state_changes.exists()


def test_a_state_is_not_changed_without_a_reason_or_by_a_lead(team):
    zone = ZoneFactory(phase="deliver")
    with pytest.raises(NotPossibleNow, match="Say why"):
        change(zone, "close", team, reason="  ")
    lead = PersonFactory(holding=[roles.ZONE_LEAD])
    MembershipFactory(zone=zone, person=lead)
    with pytest.raises(NotAllowedForYou, match="Only the programme team"):
        change(zone, "close", lead)
    assert rules.may_edit(lead, zone)

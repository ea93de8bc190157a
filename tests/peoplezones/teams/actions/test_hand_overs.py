import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from peoplezones.foundation import clock
from peoplezones.foundation.refusals import NotAllowedForYou, NotPossibleNow
from peoplezones.teams.actions import hand_overs
from peoplezones.teams.models import Follow, Mentoring, Sitting
from peoplezones.teams.queries import hand_overs as read
from tests.peoplezones.teams.factories import FollowFactory, IdeaFactory, MentoringFactory, SeatFactory, SittingFactory
from tests.peoplezones.teams.worlds import world

LAST = dt.date(2026, 3, 31)


@pytest.fixture
def leaver(here):
    """Somebody who chairs, stands in, mentors, follows an idea and works for an organisation."""
    one = here.partner
    SittingFactory(seat=SeatFactory(team=here.team, title="Chair"), person=one, deputy=here.leader)
    SittingFactory(seat=SeatFactory(team=here.team, title="Notes"), person=here.leader, deputy=one)
    MentoringFactory(champion=one, zone=here.zone)
    FollowFactory(person=one, idea=IdeaFactory(partnership=here.partnership, title="Knock first"))
    return one


def begin(here, person, by=None):
    words = {"partnership": here.partnership, "person": person, "leaves_on": LAST}
    return hand_overs.begin(**words, by=by or here.programme, now=clock.now())


def arrange(item, successor, by):
    number = successor.pk if successor else None
    return hand_overs.arrange(item=item, version=item.version, successor=number, note="", by=by, now=clock.now())


def finish(item, by):
    return hand_overs.finish(item=item, by=by, now=clock.now())


def test_the_pack_lists_what_the_person_holds_in_this_partnership(here, leaver):
    there = world("there")
    SittingFactory(seat=SeatFactory(team=there.team), person=leaver)
    pack = begin(here, leaver)
    told = [(item.kind, item.title) for item in pack.items.order_by("id")]
    assert told == [
        ("seat", "Chair, People Team here"),
        ("deputy", "Deputy of Community leader here: Notes, People Team here"),
        ("mentoring", "Mentoring of Here end"),
        ("idea", "Knock first"),
        ("organisation", "Neighbourhood manager, Housing here"),
    ]
    assert pack.items.first().detail == "Every week. Deputy: Community leader here."


def test_a_seat_that_is_handed_over_goes_to_the_successor_the_day_after(here, leaver):
    item = arrange(begin(here, leaver).items.get(kind="seat"), here.lead, here.programme)
    done = finish(item, here.programme)
    before, after = Sitting.objects.filter(seat__title="Chair").order_by("since")
    assert (done.state, done.done_on) == ("done", dt.date(2026, 3, 2))
    assert (before.person, before.until) == (leaver, LAST)
    assert (after.person, after.since, after.deputy) == (here.lead, dt.date(2026, 4, 1), here.leader)


def test_deputy_mentoring_and_idea_change_hands(here, leaver):
    pack = begin(here, leaver)
    for kind in ("deputy", "mentoring", "idea"):
        finish(arrange(pack.items.get(kind=kind), here.lead, here.programme), here.programme)
    assert Sitting.objects.get(seat__title="Notes").deputy == here.lead
    assert Mentoring.objects.get(champion=leaver).until == LAST
    assert Mentoring.objects.get(until=None).champion == here.lead
    assert Follow.objects.get().person == here.lead


def test_what_nobody_takes_over_cannot_be_ticked_off(here, leaver):
    item = begin(here, leaver).items.get(kind="organisation")
    with pytest.raises(NotPossibleNow, match="Say who takes this over"):
        finish(item, here.programme)
    taken = arrange(item, here.lead, here.programme)
    assert arrange(taken, None, here.programme).state == "open"


def test_the_leaver_proposes_who_follows_and_only_who_runs_the_team_fills_the_seat(here, leaver):
    item = arrange(begin(here, leaver, by=leaver).items.get(kind="seat"), here.leader, leaver)
    for person in (leaver, here.leader):
        with pytest.raises(NotAllowedForYou):
            finish(item, person)
    assert finish(item, here.lead).state == "done"


def test_the_leaver_names_only_people_whose_names_they_can_see(here, leaver):
    item = begin(here, leaver, by=leaver).items.get(kind="organisation")
    with pytest.raises(NotPossibleNow, match="belongs to this partnership"):
        arrange(item, here.lead, leaver)


def test_only_the_programme_team_begins_for_somebody_else(here, leaver):
    for person in (here.lead, world("there").programme):
        with pytest.raises(NotAllowedForYou):
            begin(here, leaver, by=person)


def test_a_successor_sees_what_they_take_over_and_nothing_else(here, leaver):
    pack = begin(here, leaver)
    arrange(pack.items.get(kind="organisation"), here.leader, here.programme)
    assert [item.kind for item in read.items_of(here.leader, pack)] == ["organisation"]
    assert {item.kind for item in read.items_of(here.lead, pack)} == {"seat", "deputy", "mentoring"}
    assert read.items_of(leaver, pack).count() == 5
    assert not read.seen_by(world("there").programme).exists()


def test_nothing_is_handed_over_to_somebody_who_has_left_meanwhile(here, leaver):
    item = arrange(begin(here, leaver).items.get(kind="seat"), here.lead, here.programme)
    here.lead.roles_held.all().delete()
    here.lead.memberships.all().delete()
    with pytest.raises(NotPossibleNow, match="has left the partnership"):
        finish(item, here.programme)
    assert not Sitting.objects.filter(person=here.lead).exists()


@pytest.mark.parametrize("day", [dt.date(9999, 12, 31), dt.date(1, 1, 1)])
def test_a_last_day_that_no_calendar_reaches_is_refused(here, leaver, day):
    pack = begin(here, leaver)
    words = {"hand_over": pack, "version": pack.version, "leaves_on": day, "notes": ""}
    with pytest.raises(NotPossibleNow, match="between 1800 and 2100"):
        hand_overs.change(**words, by=here.programme, now=clock.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        type(pack).objects.filter(pk=pack.pk).update(leaves_on=day)

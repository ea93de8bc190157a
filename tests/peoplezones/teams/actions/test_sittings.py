import datetime as dt

import pytest
from django.db import IntegrityError

from peoplezones.foundation import clock
from peoplezones.foundation.refusals import NotAllowedForYou, NotPossibleNow
from peoplezones.teams.actions import sittings
from peoplezones.teams.models import Sitting
from tests.peoplezones.teams.factories import SeatFactory, SittingFactory
from tests.peoplezones.teams.worlds import world

FEBRUARY = dt.date(2026, 2, 1)
MARCH = dt.date(2026, 3, 1)


@pytest.fixture
def seat(here):
    return SeatFactory(team=here.team, title="Chair")


def sit(here, seat, by=None, **who):
    return sittings.seat_somebody(seat=seat, **{"since": FEBRUARY, **who}, by=by or here.lead, now=clock.now())


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((FEBRUARY, None), (MARCH, None)),
        ((FEBRUARY, None), (dt.date(2026, 1, 10), FEBRUARY)),
        ((FEBRUARY, MARCH), (MARCH, None)),
        ((FEBRUARY, MARCH), (dt.date(2026, 1, 10), dt.date(2026, 5, 1))),
    ],
)
def test_two_never_sit_in_one_seat_on_the_same_day(here, seat, first, second):
    sit(here, seat, person=here.lead.pk, since=first[0], until=first[1])
    with pytest.raises(NotPossibleNow, match="sits in this seat"):
        sit(here, seat, person=here.leader.pk, since=second[0], until=second[1])
    assert Sitting.objects.count() == 1


def test_the_next_one_sits_there_from_the_day_after(here, seat):
    sit(here, seat, person=here.lead.pk, until=dt.date(2026, 2, 28))
    assert sit(here, seat, person=here.leader.pk, since=MARCH).since == MARCH


def test_the_data_base_itself_refuses_two_open_sittings(seat):
    SittingFactory(seat=seat)
    with pytest.raises(IntegrityError):
        SittingFactory(seat=seat, since=MARCH)


def test_a_promise_counts_until_somebody_comes(here, seat):
    promise = sit(here, seat, promised_by=here.organisation.pk)
    came = sit(here, seat, person=here.partner.pk, since=MARCH)
    promise.refresh_from_db()
    assert promise.until == MARCH - dt.timedelta(days=1)
    assert came.person == here.partner


@pytest.mark.parametrize("both", [{}, {"person": "lead", "promised_by": "organisation"}])
def test_a_seat_is_filled_by_a_person_or_a_promise_and_not_by_both(here, seat, both):
    who = {key: getattr(here, name).pk for key, name in both.items()}
    with pytest.raises(NotPossibleNow, match="and not both"):
        sit(here, seat, **who)


def test_nobody_is_their_own_deputy(here, seat):
    with pytest.raises(NotPossibleNow, match="own deputy"):
        sit(here, seat, person=here.lead.pk, deputy=here.lead.pk)


def test_nobody_sits_in_a_seat_that_is_not_needed_any_more(here):
    seat = SeatFactory(team=here.team, ended_on=MARCH)
    with pytest.raises(NotPossibleNow, match="not needed after 1 March 2026"):
        sit(here, seat, person=here.lead.pk)
    assert sit(here, seat, person=here.lead.pk, until=MARCH).until == MARCH


def test_nobody_sat_in_a_team_before_it_began(here, seat):
    with pytest.raises(NotPossibleNow, match="began on 5 January 2026"):
        sit(here, seat, person=here.lead.pk, since=dt.date(2025, 12, 1))


@pytest.mark.parametrize("seated_as", ["person", "deputy"])
def test_people_of_another_partnership_cannot_be_named_nor_found_out(here, seat, seated_as):
    stranger = world("there").lead
    with pytest.raises(NotPossibleNow, match="belongs to this zone or partnership"):
        sit(here, seat, **{"person": here.lead.pk, seated_as: stranger.pk})


def test_who_may_not_run_the_team_seats_nobody(here, seat):
    with pytest.raises(NotAllowedForYou):
        sit(here, seat, by=here.leader, person=here.leader.pk)


def test_another_deputy_and_a_last_day_can_be_named(here, seat):
    one = sit(here, seat, person=here.lead.pk)
    words = {"deputy": here.leader.pk, "since": FEBRUARY, "until": MARCH}
    changed = sittings.change_sitting(sitting=one, version=1, **words, by=here.programme, now=clock.now())
    assert (changed.deputy, changed.until, changed.version) == (here.leader, MARCH, 2)

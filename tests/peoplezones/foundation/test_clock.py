import datetime as dt

import pytest

from peoplezones.foundation import clock

MOMENT = dt.datetime(2026, 11, 24, 18, 0, tzinfo=dt.UTC)


def test_a_stopped_clock_answers_its_own_moment_and_goes_on_afterwards():
    before = clock.now()
    with clock.stopped(MOMENT):
        assert clock.now() == MOMENT
    assert clock.now() != MOMENT or before == MOMENT


def test_a_moment_without_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"), clock.stopped(dt.datetime(2026, 11, 24)):
        pass

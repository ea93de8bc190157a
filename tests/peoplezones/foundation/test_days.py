import datetime as dt

import pytest

from peoplezones.foundation import days
from peoplezones.foundation.refusals import NotPossibleNow
from tests.peoplezones.zones.factories import ZoneFactory


@pytest.mark.parametrize("day", [days.FIRST, days.LAST])
def test_the_first_and_the_last_day_are_taken(day):
    days.check(ZoneFactory.build(partnership=None, since=day))


@pytest.mark.parametrize("day", [days.FIRST - dt.timedelta(days=1), days.LAST + dt.timedelta(days=1)])
def test_a_day_beyond_them_is_refused_in_words(day):
    with pytest.raises(NotPossibleNow, match="Check the year"):
        days.check(ZoneFactory.build(partnership=None, since=day))

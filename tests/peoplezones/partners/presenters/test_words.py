import datetime as dt

import pytest

from peoplezones.partners import rows
from peoplezones.partners.models import Offer
from peoplezones.partners.presenters import words

MORNINGS = [(day, 0) for day in range(7)]


@pytest.mark.parametrize(
    ("times", "said"),
    [
        ([], ""),
        ([(0, 0)], "Monday: mornings"),
        (MORNINGS[:5], "Monday to Friday: mornings"),
        ([(5, 0), (5, 2), (6, 0), (6, 2)], "Saturday and Sunday: mornings and evenings"),
        ([(0, 0), (1, 2), (2, 2)], "Monday: mornings; Tuesday and Wednesday: evenings"),
        ([(1, 0), (1, 1), (1, 2), (3, 1)], "Tuesday: mornings, afternoons and evenings; Thursday: afternoons"),
    ],
)
def test_times_are_said_as_people_say_them(times, said):
    assert words.times(rows.together(times)) == said


def test_the_whole_week_is_any_time():
    assert words.times(rows.ALL_OF_THEM) == "at any time"


@pytest.mark.parametrize(
    ("amount", "unit", "said"),
    [
        (None, "", ""),
        (1, "hours_a_month", "1 hour a month"),
        (1200, "hours", "1,200 hours"),
        (500, "pounds", "£500"),
        (2000, "pounds_a_year", "£2,000 a year"),
        (3, "days", "3 days"),
        (1, "people", "room for 1 person"),
    ],
)
def test_an_amount_is_said_with_its_unit(amount, unit, said):
    assert words.amount(Offer(amount=amount, unit=unit)) == said


def test_days_are_said_where_there_are_any():
    first, last = dt.date(2026, 4, 1), dt.date(2026, 5, 2)
    assert words.days(Offer()) == ""
    assert words.days(Offer(from_day=first)) == "from 1 April 2026"
    assert words.days(Offer(until_day=last)) == "until 2 May 2026"
    assert words.days(Offer(from_day=first, until_day=last)) == "from 1 April 2026 until 2 May 2026"

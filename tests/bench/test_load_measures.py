"""Percentiles, the marks that were lost, and when the promise holds."""

import math

import pytest
from _load_measures import Answer, Ledger, Outcome, Tally, Verdict, line, mark, percentile


@pytest.mark.parametrize(
    ("values", "share", "found"),
    [
        ([30, 10, 20], 0.5, 20),
        ([10, 20, 30, 40], 0.5, 20),  # two of four do not exceed it
        (list(range(1, 101)), 0.95, 95),
        (list(range(1, 11)), 0.95, 10),
        ([7], 0.95, 7),
        ([3, 1, 2], 0, 1),
        ([3, 1, 2], 1, 3),
    ],
)
def test_a_percentile_is_the_smallest_value_that_enough_do_not_exceed(values, share, found):
    assert percentile(values, share) == found


def test_nothing_has_no_percentile():
    assert math.isnan(percentile([], 0.5))


def test_a_line_counts_and_gives_times_in_milliseconds():
    answers = [Answer("Home", False, Outcome.FINE, seconds) for seconds in (0.1, 0.2, 0.9)]
    found = line("Home", answers, 2)
    assert (found.requests, found.per_second, found.median, found.most) == (3, 1.5, 200, 900)


def test_a_mark_that_was_taken_and_is_not_in_the_text_is_lost():
    ledger = Ledger()
    for one in (mark(1, 1), mark(1, 2), mark(2, 1)):
        ledger.take(one)
    assert ledger.lost("A story. [1.1] [2.1]") == ["[1.2]"]
    assert ledger.lost("[2.1][1.2]\n[1.1]") == []


def test_a_longer_mark_does_not_stand_for_a_shorter_one():
    ledger = Ledger()
    ledger.take(mark(1, 1))
    assert ledger.lost("[1.11] [11.1]") == ["[1.1]"]


def test_a_mark_that_was_refused_and_is_in_the_text_is_told():
    ledger = Ledger()
    ledger.refuse(mark(1, 1))
    ledger.refuse(mark(1, 2))
    assert ledger.kept_although_refused("[1.2]") == ["[1.2]"]
    assert ledger.lost("[1.2]") == []


def test_only_failures_are_kept_of_the_time_before_the_clock_starts():
    tally = Tally()
    tally.note(Answer("Home", False, Outcome.FINE, 9.0), "200")
    tally.note(Answer("Home", False, Outcome.FAILED, 9.0), "500 for GET /")
    tally.begin()
    tally.note(Answer("Home", False, Outcome.CONFLICT, 1.0), "409")
    tally.fail("Home", "no form")
    assert [answer.outcome for answer in tally.answers] == [Outcome.CONFLICT]
    assert dict(tally.failures) == {"Home: 500 for GET /": 1, "Home: no form": 1}
    assert tally.failed() == 2


@pytest.mark.parametrize(
    "broken",
    [
        Verdict(failed=1, taken=5),
        Verdict(taken=5, lost=["[1.1]"]),
        Verdict(taken=5, kept_although_refused=["[1.1]"]),
        Verdict(taken=0),  # nothing was saved, so nothing was put to the test
    ],
)
def test_each_part_of_the_promise_can_be_broken(broken):
    assert not broken.kept()


def test_the_promise_holds_when_nothing_failed_and_nothing_was_lost():
    assert Verdict(taken=5).kept()

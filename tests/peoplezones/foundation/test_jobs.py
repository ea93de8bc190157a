"""Work is asked for, called off, looked at and tidied away."""

import datetime as dt

import pytest
from django.db import OperationalError, transaction

from peoplezones.foundation import clock, jobs, workers
from peoplezones.foundation.models import SILENT_FOR, AuditEntry, Job, JobState
from peoplezones.foundation.refusals import NotPossibleNow
from tests.peoplezones.accounts.factories import PersonFactory
from tests.peoplezones.foundation.factories import JobFactory

pytestmark = pytest.mark.django_db
MOMENT = dt.timedelta(seconds=1)


def ask(**other):
    given = {"name": "tests.work", "label": "Read a file", "arguments": {"file": "crimes.csv"}, "by": None}
    return jobs.ask(**{**given, "now": clock.now(), **other})


# --- asking -----------------------------------------------------------------------------------------------------


def test_work_that_is_asked_for_says_who_asked_and_leaves_a_line(doing_nothing):
    by = PersonFactory()
    job = Job.objects.get(pk=ask(by=by).pk)
    assert (job.state, job.arguments) == (JobState.WAITING, {"file": "crimes.csv"})
    assert (job.asked_by_id, job.asked_by_label) == (by.pk, str(by))
    line = AuditEntry.objects.get(action="foundation.ask_job")
    assert (line.actor_id, line.target_id) == (by.pk, str(job.pk))


def test_work_begins_when_the_deed_that_asked_for_it_is_committed(doing_nothing, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = ask()
        job.refresh_from_db()
        assert job.state == JobState.WAITING
    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_a_deed_that_is_taken_back_leaves_no_work(doing_nothing, django_capture_on_commit_callbacks):
    def deed_that_fails():
        with transaction.atomic():
            ask()
            raise ZeroDivisionError

    with django_capture_on_commit_callbacks(execute=True) as asked_for, pytest.raises(ZeroDivisionError):
        deed_that_fails()
    assert asked_for == []
    assert not Job.objects.exists()
    assert not AuditEntry.objects.filter(action="foundation.ask_job").exists()


def test_work_that_nobody_can_do_is_not_asked_for():
    with pytest.raises(KeyError, match=r"tests\.misspelt"):
        ask(name="tests.misspelt")
    assert not Job.objects.exists()


# --- calling off ------------------------------------------------------------------------------------------------


def test_work_that_waits_is_cancelled_at_once_and_never_begins(handled_by):
    handled_by(lambda arguments, step: pytest.fail("was done"))
    by = PersonFactory()
    job = jobs.cancel(job=JobFactory(), by=by, now=clock.now())
    assert (job.state, job.started_at, job.ended_at) == (JobState.CANCELLED, None, clock.now())
    assert (job.cancel_asked_at, job.cancel_asked_by_id, job.cancel_asked_by_label) == (clock.now(), by.pk, str(by))
    assert AuditEntry.objects.get(action="foundation.cancel_job").target_id == str(job.pk)
    jobs.run(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED


def test_work_that_is_under_way_is_asked_to_stop_and_asking_twice_is_asking_once():
    job = jobs.cancel(job=JobFactory(running=True), by=None, now=clock.now())
    assert (job.state, job.cancel_asked_at) == (JobState.RUNNING, clock.now())
    assert jobs.cancel(job=job, by=None, now=clock.now() + MOMENT).cancel_asked_at == clock.now()
    assert AuditEntry.objects.filter(action="foundation.cancel_job").count() == 1


@pytest.mark.parametrize("how", ["done", "failed"])
def test_work_that_has_ended_cannot_be_cancelled(how):
    job = JobFactory(**{how: True})
    with pytest.raises(NotPossibleNow, match="has ended"):
        jobs.cancel(job=job, by=None, now=clock.now())
    job.refresh_from_db()
    assert (job.state, job.cancel_asked_at) == (how, None)


def test_work_whose_worker_is_gone_is_cancelled_at_once_since_no_step_would_hear():
    job = JobFactory(running=True)
    assert jobs.cancel(job=job, by=None, now=clock.now() + SILENT_FOR + MOMENT).state == JobState.CANCELLED


@pytest.mark.parametrize(
    ("message", "answer"), [("database is locked", NotPossibleNow), ("disk I/O error", OperationalError)]
)
def test_a_data_base_that_is_busy_is_said_in_words_and_any_other_fault_is_a_fault(monkeypatch, message, answer):
    def busy(*given):
        raise OperationalError(message)

    monkeypatch.setattr(jobs, "_cancel", busy)
    with pytest.raises(answer):
        jobs.cancel(job=JobFactory(), by=None, now=clock.now())


# --- looking and tidying ----------------------------------------------------------------------------------------


def test_work_that_fell_silent_is_shown_as_interrupted_without_a_write():
    job = JobFactory(running=True)
    assert jobs.look(job.pk, now=job.beat_at + SILENT_FOR).state == JobState.RUNNING
    seen = jobs.look(job.pk, now=job.beat_at + SILENT_FOR + MOMENT)
    assert (seen.state, seen.sentence) == (JobState.FAILED, "It was interrupted; start it again.")
    job.refresh_from_db()
    assert job.state == JobState.RUNNING


def test_work_that_is_not_there_any_more_is_none():
    assert jobs.look(0, now=clock.now()) is None


def test_tidying_ends_what_fell_silent_and_nothing_else_and_twice_is_once():
    silent, alive = JobFactory(running=True), JobFactory(running=True)
    later = silent.beat_at + SILENT_FOR + MOMENT
    Job.objects.filter(pk=alive.pk).update(beat_at=later)
    waiting, done = JobFactory(), JobFactory(done=True)
    jobs.tidy(later)
    jobs.tidy(later + MOMENT)
    silent.refresh_from_db()
    assert (silent.state, silent.ended_at) == (JobState.FAILED, later)
    assert silent.sentence == "It was interrupted; start it again."
    states = dict(Job.objects.exclude(pk=silent.pk).values_list("pk", "state"))
    assert states == {alive.pk: JobState.RUNNING, waiting.pk: JobState.WAITING, done.pk: JobState.DONE}


def test_what_ended_is_kept_for_ninety_days():
    job, waiting = JobFactory(done=True), JobFactory()
    jobs.tidy(job.ended_at + dt.timedelta(days=90))
    assert Job.objects.filter(pk=job.pk).exists()
    jobs.tidy(job.ended_at + dt.timedelta(days=90, seconds=1))
    assert list(Job.objects.all()) == [waiting]


def test_a_worker_that_wakes_ends_what_a_dead_one_left_and_spares_the_living(monkeypatch):
    left, elsewhere = JobFactory(running=True, worker="dead"), JobFactory(running=True, worker="alive")
    monkeypatch.setattr(workers, "is_gone", lambda name: name == "dead")
    jobs.wake(clock.now() + MOMENT)
    left.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (left.state, left.sentence) == (JobState.FAILED, "It was interrupted; start it again.")
    assert elsewhere.state == JobState.RUNNING


def test_a_worker_that_wakes_finds_work_that_was_never_enqueued(doing_nothing, django_capture_on_commit_callbacks):
    job = JobFactory()
    with django_capture_on_commit_callbacks(execute=True):
        jobs.wake(clock.now())
    job.refresh_from_db()
    assert job.state == JobState.DONE


# --- once a day -------------------------------------------------------------------------------------------------


def test_the_work_of_a_day_is_asked_for_once_when_a_worker_wakes(doing_nothing):
    jobs.DAILY.add("tests.work", "Look at the dates")
    for _wakes in range(2):
        jobs.wake(clock.now())
    job = Job.objects.get()
    assert (job.name, job.label, job.asked_by_label) == ("tests.work", "Look at the dates", "the system")
    jobs.wake(clock.now() + dt.timedelta(days=1))
    assert Job.objects.count() == 2

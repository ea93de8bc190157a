"""Work is done: each way in which it may end, and what is seen of it on the way."""

import logging
from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from django.db import OperationalError, transaction

from peoplezones.foundation import clock, jobs, workers
from peoplezones.foundation.models import Job, JobState
from peoplezones.foundation.refusals import NotPossibleNow
from tests.peoplezones.foundation.factories import AuditEntryFactory, JobFactory

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Row:
    line: int
    found: str


class BadRows(NotPossibleNow):
    rows = (Row(2, "many"), Row(5, ""))
    more = 7


def ended(job):
    jobs.run(job.pk)
    job.refresh_from_db()
    return job


# --- the ends ---------------------------------------------------------------------------------------------------


def test_work_that_is_done_keeps_its_result_and_its_sentence(handled_by):
    handled_by(lambda arguments, step: {"rows": arguments["rows"] * 2, "sentence": "We kept 6 rows."})
    job = ended(JobFactory(arguments={"rows": 3}))
    assert (job.state, job.progress, job.sentence) == (JobState.DONE, 1, "We kept 6 rows.")
    assert job.result == {"rows": 6}
    assert job.started_at == job.ended_at == clock.now()
    assert job.worker == workers.this_one()


def test_work_that_is_refused_keeps_the_sentence_and_the_bad_rows(handled_by):
    def refuse(arguments, step):
        raise BadRows("Two rows are wrong. Mend them and try again.")

    handled_by(refuse)
    job = ended(JobFactory())
    assert (job.state, job.sentence) == (JobState.REFUSED, "Two rows are wrong. Mend them and try again.")
    assert job.result == {"rows": [{"line": 2, "found": "many"}, {"line": 5, "found": ""}], "more": 7}


def test_a_refusal_without_rows_keeps_its_sentence_alone(handled_by):
    def refuse(arguments, step):
        raise NotPossibleNow("There is no such file.")

    handled_by(refuse)
    job = ended(JobFactory())
    assert (job.state, job.sentence, job.result) == (JobState.REFUSED, "There is no such file.", {})


def test_work_that_fails_says_so_plainly_and_tells_the_log_why(handled_by, caplog):
    def fail(arguments, step):
        step(0.4, "Adding up")
        return {"share": 1 / arguments["of"]}

    handled_by(fail)
    job = ended(JobFactory(arguments={"of": 0}))
    assert (job.state, job.progress, job.doing) == (JobState.FAILED, 0.4, "Adding up")
    assert "Something went wrong on our side" in job.sentence
    assert "division" not in job.sentence
    (line,) = [line for line in caplog.records if line.name == jobs.__name__]
    assert line.levelno == logging.ERROR
    assert "division by zero" in caplog.text


def test_work_that_no_handler_knows_any_more_fails(caplog):
    assert ended(JobFactory(name="tests.of_an_older_version")).state == JobState.FAILED


def test_work_whose_worker_is_told_to_stop_was_interrupted_and_the_worker_stops(handled_by):
    def stop(arguments, step):
        raise SystemExit(1)

    handled_by(stop)
    job = JobFactory()
    with pytest.raises(SystemExit):
        jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.sentence) == (JobState.FAILED, "It was interrupted; start it again.")


def test_work_that_is_called_off_on_the_way_stops_at_its_next_step_and_leaves_nothing(handled_by):
    job = JobFactory()

    def work(arguments, step):
        step(0.1, "Reading")
        jobs.cancel(job=job, by=None, now=clock.now())
        with transaction.atomic():
            AuditEntryFactory(action="tests.half")
            step(0.2, "Writing")
        pytest.fail("the work went on")

    handled_by(work)
    assert ended(job).state == JobState.CANCELLED
    assert job.sentence == "It was cancelled. Nothing was changed."
    assert not type(AuditEntryFactory.build()).objects.filter(action="tests.half").exists()


@pytest.mark.parametrize("how", ["running", "done", "failed"])
def test_only_what_waits_is_begun(handled_by, how):
    handled_by(lambda arguments, step: pytest.fail("was done"))
    job = JobFactory(**{how: True})
    assert ended(job).state == how


def test_work_that_is_gone_is_left_alone():
    jobs.run(0)


# --- on the way -------------------------------------------------------------------------------------------------


def test_progress_is_seen_on_the_way_and_never_goes_back(handled_by):
    job, seen = JobFactory(), []

    def work(arguments, step):
        for share in (0.1, 0.5, 0.3, float("nan"), -1, 2, 0.9):
            step(share, f"At {share}")
            seen.append(Job.objects.get(pk=job.pk))
        return {}

    handled_by(work)
    ended(job)
    assert [one.progress for one in seen] == [0.1, 0.5, 0.5, 0.5, 0.5, 1, 1]
    assert seen[0].doing == "At 0.1"
    assert {one.state for one in seen} == {JobState.RUNNING}


def test_what_a_step_says_is_cut_to_what_the_row_holds(handled_by):
    handled_by(lambda arguments, step: step(0.5, "a" * 300) or {})
    assert ended(JobFactory()).doing == "a" * 200


def test_steps_that_come_quickly_are_written_a_few_times_a_second(handled_by, monkeypatch, django_assert_num_queries):
    moments = iter([0, 0, 0, 0.1, 0.2, 0.26, 0.26, 0.3])
    monkeypatch.setattr(jobs, "time", SimpleNamespace(monotonic=lambda: next(moments)))
    monkeypatch.setattr(jobs, "SECONDS_BETWEEN_LOOKS", 0.25)
    handled_by(lambda arguments, step: {})
    step = jobs.WatchedStep(JobFactory(running=True))
    with django_assert_num_queries(2):
        for share in (0.3, 0.4, 0.5, 0.6, 0.7):
            step(share, "Reading")
    assert (Job.objects.get().progress, step.progress) == (0.6, 0.7)


def test_inside_a_transaction_a_step_only_reads_and_what_it_was_told_is_not_lost(handled_by, django_assert_num_queries):
    job = JobFactory()

    def work(arguments, step):
        with transaction.atomic():
            with django_assert_num_queries(1):
                step(0.6, "Writing")
            assert Job.objects.get(pk=job.pk).progress == 0
        step(0.1, "Written")
        assert Job.objects.get(pk=job.pk).progress == 0.6
        return {}

    handled_by(work)
    assert ended(job).state == JobState.DONE


def test_work_that_was_given_up_is_not_gone_on_with(handled_by, caplog):
    job = JobFactory()

    def work(arguments, step):
        jobs.tidy(clock.now() + jobs.SILENT_FOR * 2)
        step(0.5, "Reading")
        pytest.fail("the work went on")

    handled_by(work)
    assert ended(job).state == JobState.FAILED
    assert "had been given up" in caplog.text


# --- a data base that somebody else writes to -------------------------------------------------------------------


def lock_for(monkeypatch, times, message="database is locked"):
    """The next writes of jobs fail."""
    real, left = jobs.Job.objects.all().__class__.update, iter(range(times))

    def update(self, **values):
        if next(left, None) is not None:
            raise OperationalError(message)
        return real(self, **values)

    monkeypatch.setattr(jobs.Job.objects.all().__class__, "update", update)


def test_a_step_that_cannot_write_for_a_while_does_not_end_the_work(handled_by, monkeypatch):
    job = JobFactory()

    def work(arguments, step):
        lock_for(monkeypatch, 1)
        step(0.5, "Reading")
        assert Job.objects.get(pk=job.pk).progress == 0
        step(0.6, "Reading")
        assert Job.objects.get(pk=job.pk).progress == 0, "waits a while before it tries again"
        return {}

    handled_by(work)
    assert ended(job).state == JobState.DONE


def test_another_fault_of_the_data_base_is_a_fault(handled_by, monkeypatch, caplog):
    def work(arguments, step):
        lock_for(monkeypatch, 1, "the connection was lost")
        step(0.5, "Reading")
        pytest.fail("the work went on")

    handled_by(work)
    assert ended(JobFactory()).state == JobState.FAILED


def test_the_end_is_written_down_with_patience(handled_by, monkeypatch):
    def work(arguments, step):
        lock_for(monkeypatch, 3)
        return {}

    handled_by(work)
    assert ended(JobFactory()).state == JobState.DONE

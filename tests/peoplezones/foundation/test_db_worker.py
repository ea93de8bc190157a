"""The real back end and the real worker, once through what is there."""

import logging
import signal

import pytest
from django.core.management import call_command
from django.db import OperationalError, transaction
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from peoplezones.foundation import clock, jobs
from peoplezones.foundation.models import Job, JobState
from tests.peoplezones.foundation.factories import JobFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def real_back_end(settings, monkeypatch):
    """Puts back what a worker changes for its whole process: signals and the levels of logs."""
    # Between two tasks a worker closes old connections: ours holds the transaction that lies around every test.
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    numbers, logs = [signal.SIGINT, signal.SIGTERM, signal.SIGQUIT], ["django_tasks", "django_tasks_db"]
    handlers = {number: signal.getsignal(number) for number in numbers}
    levels = {name: logging.getLogger(name).level for name in logs}
    yield
    for number, handler in handlers.items():
        signal.signal(number, handler)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def work_through():
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)


def test_work_waits_for_the_worker_and_is_done_by_it(handled_by, django_capture_on_commit_callbacks):
    handled_by(lambda arguments, step: step(0.5, "Reading") or {"file": arguments["file"]})
    with django_capture_on_commit_callbacks(execute=True):
        job = jobs.ask(name="tests.work", label="Read", arguments={"file": "crimes.csv"}, by=None, now=clock.now())
    job.refresh_from_db()
    assert job.state == JobState.WAITING
    assert DBTaskResult.objects.ready().count() == 1
    work_through()
    job.refresh_from_db()
    assert (job.state, job.result) == (JobState.DONE, {"file": "crimes.csv"})
    assert not DBTaskResult.objects.ready().exists()


def test_what_fails_or_is_refused_does_not_end_the_worker(handled_by, django_capture_on_commit_callbacks, caplog):
    def work(arguments, step):
        if arguments:
            with transaction.atomic():
                JobFactory(label="")
        return {}

    handled_by(work)
    with django_capture_on_commit_callbacks(execute=True):
        bad, good = (
            jobs.ask(name="tests.work", label="Read", arguments=arguments, by=None, now=clock.now())
            for arguments in ({"label": ""}, {})
        )
    work_through()
    assert {job.pk: job.state for job in Job.objects.all()} == {bad.pk: JobState.FAILED, good.pk: JobState.DONE}


def test_a_worker_that_is_told_twice_to_stop_gives_its_work_up_and_ends_without_a_cry(
    handled_by, django_capture_on_commit_callbacks, caplog
):
    def work(arguments, step):
        for _ in range(2):
            signal.raise_signal(signal.SIGTERM)
        pytest.fail("the work went on")

    handled_by(work)
    with django_capture_on_commit_callbacks(execute=True):
        jobs.ask(name="tests.work", label="Read", arguments={}, by=None, now=clock.now())
        jobs.ask(name="tests.work", label="Read", arguments={}, by=None, now=clock.now())
    work_through()
    assert sorted(job.state for job in Job.objects.all()) == [JobState.FAILED, JobState.WAITING]
    assert "Traceback" not in caplog.text


def test_the_worker_begins_with_what_was_never_enqueued(doing_nothing, django_capture_on_commit_callbacks):
    job = JobFactory()
    with django_capture_on_commit_callbacks(execute=True):  # by the first, that finds nothing else to do
        work_through()
    work_through()
    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_saved_pages_come_before_long_work():
    assert jobs.run_asked.priority < 0


def test_a_lock_does_not_end_the_worker(monkeypatch, capsys):
    locks, starts = iter(["database is locked"]), []

    def run(worker):
        starts.append(worker)
        if message := next(locks, None):
            raise OperationalError(message)

    monkeypatch.setattr(db_worker.Worker, "run", run)
    work_through()
    assert len(starts) == 2
    assert "locked; trying again" in capsys.readouterr().err


def test_another_fault_ends_the_worker(monkeypatch):
    def run(worker):
        raise OperationalError("no such table")

    monkeypatch.setattr(db_worker.Worker, "run", run)
    with pytest.raises(OperationalError, match="no such table"):
        work_through()

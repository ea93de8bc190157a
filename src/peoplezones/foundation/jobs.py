"""Background work: asking for it, doing it, watching it, calling it off; knows no handler by name (ADR-0013).

A context registers a handler in its `apps.py`: `jobs.HANDLERS.add("places.keep_dataset", keep)`. A handler is given
the arguments and a `step`, which it calls often. It changes nothing before its end, and then everything in one
transaction: so work that is refused, called off or interrupted leaves no trace. On SQLite nobody else can write during
that transaction, so everything slow comes before it.
"""

import datetime as dt
import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from functools import partial
from typing import Any

from django.db import OperationalError, connection, models, transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tasks import task

from . import audit, clock, workers
from .models import SILENT_FOR, Job, JobState
from .refusals import NotPossibleNow, Refused
from .registry import Registry
from .states import StateTable, move

SECONDS_BETWEEN_LOOKS = 0.25
SECONDS_AFTER_A_LOCK = 30  # somebody else writes for long: we would wait for them at each step
TRIES_TO_END, SECONDS_BETWEEN_TRIES = 5, 1
KEPT_FOR = dt.timedelta(days=90)
AFTER_SHORT_TASKS = -10  # a saved page is found at once, and not after an hour of reading files

logger = logging.getLogger(__name__)

JOBS = StateTable(
    JobState,
    {
        "start": move([JobState.WAITING], JobState.RUNNING, gettext_lazy("It has been started already.")),
        "finish": move([JobState.RUNNING], JobState.DONE, gettext_lazy("Only work that is under way can be done.")),
        "refuse": move([JobState.RUNNING], JobState.REFUSED, gettext_lazy("It is not under way.")),
        "fail": move([JobState.RUNNING], JobState.FAILED, gettext_lazy("It is not under way.")),
        "cancel": move(
            [JobState.WAITING, JobState.RUNNING],
            JobState.CANCELLED,
            gettext_lazy("It has ended, so it cannot be cancelled any more."),
        ),
    },
)


class Cancelled(Exception):
    """Raised by a step when the work was called off: the handler lets it pass and leaves nothing half done."""


# Told how much is done (0 to 1) and what is being done; raises Cancelled.
Step = Callable[[float, str], None]
# A text under "sentence" in what it returns is what the person reads at the end.
Handler = Callable[[dict[str, Any], Step], dict[str, Any]]
HANDLERS: Registry[Handler] = Registry("handler of background work")
# Handlers, by their name, that are asked for once a day; the entry is the label of the work.
DAILY: "Registry[str | Promise]" = Registry("daily work")


@transaction.atomic
def ask(*, name: str, label: str, arguments: dict[str, Any], by: models.Model | None, now: dt.datetime) -> Job:
    """Ask for work as part of the caller's transaction: it is handed to a worker when that is committed."""
    HANDLERS[name]  # a slip in a name fails here, and not in the worker
    asked_by_id, asked_by_label = _who(by)
    job = Job.objects.create(
        name=name,
        label=label[:200],
        arguments=arguments,
        asked_at=now,
        asked_by_id=asked_by_id,
        asked_by_label=asked_by_label,
    )
    audit.record(by=by, action="foundation.ask_job", target=job, now=now, detail={"name": name})
    _enqueue_on_commit(job)
    return job


def cancel(*, job: Job, by: models.Model | None, now: dt.datetime) -> Job:
    """Call work off: at once while it waits, else at its next step; raises Refused when it has ended."""
    try:
        return _cancel(job, by, now)
    except OperationalError as failure:
        if not is_locked(failure):
            raise
        raise NotPossibleNow(_("We are busy writing, so we could not cancel it. Try again in a minute.")) from failure


@transaction.atomic
def _cancel(job: Job, by: models.Model | None, now: dt.datetime) -> Job:
    job = Job.objects.select_for_update().get(pk=job.pk)
    JOBS.check_can("cancel", job.state)
    if job.cancel_asked_at is None:
        job.cancel_asked_at = now
        job.cancel_asked_by_id, job.cancel_asked_by_label = _who(by)
        audit.record(by=by, action="foundation.cancel_job", target=job, now=now)
    if job.state == JobState.WAITING or job.is_silent(now):
        job.state, job.ended_at, job.sentence = JOBS.after("cancel", job.state), now, _cancelled()
    job.save()
    return job


def look(job_id: int, *, now: dt.datetime) -> Job | None:
    """A job as it stands, for a page that only reads; None when there is none (any more).

    One that has been silent for too long is shown as interrupted; `tidy` writes that down.
    """
    job = Job.objects.filter(pk=job_id).first()
    if job is not None and job.is_silent(now):
        job.state, job.ended_at, job.sentence = JobState.FAILED, now, _interrupted()
    return job


def tidy(now: dt.datetime) -> None:
    """Say of work whose worker fell silent that it was interrupted, and remove what ended long ago."""
    _interrupt(Job.objects.filter(beat_at__lt=now - SILENT_FOR), now)
    Job.objects.filter(ended_at__lt=now - KEPT_FOR).delete()


@transaction.atomic
def ask_daily(now: dt.datetime) -> None:
    """Ask for the work of the day, each kind once; a worker calls it when it wakes and before each work."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    names = DAILY.names()
    asked = set(
        Job.objects.filter(name__in=names, asked_at__gte=midnight).order_by("pk").values_list("name", flat=True)
    )
    for name in names:
        if name not in asked:
            ask(name=name, label=str(DAILY[name]), arguments={}, by=None, now=now)


def wake(now: dt.datetime) -> None:
    """What a worker does before its first work: tidy, also after workers that are gone, and find what was not enqueued.

    Work that is enqueued twice is done once: only what is waiting can be started.
    """
    tidy(now)
    running = Job.objects.filter(state=JobState.RUNNING).values_list("pk", "worker")
    _interrupt(Job.objects.filter(pk__in=[pk for pk, worker in running if workers.is_gone(worker)]), now)
    for job in Job.objects.filter(state=JobState.WAITING).order_by("asked_at", "pk"):
        _enqueue_on_commit(job)
    ask_daily(now)


@task(priority=AFTER_SHORT_TASKS)
def run_asked(job_id: int) -> None:
    """The one task that workers know; everything else about the work is in its row."""
    tidy(clock.now())
    ask_daily(clock.now())
    with suppress(SystemExit):  # written down as interrupted; the worker ends by itself after this task
        run(job_id)


def run(job_id: int) -> None:
    """Do the work, and write down how it ended; work that is not waiting (any more) is left alone."""
    job = _start(job_id)
    if job is None:
        return
    step = WatchedStep(job)
    try:
        result = dict(HANDLERS[job.name](job.arguments, step))
    except Cancelled:
        _end(job, "cancel", step, sentence=_cancelled())
    except Refused as refusal:
        _end(job, "refuse", step, sentence=refusal.sentence, result=_what_is_wrong(refusal))
    except Exception:
        logger.exception("The job %s (%s) failed.", job.pk, job.name)
        _end(job, "fail", step, sentence=_failed())
    except BaseException:  # the worker was told to stop
        _end(job, "fail", step, sentence=_interrupted())
        raise
    else:
        step.progress = 1.0
        _end(job, "finish", step, sentence=str(result.pop("sentence", "")), result=result)


class WatchedStep:
    """The step that a handler is given: keeps how far it is, and hears whether the work was called off.

    It writes in quick statements of their own, a few times a second. Inside a transaction of the handler it only
    reads: what it wrote there would be seen by nobody before the end, and be lost with the transaction.
    """

    def __init__(self, job: Job) -> None:
        self.progress, self.doing = job.progress, job.doing
        self.wanted = Job.objects.filter(pk=job.pk, state=JobState.RUNNING, cancel_asked_at=None)
        self.depth = len(connection.atomic_blocks)  # more than none in tests
        self.next_look = time.monotonic()

    def __call__(self, share: float, doing: str) -> None:
        self.progress = max(self.progress, min(share, 1.0))
        self.doing = doing[:200]
        if time.monotonic() >= self.next_look:
            self.next_look = time.monotonic() + SECONDS_BETWEEN_LOOKS
            if not self.is_wanted():
                raise Cancelled

    def is_wanted(self) -> bool:
        if len(connection.atomic_blocks) > self.depth:
            return self.wanted.exists()
        try:
            return bool(self.wanted.update(progress=self.progress, doing=self.doing, beat_at=clock.now()))
        except OperationalError as failure:
            if not is_locked(failure):
                raise
            self.next_look = time.monotonic() + SECONDS_AFTER_A_LOCK
            return self.wanted.exists()


def is_locked(failure: OperationalError) -> bool:
    """Whether SQLite gave up waiting for somebody else who writes."""
    return "is locked" in str(failure)


def _enqueue_on_commit(job: Job) -> None:
    # Robust: the row is there, so that a worker finds it when it wakes, even if it cannot be enqueued now.
    transaction.on_commit(partial(run_asked.enqueue, job.pk), robust=True)


def _start(job_id: int) -> Job | None:
    now = clock.now()
    started = Job.objects.filter(pk=job_id, state__in=JOBS.moves["start"].sources).update(
        state=JOBS.moves["start"].target, started_at=now, beat_at=now, worker=workers.this_one()
    )
    return Job.objects.get(pk=job_id) if started else None


def _end(job: Job, name: str, step: WatchedStep, *, sentence: str, result: dict[str, Any] | None = None) -> None:
    """Write the end down, with patience: a job that is done must not be told as interrupted."""
    now = clock.now()
    how = {"state": JOBS.moves[name].target, "ended_at": now, "beat_at": now, "sentence": sentence}
    how |= {"progress": step.progress, "doing": step.doing, "result": result or {}}
    for tries_left in reversed(range(TRIES_TO_END)):
        try:
            if not Job.objects.filter(pk=job.pk, state__in=JOBS.moves[name].sources).update(**how):
                logger.warning("The job %s (%s) had been given up before it ended: %s", job.pk, job.name, name)
            return
        except OperationalError:
            if not tries_left:
                raise
            if not connection.in_atomic_block:
                connection.close_if_unusable_or_obsolete()
            time.sleep(SECONDS_BETWEEN_TRIES)


def _interrupt(those: "models.QuerySet[Job]", now: dt.datetime) -> None:
    fail = JOBS.moves["fail"]
    those.filter(state__in=fail.sources).update(state=fail.target, ended_at=now, sentence=_interrupted())


def _what_is_wrong(refusal: Refused) -> dict[str, Any]:
    """The bad rows of a refusal that carries some, and how many more there are."""
    rows = getattr(refusal, "rows", ())
    return {"rows": [asdict(row) for row in rows], "more": getattr(refusal, "more", 0)} if rows else {}


def _who(by: models.Model | None) -> tuple[int | None, str]:
    return None if by is None else by.pk, audit.name_of(by)


def _cancelled() -> str:
    return _("It was cancelled. Nothing was changed.")


def _interrupted() -> str:
    return _("It was interrupted; start it again.")


def _failed() -> str:
    return _("Something went wrong on our side, and nothing was changed. If it happens again, tell the programme team.")

"""The audit table, the bases of records that are appended to or edited by several, and background work."""

import datetime as dt
from typing import Any, NoReturn

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

# A job without a sign of life for longer than this was interrupted. One may be silent while it writes its last,
# large transaction, so this is far longer than any of those.
SILENT_FOR = dt.timedelta(minutes=30)


class AppendOnlyQuerySet(models.QuerySet[Any]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("These rows are never changed.")

    def delete(self) -> NoReturn:
        raise TypeError("These rows are never deleted one by one.")


class Versioned(models.Model):
    """A record that several people may edit at once: `versions.take` lets nobody overwrite what they have not seen."""

    version = models.PositiveIntegerField(default=1, editable=False)
    edited_at = models.DateTimeField(null=True, editable=False)
    edited_by_id = models.BigIntegerField(null=True, editable=False)  # foundation knows no people
    edited_by_label = models.CharField(max_length=200, default="", editable=False, blank=True)

    class Meta:
        abstract = True


class AuditEntry(models.Model):
    """Who did or saw what, of which record, for inquiry and never for display on a page of the record.

    The actor is an id and a label, not a relation: the line outlives the account. The scope is a key that contexts
    above give a meaning to (the id of a partnership); lines without one belong to the whole installation.
    """

    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=200)
    action = models.CharField(max_length=80)
    target_kind = models.CharField(max_length=80)
    target_id = models.CharField(max_length=64)
    target_label = models.CharField(max_length=200)
    detail = models.JSONField(default=dict)
    scope = models.BigIntegerField(null=True)
    is_read = models.BooleanField(default=False)  # somebody saw it; nothing was changed

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["target_kind", "target_id"]),
            models.Index(fields=["actor_id", "at"]),
            models.Index(fields=["at"]),
            models.Index(fields=["scope", "at"]),
            models.Index(fields=["action", "at"]),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(action=""), name="audit_action_named"),
            models.CheckConstraint(condition=~models.Q(actor_label=""), name="audit_actor_named"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_label}: {self.action} {self.target_label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("An audit line is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("An audit line is never deleted.")


class JobState(models.TextChoices):
    """Where a piece of background work stands, in the words that whoever asked for it reads."""

    WAITING = "waiting", _("Waiting to start")
    RUNNING = "running", _("Under way")
    DONE = "done", _("Done")
    REFUSED = "refused", _("Not accepted")
    FAILED = "failed", _("Did not work")
    CANCELLED = "cancelled", _("Cancelled")


GOING_ON = [JobState.WAITING, JobState.RUNNING]


class Job(models.Model):
    """A piece of work that somebody asked for and a worker does; `jobs.py` makes all its moves.

    Whoever asked is an id and a label, as in the audit: foundation knows no people.
    """

    name = models.CharField(max_length=80)  # of its handler
    label = models.CharField(max_length=200)  # what it does, in words
    arguments = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=9, choices=JobState, default=JobState.WAITING)
    progress = models.FloatField(default=0.0)  # from 0 to 1
    doing = models.CharField(max_length=200, default="", blank=True)
    asked_at = models.DateTimeField()
    asked_by_id = models.BigIntegerField(null=True, blank=True)
    asked_by_label = models.CharField(max_length=200)
    cancel_asked_at = models.DateTimeField(null=True, blank=True)
    cancel_asked_by_id = models.BigIntegerField(null=True, blank=True)
    cancel_asked_by_label = models.CharField(max_length=200, default="", blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    beat_at = models.DateTimeField(null=True, blank=True)  # the last sign of life
    worker = models.CharField(max_length=200, default="", blank=True)  # which process runs it (workers.py)
    ended_at = models.DateTimeField(null=True, blank=True)
    result = models.JSONField(default=dict, blank=True)
    sentence = models.TextField(default="", blank=True)  # what was done, or what went wrong and what to do

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [
            models.Index(fields=["state", "beat_at"]),
            models.Index(fields=["ended_at"]),
            models.Index(fields=["asked_by_id", "asked_at"]),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(label=""), name="job_named"),
            models.CheckConstraint(condition=~Q(asked_by_label=""), name="job_asker_named"),
            models.CheckConstraint(condition=Q(state__in=JobState.values), name="job_state_known"),
            models.CheckConstraint(condition=Q(progress__gte=0, progress__lte=1), name="job_progress_is_a_share"),
            models.CheckConstraint(condition=~Q(state=JobState.DONE) | Q(progress=1), name="job_done_is_whole"),
            models.CheckConstraint(
                condition=Q(cancel_asked_at=None, cancel_asked_by_id=None, cancel_asked_by_label="")
                | (Q(cancel_asked_at__isnull=False) & ~Q(cancel_asked_by_label="")),
                name="job_cancel_asked_at_and_by",
            ),
            models.CheckConstraint(
                # Only what is cancelled may have ended without a start.
                condition=Q(state=JobState.CANCELLED)
                | Q(state=JobState.WAITING, started_at=None)
                | (~Q(state=JobState.WAITING) & Q(started_at__isnull=False)),
                name="job_started_unless_waiting",
            ),
            models.CheckConstraint(
                condition=Q(started_at=None, beat_at=None) | Q(started_at__isnull=False, beat_at__isnull=False),
                name="job_started_with_a_beat",
            ),
            models.CheckConstraint(
                condition=Q(state__in=GOING_ON, ended_at=None) | (~Q(state__in=GOING_ON) & Q(ended_at__isnull=False)),
                name="job_ended_unless_going_on",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[JobState.REFUSED, JobState.FAILED]) | ~Q(sentence=""),
                name="job_says_what_went_wrong",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def percent(self) -> int:
        """Whole per cent that are done; 100 is kept for what is done to the end."""
        return int(self.progress * 100)

    @property
    def has_ended(self) -> bool:
        return self.state not in GOING_ON

    def is_silent(self, now: dt.datetime) -> bool:
        """Whether it should be running and has not been heard of for too long."""
        return self.state == JobState.RUNNING and self.beat_at is not None and self.beat_at < now - SILENT_FOR

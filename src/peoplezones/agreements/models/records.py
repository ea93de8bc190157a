"""Records that partners share, what flowed to whom, and who broke the glass."""

import datetime as dt
from typing import Any, NoReturn

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from peoplezones.accounts.models import Partnership
from peoplezones.foundation.models import AppendOnlyQuerySet
from peoplezones.partners.models import Organisation
from peoplezones.zones.models import Zone

from ..rows import How
from .agreements import Agreement


class SharedRecord(models.Model):
    """Something that an organisation shares: words, a table, or both; gone when its time is over."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="shared_records")
    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="shared_records", null=True, blank=True)
    giver = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="shared_records")
    kind = models.CharField(max_length=40)  # a key of registry.RECORD_KINDS
    purpose = models.CharField(max_length=40)  # a key of registry.PURPOSES
    title = models.CharField(_("title"), max_length=120)
    body = models.TextField(_("what it says"), max_length=20_000, blank=True)
    table = models.JSONField(default=list, blank=True)  # rows of text, the first of them headings
    as_of = models.DateField()
    kept_until = models.DateField()  # the last day
    shared_at = models.DateTimeField()
    shared_by_id = models.BigIntegerField(null=True, editable=False)
    shared_by_label = models.CharField(max_length=200)

    class Meta:
        ordering = ["-shared_at", "-id"]
        indexes = [models.Index(fields=["partnership", "kind"]), models.Index(fields=["kept_until"])]
        constraints = [
            models.CheckConstraint(condition=Q(kept_until__gte=F("as_of")), name="record_kept_after_its_day"),
            models.CheckConstraint(condition=~Q(body="") | ~Q(table=[]), name="record_holds_something"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def audit_scope(self) -> int:
        return self.partnership_id


class Flow(models.Model):
    """Something went from one organisation to another, and under which agreement; never changed.

    The person is an id and a label, and the record a label: the line outlives both.
    """

    at = models.DateTimeField()
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="flows")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="flows", null=True, blank=True)
    kind = models.CharField(max_length=40)
    purpose = models.CharField(max_length=40)
    giver = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="given")
    taker = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="got", null=True, blank=True)
    how = models.CharField(max_length=6, choices=How)
    person_id = models.BigIntegerField(null=True, blank=True)
    person_label = models.CharField(max_length=200)
    record_label = models.CharField(max_length=200)
    rows = models.PositiveIntegerField(default=0)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["agreement", "at"]), models.Index(fields=["partnership", "at"])]
        constraints = [
            models.CheckConstraint(condition=Q(how__in=How.values), name="flow_how_known"),
            models.CheckConstraint(  # without an agreement nothing flows but through a broken glass
                condition=Q(how=How.GLASS) | Q(agreement__isnull=False, taker__isnull=False),
                name="flow_under_an_agreement",
            ),
            models.CheckConstraint(condition=~Q(person_label="") & ~Q(record_label=""), name="flow_named"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.person_label}: {self.record_label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("A line of what flowed is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("A line of what flowed is never deleted.")


class GlassBreak(models.Model):
    """A person opened one record for a short time, without an agreement and with a reason."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="glass_breaks")
    record = models.ForeignKey(SharedRecord, on_delete=models.SET_NULL, related_name="breaks", null=True, blank=True)
    record_label = models.CharField(max_length=200)
    giver = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person_id = models.BigIntegerField()
    person_label = models.CharField(max_length=200)
    reason = models.TextField(_("reason"), max_length=1000)
    at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["person_id", "until"])]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("at")), name="glass_broken_for_a_time"),
            models.CheckConstraint(condition=~Q(reason="") & ~Q(person_label=""), name="glass_broken_by_and_why"),
        ]

    def __str__(self) -> str:
        return f"{self.person_label}: {self.record_label}"

    @property
    def audit_scope(self) -> int:
        return self.partnership_id

    def is_open(self, now: dt.datetime) -> bool:
        return self.at <= now < self.until

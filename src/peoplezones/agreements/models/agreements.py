"""An agreement, who is party to it, what it covers, who signed it, and what happened to it."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from peoplezones.accounts.models import Partnership
from peoplezones.foundation.models import Versioned
from peoplezones.partners.models import Organisation
from peoplezones.zones.models import Zone

from ..rows import Condition, Kind, LawfulBasis, PartyRole
from ..states import COMPLETE, State

# An agreement without a last day that is not reviewed stops to carry anything so long after its day of review.
GRACE = dt.timedelta(days=90)
# No day of an agreement lies beyond these: dates are reckoned with, and a mistyped year must not stop anybody.
FIRST_DAY, NO_DAY_AFTER = dt.date(1990, 1, 1), dt.date(2199, 12, 31)


class Agreement(Versioned):
    """What organisations agreed on. Everything that was signed lies in the version that was sent."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="agreements")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    title = models.CharField(_("title"), max_length=120)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    purposes = models.JSONField(default=list, blank=True)  # keys of registry.PURPOSES
    purpose_words = models.TextField(_("what for"), max_length=4000)
    zones = models.ManyToManyField(Zone, related_name="agreements", blank=True)  # none: all of the partnership
    lawful_basis = models.CharField(max_length=24, choices=LawfulBasis, default=LawfulBasis.NO_PERSONAL_DATA)
    condition = models.CharField(max_length=20, choices=Condition, default="", blank=True)
    retention_months = models.PositiveSmallIntegerField(null=True, blank=True)
    retention = models.TextField(max_length=2000, default="", blank=True)
    security = models.TextField(max_length=4000, default="", blank=True)
    rights = models.TextField(max_length=4000, default="", blank=True)
    children = models.TextField(max_length=2000, default="", blank=True)
    dpia = models.CharField(max_length=200, default="", blank=True)
    starts_on = models.DateField()
    review_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)  # the last day
    document_digest = models.CharField(max_length=64, default="", blank=True)
    document_name = models.CharField(max_length=120, default="", blank=True)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, related_name="replaced_by", null=True, blank=True)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_version = models.PositiveIntegerField(null=True, blank=True)  # signatures are under this one
    in_force_from = models.DateField(null=True, blank=True)  # known when all have signed
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["title", "id"]
        indexes = [models.Index(fields=["partnership", "state"])]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="agreement_kind_known"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="agreement_state_known"),
            models.CheckConstraint(condition=Q(review_on__gt=F("starts_on")), name="agreement_reviewed_after_start"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="agreement_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(starts_on__gte=FIRST_DAY, review_on__lte=NO_DAY_AFTER)
                & (Q(ends_on=None) | Q(ends_on__lte=NO_DAY_AFTER)),
                name="agreement_days_within_reach",
                violation_error_message=_("Choose days between the years 1990 and 2199."),
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT, sent_at=None, sent_version=None)
                | (~Q(state=State.DRAFT) & Q(sent_at__isnull=False, sent_version__isnull=False)),
                name="agreement_sent_unless_draft",
            ),
            models.CheckConstraint(
                condition=Q(state__in=COMPLETE, in_force_from__isnull=False)
                | (~Q(state__in=COMPLETE) & Q(in_force_from=None)),
                name="agreement_signed_by_all_or_not",
            ),
            models.CheckConstraint(
                condition=Q(state=State.ENDED, ended_on__isnull=False) | (~Q(state=State.ENDED) & Q(ended_on=None)),
                name="agreement_ended_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(document_digest="", document_name="") | (~Q(document_digest="") & ~Q(document_name="")),
                name="agreement_document_named",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def audit_scope(self) -> int:
        return self.partnership_id

    @property
    def last_day(self) -> dt.date:
        """Nothing flows after it: the day that was agreed on, or some time after a review that nobody did."""
        return self.ends_on or self.review_on + GRACE

    @property
    def comes_into_force(self) -> bool:
        """All have signed it, and it is neither over nor ended before its first day."""
        first = self.in_force_from
        return first is not None and first <= self.last_day and (self.ended_on is None or first < self.ended_on)

    @property
    def replaced_on(self) -> dt.date | None:
        """The day from which a newer agreement stands in its place, once all have signed that one."""
        newer = [one.in_force_from for one in self.replaced_by.all() if one.comes_into_force and one.in_force_from]
        first = min(newer, default=None)
        return first if first is not None and first <= self.last_day else None

    @property
    def closed_on(self) -> dt.date | None:
        """From this day nothing flows under it: it was ended, or replaced, whichever came first."""
        return min((one for one in (self.ended_on, self.replaced_on) if one is not None), default=None)

    def state_on(self, day: dt.date) -> str:
        """Its state by its dates, whether or not the daily job has written it down yet."""
        if self.in_force_from is None or self.ended_on is not None:
            return self.state
        if self.replaced_on is not None and day >= self.replaced_on:
            return State.ENDED
        if day > self.last_day:
            return State.EXPIRED
        if day < self.in_force_from:
            return State.SIGNED
        return State.DUE if day >= self.review_on else State.IN_FORCE

    @property
    def next_day(self) -> dt.date:
        """When somebody has to act at the latest: to review it, or to renew it before it ends."""
        return min(self.review_on, self.ends_on or self.review_on)


class Party(models.Model):
    """An organisation is party to an agreement, gives what it covers, gets it, or both."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="party_to")
    role = models.CharField(max_length=16, choices=PartyRole)
    gives = models.BooleanField(default=False)
    gets = models.BooleanField(default=False)

    class Meta:
        ordering = ["agreement", "organisation__name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "organisation"], name="party_once_an_agreement"),
            models.CheckConstraint(condition=Q(role__in=PartyRole.values), name="party_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.agreement}"


class DataItem(models.Model):
    """A kind of record that an agreement covers."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(max_length=40)  # a key of registry.RECORD_KINDS, so that a new one is no migration
    words = models.CharField(max_length=300, default="", blank=True)
    special = models.JSONField(default=list, blank=True)  # keys of rows.Special

    class Meta:
        ordering = ["agreement", "id"]
        constraints = [models.UniqueConstraint(fields=["agreement", "kind"], name="item_once_an_agreement")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.agreement}"


class Signature(models.Model):
    """A person bound a party, by name and position, to the version that was sent. It outlives their account."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="signatures")
    version = models.PositiveIntegerField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="signatures")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True)
    person_label = models.CharField(max_length=200)
    position = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering = ["agreement", "at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "version", "organisation"], name="party_signs_once_a_version"),
            models.CheckConstraint(condition=~Q(person_label="") & ~Q(position=""), name="signature_named"),
        ]

    def __str__(self) -> str:
        return f"{self.person_label}, {self.position}"


class Step(models.Model):
    """An agreement came into a state: when, by whom, and why where somebody said so."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="steps")
    to = models.CharField(max_length=10, choices=State)
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True, editable=False)
    by_label = models.CharField(max_length=200)
    words = models.CharField(max_length=500, default="", blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.CheckConstraint(condition=Q(to__in=State.values), name="step_to_known_state")]

    def __str__(self) -> str:
        return f"{self.agreement}: {self.get_to_display()}"


class Review(models.Model):
    """Somebody looked at an agreement again, and it goes on until the next review."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="reviews")
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True, editable=False)
    by_label = models.CharField(max_length=200)
    words = models.TextField(max_length=2000)
    next_on = models.DateField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.agreement}: {self.at:%Y-%m-%d}"


class Notice(models.Model):
    """A letter was sent so many days before a day of review, or the last day; once."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="notices")
    day = models.DateField()
    days = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "day", "days"], name="notice_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement}: {self.days}"


class Office(models.Model):
    """The organisation that works for the partnership itself: what is loaded into the platform flows to it."""

    partnership = models.OneToOneField(Partnership, on_delete=models.CASCADE, related_name="office")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["partnership"]

    def __str__(self) -> str:
        return f"{self.partnership}: {self.organisation}"

    @property
    def audit_scope(self) -> int:
        return self.partnership_id

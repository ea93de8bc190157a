"""Roles, services and meetings that operate in a zone, and how they stood when people agreed on it."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from peoplezones.foundation import days
from peoplezones.foundation.models import Versioned
from peoplezones.partners.models import Organisation
from peoplezones.zones.models import Zone

from .rows import Dimension, Kind, Rhythm
from .states import State

HOURS_A_WEEK = 168


class Provision(Versioned):
    """One item: a post, a service or a meeting. It names organisations and posts, never a person."""

    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="provisions")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    title = models.CharField(_("title"), max_length=120)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="provisions"
    )
    organisation_name = models.CharField(max_length=120, blank=True)  # where it is not in the register
    summary = models.CharField(_("what it does"), max_length=300, blank=True)
    people = models.PositiveSmallIntegerField(_("people"), default=1, validators=[MinValueValidator(1)])
    hours_each = models.DecimalField(
        _("hours a week of each"),
        max_digits=4,
        decimal_places=1,
        default=Decimal(0),
        validators=[MinValueValidator(0), MaxValueValidator(HOURS_A_WEEK)],
    )
    by_appointment = models.BooleanField(default=False)
    reach = models.PositiveIntegerField(_("people reached a month"), null=True, blank=True)
    place = models.CharField(_("where"), max_length=120, blank=True)
    rhythm = models.CharField(_("rhythm"), max_length=12, choices=Rhythm, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)  # its last day
    told_by = models.CharField(_("who told us"), max_length=120, blank=True)
    told_on = models.DateField(null=True, blank=True)
    could_join_team = models.BooleanField(default=False)

    class Meta:
        ordering = ["zone", "title", "id"]
        constraints = [
            days.within("since", "until", "told_on", name="provision_days_of_a_calendar"),
            models.UniqueConstraint(
                F("zone"),
                Lower("title"),
                F("organisation"),
                condition=Q(organisation__isnull=False),
                name="provision_once_an_organisation",
            ),
            models.UniqueConstraint(
                F("zone"),
                Lower("title"),
                Lower("organisation_name"),
                condition=Q(organisation=None),
                name="provision_once_a_name",
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="provision_kind_known"),
            models.CheckConstraint(condition=Q(rhythm__in=["", *Rhythm.values]), name="provision_rhythm_known"),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, organisation_name="")
                | (Q(organisation=None) & ~Q(organisation_name="")),
                name="provision_of_one_organisation",
            ),
            models.CheckConstraint(condition=Q(rhythm="") | Q(kind=Kind.MEETING), name="provision_rhythm_of_meeting"),
            models.CheckConstraint(condition=Q(people__gte=1), name="provision_has_people"),
            models.CheckConstraint(
                condition=Q(hours_each__gte=0, hours_each__lte=HOURS_A_WEEK), name="provision_hours_in_a_week"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")), name="provision_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.employer}"

    @property
    def employer(self) -> str:
        """The name of its organisation, from the register or as it was typed."""
        return self.organisation.name if self.organisation else self.organisation_name

    @property
    def hours(self) -> Decimal:
        return self.people * self.hours_each

    @property
    def audit_scope(self) -> int:
        return self.zone.partnership_id


class Mark(models.Model):
    """One thing that an item serves, reaches, or a part of a day in which it happens."""

    provision = models.ForeignKey(Provision, on_delete=models.CASCADE, related_name="marks")
    dimension = models.CharField(max_length=10, choices=Dimension)
    value = models.CharField(max_length=20)

    class Meta:
        ordering = ["provision", "dimension", "id"]
        constraints = [
            models.UniqueConstraint(fields=["provision", "dimension", "value"], name="mark_once_an_item"),
            models.CheckConstraint(condition=Q(dimension__in=Dimension.values), name="mark_dimension_known"),
        ]
        indexes = [models.Index(fields=["dimension", "value"])]

    def __str__(self) -> str:
        return f"{self.get_dimension_display()}: {self.value}"


class Seat(models.Model):
    """An organisation sits in a meeting."""

    provision = models.ForeignKey(Provision, on_delete=models.CASCADE, related_name="seats")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="seats_taken"
    )
    organisation_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["provision", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, organisation_name="")
                | (Q(organisation=None) & ~Q(organisation_name="")),
                name="seat_of_one_organisation",
            ),
            models.UniqueConstraint(
                fields=["provision", "organisation"],
                condition=Q(organisation__isnull=False),
                name="seat_once_a_meeting",
            ),
            models.UniqueConstraint(
                F("provision"), Lower("organisation_name"), condition=Q(organisation=None), name="seat_once_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.holder

    @property
    def holder(self) -> str:
        return self.organisation.name if self.organisation else self.organisation_name


class Mapping(models.Model):
    """How things work in a zone at a date. Once agreed it keeps a copy of every item, which nothing changes."""

    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="mappings")
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    as_at = models.DateField(_("how things stood on"))
    about = models.CharField(_("how we found out"), max_length=300, blank=True)
    started_at = models.DateTimeField()
    started_by_id = models.BigIntegerField(null=True, editable=False)
    started_by_label = models.CharField(max_length=200)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by_id = models.BigIntegerField(null=True, editable=False)
    agreed_by_label = models.CharField(max_length=200, blank=True)
    items = models.JSONField(null=True, blank=True)  # `rows.Entry`s, by `rows.to_kept`

    class Meta:
        ordering = ["zone", "-as_at", "-id"]
        constraints = [
            days.within("as_at", name="mapping_days_of_a_calendar"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="mapping_state_known"),
            models.UniqueConstraint(fields=["zone"], condition=Q(state=State.DRAFT), name="mapping_one_draft_a_zone"),
            models.UniqueConstraint(fields=["zone"], condition=Q(state=State.AGREED), name="mapping_one_agreed_a_zone"),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT, agreed_at=None, items=None)
                | (~Q(state=State.DRAFT) & Q(agreed_at__isnull=False, items__isnull=False)),
                name="mapping_keeps_items_once_agreed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.zone}, {self.as_at:%Y-%m-%d}"

    @property
    def audit_scope(self) -> int:
        return self.zone.partnership_id

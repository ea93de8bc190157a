"""What somebody who leaves hands over, thing by thing, to whom, and how far that is."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peoplezones.accounts.models import Partnership
from peoplezones.foundation import days
from peoplezones.foundation.models import Versioned

from ..states import ItemState
from .champions import Mentoring
from .ideas import Idea
from .teams import Sitting


class HandOver(Versioned):
    """The pack of one person who leaves: their last day, their notes, and what there is to take over."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="hand_overs")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="hand_overs")
    leaves_on = models.DateField(_("last day"))
    notes = models.TextField(_("notes for whoever comes next"), max_length=5000, blank=True)
    begun_at = models.DateTimeField()

    class Meta:
        verbose_name = _("hand-over")
        ordering = ["-leaves_on", "-id"]
        constraints = [
            days.within("leaves_on", name="hand_over_days_of_a_calendar"),
            models.UniqueConstraint(fields=["partnership", "person", "leaves_on"], name="hand_over_once_a_day"),
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def audit_scope(self) -> int:
        return self.partnership_id


class ItemKind(models.TextChoices):
    """What kind of thing is handed over."""

    SEAT = "seat", _("Seat in a team")
    DEPUTY = "deputy", _("Deputy in a team")
    MENTORING = "mentoring", _("Mentoring of a zone")
    IDEA = "idea", _("Idea that they follow")
    ORGANISATION = "organisation", _("Work for an organisation")
    OTHER = "other", _("Something else")


class HandOverItem(Versioned):
    """One thing to take over. Where it is a record of ours, the record goes on to the successor when it is done."""

    hand_over = models.ForeignKey(HandOver, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(max_length=12, choices=ItemKind)
    title = models.CharField(_("what it is"), max_length=250)
    detail = models.CharField(_("more about it"), max_length=500, blank=True)
    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    mentoring = models.ForeignKey(Mentoring, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=ItemState, default=ItemState.OPEN)
    successor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="taken_over"
    )
    note = models.TextField(_("note for whoever takes it over"), max_length=1000, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("thing to hand over")
        ordering = ["hand_over", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ItemKind.values), name="hand_over_kind_known"),
            models.CheckConstraint(condition=Q(state__in=ItemState.values), name="hand_over_state_known"),
            models.CheckConstraint(
                condition=(~Q(state=ItemState.DONE) & Q(done_on=None)) | Q(state=ItemState.DONE, done_on__isnull=False),
                name="hand_over_done_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=ItemState.OPEN) | Q(successor=None), name="hand_over_open_has_no_successor"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def audit_scope(self) -> int:
        return self.hand_over.partnership_id

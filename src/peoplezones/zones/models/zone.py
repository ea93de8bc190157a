"""A zone: what it says of itself, how far it has come, and which zones it followed."""

from decimal import Decimal
from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from peoplezones.accounts.models import Partnership
from peoplezones.foundation import days
from peoplezones.foundation.models import Versioned
from peoplezones.places.models import Area

from ..states import BEFORE_IT_IS_ACTIVE, PHASES_OF, Phase, ZoneState

STATE_AND_PHASE = reduce(or_, (Q(state=state, phase__in=sorted(phases)) for state, phases in PHASES_OF.items()))


class Zone(Versioned):
    """A People Zone of a partnership. Its boundary is a focus, not a wall."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="zones")
    slug = models.SlugField(max_length=80, unique=True)  # made from the first name, so as long
    name = models.CharField(max_length=80, unique=True)
    summary = models.CharField(max_length=200)
    story = models.TextField(blank=True)
    near_km = models.DecimalField(max_digits=4, decimal_places=1, default=Decimal(1))  # how far around is still near
    state = models.CharField(max_length=11, choices=ZoneState.choices, default=ZoneState.IDEA)
    phase = models.CharField(max_length=10, choices=Phase.choices, default=Phase.CONCEPT)
    since = models.DateField()
    # The first moment of being active: what it was chosen for is frozen from then on.
    active_at = models.DateTimeField(null=True, blank=True)
    areas = models.ManyToManyField(Area, through="ZoneArea", related_name="zones")

    class Meta:
        ordering = ["name"]
        constraints = [
            days.within("since", name="zone_days_of_a_calendar"),
            models.CheckConstraint(condition=STATE_AND_PHASE, name="zone_state_and_phase_agree"),
            models.CheckConstraint(
                condition=Q(active_at__isnull=False) | Q(state__in=sorted(BEFORE_IT_IS_ACTIVE)),
                name="zone_active_has_its_moment",
            ),
            models.CheckConstraint(condition=Q(near_km__gte=0, near_km__lte=10), name="zone_near_is_near"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_scope(self) -> int:
        return self.partnership_id

    @property
    def is_public(self) -> bool:
        return self.state != ZoneState.IDEA

    @property
    def is_frozen(self) -> bool:
        """What it was chosen for can only grow by now."""
        return self.active_at is not None


class Relation(models.TextChoices):
    """How a zone came from another one."""

    FOLLOWS = "follows", _("It follows")
    SPLIT = "split", _("It was split from")


class Succession(models.Model):
    """A zone came from an earlier one; both tell so on their pages."""

    zone = models.ForeignKey(Zone, on_delete=models.CASCADE, related_name="came_from")
    earlier = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="went_on_as")
    kind = models.CharField(max_length=7, choices=Relation.choices)
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            days.within("on", name="succession_days_of_a_calendar"),
            models.UniqueConstraint(fields=["zone", "earlier"], name="succession_once_a_pair"),
            models.CheckConstraint(condition=~Q(zone=F("earlier")), name="zone_does_not_follow_itself"),
            models.CheckConstraint(condition=Q(kind__in=Relation.values), name="succession_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.earlier} → {self.zone}"

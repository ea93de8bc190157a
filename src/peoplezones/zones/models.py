"""A zone, the areas that its boundary is made of, its changes of phase, and who belongs to it."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from peoplezones.accounts.models import Partnership
from peoplezones.foundation.models import Versioned
from peoplezones.places.models import Area

from .states import Phase


class Zone(Versioned):
    """A People Zone of a partnership. Its boundary is the outline of its areas: a focus, not a wall."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="zones")
    slug = models.SlugField(max_length=80, unique=True)  # made from the name, so as long
    name = models.CharField(max_length=80, unique=True)
    summary = models.CharField(max_length=200)
    story = models.TextField(blank=True)
    near_km = models.DecimalField(max_digits=4, decimal_places=1, default=Decimal(1))  # how far around is still near
    phase = models.CharField(max_length=10, choices=Phase.choices, default=Phase.CONCEPT)
    since = models.DateField()
    areas = models.ManyToManyField(Area, through="ZoneArea", related_name="zones")
    boundary = models.TextField()  # GeoJSON geometry, WGS84, made from the areas
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(phase__in=Phase.values), name="zone_phase_known"),
            models.CheckConstraint(condition=Q(near_km__gte=0, near_km__lte=10), name="zone_near_is_near"),
            models.CheckConstraint(condition=Q(west__lte=F("east"), south__lte=F("north")), name="zone_box_in_order"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_scope(self) -> int:
        return self.partnership_id

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        return self.west, self.south, self.east, self.north


class ZoneArea(models.Model):
    """A zone is made of this area, which can therefore not leave its boundary set."""

    zone = models.ForeignKey(Zone, on_delete=models.CASCADE, related_name="made_of")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="part_of")

    class Meta:
        ordering = ["zone", "area"]
        constraints = [models.UniqueConstraint(fields=["zone", "area"], name="area_once_a_zone")]

    def __str__(self) -> str:
        return f"{self.area} in {self.zone}"


class PhaseChange(models.Model):
    """When a zone entered a phase, and who moved it."""

    zone = models.ForeignKey(Zone, on_delete=models.CASCADE, related_name="phase_changes")
    to = models.CharField(max_length=10, choices=Phase.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.CheckConstraint(condition=Q(to__in=Phase.values), name="phase_change_known")]

    def __str__(self) -> str:
        return f"{self.zone}: {self.get_to_display()}"


class Membership(models.Model):
    """A person belongs to a zone; a steward checks what residents send in, a clerk writes on behalf of others."""

    zone = models.ForeignKey(Zone, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    is_steward = models.BooleanField(_("steward"), default=False)
    is_clerk = models.BooleanField(_("clerk"), default=False)
    since = models.DateTimeField()

    class Meta:
        ordering = ["zone", "person"]
        constraints = [models.UniqueConstraint(fields=["zone", "person"], name="member_once_a_zone")]

    def __str__(self) -> str:
        return f"{self.person} in {self.zone}"

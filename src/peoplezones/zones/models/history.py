"""What happened to a zone: facts that are added and never changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from ..states import Phase, ZoneState
from .zone import Zone


class StateChange(models.Model):
    """When a zone came into a state, who moved it, and why, in words that everybody may read."""

    zone = models.ForeignKey(Zone, on_delete=models.CASCADE, related_name="state_changes")
    to = models.CharField(max_length=11, choices=ZoneState.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    reason = models.TextField(max_length=1000, blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.CheckConstraint(condition=Q(to__in=ZoneState.values), name="state_change_known")]

    def __str__(self) -> str:
        return f"{self.zone}: {self.get_to_display()}"


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


class NameChange(models.Model):
    """When a zone got another name; its address stayed."""

    zone = models.ForeignKey(Zone, on_delete=models.CASCADE, related_name="name_changes")
    before = models.CharField(max_length=80)
    after = models.CharField(max_length=80)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(before="") & ~Q(after=""), name="name_change_names_both")]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"

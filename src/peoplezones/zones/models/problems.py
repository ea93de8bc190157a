"""The problems that a zone was chosen for: the baseline that later work compares with."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from peoplezones.foundation import days
from peoplezones.foundation.models import Versioned

from .zone import Zone


class KeyProblem(Versioned):
    """One problem, with what was known of it and when; from the day its zone is active it stays as it is."""

    zone = models.ForeignKey(Zone, on_delete=models.CASCADE, related_name="key_problems")
    title = models.CharField(max_length=120)
    words = models.TextField(max_length=2000)
    evidence = models.CharField(max_length=300)  # the figure, said in words
    as_of = models.DateField()
    source = models.CharField(max_length=200)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True)
    is_baseline = models.BooleanField()  # was there when the zone became active, or before it did

    class Meta:
        ordering = ["-is_baseline", "added_at", "id"]
        constraints = [
            days.within("as_of", name="key_problem_days_of_a_calendar"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(evidence=""), name="key_problem_says_what"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def audit_scope(self) -> int:
        return self.zone.partnership_id

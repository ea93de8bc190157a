"""Who belongs to a zone, and what they may do there."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from peoplezones.foundation.models import Versioned

from .zone import Zone


class Membership(Versioned):
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

    @property
    def audit_scope(self) -> int:
        return self.zone.partnership_id

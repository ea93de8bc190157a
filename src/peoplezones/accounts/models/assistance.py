"""Help for people who have no e-mail: who may act for whom, why, how they agreed, and until when."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .consent import How
from .people import Person


class Assistance(models.Model):
    """A member of staff may act for somebody without e-mail, for at most thirty days (`rules.LONGEST_HELP`)."""

    assisted = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="helped_by")
    helper = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="helps")
    reason = models.CharField(_("why they need help"), max_length=300)
    agreed = models.CharField(_("how they agreed"), max_length=10, choices=How)
    since = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("help for a person")
        verbose_name_plural = _("help for people")
        ordering = ["-since", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["assisted", "helper"], condition=Q(ended_at=None), name="help_once_at_a_time"
            ),
            models.CheckConstraint(condition=Q(agreed__in=How.values), name="help_agreed_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="help_has_a_reason"),
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="help_ends_after_it_began"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("since")), name="help_ended_after_it_began"
            ),
            models.CheckConstraint(condition=~Q(assisted=F("helper")), name="nobody_helps_themselves"),
        ]

    def __str__(self) -> str:
        return f"{self.helper} – {self.assisted}"

"""When an organisation was asked to name its champion, and which zone a champion mentors."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from peoplezones.foundation import days
from peoplezones.foundation.models import Versioned
from peoplezones.partners.models import Organisation
from peoplezones.zones.models import Zone


class ChampionAsk(models.Model):
    """An organisation was asked for its champion, or reminded. Who is named sits in its seat of the Champion Team."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="champion_asks")
    on = models.DateField(_("day"))
    note = models.CharField(_("note"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("request for a champion")
        ordering = ["organisation", "on", "id"]
        constraints = [
            days.within("on", name="champion_ask_days_of_a_calendar"),
            models.UniqueConstraint(fields=["organisation", "on"], name="champion_asked_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.on:%Y-%m-%d}"

    @property
    def audit_scope(self) -> int:
        return self.organisation.partnership_id


class Mentoring(Versioned):
    """A champion advises and supports the team of a zone from when to when."""

    champion = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentorings")
    zone = models.ForeignKey(Zone, on_delete=models.CASCADE, related_name="mentorings")
    note = models.CharField(_("what they help with"), max_length=300, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("mentoring")
        ordering = ["zone", "-since", "id"]
        constraints = [
            days.within("since", "until", name="mentoring_days_of_a_calendar"),
            models.UniqueConstraint(
                fields=["champion", "zone"], condition=Q(until=None), name="mentoring_once_at_a_time"
            ),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="mentoring_dates_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.champion}, {self.zone}"

    @property
    def audit_scope(self) -> int:
        return self.zone.partnership_id

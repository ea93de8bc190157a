"""An idea that somebody captured, what became of it step by step, and who follows it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peoplezones.accounts.models import Partnership
from peoplezones.foundation.models import Versioned
from peoplezones.zones.models import Zone

from ..states import IdeaState


class Idea(Versioned):
    """Something that could be done better or differently, for one zone or for all."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="ideas")
    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="ideas", null=True, blank=True)
    title = models.CharField(_("the idea in a few words"), max_length=120)
    text = models.TextField(_("what it is, and what it could change"), max_length=3000)
    state = models.CharField(max_length=10, choices=IdeaState, default=IdeaState.CAPTURED)
    captured_on = models.DateField()
    captured_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="captured_ideas"
    )

    class Meta:
        verbose_name = _("idea")
        ordering = ["-captured_on", "-id"]
        constraints = [models.CheckConstraint(condition=Q(state__in=IdeaState.values), name="idea_state_known")]

    def __str__(self) -> str:
        return self.title

    @property
    def audit_scope(self) -> int:
        return self.partnership_id


class IdeaChange(models.Model):
    """When an idea got where it is, who said so, and why."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="changes")
    to = models.CharField(max_length=10, choices=IdeaState)
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(to__in=IdeaState.values), name="idea_change_known"),
            models.CheckConstraint(condition=~Q(to=IdeaState.ASIDE) | ~Q(reason=""), name="idea_put_aside_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.idea}: {self.get_to_display()}"


class Follow(models.Model):
    """A person keeps an eye on an idea."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="follows")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="followed_ideas")
    since = models.DateTimeField()

    class Meta:
        ordering = ["idea", "person"]
        constraints = [models.UniqueConstraint(fields=["idea", "person"], name="idea_followed_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.idea}"

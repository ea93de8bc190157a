"""Organisations, where they work, and who works for them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from peoplezones.accounts.models import Partnership
from peoplezones.foundation.models import Versioned
from peoplezones.zones.models import Zone


class Kind(models.TextChoices):
    """Every kind of provider that the operating model names."""

    PUBLIC_SERVICE = "public_service", _("Public service")
    THIRD_SECTOR = "third_sector", _("Charity or voluntary organisation")
    COMMUNITY_BODY = "community_body", _("Community body")
    BUSINESS = "business", _("Business")
    FAITH_GROUP = "faith_group", _("Faith group")
    EDUCATION = "education", _("School, college or university")
    INFORMAL_GROUP = "informal_group", _("Informal group, without a constitution")


class Organisation(Versioned):
    """Somebody who takes part in a partnership: a service, a charity, a business, a group of neighbours."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="organisations")
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    summary = models.CharField(_("what it does"), max_length=300, blank=True)
    website = models.URLField(_("website"), blank=True)
    since = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(Lower("name"), "partnership", name="organisation_once_a_partnership"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="organisation_kind_known"),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("since")), name="organisation_left_after_it_came"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_scope(self) -> int:
        return self.partnership_id


class Presence(models.Model):
    """An organisation works in a zone."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="presences")
    zone = models.ForeignKey(Zone, on_delete=models.CASCADE, related_name="presences")
    since = models.DateField()

    class Meta:
        ordering = ["zone", "organisation"]
        constraints = [models.UniqueConstraint(fields=["organisation", "zone"], name="organisation_once_a_zone")]

    def __str__(self) -> str:
        return f"{self.organisation} in {self.zone}"


class Colleague(models.Model):
    """A person works for an organisation, in a position; who may sign binds it by their name."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="colleagues")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="positions")
    position = models.CharField(_("position"), max_length=120)
    may_sign = models.BooleanField(_("may sign agreements"), default=False)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["organisation", "person", "since"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"], condition=Q(until=None), name="colleague_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="colleague_left_after_they_came"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.position}, {self.organisation}"

"""What a person agreed to, and how they want to be reached: consents are rows of history, the latest counts."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from peoplezones.foundation.models import Versioned

from .people import Person


class How(models.TextChoices):
    """By which way a person said yes."""

    ONLINE = "online", _("online")
    PAPER = "paper", _("on paper")
    PHONE = "phone", _("by phone")


class Consent(models.Model):
    """A person agreed to one purpose, in the words that they were shown, and may have taken it back since."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(_("purpose"), max_length=60)  # a key of registry.CONSENT_PURPOSES
    version = models.PositiveIntegerField(_("version of the wording"))
    wording = models.TextField(_("words that were shown"))
    given_at = models.DateTimeField(_("given"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    how = models.CharField(_("how it was given"), max_length=10, choices=How, default=How.ONLINE)
    taken_by = models.ForeignKey(  # none: by the person themselves
        Person, on_delete=models.SET_NULL, related_name="consents_taken", null=True, blank=True
    )

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["person", "-given_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"], condition=Q(withdrawn_at=None), name="consent_given_once_at_a_time"
            ),
            models.CheckConstraint(condition=Q(how__in=How.values), name="consent_how_known"),
            models.CheckConstraint(condition=~Q(wording=""), name="consent_has_its_words"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at")),
                name="consent_withdrawn_after_given",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.purpose}"


class ContactPreference(Versioned):
    """Whether and how a person wants to be reached; what is not allowed is not used."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="contact_preference")
    by_email = models.BooleanField(_("by e-mail"), default=True)
    by_text = models.BooleanField(_("by text message"), default=False)
    by_phone = models.BooleanField(_("by phone"), default=False)
    by_post = models.BooleanField(_("by post"), default=False)
    phone = models.CharField(_("phone number"), max_length=30, blank=True)
    address = models.TextField(_("postal address"), max_length=300, blank=True)
    language = models.CharField(_("language"), max_length=60, blank=True)
    needs = models.CharField(_("what helps you"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("contact preference")
        verbose_name_plural = _("contact preferences")
        ordering = ["person"]
        constraints = [
            models.CheckConstraint(
                condition=Q(by_text=False, by_phone=False) | ~Q(phone=""), name="contact_by_phone_has_a_number"
            ),
            models.CheckConstraint(condition=Q(by_post=False) | ~Q(address=""), name="contact_by_post_has_an_address"),
        ]

    def __str__(self) -> str:
        return f"{self.person}"

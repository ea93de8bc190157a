"""What an organisation says of its own appetite and capability to work together in a zone, day by day."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peoplezones.foundation import days
from peoplezones.partners.models import Organisation
from peoplezones.zones.models import Zone


class Statement(models.TextChoices):
    """The statements that an organisation weighs: the first four on its appetite, the others on its capability."""

    TIME = "time", _("We are willing to give people’s time to this zone.")
    SENIOR = "senior", _("Our senior leaders support this work and say so.")
    BUDGET = "budget", _("We can move some of our budget to where it helps most here.")
    CHANGE = "change", _("We are ready to change how we work if residents ask for it.")
    STAFF = "staff", _("We have staff who know this area and work here.")
    DATA = "data", _("We have data about this area that we can share.")
    RESIDENTS = "residents", _("We have experience of working side by side with residents.")
    SPACE = "space", _("We have rooms, skills or things that others here can use.")


APPETITE = (Statement.TIME, Statement.SENIOR, Statement.BUDGET, Statement.CHANGE)
CAPABILITY = (Statement.STAFF, Statement.DATA, Statement.RESIDENTS, Statement.SPACE)


class Level(models.IntegerChoices):
    """How far a statement holds. The words are shown, and never a sum of numbers."""

    NOT_YET = 1, _("Not yet")
    A_LITTLE = 2, _("A little")
    MOSTLY = 3, _("Mostly")
    FULLY = 4, _("Fully")


class SelfAssessment(models.Model):
    """One organisation on one zone on one day. A newer one stands beside it and does not replace it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="self_assessments")
    zone = models.ForeignKey(Zone, on_delete=models.CASCADE, related_name="self_assessments")
    on = models.DateField(_("day"))
    comment = models.TextField(_("anything else"), max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("self-assessment")
        ordering = ["organisation", "zone", "-on"]
        constraints = [
            days.within("on", name="assessment_days_of_a_calendar"),
            models.UniqueConstraint(fields=["organisation", "zone", "on"], name="self_assessment_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.zone}, {self.on:%Y-%m-%d}"

    @property
    def audit_scope(self) -> int:
        return self.organisation.partnership_id


class Answer(models.Model):
    """How far one statement holds."""

    assessment = models.ForeignKey(SelfAssessment, on_delete=models.CASCADE, related_name="answers")
    statement = models.CharField(max_length=12, choices=Statement)
    level = models.PositiveSmallIntegerField(choices=Level)
    comment = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["assessment", "id"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "statement"], name="statement_answered_once"),
            models.CheckConstraint(condition=Q(statement__in=Statement.values), name="statement_known"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="level_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_statement_display()} {self.get_level_display()}"

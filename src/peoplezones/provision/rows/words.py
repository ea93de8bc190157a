"""The words in which an item is described: kinds, tools, whom it reaches, when it happens; knows no item."""

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Kind(models.TextChoices):
    """What an item is."""

    ROLE = "role", gettext_lazy("Role")
    SERVICE = "service", gettext_lazy("Service")
    MEETING = "meeting", gettext_lazy("Meeting")


class Tool(models.TextChoices):
    """The six operating tools of a People Zone. The first two are preventive, the next two answer what has happened."""

    INTERACTION = "interaction", gettext_lazy("Human interaction")
    INTEGRATION = "integration", gettext_lazy("Community integration")
    TREATMENT = "treatment", gettext_lazy("Treatment")
    CONTROL = "control", gettext_lazy("Control")
    ENVIRONMENT = "environment", gettext_lazy("Shaping the environment")
    BELIEVING = "believing", gettext_lazy("Believing is being")


class Audience(models.TextChoices):
    """Whom an item reaches."""

    FAMILIES = "families", gettext_lazy("Families")
    CHILDREN = "children", gettext_lazy("Children")
    YOUNG = "young", gettext_lazy("Young people")
    ADULTS = "adults", gettext_lazy("Adults")
    OLDER = "older", gettext_lazy("Older people")
    AT_RISK = "at_risk", gettext_lazy("People at risk of harm")
    EVERYBODY = "everybody", gettext_lazy("The whole neighbourhood")


class Rhythm(models.TextChoices):
    """How often a meeting meets."""

    DAILY = "daily", gettext_lazy("Every day")
    WEEKLY = "weekly", gettext_lazy("Every week")
    FORTNIGHTLY = "fortnightly", gettext_lazy("Every two weeks")
    MONTHLY = "monthly", gettext_lazy("Every month")
    SIX_WEEKLY = "six_weekly", gettext_lazy("Every six weeks")
    QUARTERLY = "quarterly", gettext_lazy("Every three months")
    AS_NEEDED = "as_needed", gettext_lazy("When it is needed")


class Dimension(models.TextChoices):
    """What a mark of an item says."""

    TOOL = "tool", gettext_lazy("Tool")
    OUTCOME = "outcome", gettext_lazy("Outcome")
    AUDIENCE = "audience", gettext_lazy("Whom it reaches")
    TIME = "time", gettext_lazy("When")


class Weekday(models.TextChoices):
    """The days of a week, from Monday on."""

    MONDAY = "mon", gettext_lazy("Monday")
    TUESDAY = "tue", gettext_lazy("Tuesday")
    WEDNESDAY = "wed", gettext_lazy("Wednesday")
    THURSDAY = "thu", gettext_lazy("Thursday")
    FRIDAY = "fri", gettext_lazy("Friday")
    SATURDAY = "sat", gettext_lazy("Saturday")
    SUNDAY = "sun", gettext_lazy("Sunday")


class Part(models.TextChoices):
    """The parts of a day."""

    MORNING = "morning", gettext_lazy("Morning")
    AFTERNOON = "afternoon", gettext_lazy("Afternoon")
    EVENING = "evening", gettext_lazy("Evening")


def slots() -> list[tuple[str, str]]:
    """Every part of every day, such as `tue-morning`, with its words, in the order of a week."""
    return [(f"{day}-{part}", slot_words(f"{day}-{part}")) for day in Weekday.values for part in Part.values]


def slot_words(slot: str) -> str:
    """A part of a day as people say it: “Tuesday morning”."""
    day, part = slot.split("-")
    return _("%(day)s %(part)s") % {"day": Weekday(day).label, "part": str(Part(part).label).lower()}

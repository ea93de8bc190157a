"""The states of a mapping and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from peoplezones.foundation.states import StateTable, move


class State(models.TextChoices):
    """How far a mapping has come."""

    DRAFT = "draft", _("Being mapped")
    AGREED = "agreed", _("Agreed")
    SUPERSEDED = "superseded", _("Superseded by a later one")


MAPPINGS = StateTable(
    State,
    {
        "agree": move([State.DRAFT], State.AGREED, _("This mapping was agreed before. Start a new one.")),
        "supersede": move([State.AGREED], State.SUPERSEDED, _("Only the mapping that is agreed can be superseded.")),
    },
)

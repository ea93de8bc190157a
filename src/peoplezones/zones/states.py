"""The phases of a zone and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from peoplezones.foundation.states import StateTable, move


class Phase(models.TextChoices):
    """The four phases of a zone, in the words that residents read."""

    CONCEPT = "concept", _("Getting ready")
    TEAM = "team", _("Building the team")
    DELIVER = "deliver", _("Under way")
    REVIEW = "review", _("Looking back and growing")


PHASES = StateTable(
    Phase,
    {
        "build_team": move(
            [Phase.CONCEPT], Phase.TEAM, _("Only a zone that is getting ready can start to build its team.")
        ),
        "start_delivery": move(
            [Phase.TEAM, Phase.REVIEW],
            Phase.DELIVER,
            _("A zone needs its team before the work gets under way."),
        ),
        "start_review": move(
            [Phase.DELIVER], Phase.REVIEW, _("Only a zone whose work is under way can be looked back on.")
        ),
    },
)

"""The states of an agreement and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from peoplezones.foundation.states import StateTable, move


class State(models.TextChoices):
    """From the first draft of an agreement to its end; once all have signed, dates alone say whether it is in force."""

    DRAFT = "draft", _("Draft")
    SENT = "sent", _("Waiting for signatures")
    SIGNED = "signed", _("Signed, starts later")
    IN_FORCE = "in_force", _("In force")
    DUE = "due", _("Due for review")
    EXPIRED = "expired", _("Expired")
    ENDED = "ended", _("Ended")


RUNNING = (State.IN_FORCE, State.DUE)
COMPLETE = (State.SIGNED, State.IN_FORCE, State.DUE, State.EXPIRED, State.ENDED)  # all have signed it once

AGREEMENTS = StateTable(
    State,
    {
        "send": move([State.DRAFT], State.SENT, _("Only a draft can be sent.")),
        "withdraw": move(
            [State.SENT], State.DRAFT, _("It can be taken back only while it waits for signatures. Renew it instead.")
        ),
        "complete": move([State.SENT], State.SIGNED, _("It does not wait for signatures.")),
        "start": move([State.SIGNED], State.IN_FORCE, _("It has not been signed by all, or has started already.")),
        "fall_due": move([State.IN_FORCE], State.DUE, _("Only an agreement in force falls due for review.")),
        "review": move(
            [State.IN_FORCE, State.DUE],
            State.IN_FORCE,
            _("Only an agreement in force can be reviewed. Renew it if it has run out."),
        ),
        "expire": move([State.SIGNED, *RUNNING], State.EXPIRED, _("It was never in force, or is over already.")),
        "end": move(
            [State.SIGNED, *RUNNING],
            State.ENDED,
            _("Only an agreement that all have signed, and that still runs, ends."),
        ),
    },
)

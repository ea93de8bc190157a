"""The states of an invitation and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from peoplezones.foundation.states import StateTable, move


class InvitationState(models.TextChoices):
    """What became of an invitation. One that is open runs out on its day; nothing has to be written for that."""

    OPEN = "open", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


INVITATIONS = StateTable(
    InvitationState,
    {
        "accept": move([InvitationState.OPEN], InvitationState.ACCEPTED, _("This invitation has been answered.")),
        "decline": move([InvitationState.OPEN], InvitationState.DECLINED, _("This invitation has been answered.")),
        "withdraw": move(
            [InvitationState.OPEN], InvitationState.WITHDRAWN, _("It has been answered, so it cannot be withdrawn.")
        ),
    },
)

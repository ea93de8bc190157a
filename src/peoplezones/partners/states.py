"""The states of an offer and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from peoplezones.foundation.states import StateTable, move


class OfferState(models.TextChoices):
    """Whether something that an organisation offers can still be had."""

    OPEN = "open", _("Open")
    TAKEN_UP = "taken_up", _("Taken up")
    WITHDRAWN = "withdrawn", _("Withdrawn")


OFFERS = StateTable(
    OfferState,
    {
        "take_up": move([OfferState.OPEN], OfferState.TAKEN_UP, _("Only an open offer can be taken up.")),
        "withdraw": move(
            [OfferState.OPEN, OfferState.TAKEN_UP], OfferState.WITHDRAWN, _("This offer has been withdrawn already.")
        ),
        "open_again": move(
            [OfferState.TAKEN_UP, OfferState.WITHDRAWN], OfferState.OPEN, _("This offer is open already.")
        ),
    },
)

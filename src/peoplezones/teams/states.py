"""What may become of an idea, and of each thing that is handed over; knows no record."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from peoplezones.foundation.states import StateTable, move


class IdeaState(models.TextChoices):
    """What has become of an idea."""

    CAPTURED = "captured", _("Captured")
    TRIED = "tried", _("Being tried")
    PRACTICE = "practice", _("Became practice")
    ASIDE = "aside", _("Put aside")


IDEAS = StateTable(
    IdeaState,
    {
        "try_out": move([IdeaState.CAPTURED], IdeaState.TRIED, _("Only an idea that was just captured can be tried.")),
        "make_practice": move(
            [IdeaState.TRIED], IdeaState.PRACTICE, _("An idea becomes practice after it was tried. Try it first.")
        ),
        "put_aside": move(
            [IdeaState.CAPTURED, IdeaState.TRIED],
            IdeaState.ASIDE,
            _("Only an idea that is captured or being tried can be put aside."),
        ),
        "take_up": move([IdeaState.ASIDE], IdeaState.CAPTURED, _("Only an idea that was put aside can be taken up.")),
    },
)


class ItemState(models.TextChoices):
    """How far one thing is handed over."""

    OPEN = "open", _("Nobody yet")
    TAKEN_OVER = "taken_over", _("Somebody takes it over")
    DONE = "done", _("Handed over")


HAND_OVERS = StateTable(
    ItemState,
    {
        "take_over": move([ItemState.OPEN], ItemState.TAKEN_OVER, _("Somebody takes this over already.")),
        "give_back": move(
            [ItemState.TAKEN_OVER], ItemState.OPEN, _("Only what somebody takes over, and is not done, can go back.")
        ),
        "finish": move(
            [ItemState.TAKEN_OVER], ItemState.DONE, _("Say who takes this over. Then it can be handed over.")
        ),
    },
)

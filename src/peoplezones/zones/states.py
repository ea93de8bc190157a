"""The states of a zone, the phases inside them, and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from peoplezones.foundation.states import StateTable, move


class ZoneState(models.TextChoices):
    """Where a zone stands as a whole. An idea is seen by those who work with it, everything else by everybody."""

    IDEA = "idea", _("Idea")
    DEVELOPING = "developing", _("Developing")
    ACTIVE = "active", _("Active")
    REVIEWING = "reviewing", _("Reviewing")
    HANDED_OVER = "handed_over", _("Handed over to the community")
    CLOSED = "closed", _("Closed")


class Phase(models.TextChoices):
    """The four phases of a zone, in the words that residents read."""

    CONCEPT = "concept", _("Getting ready")
    TEAM = "team", _("Building the team")
    DELIVER = "deliver", _("Under way")
    REVIEW = "review", _("Looking back and growing")


# Which phases a state may have: the data base holds a zone to it.
PHASES_OF: dict[str, frozenset[str]] = {
    ZoneState.IDEA: frozenset({Phase.CONCEPT}),
    ZoneState.DEVELOPING: frozenset({Phase.CONCEPT, Phase.TEAM}),
    ZoneState.ACTIVE: frozenset({Phase.DELIVER}),
    ZoneState.REVIEWING: frozenset({Phase.REVIEW}),
    ZoneState.HANDED_OVER: frozenset({Phase.DELIVER, Phase.REVIEW}),
    ZoneState.CLOSED: frozenset(Phase.values),
}
BEFORE_IT_IS_ACTIVE = frozenset({ZoneState.IDEA, ZoneState.DEVELOPING, ZoneState.CLOSED})
AT_WORK = frozenset({ZoneState.DEVELOPING, ZoneState.ACTIVE, ZoneState.REVIEWING})  # phases move here alone
LIVING = AT_WORK | {ZoneState.HANDED_OVER}  # people can still join in

# Its moves that are phases too (`start_delivery`, `start_review`) move both at once.
STATES = StateTable(
    ZoneState,
    {
        "develop": move([ZoneState.IDEA], ZoneState.DEVELOPING, _("Only an idea can start to be developed.")),
        "start_delivery": move(
            [ZoneState.DEVELOPING, ZoneState.REVIEWING],
            ZoneState.ACTIVE,
            _("Only a zone that is being developed or reviewed can become active."),
        ),
        "start_review": move([ZoneState.ACTIVE], ZoneState.REVIEWING, _("Only an active zone can be reviewed.")),
        "hand_over": move(
            [ZoneState.ACTIVE, ZoneState.REVIEWING],
            ZoneState.HANDED_OVER,
            _("Only a zone that is active or being reviewed can be handed over to its community."),
        ),
        "close": move(
            [ZoneState.DEVELOPING, ZoneState.ACTIVE, ZoneState.REVIEWING, ZoneState.HANDED_OVER],
            ZoneState.CLOSED,
            _("Only a zone that has started and is not closed yet can be closed. An idea can stay an idea."),
        ),
        "reopen": move(
            [ZoneState.HANDED_OVER, ZoneState.CLOSED],
            ZoneState.DEVELOPING,
            _("Only a zone that was handed over or closed can start again."),
        ),
    },
)

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

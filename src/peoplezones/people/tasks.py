"""What a worker does for people once a day: invitations that are long over are forgotten."""

from typing import Any

from django.utils.translation import gettext as _

from peoplezones.foundation import clock
from peoplezones.foundation.jobs import Step

from . import actions

DAILY = "people.daily"


def daily(_arguments: dict[str, Any], step: Step) -> dict[str, Any]:
    """The handler of background work "people.daily"."""
    step(0.0, _("Looking for invitations that are long over"))
    return {"invitations forgotten": actions.forget_invitations(by=None, now=clock.now())}

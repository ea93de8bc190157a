"""What a worker does for accounts once a day: staff who stay away are warned, and then lose their access."""

from typing import Any

from django.utils.translation import gettext as _

from peoplezones.foundation import clock
from peoplezones.foundation.jobs import Step

from . import actions

DAILY = "accounts.daily"


def daily(_arguments: dict[str, Any], step: Step) -> dict[str, Any]:
    """The handler of background work "accounts.daily"."""
    step(0.0, _("Looking for staff who stay away"))
    warned, ended = actions.end_idle_access(by=None, now=clock.now())
    return {"warned": warned, "access ended": ended}

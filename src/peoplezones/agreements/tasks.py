"""What a worker does for agreements once a day: states that are behind their dates, letters, records that are over."""

from typing import Any

from django.utils.translation import gettext as _

from peoplezones.foundation import clock
from peoplezones.foundation.jobs import Step

from . import actions

DAILY = "agreements.daily"


def daily(_arguments: dict[str, Any], step: Step) -> dict[str, Any]:
    """The handler of background work "agreements.daily"."""
    step(0.0, _("Looking at the dates of agreements"))
    return dict(actions.keep_up(by=None, now=clock.now()))

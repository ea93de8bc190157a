"""Says what the workspace shows of one zone."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from peoplezones.accounts.models import Person

from .. import rules
from ..models import Zone
from ..states import AT_WORK, PHASES, STATES


def crumbs_in_workspace(zone: Zone | None = None, here: str = "") -> list[tuple[str, str]]:
    """My workspace, zones, the zone, and the page itself."""
    crumbs = [(_("My workspace"), reverse("accounts:home")), (_("Zones you work with"), reverse("zones:workspace"))]
    if zone is not None:
        crumbs.append((zone.name, reverse("zones:record", args=[zone.slug])))
    if here:
        return [*crumbs, (here, "")]
    return [*crumbs[:-1], (crumbs[-1][0], "")]


def moves_open_to(person: Person, zone: Zone) -> list[tuple[str, str]]:
    """The moves that this person can make with the zone now, each with what it means."""
    words = moves_in_words()
    found = []
    if rules.may_edit(person, zone) and zone.state in AT_WORK:
        found += [(name, words[name]) for name in PHASES.moves if PHASES.can(name, zone.phase)]
    if rules.may_change_state(person, zone):
        own = [name for name in STATES.moves if name not in PHASES.moves]
        found += [(name, words[name]) for name in own if STATES.can(name, zone.state)]
    return found


def moves_in_words() -> dict[str, str]:
    return {
        "develop": _("Start to develop it: from now on everybody sees it"),
        "build_team": _("Start to build the team"),
        "start_delivery": _("Make it active: the work gets under way"),
        "start_review": _("Review it: look back, with the people who live here"),
        "hand_over": _("Hand it over to the community: it stays public"),
        "close": _("Close it: it stays public, and says so"),
        "reopen": _("Start again: it is being developed once more"),
    }


def tasks_of(person: Person, zone: Zone) -> list[dict[str, Any]]:
    """What a person may do with the zone, as links."""
    slug = [zone.slug]
    found = [(_("See its history"), "zones:history")]
    if rules.may_edit(person, zone):
        found = [
            (_("Change its line on the map"), "zones:boundary"),
            (_("Move it on"), "zones:state"),
            (_("The problems it was chosen for"), "zones:problems"),
            (_("Where it came from"), "zones:came_from"),
            (_("Who belongs to it"), "zones:members"),
            *found,
        ]
    return [{"label": label, "url": reverse(name, args=slug)} for label, name in found]

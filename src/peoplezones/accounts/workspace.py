"""What contexts above add to a person's own page: links and slots; this one knows none of them."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from peoplezones.foundation.registry import Registry
from peoplezones.ui.slots import Slot


class Group(Enum):
    """Under which heading a link stands, in this order."""

    ZONES = _("Zones")
    PARTNERS = _("Partners and agreements")
    TEAMS = _("Teams")
    PEOPLE = _("People")
    DATA = _("Data and pages")


@dataclass(frozen=True)
class WorkspaceLink:
    """One link: what it is called, where it leads, who sees it, one sentence on what it is for, and its heading."""

    label: str | Promise
    url_name: str
    may_see: Callable[[object], bool]
    description: str | Promise = ""
    group: Group = Group.DATA


WORKSPACE_LINKS: Registry[WorkspaceLink] = Registry("workspace link")
# Each slot gets the request and the person, and comes before the links.
WORKSPACE_SLOTS: Registry[Slot] = Registry("slot of the workspace")


def links_for(person: object) -> list[tuple[str, list[WorkspaceLink]]]:
    """The links that a person sees, by heading; no heading without a link."""
    seen = [link for link in WORKSPACE_LINKS if link.may_see(person)]
    grouped = [(str(group.value), [link for link in seen if link.group is group]) for group in Group]
    return [(heading, links) for heading, links in grouped if links]

"""What contexts above add to a person's own page: links and slots; this one knows none of them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from peoplezones.foundation.registry import Registry
from peoplezones.ui.slots import Slot


@dataclass(frozen=True)
class WorkspaceLink:
    """One link: what it is called, where it leads, who sees it, and one sentence on what it is for."""

    label: str | Promise
    url_name: str
    may_see: Callable[[object], bool]
    description: str | Promise = ""


WORKSPACE_LINKS: Registry[WorkspaceLink] = Registry("workspace link")
# Each slot gets the request and the person, and comes before the links.
WORKSPACE_SLOTS: Registry[Slot] = Registry("slot of the workspace")


def links_for(person: object) -> list[WorkspaceLink]:
    return [link for link in WORKSPACE_LINKS if link.may_see(person)]

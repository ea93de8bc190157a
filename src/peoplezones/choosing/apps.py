"""Registers the context with Django, its navigation, and what it adds to the page of an area."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChoosingConfig(AppConfig):
    name = "peoplezones.choosing"
    label = "choosing"

    def ready(self) -> None:
        from peoplezones.accounts import rules
        from peoplezones.accounts.workspace import WORKSPACE_LINKS, Group, WorkspaceLink
        from peoplezones.places.registry import AREA_SLOTS
        from peoplezones.ui.navigation import MAIN, NavigationItem
        from peoplezones.ui.slots import Slot

        from . import presenters

        MAIN.add("choosing", NavigationItem(_("Where next?"), "choosing:index", "/choosing/"), position=30)
        WORKSPACE_LINKS.add(
            "choosing",
            WorkspaceLink(
                _("Weigh where a zone could be next"),
                "choosing:index",
                rules.is_staff | rules.is_board_member,
                _("Neighbourhoods by need, under weights that you set."),
                Group.ZONES,
            ),
            position=30,
        )
        AREA_SLOTS.add("choosing", Slot("choosing/of_area.html", presenters.score_of_area), position=20)

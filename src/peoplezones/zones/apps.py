"""Registers the context with Django, its navigation, and what it adds to the page of an area."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ZonesConfig(AppConfig):
    name = "peoplezones.zones"
    label = "zones"

    def ready(self) -> None:
        from peoplezones.accounts.workspace import WORKSPACE_LINKS, WORKSPACE_SLOTS, WorkspaceLink
        from peoplezones.places.registry import AREA_SLOTS
        from peoplezones.ui.navigation import MAIN, NavigationItem
        from peoplezones.ui.slots import Slot

        from . import presenters

        MAIN.add("zones", NavigationItem(_("Zones"), "zones:index", "/zones/"), position=10)
        MAIN.add("map", NavigationItem(_("Map"), "zones:map", "/map/"), position=20)
        WORKSPACE_SLOTS.add("zones", Slot("zones/my_zones.html", presenters.zones_of_person), position=10)
        WORKSPACE_LINKS.add(
            "zones",
            WorkspaceLink(
                _("Zones you work with"),
                "zones:workspace",
                presenters.works_with_zones,
                _("What they say of themselves, their line on the map, and how far they are."),
            ),
            position=10,
        )
        AREA_SLOTS.add("zones", Slot("zones/of_area.html", presenters.zones_of_area), position=10)

"""Registers the context with Django, its navigation, and what it adds to the page of an area."""

from django.apps import AppConfig
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ZonesConfig(AppConfig):
    name = "peoplezones.zones"
    label = "zones"

    def ready(self) -> None:
        from peoplezones.accounts.personal_data import NAME_GOES, PERSONAL_DATA, Kept, named_in, own_rows
        from peoplezones.accounts.registry import BELONGING, HELPING, MORE_THAN_RESIDENTS, Helping
        from peoplezones.accounts.workspace import WORKSPACE_LINKS, WORKSPACE_SLOTS, Group, WorkspaceLink
        from peoplezones.places.registry import AREA_SLOTS
        from peoplezones.ui.navigation import MAIN, NavigationItem
        from peoplezones.ui.slots import Slot

        from . import actions, presenters, queries

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
                Group.ZONES,
            ),
            position=10,
        )
        AREA_SLOTS.add("zones", Slot("zones/of_area.html", presenters.zones_of_area), position=10)

        BELONGING.add("zones", "memberships__zone__partnership")
        PERSONAL_DATA.add("zones", own_rows("zones.Membership", "person", goes=_("Which zones you belong to")))
        done = Kept(_("What you did for a zone"), _("It is part of the history of the zone."), NAME_GOES)
        for name in ("StateChange", "PhaseChange", "NameChange", "BoundaryVersion", "Succession"):
            PERSONAL_DATA.add(f"zones_{name}", named_in(f"zones.{name}", "by", kept=done))
        PERSONAL_DATA.add("zones_KeyProblem", named_in("zones.KeyProblem", "added_by", kept=done))
        help_in_zones = Helping(
            queries.helps_people, queries.places_to_help, queries.people_to_help, actions.bring_in_helped
        )
        HELPING.add("zones", help_in_zones)
        MORE_THAN_RESIDENTS.add("zones", Q(memberships__is_steward=True) | Q(memberships__is_clerk=True))

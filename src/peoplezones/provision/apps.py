"""Registers the context with Django, its link in the workspace, and what it holds about people."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProvisionConfig(AppConfig):
    name = "peoplezones.provision"
    label = "provision"

    def ready(self) -> None:
        from peoplezones.accounts.personal_data import PERSONAL_DATA, name_beside
        from peoplezones.accounts.workspace import WORKSPACE_LINKS, Group, WorkspaceLink
        from peoplezones.ui.slots import Slot
        from peoplezones.zones.registry import PROVISION, WORKSPACE_BANDS

        from . import presenters, rules

        link = WorkspaceLink(
            _("How things work today"),
            "provision:index",
            rules.may_look,
            _("The roles, services and meetings that work in a zone, where they overlap, and what nobody does."),
            Group.ZONES,
        )
        did = _("Your name beside what you wrote down of how a zone works")
        for way in ("started_by", "agreed_by"):
            PERSONAL_DATA.add(f"provision_{way}", name_beside("provision.Mapping", way, goes=did))
        WORKSPACE_LINKS.add("provision", link, position=40)
        WORKSPACE_BANDS.add("provision", Slot("provision/band.html", presenters.band), position=PROVISION)

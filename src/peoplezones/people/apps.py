"""Registers the context with Django, and its links in the workspace."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "peoplezones.people"
    label = "people"

    def ready(self) -> None:
        from peoplezones.accounts.workspace import WORKSPACE_LINKS, WorkspaceLink

        from . import queries, rules

        directory = WorkspaceLink(
            _("People"), "people:directory", queries.may_look, _("Who is here as what, and how to reach them.")
        )
        invitations = WorkspaceLink(
            _("Invitations"), "people:invitations", rules.may_invite, _("Invite somebody, and see who has answered.")
        )
        WORKSPACE_LINKS.add("people", directory, position=60)
        WORKSPACE_LINKS.add("invitations", invitations, position=61)

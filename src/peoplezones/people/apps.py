"""Registers the context with Django, its links in the workspace, its daily work and what it holds about people."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "peoplezones.people"
    label = "people"

    def ready(self) -> None:
        from peoplezones.accounts.personal_data import NAME_GOES, PERSONAL_DATA, Holding, Kept, named_in
        from peoplezones.accounts.workspace import WORKSPACE_LINKS, Group, WorkspaceLink
        from peoplezones.foundation import jobs

        from . import actions, presenters, queries, rules, tasks

        about = _("Who is here as what, and how to reach them.")
        directory = WorkspaceLink(_("People"), "people:directory", queries.may_look, about, Group.PEOPLE)
        about = _("Invite somebody, and see who has answered.")
        invitations = WorkspaceLink(_("Invitations"), "people:invitations", rules.may_invite, about, Group.PEOPLE)
        WORKSPACE_LINKS.add("people", directory, position=60)
        WORKSPACE_LINKS.add("invitations", invitations, position=61)

        told = ["role", "invited_at", "state"]
        sent = Kept(_("That you invited somebody"), _("They must be able to see who asked them in."), NAME_GOES)
        PERSONAL_DATA.add("people_sent", named_in("people.Invitation", "invited_by", kept=sent, told=told))
        got = _("Invitations that were sent to you")
        PERSONAL_DATA.add("people_got", Holding(got, presenters.invitations_held, actions.erase_invitations, goes=got))
        jobs.HANDLERS.add(tasks.DAILY, tasks.daily)
        jobs.DAILY.add(tasks.DAILY, _("Forget invitations that are long over"))

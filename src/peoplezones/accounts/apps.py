"""Registers the context with Django, the pages of the reference, its links, and what it holds about people."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "peoplezones.accounts"
    label = "accounts"

    def ready(self) -> None:
        from peoplezones.foundation import jobs
        from peoplezones.foundation.reference import PAGES, ReferencePage
        from peoplezones.ui.slots import BANNERS, Slot

        from . import holdings, presenters, reference, rules, tasks
        from .queries import assistance
        from .workspace import WORKSPACE_LINKS, Group, WorkspaceLink

        PAGES.add("roles", ReferencePage("roles.md", reference.roles_page))
        PAGES.add("views", ReferencePage("views.md", reference.views_page))
        holdings.register()
        jobs.HANDLERS.add(tasks.DAILY, tasks.daily)
        jobs.DAILY.add(tasks.DAILY, _("Let the access of staff who stay away rest"))
        BANNERS.add("acting", Slot("accounts/acting.html", presenters.acting_in_words), position=10)
        link = WorkspaceLink(
            _("Help people without e-mail"),
            "accounts:assist",
            assistance.may_help_anybody,
            _("Act for residents who cannot sign in themselves, when they ask you to."),
            Group.PEOPLE,
        )
        WORKSPACE_LINKS.add("assist", link, position=300)
        link = WorkspaceLink(
            _("Who saw and changed what"),
            "accounts:audit",
            rules.is_programme_team,
            _("Search the lines that are written at every change, and give people their access back."),
            Group.PEOPLE,
        )
        WORKSPACE_LINKS.add("audit", link, position=900)
        link = WorkspaceLink(
            _("Requests about people’s data"),
            "accounts:requests",
            rules.is_programme_team,
            _("Hand over or erase what is held about a person who asks."),
            Group.PEOPLE,
        )
        WORKSPACE_LINKS.add("requests", link, position=910)

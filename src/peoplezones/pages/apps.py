"""Registers the context with Django, and its entries in the navigation, and what it holds about editors."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "peoplezones.pages"
    label = "pages"

    def ready(self) -> None:
        from peoplezones.accounts import rules
        from peoplezones.accounts.workspace import WORKSPACE_LINKS, WorkspaceLink
        from peoplezones.ui.navigation import FOOTER, MAIN, NavigationItem

        from . import registry

        registry.register_holdings()
        WORKSPACE_LINKS.add(
            "pages",
            WorkspaceLink(
                _("Write and change pages"),
                "wagtailadmin_home",
                rules.edits_pages,
                _("The editorial site: drafts, pictures, history."),
            ),
            position=50,
        )
        MAIN.add("about", NavigationItem(_("About"), url="/about/", prefix="/about/"), position=50)
        FOOTER.add(
            "accessibility",
            NavigationItem(_("Accessibility"), url="/accessibility/", prefix="/accessibility/"),
            position=80,
        )
        FOOTER.add("privacy", NavigationItem(_("Privacy"), url="/privacy/", prefix="/privacy/"), position=90)

"""Registers the context with Django, its entry in the navigation, and the loading of files."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlacesConfig(AppConfig):
    name = "peoplezones.places"
    label = "places"

    def ready(self) -> None:
        from peoplezones.accounts.workspace import WORKSPACE_LINKS, WorkspaceLink
        from peoplezones.foundation import jobs
        from peoplezones.foundation.reference import PAGES, ReferencePage
        from peoplezones.ui.navigation import FOOTER, NavigationItem

        from . import rules
        from .presenters import loading
        from .tasks import load_file

        jobs.HANDLERS.add("places.load_file", load_file)
        PAGES.add("data-sets", ReferencePage("data-sets.md", loading.data_sets_page))
        about = _("Hand in figures, boundaries and postcodes, see what is loaded, and keep documents of evidence.")
        link = WorkspaceLink(_("Load data"), "places:loading", rules.may_load, about)
        WORKSPACE_LINKS.add("data", link, position=30)
        FOOTER.add("data", NavigationItem(_("Data"), "places:data", "/data/"), position=70)

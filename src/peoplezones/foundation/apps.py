"""Registers the context with Django, and the pages of the reference that it writes."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "peoplezones.foundation"
    label = "foundation"

    def ready(self) -> None:
        from . import reference

        PAGES, page = reference.PAGES, reference.ReferencePage
        PAGES.add("states", page("states.md", reference.states_page))
        PAGES.add("permissions", page("permissions.md", reference.permissions_page))

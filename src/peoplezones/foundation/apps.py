"""Registers the context with Django, and the pages of the reference that it writes."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "peoplezones.foundation"
    label = "foundation"

    def ready(self) -> None:
        from . import reference

        pages, page = reference.PAGES, reference.ReferencePage
        pages.add("states", page("states.md", reference.states_page))
        pages.add("permissions", page("permissions.md", reference.permissions_page))

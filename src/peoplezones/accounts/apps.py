"""Registers the context with Django, and the pages of the reference that it writes."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "peoplezones.accounts"
    label = "accounts"

    def ready(self) -> None:
        from peoplezones.foundation.reference import PAGES, ReferencePage

        from . import reference

        PAGES.add("roles", ReferencePage("roles.md", reference.roles_page))
        PAGES.add("views", ReferencePage("views.md", reference.views_page))

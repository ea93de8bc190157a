"""Takes Wagtail's menu entries for people and groups away: both are kept by commands (`add_person`, `give_role`)."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

OURS = {"users", "groups"}


@hooks.register("construct_settings_menu")
def hide_people_and_groups(request: HttpRequest, menu_items: list[Any]) -> None:
    menu_items[:] = [item for item in menu_items if item.name not in OURS]

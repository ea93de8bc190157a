"""Keeps Wagtail's admin to this site: no menu that leads to outside pages."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks


@hooks.register("construct_main_menu")
def leave_out_outside_help(request: HttpRequest, menu_items: list[Any]) -> None:
    """Wagtail's help menu holds links to its own web site and counts who followed them."""
    menu_items[:] = [item for item in menu_items if item.name != "help"]

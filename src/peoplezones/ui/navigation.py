"""The main navigation: contexts above add their entry in `apps.py`; knows labels and addresses, no context."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from peoplezones.foundation.registry import Registry


@dataclass(frozen=True)
class NavigationItem:
    """One entry; `prefix` tells which pages count as being inside it.

    It leads to a named address, or to the fixed `url` of a page that editors keep.
    """

    label: str | Promise
    url_name: str = ""
    prefix: str = ""
    shown_to: Callable[[HttpRequest], bool] = lambda request: True
    url: str = ""

    def __post_init__(self) -> None:
        if bool(self.url_name) == bool(self.url) or not self.prefix:
            raise ValueError(f"Give {self.label} a url_name or a url, and a prefix.")


MAIN: Registry[NavigationItem] = Registry("navigation item")
FOOTER: Registry[NavigationItem] = Registry("footer item")


def items_for(request: HttpRequest, registry: Registry[NavigationItem]) -> list[dict[str, object]]:
    """What the template draws: label, address, and whether the present page lies inside."""
    return [
        {
            "label": item.label,
            "url": item.url or reverse(item.url_name),
            "current": request.path.startswith(item.prefix),
        }
        for item in registry
        if item.shown_to(request)
    ]

"""Writes what the reference says of roles and of who reaches which address; knows addresses, no context by name."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from peoplezones.foundation import reference

from . import roles
from .access import GUARDED

WAGTAIL_ADMIN = "wagtail.admin.urls"  # by name: this module is read before Wagtail is ready


@dataclass(frozen=True)
class Address:
    """One address as the code writes it, its name, and the view behind it."""

    route: str
    name: str
    view: Callable[..., Any]
    is_theirs: bool  # one of Wagtail's admin, which is told as a whole

    @property
    def is_public(self) -> bool:
        return bool(getattr(self.view, "is_public", False))


def addresses() -> list[Address]:
    """Every address of the site, in the order in which they are tried."""
    return list(_below(get_resolver().url_patterns))


def _below(
    patterns: list[URLPattern | URLResolver],
    before: str = "/",
    names: tuple[str, ...] = (),
    theirs: bool = False,
) -> Iterator[Address]:
    for pattern in patterns:
        route = before + str(pattern.pattern).removeprefix("^").removesuffix("$")
        if isinstance(pattern, URLResolver):
            deeper = (*names, pattern.namespace) if pattern.namespace else names
            inside = theirs or getattr(pattern.urlconf_module, "__name__", "") == WAGTAIL_ADMIN
            yield from _below(pattern.url_patterns, route, deeper, inside)
        else:
            name = ":".join([*names, pattern.name]) if pattern.name else ""
            yield Address(route, name, pattern.callback, theirs)


def who(address: Address) -> str:
    if address.is_public:
        return "everybody"
    if address.route.startswith(GUARDED):
        return "people who signed in"
    return "the view decides"


def views_page() -> str:
    rows = [
        [f"`{address.route}`", f"`{address.name}`" if address.name else "", who(address)]
        for address in addresses()
        if not address.is_theirs
    ]
    rows.append([f"`/{settings.CMS_PREFIX}…`", "Wagtail’s own", "people whose role edits pages"])
    return reference.page(
        "Addresses",
        "Every address, in the order in which they are tried. Who reaches it is tested for every role.",
        reference.table(["Address", "Name", "Who reaches it"], rows),
    )


def roles_page() -> str:
    def yes(given: bool) -> str:
        return "yes" if given else ""

    rows = [
        [f"`{role.key}`", str(role.label), yes(role.staff), yes(role.edits_pages), yes(role.second_factor)]
        for role in roles.ALL
    ]
    headers = ["Role", "What people read", "Works for the programme", "Edits pages", "Needs a second step"]
    return reference.page(
        "Roles",
        "Roles hold over the whole installation. A person may hold several. "
        "What somebody may do in one zone alone (steward, clerk) belongs to their membership of that zone.",
        reference.table(headers, rows),
    )

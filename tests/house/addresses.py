"""Every address of the site with the view behind it, and what it looks like for one thing; asks for none."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.admin import urls as wagtail_admin

from tests.house.things import Things
from tests.house.view_table import ARGUMENTS, EXAMPLES

CMS = f"/{settings.CMS_PREFIX}"
# What stands for a part of an address that changes.
PARTS = [
    (r"<int:\w+>", "1"),
    (r"<uuid:\w+>", "5c0f4b0e-6f0d-4b7e-9b53-0a8f3a5a1c11"),
    (r"<(str:|slug:|path:)?\w+>", "x"),
    (r"\(\?P<\w+>\[0-9A-Za-z_\\-\]\+\)", "x"),
    (r"\((\?P<\w+>)?\\d\+\)", "1"),
    (r"\((\?P<\w+>)?[^()]*\)", "x"),
]


def example(route: str) -> str:
    for part, stand_in in PARTS:
        route = re.sub(part, stand_in, route)
    return route.replace("\\", "")


@dataclass(frozen=True)
class Address:
    route: str
    name: str
    view: Callable[..., Any]
    is_wagtail_admin: bool

    @property
    def key(self) -> str:
        """What the table calls it."""
        return self.name or self.route

    @property
    def is_reached(self) -> bool:
        """False where an address of ours, tried before, answers in its place."""
        return get_resolver().resolve(example(self.route)).func is self.view


def addresses(
    patterns: list[Any], before: str = "/", names: tuple[str, ...] = (), in_wagtail: bool = False
) -> Iterator[Address]:
    for pattern in patterns:
        route = before + str(pattern.pattern).removeprefix("^").removesuffix("$")
        if isinstance(pattern, URLResolver):
            inner = (*names, pattern.namespace) if pattern.namespace else names
            wagtail = in_wagtail or pattern.urlconf_module is wagtail_admin
            yield from addresses(pattern.url_patterns, route, inner, wagtail)
        elif isinstance(pattern, URLPattern):
            name = ":".join([*names, pattern.name]) if pattern.name else ""
            yield Address(route, name, pattern.callback, in_wagtail)


ALL = list(addresses(get_resolver().url_patterns))
OURS = [address for address in ALL if not address.is_wagtail_admin]
THEIRS = [address for address in ALL if address.is_wagtail_admin and address.is_reached]


def address_of(key: str, things: Things) -> str:
    if key.startswith("/"):
        return EXAMPLES.get(key, key)
    arguments = ARGUMENTS.get(key, lambda _: [])(things)
    return reverse(key.partition(", ")[0], args=arguments)

"""Finds script and style that stand inside a page: our policy forbids them, and a browser would ignore them silently.

Wagtail's admin is left out, as it is from the policy (`peoplezones.ui.policies`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import Any
from unittest import mock

from django.conf import settings
from django.http.response import HttpResponseBase
from django.test import Client

# Data for a script is no script.
DATA = {"application/json", "application/ld+json"}
ADDRESSES = {"href", "src", "action", "formaction", "xlink:href", "data"}


class InlineCode(HTMLParser):
    """Reads a page; `found` holds each place with code of its own."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "style" or (tag == "script" and "src" not in given and given.get("type") not in DATA):
            self.found.append(f"<{tag}> without an address")
        for name, value in given.items():
            if name == "style" or name.startswith(("on", "hx-on")):
                self.found.append(f"<{tag} {name}={value[:60]!r}>")
            elif name in ADDRESSES and value.strip().lower().startswith("javascript:"):
                self.found.append(f"<{tag} {name}> with a javascript: address")

    handle_startendtag = handle_starttag


def inline_code(html: str) -> list[str]:
    return InlineCode(html).found


def is_page_of_ours(path: str, answer: HttpResponseBase) -> bool:
    return (
        answer.get("Content-Type", "").startswith("text/html")
        and not path.startswith(f"/{settings.CMS_PREFIX}")
        and not answer.streaming
        and "Content-Encoding" not in answer
    )


@contextmanager
def none_in_any_answer() -> Iterator[None]:
    """Look at every page that a test asks for through Django's test client."""
    real = Client.request

    def request(self: Client, **environment: Any) -> Any:
        answer = real(self, **environment)
        path = environment.get("PATH_INFO", "/")
        if is_page_of_ours(path, answer):
            found = inline_code(answer.content.decode(answer.charset))
            if found:
                raise AssertionError(f"{path} holds script or style of its own: {'; '.join(found)}")
        return answer

    with mock.patch.object(Client, "request", request):
        yield

"""Writes the blocks of a page briefly, so that the words stay in sight; knows no words itself."""

from collections.abc import Iterable
from typing import Any

from wagtail.models import Page

Block = tuple[str, Any]
Body = list[Block]
Pages = dict[str, Page]


def heading(words: str) -> Block:
    return "heading", words


def text(*paragraphs: str) -> Block:
    return "paragraph", "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


def bullets(*items: str) -> Block:
    return "paragraph", "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


def callout(title: str, words: str) -> Block:
    return "callout", {"title": title, "text": f"<p>{words}</p>"}


def steps(title: str, in_order: Iterable[tuple[str, str]]) -> Block:
    return "steps", {"heading": title, "steps": [{"title": what, "text": how} for what, how in in_order]}


def to_page(words: str, page: Page, description: str = "") -> dict[str, Any]:
    return {"text": words, "description": description, "page": page, "address": ""}


def to_address(words: str, address: str, description: str = "") -> dict[str, Any]:
    return {"text": words, "description": description, "page": None, "address": address}


def links(title: str, *where: dict[str, Any]) -> Block:
    return "links", {"heading": title, "links": list(where)}


OUTCOMES: Block = ("outcomes", None)
CONTACT: Block = ("contact", None)

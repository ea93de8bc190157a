"""Slots: places on a page that contexts above may fill, through a registry that the page's own context keeps."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from peoplezones.foundation.registry import Registry


@dataclass(frozen=True)
class Slot:
    """One filling: `context` gets the request and the page's record, and answers None when there is nothing to show."""

    template: str
    context: Callable[[HttpRequest, Any], dict[str, Any] | None]


# What every page says above its content, such as for whom somebody acts; each gets the request and no record.
BANNERS: Registry[Slot] = Registry("banner")


def drawn(slots: Iterable[Slot], request: HttpRequest, record: Any) -> list[SafeString]:
    """The HTML of every slot that has something to show, in order."""
    pieces = []
    for slot in slots:
        context = slot.context(request, record)
        if context is not None:
            pieces.append(render_to_string(slot.template, context, request=request))
    return pieces

"""GET only reads: a request that must not change anything is not allowed to try.

Sessions may be written (Django renews them) and so may the index of picture sizes (Wagtail makes them when first
shown); notes of who saw something sensitive may be added (`notes.py`); Wagtail's admin is left alone. Nothing else.
"""

import re
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.conf import settings
from django.db import connections
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from . import notes

WRITING_METHODS = {"POST", "PUT", "PATCH", "DELETE"}  # any other, even one yet unheard of, only reads
WRITING_SQL = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|TRUNCATE|MERGE)\b", re.IGNORECASE)
ADDING_SQL = re.compile(r"\s*INSERT\b", re.IGNORECASE)
KEPT_AS_SHOWN = re.compile(r"django_session|wagtailimages_rendition")


class WroteOnGet(RuntimeError):
    """A page changed the data base while it was only asked to show something."""


def refuse_writes(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    is_note = notes.are_kept() and ADDING_SQL.match(sql)
    if WRITING_SQL.match(sql) and not is_note and not KEPT_AS_SHOWN.search(sql):
        raise WroteOnGet(f"A GET request may not run: {sql[:120]}")
    return execute(sql, params, many, context)


class ReadOnlyRequestMiddleware:
    """Holds every data base connection to reading while a request that is not sent to write is answered; no TRACE."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.exempt = (f"/{settings.CMS_PREFIX}",)  # Wagtail's admin keeps edit sessions and previews

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "TRACE":  # Django asks no form token of it, and views that do not look would answer
            return HttpResponseNotAllowed(["GET", "HEAD", "OPTIONS", "POST"])
        if request.method in WRITING_METHODS or request.path.startswith(self.exempt):
            return self.get_response(request)
        with ExitStack() as guards:
            for connection in connections.all():
                guards.enter_context(connection.execute_wrapper(refuse_writes))
            return self.get_response(request)

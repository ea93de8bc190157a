"""Which addresses need sign-in, how a view says that it is public, and which way back is safe."""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

View = TypeVar("View", bound=Callable[..., Any])

WORKSPACE = "/workspace/"
EDITORIAL_SITE = f"/{settings.CMS_PREFIX}"
GUARDED = (WORKSPACE, EDITORIAL_SITE)


def public(view: View) -> View:
    """Say that a view is open to everybody: `@public`. Below a guarded address this opens it; a test lists them all."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def is_guarded(request: HttpRequest, view: Callable[..., Any]) -> bool:
    return request.path_info.startswith(GUARDED) and not getattr(view, "is_public", False)


def is_safe_way_back(request: HttpRequest, url: str) -> bool:
    """Only an address of this very site; never another one that happens to be allowed."""
    return url_has_allowed_host_and_scheme(url, allowed_hosts={request.get_host()}, require_https=request.is_secure())


def with_way_back(request: HttpRequest, url_name: str, way_back: str) -> str:
    """The address of `url_name` that leads back to `way_back` afterwards, where that is safe."""
    address = reverse(url_name)
    if way_back and is_safe_way_back(request, way_back):
        return f"{address}?{urlencode({'next': way_back})}"
    return address

"""Which addresses need sign-in, how a view says that it is public or for some alone, and which way back is safe."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme

from peoplezones.foundation.refusals import NotAllowedForYou

View = TypeVar("View", bound=Callable[..., Any])

WORKSPACE = "/workspace/"
EDITORIAL_SITE = f"/{settings.CMS_PREFIX}"
GUARDED = (WORKSPACE, EDITORIAL_SITE)


def public(view: View) -> View:
    """Say that a view is open to everybody: `@public`. Below a guarded address this opens it; a test lists them all."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def allow(check: Callable[..., None], *about: Any) -> None:
    """Ask a guard before a page is shown; where it refuses, the answer is 403 with its sentence."""
    try:
        check(*about)
    except NotAllowedForYou as refusal:
        raise PermissionDenied(refusal.sentence) from refusal


def only_for(check: Callable[[Any], None]) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Keep a view to those whom a guard lets in: `@only_for(rules.check_may_load)`. Its answers are stored nowhere."""

    def guard(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            allow(check, request.user)
            answer = view(request, *args, **kwargs)
            patch_cache_control(answer, private=True, no_store=True)
            return answer

        return guarded

    return guard


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

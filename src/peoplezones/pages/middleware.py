"""Remembers for a minute which of Wagtail's sites a host belongs to: sites hardly change, pages are asked often."""

from collections.abc import Callable
from hashlib import sha256

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from wagtail.models import Site

SECONDS = 60


class KnownSiteMiddleware:
    """Fills the place where Wagtail looks before it asks the data base (`Site.find_for_request`); not for its admin."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.cms_prefix = f"/{settings.CMS_PREFIX}"

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: object, kwargs: object
    ) -> None:
        served_by_wagtail = request.resolver_match and request.resolver_match.url_name == "wagtail_serve"
        if served_by_wagtail and not request.path.startswith(self.cms_prefix):
            known, host = caches["sites"], request.get_host()  # with its port: Wagtail tells sites apart by it
            key = f"pages:site:{sha256(host.encode()).hexdigest()}"  # a host may be longer than a key
            site = known.get(key)
            if site is None:
                site = Site.find_for_request(request)
                known.set(key, site, SECONDS)
            request._wagtail_site = site  # type: ignore[attr-defined]

"""Finds the site of an editorial page by a plain query where there is one site: Wagtail's own weighs every case."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from wagtail.models import Site


class OneSiteMiddleware:
    """Fills the place where Wagtail looks before it asks (`Site.find_for_request`); not for its admin.

    Nothing is kept between requests, so a changed site takes effect at once.
    """

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
            sites = list(Site.objects.order_by().select_related("root_page")[:2])
            if len(sites) == 1 and sites[0].is_default_site:
                request._wagtail_site = sites[0]  # type: ignore[attr-defined]

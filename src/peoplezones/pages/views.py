"""What robots and finders of flaws read, and the pictures that editors uploaded; pages themselves are Wagtail's."""

import datetime as dt

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.static import serve

from peoplezones.accounts.access import public
from peoplezones.foundation import clock

from . import queries

# Documents are left out: they go through the view that asks who may read them.
PICTURES = ("images/", "original_images/", "avatar_images/")
PICTURE_KEPT_FOR = 24 * 3600  # seconds in the browser
FLAW_CONTACT_HOLDS_FOR = dt.timedelta(days=180)  # the standard asks for less than a year
NOT_FOR_ROBOTS = (f"/{settings.CMS_PREFIX}", "/workspace/", "/account/", "/postcode/")


@public
@require_safe
def icon(request: HttpRequest) -> HttpResponse:
    """Browsers ask here when what they show is no page of ours, which would name the icon itself."""
    return redirect(static("ui/img/mark.svg"))


@public
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """A demo is not to be found by search engines at all."""
    closed = ("/",) if settings.PEOPLEZONES_DEMO else NOT_FOR_ROBOTS
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    if not settings.PEOPLEZONES_DEMO:
        lines.append(f"Sitemap: {request.build_absolute_uri(reverse('pages:sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@public
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    paths = [page.get_url(request) for page in queries.open_pages()]
    paths += [reverse("zones:index"), reverse("zones:map")]
    paths += [reverse("zones:zone", args=[zone.slug]) for zone in queries.zones_to_find()]
    context = {"addresses": [request.build_absolute_uri(path) for path in paths if path]}
    return render(request, "pages/sitemap.xml", context, content_type="application/xml")


@public
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell about a security flaw (RFC 9116)."""
    until = (clock.now() + FLAW_CONTACT_HOLDS_FOR).replace(microsecond=0)
    lines = [
        f"Contact: mailto:{settings.CONTACT_EMAIL}",
        f"Expires: {until.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@public
@require_safe
def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture that an editor uploaded; a larger installation lets its front server answer this address."""
    if not path.startswith(PICTURES) or ".." in path.split("/"):
        raise Http404
    answer = serve(request, path, document_root=settings.MEDIA_ROOT)
    answer["Cache-Control"] = f"public, max-age={PICTURE_KEPT_FOR}"
    return answer

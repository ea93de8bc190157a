"""Finds the zone of an address for a person: 403 for a role that sees no mapping, 404 for a zone of others."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from peoplezones.accounts.access import allow

from .. import queries, rules

View = Callable[..., HttpResponse]


def check_reader(request: HttpRequest) -> None:
    allow(rules.check_may_look, request.user)


def in_zone(view: View) -> View:
    """Hand the view the zone in place of its slug."""

    @wraps(view)
    def scoped(request: HttpRequest, slug: str, **more: Any) -> HttpResponse:
        check_reader(request)
        zone = queries.zone_seen_by(request.user, slug)
        if zone is None:
            raise Http404
        return view(request, zone, **more)

    return scoped

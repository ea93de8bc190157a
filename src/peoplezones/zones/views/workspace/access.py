"""Finds the zone that a person asks for."""

from typing import Any

from django.http import Http404, HttpRequest

from ... import queries


def zone_or_404(request: HttpRequest, slug: str) -> Any:
    """The zone, as far as this person sees it: of others not even that they exist."""
    found = queries.zone_for(request.user, slug)
    if found is None:
        raise Http404
    return found

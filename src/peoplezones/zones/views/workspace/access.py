"""Finds the zone that a person asks for, and turns a guard's sentence into the page that says it."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from peoplezones.foundation.refusals import NotAllowedForYou

from ... import queries


def zone_or_404(request: HttpRequest, slug: str) -> Any:
    """The zone, as far as this person sees it: of others not even that they exist."""
    found = queries.zone_for(request.user, slug)
    if found is None:
        raise Http404
    return found


def only_if(check: Callable[..., None], *asked: Any) -> None:
    """Ask a guard; where it refuses, 403 with its sentence."""
    try:
        check(*asked)
    except NotAllowedForYou as refusal:
        raise PermissionDenied(refusal.sentence) from refusal

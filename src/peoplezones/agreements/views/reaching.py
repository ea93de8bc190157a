"""What the views of the context share: who comes in, and which record an address means to them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from peoplezones.foundation.refusals import NotAllowedForYou

from .. import queries, rules

View = Callable[..., HttpResponse]


def for_colleagues(view: View) -> View:
    """Open to those who may open the register at all."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        allow(rules.check_may_open, request.user)
        return view(request, *args, **kwargs)

    return guarded


def allow(check: Callable[..., None], *words: Any) -> None:
    """Ask a guard; its sentence is what the page that refuses says."""
    try:
        check(*words)
    except NotAllowedForYou as refusal:
        raise PermissionDenied(refusal.sentence) from refusal


def agreement_or_404(request: HttpRequest, number: int) -> Any:
    found = queries.agreement(request.user, number)
    if found is None:
        raise Http404
    return found


def kept_by(request: HttpRequest, number: int) -> Any:
    """An agreement that the person sees, if they are of the programme team that keeps it."""
    found = agreement_or_404(request, number)
    allow(rules.check_may_keep, request.user, found.partnership_id)
    return found

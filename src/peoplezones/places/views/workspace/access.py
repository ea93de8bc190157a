"""Keeps the pages of loading to those who may load."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from peoplezones.foundation.refusals import NotAllowedForYou

from ... import rules

View = Callable[..., HttpResponse]


def loaders_only(view: View) -> View:
    """Answer 403, with the sentence of the guard, to everybody else."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            rules.check_may_load(request.user)
        except NotAllowedForYou as refusal:
            raise PermissionDenied(refusal.sentence) from refusal
        return view(request, *args, **kwargs)

    return guarded

"""Keeps the pages of loading to those who may load, and out of every cache on the way to them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from peoplezones.foundation.refusals import NotAllowedForYou

from ... import rules

View = Callable[..., HttpResponse]


def loaders_only(view: View) -> View:
    """Answer 403, with the sentence of the guard, to everybody else; what is answered is stored nowhere."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            rules.check_may_load(request.user)
        except NotAllowedForYou as refusal:
            raise PermissionDenied(refusal.sentence) from refusal
        answer = view(request, *args, **kwargs)
        patch_cache_control(answer, private=True, no_store=True)
        return answer

    return guarded

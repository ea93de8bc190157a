"""Keeps the pages to those who work in a partnership, finds the record that is asked for, answers refusals."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from peoplezones.accounts.access import only_for
from peoplezones.foundation.refusals import NotAllowedForYou, Refused

from .. import queries, rules

BOTH = require_http_methods(["GET", "HEAD", "POST"])


lookers_only = only_for(rules.check_may_look)


def organisation_or_404(request: HttpRequest, number: int) -> Any:
    found = queries.organisation(request.user, number)
    if found is None:
        raise Http404
    return found


def filled(request: HttpRequest, template: str, form: forms.Form, context: dict[str, Any]) -> HttpResponse:
    """A page with a form: 422 where it was sent and could not be taken."""
    status = 422 if form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)


def acted(request: HttpRequest, act: Callable[[], object], done: str, back: str, *numbers: int) -> HttpResponse:
    """Do what a button asks for; say that it is done, or why not; go back."""
    try:
        act()
    except NotAllowedForYou as refusal:
        raise PermissionDenied(refusal.sentence) from refusal
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, done)
    return redirect(back, *numbers)


def ended(request: HttpRequest) -> int:
    """The number that the button of a row sends along; 0, which no row has, where it is none."""
    told = request.POST.get("end", "")
    return int(told) if told.isdecimal() and len(told) < 19 else 0

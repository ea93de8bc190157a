"""Error pages in plain English: what happened, what is kept, what to do next. `ui` draws them (`error.html`)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


def _page(request: HttpRequest, status: int, title: str, sentences: list[str]) -> HttpResponse:
    context = {"title": title, "sentences": sentences, "status": status}
    return render(request, "error.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request,
        400,
        _("We could not read that request"),
        [
            _("Something in the address or in what was sent does not make sense to us."),
            _("Go back, check what you typed, and try again. Nothing was changed."),
        ],
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    reason = str(exception) if exception and str(exception) else ""
    return _page(
        request,
        403,
        _("You cannot open this page"),
        [
            reason or _("Your role does not include this page."),
            _("If you think that you should see it, ask the programme team. Nothing was changed."),
        ],
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request,
        404,
        _("We cannot find that page"),
        [
            _("The address may be mistyped, or the page may have moved."),
            _("Start from the home page, or look for your neighbourhood by postcode there."),
        ],
    )


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(
        request,
        403,
        _("Your form was open for too long"),
        [
            _("For your safety we only take a form from the page that we sent you. Nothing was changed."),
            _("Go back, reload the page, and send the form again. Allow cookies if you block them."),
        ],
    )


def server_error(request: HttpRequest, *args: Any) -> HttpResponse:
    """Must stand when the data base does not: no request context, no query."""
    return HttpResponse(render_to_string("error_plain.html"), status=500)

"""Keeps visitors out of the workspace and staff roles out of half a sign-in; knows who acts for whom."""

from collections.abc import Callable
from functools import cache, partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from peoplezones.foundation import audit

from . import acting, queries, second_factor
from .access import EDITORIAL_SITE, is_guarded, with_way_back
from .models import Person

Answer = Callable[[HttpRequest], HttpResponse]


class SignedInByDefaultMiddleware:
    """Below the workspace and the editorial site a view needs sign-in, unless it says `@public`."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if is_guarded(request, view) and not request.user.is_authenticated:
            return redirect(with_way_back(request, "account_login", request.get_full_path()))
        return None


class SecondFactorMiddleware:
    """Whose role asks for a second factor and who gave none holds no staff role in this session."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Lazy, so that a page which asks for no person costs no query.
        request.user = SimpleLazyObject(partial(knows_its_session, request, request.user))  # type: ignore[assignment]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not is_guarded(request, view):
            return None
        if queries.second_factor_missing(request.user):
            return ask_for_second_factor(request)
        # Wagtail would send a signed-in person to the sign-in page, which sends them back, and so on.
        if request.path_info.startswith(EDITORIAL_SITE) and not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied(_("Only page editors and the programme team can open this part."))
        return None


def knows_its_session(request: HttpRequest, user: Person | AnonymousUser) -> Person | AnonymousUser:
    if user.is_authenticated:
        user.ask_second_factor = cache(partial(second_factor.given, request, user))  # one query a request
    return user


def ask_for_second_factor(request: HttpRequest) -> HttpResponse:
    """To the page that asks for the factor, or to the one that helps to set it up."""
    if queries.has_second_factor(request.user):  # type: ignore[arg-type]
        return redirect(with_way_back(request, "mfa_reauthenticate", request.get_full_path()))
    messages.warning(request, _("Your role needs a second step at sign-in. Set it up here, then go on."))
    return redirect("mfa_index")


class ActingMiddleware:
    """Who acts for somebody without e-mail is that person in every view, and both stand in every audit line."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.user = SimpleLazyObject(partial(acting.person_of, request, request.user))  # type: ignore[assignment]
        token = audit.acting.set(None)
        try:
            return self.get_response(request)
        finally:
            audit.acting.reset(token)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not acting.has_begun(request):
            return None
        if getattr(request.user, "acted_by", None) is None:
            return time_is_over(request)
        if acting.is_closed(request.path_info):
            raise PermissionDenied(_("This page is closed while you act for somebody else. Stop acting first."))
        return None


def time_is_over(request: HttpRequest) -> HttpResponse | None:
    """What was typed in somebody else's name is never taken for the helper's own."""
    acting.stop(request)
    if request.method == "POST" and request.path_info not in (acting.STOP, reverse("account_logout")):
        raise PermissionDenied(_("Your time to act for somebody else is over, so we kept nothing of this form."))
    messages.warning(request, _("Your time to act for somebody else is over. You are here as yourself again."))
    return None

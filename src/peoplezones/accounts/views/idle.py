"""Whose staff roles rest, since they did not sign in for long, and giving their access back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from peoplezones.foundation import clock
from peoplezones.foundation.refusals import Refused
from peoplezones.ui import lists

from .. import actions, presenters, roles, rules
from ..access import allow
from ..queries import idle as queries
from .me import FORM_METHODS

LISTING = lists.Listing(
    name="resting-access",
    caption=gettext_lazy("Roles that rest, the latest first"),
    columns=[
        lists.Column(
            gettext_lazy("Name"),
            lambda held: str(held.person),
            link=lambda held: reverse("accounts:give_back", args=[held.pk]),
        ),
        lists.Column(gettext_lazy("Role"), presenters.role_in_words),
        lists.Column(gettext_lazy("Where"), presenters.where_in_words),
        lists.Column(gettext_lazy("Rests since"), lambda held: presenters.moment(held.access_ended_at)),
        lists.Column(gettext_lazy("Why"), lambda held: held.ended_because),
    ],
    empty=gettext_lazy("Nobody’s access rests. You need not do anything."),
    filters=[
        lists.Filter(
            "role",
            gettext_lazy("Role"),
            [(role.key, role.label) for role in roles.ALL if role.staff],
            lambda rows, value: rows.filter(role=value),
        )
    ],
    look_in=["person__name", "person__email"],
    search_label=gettext_lazy("Name or e-mail address"),
)


@require_safe
def resting(request: HttpRequest) -> HttpResponse:
    check_may_see(request)
    return lists.answer(request, LISTING, queries.resting(request.user), "accounts/idle.html")


@FORM_METHODS
def give_back(request: HttpRequest, number: int) -> HttpResponse:
    check_may_see(request)
    held: Any = queries.resting_role(request.user, number)
    if held is None:
        raise Http404
    refused = ""
    if request.method == "POST":
        try:
            actions.give_access_back(held=held, by=request.user, now=clock.now())  # type: ignore[arg-type]
        except Refused as refusal:
            refused = refusal.sentence
        else:
            messages.success(request, _("%(name)s has access again.") % {"name": held.person})
            return redirect("accounts:idle")
    context = {
        "held": held,
        "role": presenters.role_in_words(held),
        "where": presenters.where_in_words(held),
        "since": presenters.moment(held.access_ended_at),
        "last_seen": presenters.moment(held.person.last_login),
        "refused": refused,
        "crumbs": [
            (_("My workspace"), reverse("accounts:home")),
            (_("Whose access rests"), reverse("accounts:idle")),
            (str(held.person), ""),
        ],
    }
    return render(request, "accounts/give_back.html", context, status=422 if refused else 200)


def check_may_see(request: HttpRequest) -> None:
    allow(rules.check_may_see_idle, request.user)

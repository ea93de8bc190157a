"""The page that the link of an invitation leads to: whoever has the link says yes or no there, signed in or not."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from peoplezones.accounts.access import public
from peoplezones.foundation import clock
from peoplezones.foundation.refusals import Refused

from .. import actions, presenters, queries


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """One answer for a link that never was, that was used and that ran out: it tells a stranger nothing."""
    found = queries.invitation_by_token(token)
    now = clock.now()
    if found is None or not found.is_open(now):
        return render(request, "people/invitation_over.html", status=410)
    problem = ""
    stranger = request.user.is_authenticated and not queries.is_address_of(request.user, found.email)
    if request.method == "POST" and stranger and "decline" not in request.POST:
        problem = _("This invitation is for somebody else than the person who is signed in here. Sign out first.")
    elif request.method == "POST":
        by = request.user if request.user.is_authenticated else None
        try:
            if "decline" in request.POST:
                actions.decline(token=token, by=by, now=now)
                return render(request, "people/answered.html", {"accepted": False, "email": ""})
            person = actions.accept(token=token, by=by, now=now)
            return render(request, "people/answered.html", {"accepted": True, "email": person.email})
        except Refused as refusal:
            problem = refusal.sentence
    context: dict[str, Any] = {
        "invitation": found,
        "rows": presenters.invitation_rows(found),
        "who": str(found.invited_by or _("The programme team")),
        "problem": problem,
        "stranger": stranger,
    }
    return render(request, "people/answer.html", context, status=422 if problem else 200)

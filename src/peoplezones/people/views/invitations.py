"""Invitations as those see them who send them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peoplezones.accounts import actions as accounts
from peoplezones.accounts.access import allow
from peoplezones.foundation import clock
from peoplezones.foundation.refusals import Refused
from peoplezones.ui import lists

from .. import actions, presenters, queries, rules
from ..forms import InvitationForm


def _only_inviters(request: HttpRequest) -> None:
    allow(rules.check_may_look, request.user)


def _link(request: HttpRequest) -> Callable[[str], str]:
    return lambda token: request.build_absolute_uri(reverse("invitation", args=[token]))


@require_safe
def invitations(request: HttpRequest) -> HttpResponse:
    _only_inviters(request)
    listing = presenters.invitations_list(clock.now())
    context = {"crumbs": presenters.crumbs((_("Invitations"), ""))}
    if lists.wants_download(request):
        within = queries.invites_in(request.user)
        accounts.note_list_taken(
            by=request.user,  # type: ignore[arg-type]
            action="people.download_invitations",
            within=within,
            now=clock.now(),
        )
    rows = queries.invitations_seen_by(request.user)
    return lists.answer(request, listing, rows, "people/invitations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    _only_inviters(request)
    starts_with = {name: request.GET[name] for name in ("zone", "organisation", "role") if name in request.GET}
    form = InvitationForm(request.POST or None, person=request.user, initial=starts_with)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.invite(
                partnership=given["partnership"],
                email=given["email"],
                name=given["name"],
                asked=form.asked(),
                link=_link(request),
                by=request.user,
                now=clock.now(),
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": made.email})
            return redirect("people:invitation", made.pk)
    crumbs = presenters.crumbs((_("Invitations"), reverse("people:invitations")), (_("Invite somebody"), ""))
    context = {"form": form, "crumbs": crumbs}
    return render(request, "people/invite.html", context, status=422 if form.errors else 200)


def _seen(request: HttpRequest, number: int) -> Any:
    _only_inviters(request)
    found = queries.invitation(request.user, number)
    if found is None:
        raise Http404
    return found


@require_safe
def invitation(request: HttpRequest, number: int) -> HttpResponse:
    found = _seen(request, number)
    now = clock.now()
    context = {
        "invitation": found,
        "whom": presenters.whom(found),
        "state": presenters.state_in_words(found, now),
        "rows": presenters.invitation_rows(found),
        "is_waiting": found.state == "open",
        "crumbs": presenters.crumbs((_("Invitations"), reverse("people:invitations")), (presenters.whom(found), "")),
    }
    return render(request, "people/invitation.html", context)


@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    found = _seen(request, number)
    try:
        actions.withdraw(invitation=found, by=request.user, now=clock.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("The invitation is withdrawn. Its link opens nothing any more."))
    return redirect("people:invitation", number)


@require_POST
def send_again(request: HttpRequest, number: int) -> HttpResponse:
    found = _seen(request, number)
    try:
        actions.send_again(invitation=found, link=_link(request), by=request.user, now=clock.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("A new letter is on its way. The link in the older one opens nothing any more."))
    return redirect("people:invitation", number)

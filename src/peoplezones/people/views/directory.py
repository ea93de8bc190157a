"""The directory, one person of it, and what the programme team gives and takes there."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from peoplezones.accounts import actions as accounts
from peoplezones.accounts import roles
from peoplezones.foundation import clock
from peoplezones.foundation.refusals import Refused
from peoplezones.ui import lists, slots

from .. import actions, presenters, queries, rules
from ..forms import LeavingForm, RoleForm
from ..registry import PERSON_SLOTS


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """Who is here; the programme team sees addresses for its duty, which is noted when they are taken away."""
    viewer = request.user
    if not queries.may_look(viewer):
        raise PermissionDenied(_("Only people who work with others here can look them up."))
    contacts = queries.contacts_shown_to(viewer)
    if lists.wants_download(request):
        accounts.note_list_taken(
            by=viewer,  # type: ignore[arg-type]
            action="people.download_directory",
            within=queries.directory_of(viewer),
            now=clock.now(),
        )
    context = {
        "crumbs": presenters.crumbs((_("People"), "")),
        "may_invite": rules.may_invite(viewer),
    }
    rows = queries.with_places(queries.people_seen_by(viewer), viewer)
    return lists.answer(request, presenters.directory(viewer, contacts), rows, "people/directory.html", context)


def _seen(request: HttpRequest, number: int) -> Any:
    found = queries.person_seen_by(request.user, number)
    if found is None:
        raise Http404
    return found


@require_safe
def person(request: HttpRequest, number: int) -> HttpResponse:
    found = _seen(request, number)
    runs = queries.partnerships_run_by(request.user)
    contacts = queries.contacts_shown_to(request.user)
    shows = contacts is None or found.pk in contacts
    if shows and found.pk != request.user.pk:
        accounts.note_seen(
            by=request.user,  # type: ignore[arg-type]
            action="people.see_contact",
            person=found,
            within=queries.directory_of(request.user),
            now=clock.now(),
        )
    context = {
        "person": found,
        "name": presenters.named(found),
        "email": presenters.shown_address(found) if shows else "",
        "has_no_email": not presenters.shown_address(found),
        "phone": queries.phone_of(found) if shows else "",
        "runs": bool(runs),
        "crumbs": presenters.crumbs((_("People"), reverse("people:directory")), (presenters.named(found), "")),
        "slots": slots.drawn(PERSON_SLOTS, request, found),
        **presenters.person_page(found, len(runs) > 1),
    }
    return render(request, "people/person.html", context)


def _only_team(request: HttpRequest) -> None:
    if not queries.partnerships_run_by(request.user):
        raise PermissionDenied(_("Only the programme team of the partnership can give and take roles."))


@require_http_methods(["GET", "HEAD", "POST"])
def change_roles(request: HttpRequest, number: int) -> HttpResponse:
    """Give a role, or take one: which of the two, the button says."""
    found = _seen(request, number)
    _only_team(request)
    form = RoleForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        role = roles.BY_KEY[given["role"]]
        act = actions.take_role if "take" in request.POST else actions.give_role
        try:
            act(person=found, role=role, partnership=given["partnership"], by=request.user, now=clock.now())
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The roles of %(name)s are changed.") % {"name": presenters.named(found)})
            return redirect("people:person", number)
    context = {
        "form": form,
        "person": found,
        "name": presenters.named(found),
        "crumbs": _below(found, _("Roles")),
        **presenters.person_page(found, True),
    }
    return render(request, "people/roles.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, number: int) -> HttpResponse:
    """End all that somebody holds in a partnership, after showing what that is."""
    found = _seen(request, number)
    _only_team(request)
    form = LeavingForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_in_partnership(person=found, by=request.user, now=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("%(name)s holds nothing here any more.") % {"name": presenters.named(found)})
            return redirect("people:directory")
    context = {
        "form": form,
        "person": found,
        "name": presenters.named(found),
        "crumbs": _below(found, _("Leaving")),
        "slots": slots.drawn(PERSON_SLOTS, request, found),
        **presenters.person_page(found, True),
    }
    return render(request, "people/leave.html", context, status=422 if form.errors else 200)


def _below(found: Any, here: str) -> list[tuple[str, str]]:
    name = presenters.named(found)
    page = reverse("people:person", args=[found.pk])
    return presenters.crumbs((_("People"), reverse("people:directory")), (name, page), (here, ""))

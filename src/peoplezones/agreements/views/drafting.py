"""A new agreement, a draft written anew, and a new version of one that runs out."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from peoplezones.foundation import clock
from peoplezones.foundation.refusals import Refused
from peoplezones.foundation.versions import EditedMeanwhile
from peoplezones.ui import conflicts

from .. import actions, presenters
from ..forms import AgreementForm, initial_of
from .reaching import for_colleagues, kept_by


@require_http_methods(["GET", "HEAD", "POST"])
@for_colleagues
def new(request: HttpRequest) -> HttpResponse:
    """In the partnership that the address names, or the only one that the person runs."""
    mine = presenters.partnerships_run_by(request.user)
    if not mine:
        raise PermissionDenied(_("Only the programme team can write, send, review or end agreements."))
    wanted = request.GET.get("in", mine[0].slug)
    partnership = next((one for one in mine if one.slug == wanted), None)
    if partnership is None:
        raise Http404
    choices = presenters.form_choices(partnership, request.user, clock.now())
    if request.method != "POST":
        return _page(request, AgreementForm(is_new=True, initial=presenters.new_initial(clock.now()), **choices))
    form = AgreementForm(request.POST, request.FILES, is_new=True, **choices)
    if form.is_valid():
        try:
            made = actions.draft(partnership=partnership, **_words(form), by=request.user, now=clock.now())
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The draft is kept. Read it, then send it to be signed."))
            return redirect("agreements:agreement", made.pk)
    return _page(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
@for_colleagues
def edit(request: HttpRequest, number: int) -> HttpResponse:
    found = kept_by(request, number)
    choices = presenters.form_choices(found.partnership, request.user, clock.now(), found)
    if request.method != "POST":
        return _page(request, AgreementForm(initial=initial_of(found), **choices), found)
    form = AgreementForm(request.POST, request.FILES, **choices)
    if form.is_valid():
        seen = form.cleaned_data["version"]
        try:
            actions.rewrite(agreement=found, seen=seen, **_words(form), by=request.user, now=clock.now())
        except EditedMeanwhile as conflict:
            back = reverse("agreements:agreement", args=[found.pk])
            return conflicts.page(request, form, conflict, initial_of, title=found.title, back=back)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The draft is saved."))
            return redirect("agreements:agreement", found.pk)
    return _page(request, form, found)


@require_http_methods(["GET", "HEAD", "POST"])
@for_colleagues
def renew(request: HttpRequest, number: int) -> HttpResponse:
    found = kept_by(request, number)
    problem = ""
    if request.method == "POST":
        try:
            made = actions.renew(agreement=found, by=request.user, now=clock.now())
        except Refused as refusal:
            problem = refusal.sentence
        else:
            messages.success(request, _("Here is the new draft. Check its dates, then send it to be signed."))
            return redirect("agreements:edit", made.pk)
    context = presenters.renewing(found) | {"problem": problem}
    return render(request, "agreements/confirm.html", context, status=422 if problem else 200)


def _words(form: AgreementForm) -> dict[str, Any]:
    return {"words": form.agreed(), "document": form.cleaned_data["document"]}


def _page(request: HttpRequest, form: AgreementForm, found: Any = None) -> HttpResponse:
    context = presenters.form_page(form, found)
    return render(request, "agreements/form.html", context, status=422 if form.errors else 200)

"""An agreement is sent to its parties, taken back, and signed, each after a page that says what it means."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from peoplezones.foundation import clock
from peoplezones.foundation.refusals import Refused

from .. import actions, presenters, queries
from ..forms import SignForm, VersionForm
from .reaching import agreement_or_404, for_colleagues, kept_by


@require_http_methods(["GET", "HEAD", "POST"])
@for_colleagues
def send(request: HttpRequest, number: int) -> HttpResponse:
    found = kept_by(request, number)
    problem = ""
    form = VersionForm(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        try:
            seen = form.cleaned_data["version"]
            actions.send(agreement=found, seen=seen, by=request.user, now=clock.now())
        except Refused as refusal:
            problem = refusal.sentence
        else:
            messages.success(request, _("It was sent. Those who may sign have an e-mail."))
            return redirect("agreements:agreement", found.pk)
    context = presenters.sending(found) | {"form": form, "problem": problem}
    return render(request, "agreements/confirm.html", context, status=422 if problem or form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_colleagues
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    found = kept_by(request, number)
    problem = ""
    form = VersionForm(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        try:
            seen = form.cleaned_data["version"]
            actions.withdraw(agreement=found, seen=seen, by=request.user, now=clock.now())
        except Refused as refusal:
            problem = refusal.sentence
        else:
            messages.success(request, _("It is a draft again. Whoever had signed must sign again."))
            return redirect("agreements:agreement", found.pk)
    context = presenters.withdrawing(found) | {"form": form, "problem": problem}
    return render(request, "agreements/confirm.html", context, status=422 if problem or form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_colleagues
def sign(request: HttpRequest, number: int) -> HttpResponse:
    """For whoever may sign for a party that has not signed; others find no such page."""
    found = agreement_or_404(request, number)
    may = presenters.signs_for(request.user, found)
    if not may and queries.has_signed(request.user, found):
        messages.info(request, _("You have signed it already. Thank you."))
        return redirect("agreements:agreement", found.pk)
    if not may:
        raise Http404
    choices = [(str(one.pk), one.name) for one in may]
    first = {"version": found.sent_version, "organisation": choices[0][0]}
    initial = first | {"position": presenters.position_of(request.user, may[0])}
    form = SignForm(request.POST or None, organisations=choices, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        organisation = next(one for one in may if str(one.pk) == given["organisation"])
        try:
            actions.sign(
                agreement=found,
                version=given["version"],
                organisation=organisation,
                position=given["position"],
                by=request.user,
                now=clock.now(),
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("You signed for %(name)s. Thank you.") % {"name": organisation.name})
            return redirect("agreements:agreement", found.pk)
    context = presenters.signing(found, request.user) | {"form": form}
    return render(request, "agreements/sign.html", context, status=422 if form.errors else 200)

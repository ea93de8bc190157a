"""An agreement is reviewed or ended, and the office of a partnership is named."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from peoplezones.foundation import clock
from peoplezones.foundation.refusals import Refused

from .. import actions, presenters
from ..forms import EndForm, OfficeForm, ReviewForm
from .reaching import for_colleagues, kept_by


@require_http_methods(["GET", "HEAD", "POST"])
@for_colleagues
def review(request: HttpRequest, number: int) -> HttpResponse:
    found = kept_by(request, number)
    initial = {"version": found.version, "next_on": presenters.in_a_year(found, clock.now())}
    form = ReviewForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        how = {"seen": given["version"], "words": given["said"], "next_on": given["next_on"]}
        try:
            actions.review(agreement=found, **how, by=request.user, now=clock.now())
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The review is written down."))
            return redirect("agreements:agreement", found.pk)
    context = presenters.reviewing(found) | {"form": form}
    return render(request, "agreements/deed.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_colleagues
def end(request: HttpRequest, number: int) -> HttpResponse:
    found = kept_by(request, number)
    form = EndForm(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            how = {"seen": given["version"], "words": given["said"]}
            actions.end(agreement=found, **how, by=request.user, now=clock.now())
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("It was ended. Nothing is shared under it any more."))
            return redirect("agreements:agreement", found.pk)
    context = presenters.ending(found) | {"form": form}
    return render(request, "agreements/deed.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_colleagues
def office(request: HttpRequest) -> HttpResponse:
    """Which organisation works for the partnership itself."""
    offered = presenters.organisations_run_by(request.user, clock.now())
    if not presenters.partnerships_run_by(request.user):
        raise PermissionDenied(_("Only the programme team can say which organisation is the office."))
    choices = [(str(one.pk), presenters.with_partnership(one)) for one in offered]
    form = OfficeForm(request.POST or None, organisations=choices)
    if request.method == "POST" and form.is_valid():
        organisation = next(one for one in offered if str(one.pk) == form.cleaned_data["organisation"])
        actions.name_office(organisation=organisation, by=request.user, now=clock.now())
        messages.success(request, _("%(name)s is the office of the partnership.") % {"name": organisation.name})
        return redirect("agreements:index")
    context = presenters.office_page(request.user) | {"form": form}
    return render(request, "agreements/deed.html", context, status=422 if form.errors else 200)

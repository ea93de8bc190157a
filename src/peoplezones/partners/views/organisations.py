"""The list of organisations, one record, and its coming, changing and leaving."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from peoplezones.accounts.access import allow
from peoplezones.foundation import clock
from peoplezones.foundation.refusals import NotAllowedForYou, Refused
from peoplezones.foundation.versions import EditedMeanwhile
from peoplezones.ui import conflicts, lists

from .. import actions, forms, queries, rules
from ..presenters import lists as listings
from ..presenters import records
from .access import BOTH, acted, filled, lookers_only, organisation_or_404


@require_safe
@lookers_only
def index(request: HttpRequest) -> HttpResponse:
    listing = listings.organisations(list(queries.zones_seen_by(request.user)))
    context = {
        "may_add": rules.may_add(request.user),
        "may_bring_in": rules.may_bring_in(request.user),
        "crumbs": [records.crumbs()[0], (_("Organisations"), "")],
    }
    return lists.answer(request, listing, queries.listed(request.user), "partners/organisations.html", context)


@require_safe
@lookers_only
def organisation(request: HttpRequest, number: int) -> HttpResponse:
    found = organisation_or_404(request, number)
    return render(request, "partners/organisation.html", records.record(request, found))


@BOTH
@lookers_only
def new(request: HttpRequest) -> HttpResponse:
    if not rules.may_add(request.user):
        allow(_refuse_adding)
    partnerships = list(queries.partnerships_to_add_to(request.user))
    zones = list(queries.placeable_zones(request.user))
    data = request.POST if request.method == "POST" else None
    form = forms.NewForm(data, partnerships=partnerships, zones=zones, initial={"since": localdate(clock.now())})
    if form.is_valid():
        try:
            made = actions.add(**form.words(), by=request.user, now=clock.now())
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("%(name)s takes part now.") % {"name": made.name})
            return redirect("partners:organisation", made.pk)
    return filled(request, "partners/new.html", form, {"crumbs": records.crumbs((_("Add an organisation"), ""))})


def _refuse_adding() -> None:
    raise NotAllowedForYou(_("Only the programme team and zone leads can add organisations."))


@BOTH
@lookers_only
def edit(request: HttpRequest, number: int) -> HttpResponse:
    found = organisation_or_404(request, number)
    allow(rules.check_may_edit, request.user, found)
    data = request.POST if request.method == "POST" else None
    form = forms.EditForm(data, initial=forms.initial_of_organisation(found))
    if form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.edit(organisation=found, version=version, **form.words(), by=request.user, now=clock.now())
        except EditedMeanwhile as conflict:
            return conflicts.page(
                request,
                form,
                conflict,
                forms.initial_of_organisation,
                title=found.name,
                back=listings.record_of(found),
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("What you changed is saved."))
            return redirect("partners:organisation", found.pk)
    context = {
        "title": _("Change what is said of %(name)s") % {"name": found.name},
        "button": _("Save"),
        "lede": "",
        "back": listings.record_of(found),
        "crumbs": records.below(found, _("Change")),
    }
    return filled(request, "partners/form.html", form, context)


@BOTH
@lookers_only
def leave(request: HttpRequest, number: int) -> HttpResponse:
    """It leaves on a day; or, where it has left, comes back."""
    found = organisation_or_404(request, number)
    allow(rules.check_may_run, request.user, found)
    if found.left_on:
        return _come_back(request, found)
    data = request.POST if request.method == "POST" else None
    form = forms.LeaveForm(data, initial={"on": localdate(clock.now())})
    if form.is_valid():
        try:
            actions.leave(organisation=found, **form.cleaned_data, by=request.user, now=clock.now())
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("%(name)s has left. It can come back.") % {"name": found.name})
            return redirect("partners:organisation", found.pk)
    context = {
        "title": _("%(name)s leaves") % {"name": found.name},
        "button": _("It has left"),
        "lede": _(
            "Its record stays. Its offers are shown no more, it is no longer on the pages of zones, and those who "
            "work for it cannot change its record."
        ),
        "back": listings.record_of(found),
        "crumbs": records.below(found, _("Leave")),
    }
    return filled(request, "partners/form.html", form, context)


def _come_back(request: HttpRequest, found: object) -> HttpResponse:
    if request.method == "POST":
        return acted(
            request,
            lambda: actions.come_back(organisation=found, by=request.user, now=clock.now()),
            _("%(name)s takes part again.") % {"name": found},
            "partners:organisation",
            found.pk,
        )
    context = {"organisation": found, "crumbs": records.below(found, _("Come back"))}
    return render(request, "partners/come_back.html", context)

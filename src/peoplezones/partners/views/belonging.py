"""What belongs to an organisation: the zones it works in, its colleagues, the numbers it is known by."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from peoplezones.accounts.access import allow
from peoplezones.foundation import clock
from peoplezones.foundation.refusals import Refused

from .. import actions, forms, queries, rules
from ..presenters import records
from .access import BOTH, acted, ended, filled, lookers_only, organisation_or_404


@BOTH
@lookers_only
def zones(request: HttpRequest, number: int) -> HttpResponse:
    """Where it works; a zone is added here, and ended by a button beside it."""
    found = organisation_or_404(request, number)
    placeable = list(queries.placeable_zones(request.user, found.partnership_id))
    if not placeable and not rules.may_run(request.user, found):
        raise PermissionDenied(_("Only the programme team and the zone's own lead can say who works in a zone."))
    if "end" in request.POST:
        return _end_zone(request, found)
    there = list(queries.presences_seen_by(request.user).filter(organisation=found))
    present = {one.zone_id for one in there}
    left = [zone for zone in placeable if zone.pk not in present]
    data = request.POST if request.method == "POST" else None
    form = forms.PresenceForm(data, zones=left, initial={"since": localdate(clock.now())})
    if form.is_valid():
        try:
            made = actions.start_in(organisation=found, **form.cleaned_data, by=request.user, now=clock.now())
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("It works in %(zone)s now.") % {"zone": made.zone.name})
            return redirect("partners:zones", found.pk)
    may_end = {zone.pk for zone in placeable}
    context = {
        "organisation": found,
        "there": [{"presence": one, "may_end": one.zone_id in may_end} for one in there],
        "any_left": bool(left),
        "crumbs": records.below(found, _("Zones")),
    }
    return filled(request, "partners/zones.html", form, context)


def _end_zone(request: HttpRequest, found: Any) -> HttpResponse:
    there = queries.presence(request.user, found, ended(request))
    if there is None:
        raise Http404
    # A zone lead may not see it any more once it has left their zone.
    back = ("partners:zones", found.pk) if rules.may_run(request.user, found) else ("partners:organisations",)
    return acted(
        request,
        lambda: actions.stop_in(presence=there, by=request.user, now=clock.now()),
        _("%(name)s does not work in %(zone)s any more.") % {"name": found.name, "zone": there.zone.name},
        *back,
    )


@BOTH
@lookers_only
def colleagues(request: HttpRequest, number: int) -> HttpResponse:
    """Who works for it; somebody is added by their address, and ended by a button beside the name."""
    found = organisation_or_404(request, number)
    allow(rules.check_may_run, request.user, found)
    if "end" in request.POST:
        return _end_colleague(request, found)
    form = forms.ColleagueForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = dict(form.cleaned_data)
        person = queries.person_in(found.partnership_id, given.pop("email"))
        if person is None:
            sentence = _("Nobody in this partnership signs in with this address. Look at its spelling, or invite them.")
            form.add_error("email", sentence)
        else:
            try:
                actions.add_colleague(organisation=found, person=person, **given, by=request.user, now=clock.now())
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
            else:
                messages.success(request, _("%(person)s works for it now.") % {"person": person})
                return redirect("partners:colleagues", found.pk)
    context = {
        "organisation": found,
        "there": list(queries.colleagues_now(found)),
        "crumbs": records.below(found, _("Colleagues")),
    }
    return filled(request, "partners/colleagues.html", form, context)


def _end_colleague(request: HttpRequest, found: Any) -> HttpResponse:
    there = queries.colleague(found, ended(request))
    if there is None:
        raise Http404
    return acted(
        request,
        lambda: actions.end_colleague(colleague=there, by=request.user, now=clock.now()),
        _("%(person)s does not work for it any more.") % {"person": there.person},
        "partners:colleagues",
        found.pk,
    )


@BOTH
@lookers_only
def identifiers(request: HttpRequest, number: int) -> HttpResponse:
    """The numbers it is known by; one is added here, and taken away by a button beside it."""
    found = organisation_or_404(request, number)
    allow(rules.check_may_edit, request.user, found)
    if "end" in request.POST:
        return _remove_identifier(request, found)
    form = forms.IdentifierForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = actions.add_identifier(organisation=found, **form.cleaned_data, by=request.user, now=clock.now())
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("It is known by %(number)s now.") % {"number": made})
            return redirect("partners:identifiers", found.pk)
    context = {
        "organisation": found,
        "there": list(found.identifiers.all()),
        "lists": records.forms_of_numbers(),
        "crumbs": records.below(found, _("Numbers")),
    }
    return filled(request, "partners/identifiers.html", form, context)


def _remove_identifier(request: HttpRequest, found: Any) -> HttpResponse:
    there = queries.identifier(found, ended(request))
    if there is None:
        raise Http404
    return acted(
        request,
        lambda: actions.remove_identifier(identifier=there, by=request.user, now=clock.now()),
        _("%(number)s was taken away.") % {"number": there},
        "partners:identifiers",
        found.pk,
    )

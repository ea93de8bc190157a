"""The list of all offers, the page of one, and how it is made, changed and moved."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from peoplezones.accounts.access import allow
from peoplezones.foundation import clock
from peoplezones.foundation.refusals import Refused
from peoplezones.foundation.versions import EditedMeanwhile
from peoplezones.ui import conflicts, lists

from .. import actions, forms, queries, rules
from ..presenters import lists as listings
from ..presenters import records
from .access import BOTH, acted, filled, lookers_only, organisation_or_404

REVIEW_AFTER = dt.timedelta(days=182)


@require_safe
@lookers_only
def offers(request: HttpRequest) -> HttpResponse:
    listing = listings.offers(list(queries.zones_seen_by(request.user)))
    own = [{"name": one.name, "pk": one.pk} for one in queries.own(request.user)]
    context = {"own": own, "crumbs": [*records.crumbs(), (_("Offers"), "")]}
    return lists.answer(request, listing, queries.offers_seen_by(request.user), "partners/offers.html", context)


@BOTH
@lookers_only
def offer(request: HttpRequest, number: int) -> HttpResponse:
    """One offer; its buttons say what became of it: taken up, withdrawn, open again."""
    found = _offer_or_404(request, number)
    form = forms.MoveForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return filled(request, "partners/offer.html", form, records.offer_page(request.user, found))
    move = request.POST.get("move", "")
    if move not in records.MOVES:
        raise Http404
    return acted(
        request,
        lambda: actions.move_offer(offer=found, move=move, **form.cleaned_data, by=request.user, now=clock.now()),
        records.MOVED[move]() % {"title": found.title},
        "partners:offer",
        number,
    )


@BOTH
@lookers_only
def new_offer(request: HttpRequest, number: int) -> HttpResponse:
    found = organisation_or_404(request, number)
    allow(rules.check_may_edit, request.user, found)
    zones = list(queries.zones_to_offer_in(request.user, found.partnership_id))
    data = request.POST if request.method == "POST" else None
    initial = {"version": 1, "review_on": localdate(clock.now()) + REVIEW_AFTER}
    form = forms.OfferForm(data, zones=zones, initial=initial)
    if form.is_valid():
        given, chosen = form.words_and_zones()
        says = actions.OfferWords(**given)
        try:
            made = actions.make_offer(organisation=found, says=says, zones=chosen, by=request.user, now=clock.now())
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("“%(title)s” is on offer now.") % {"title": made.title})
            return redirect("partners:offer", made.pk)
    context = {
        "title": _("Offer something for %(name)s") % {"name": found.name},
        "button": _("Offer it"),
        "lede": _("Time, a room, a skill or money: say what you can give, and when."),
        "back": listings.record_of(found),
        "crumbs": records.below(found, _("New offer")),
    }
    return filled(request, "partners/form.html", form, context)


@BOTH
@lookers_only
def edit_offer(request: HttpRequest, number: int) -> HttpResponse:
    found = _offer_or_404(request, number)
    allow(rules.check_may_edit, request.user, found.organisation)
    zones = list(queries.zones_to_offer_in(request.user, found.organisation.partnership_id))
    data = request.POST if request.method == "POST" else None
    form = forms.OfferForm(data, zones=zones, initial=forms.initial_of_offer(found))
    back = listings.page_of_offer(found)
    if form.is_valid():
        given, chosen = form.words_and_zones()
        chosen += queries.zones_out_of_sight(request.user, found)
        version = form.cleaned_data["version"]
        says = actions.OfferWords(**given)
        try:
            actions.edit_offer(offer=found, version=version, says=says, zones=chosen, by=request.user, now=clock.now())
        except EditedMeanwhile as conflict:
            return conflicts.page(request, form, conflict, forms.initial_of_offer, title=found.title, back=back)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("What you changed is saved."))
            return redirect("partners:offer", found.pk)
    context = {
        "title": _("Change “%(title)s”") % {"title": found.title},
        "button": _("Save"),
        "lede": "",
        "back": back,
        "crumbs": records.below(found.organisation, _("Change an offer")),
    }
    return filled(request, "partners/form.html", form, context)


def _offer_or_404(request: HttpRequest, number: int) -> Any:
    found = queries.offer(request.user, number)
    if found is None:
        raise Http404
    return found

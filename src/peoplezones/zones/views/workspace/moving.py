"""A zone is moved on through its states and phases here, and is told from which one it came."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peoplezones.accounts.access import allow
from peoplezones.foundation import clock
from peoplezones.foundation.refusals import NotAllowedForYou, Refused

from ... import actions, presenters, queries, rules
from ...forms import CameFromForm, MoveForm
from ...states import PHASES
from .access import zone_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def state(request: HttpRequest, slug: str) -> HttpResponse:
    zone = zone_or_404(request, slug)
    allow(rules.check_may_move, request.user, zone)
    moves = presenters.moves_open_to(request.user, zone)
    form = MoveForm(request.POST if request.method == "POST" else None, moves=moves)
    if request.method == "POST" and form.is_valid():
        act = actions.move_phase if form.cleaned_data["move"] in PHASES.moves else actions.change_state
        try:
            moved = act(zone=zone, **form.cleaned_data, by=request.user, now=clock.now())
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            words = {"name": moved.name, "state": moved.get_state_display(), "phase": moved.get_phase_display()}
            messages.success(request, _("%(name)s: state “%(state)s”, phase “%(phase)s”.") % words)
            return redirect("zones:record", zone.slug)
    context = {
        "form": form,
        "zone": zone,
        "moves": moves,
        "back": reverse("zones:record", args=[zone.slug]),
        "crumbs": presenters.crumbs_in_workspace(zone, _("Move it on")),
    }
    return render(request, "zones/workspace/state.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def came_from(request: HttpRequest, slug: str) -> HttpResponse:
    zone = zone_or_404(request, slug)
    allow(rules.check_may_edit, request.user, zone)
    others = {one.slug: one for one in queries.could_come_from(request.user, zone)}
    form = CameFromForm(request.POST if request.method == "POST" else None, zones=list(others.values()))
    if request.method == "POST" and form.is_valid():
        words = dict(form.cleaned_data)
        earlier = others[words.pop("earlier")]
        try:
            actions.come_from(zone=zone, earlier=earlier, **words, by=request.user, now=clock.now())
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("It is noted that it came from %(name)s.") % {"name": earlier.name})
            return redirect("zones:came_from", zone.slug)
    noted = [one for one in queries.successions_for(request.user, zone) if one.zone_id == zone.pk]
    context = {
        "form": form,
        "zone": zone,
        "others": others,
        "noted": [
            {"pk": one.pk, **words}
            for one, words in zip(noted, presenters.successions_in_words(zone, noted, "zones:record"), strict=True)
        ],
        "back": reverse("zones:record", args=[zone.slug]),
        "crumbs": presenters.crumbs_in_workspace(zone, _("Where it came from")),
    }
    return render(request, "zones/workspace/came_from.html", context, status=422 if form.errors else 200)


@require_POST
def forget_came_from(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Take away a note that was a mistake."""
    zone = zone_or_404(request, slug)
    found = queries.succession_of(zone, number)
    if found is None:
        raise Http404
    try:
        actions.take_back(succession=found, by=request.user, now=clock.now())
    except NotAllowedForYou as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("The note was taken away."))
    return redirect("zones:came_from", zone.slug)

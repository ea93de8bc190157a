"""Baselines of a zone: one is drawn up and agreed on; each is kept, and compared with today."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from peoplezones.accounts.access import allow
from peoplezones.foundation import clock
from peoplezones.foundation.refusals import Refused

from .. import actions, presenters, queries, rules
from ..forms import MappingForm
from .access import in_zone


@require_http_methods(["GET", "HEAD", "POST"])
@in_zone
def mappings(request: HttpRequest, zone: Any) -> HttpResponse:
    """All of them; POST starts the next one."""
    now = clock.now()
    form = MappingForm(request.POST or None, initial={"as_at": localdate(now)})
    if request.method == "POST":
        allow(rules.check_may_map, request.user, zone)
        if form.is_valid():
            try:
                actions.start_mapping(zone=zone, **form.cleaned_data, by=request.user, now=now)
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
            else:
                messages.success(request, _("The mapping was started. Add what works here, then agree on it."))
                return redirect("provision:mappings", zone.slug)
    context = {
        "zone": zone,
        "form": form,
        "draft": queries.draft_of(zone),
        "kept": [one for one in queries.mappings_of(zone) if one.agreed_at],
        "many": queries.now_of(zone, localdate(now)).count(),
        "may_map": rules.may_map(request.user, zone),
        "crumbs": presenters.crumbs(zone, _("Baselines")),
    }
    return render(request, "provision/mappings.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@in_zone
def agree(request: HttpRequest, zone: Any) -> HttpResponse:
    """The button on the page of baselines; whoever comes by its address is led there."""
    allow(rules.check_may_map, request.user, zone)
    if request.method != "POST":
        return redirect("provision:mappings", zone.slug)
    draft = queries.draft_of(zone)
    if draft is None:
        messages.error(request, _("No mapping is being drawn up. Start one first."))
        return redirect("provision:mappings", zone.slug)
    try:
        agreed = actions.agree(mapping=draft, by=request.user, now=clock.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("provision:mappings", zone.slug)
    messages.success(request, _("The baseline is agreed. What is kept in it will not change any more."))
    return redirect("provision:mapping", zone.slug, agreed.pk)


@require_safe
@in_zone
def mapping(request: HttpRequest, zone: Any, number: int) -> HttpResponse:
    """What was agreed, as it was kept."""
    kept = queries.kept_by(_mapping(zone, number))
    context = {
        "zone": zone,
        "mapping": kept.mapping,
        "title": presenters.baseline_title(kept.mapping),
        "rows": presenters.entry_rows(kept.entries),
        "crumbs": presenters.crumbs(zone, presenters.baseline_title(kept.mapping)),
        **presenters.picture(kept.entries, is_over=True),
    }
    return render(request, "provision/mapping.html", context)


@require_safe
@in_zone
def changed(request: HttpRequest, zone: Any, number: int) -> HttpResponse:
    """What has changed since then."""
    kept = queries.kept_by(_mapping(zone, number))
    entries = queries.entries(queries.now_of(zone, localdate(clock.now())))
    context = {
        "zone": zone,
        "mapping": kept.mapping,
        "sentences": presenters.changes.said(kept, entries),
        "changes": presenters.changes.changes(kept.entries, entries),
        "crumbs": presenters.crumbs(zone, _("What has changed")),
    }
    return render(request, "provision/changes.html", context)


def _mapping(zone: Any, number: int) -> Any:
    found = queries.mapping_of(zone, number)
    if found is None:
        raise Http404
    return found

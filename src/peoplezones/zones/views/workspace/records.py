"""The list of zones in the workspace, the page of one, and its history."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from peoplezones.ui import lists, slots

from ... import presenters, queries, rules
from ...registry import WORKSPACE_BANDS
from .access import zone_or_404


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    seen = queries.seen_by(request.user)
    listing = presenters.workspace_listing(queries.partnerships_of(seen))
    context = {
        "crumbs": presenters.crumbs_in_workspace(),
        "may_start": queries.may_start_in(request.user).exists(),
    }
    return lists.answer(request, listing, seen, "zones/workspace/index.html", context)


@require_safe
def record(request: HttpRequest, slug: str) -> HttpResponse:
    zone = zone_or_404(request, slug)
    lines = presenters.boundaries_in_words(queries.boundary_versions(zone)[:1])
    successions = queries.successions_for(request.user, zone)
    context = {
        "zone": zone,
        "crumbs": presenters.crumbs_in_workspace(zone),
        "may_edit": rules.may_edit(request.user, zone),
        "belongs": queries.belongs(request.user, zone),
        "tasks": presenters.tasks_of(request.user, zone),
        "state": presenters.state_told(zone),
        "line": lines[0] if lines else None,
        "problems": list(queries.key_problems(zone)),
        "successions": presenters.successions_in_words(zone, successions, "zones:record"),
        "bands": slots.drawn(WORKSPACE_BANDS, request, zone),
    }
    return render(request, "zones/workspace/record.html", context)


@require_safe
def history(request: HttpRequest, slug: str) -> HttpResponse:
    zone = zone_or_404(request, slug)
    context = {
        "zone": zone,
        "crumbs": presenters.crumbs_in_workspace(zone, _("History")),
        "timeline": presenters.timeline(queries.happenings_seen_by(request.user, zone), with_names=True),
        "with_names": True,
    }
    return render(request, "zones/history.html", context)

"""The list of zones in the workspace, and the page of one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from peoplezones.ui import lists

from ... import presenters, queries, rules
from .access import zone_or_404


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    listing = presenters.zones_listing(several=False)
    context = {"crumbs": presenters.crumbs_in_workspace()}
    return lists.answer(request, listing, queries.seen_by(request.user), "zones/workspace/index.html", context)


@require_safe
def record(request: HttpRequest, slug: str) -> HttpResponse:
    zone = zone_or_404(request, slug)
    context = {
        "zone": zone,
        "crumbs": presenters.crumbs_in_workspace(zone),
        "may_edit": rules.may_edit(request.user, zone),
    }
    return render(request, "zones/workspace/record.html", context)

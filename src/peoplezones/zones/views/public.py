"""Public pages of zones: the list, one zone, its figures and its history."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from peoplezones.accounts.access import public
from peoplezones.places import queries as places
from peoplezones.places.analysis import Group, Setting
from peoplezones.places.presenters import demand_context, profile_context
from peoplezones.ui import lists, slots

from .. import presenters, queries
from ..registry import BANDS, BUTTONS, CAPTION, OPENING


def zone_or_404(slug: str) -> Any:
    """The public zone; an idea is none."""
    found = queries.zone(slug)
    if found is None:
        raise Http404
    return found


@public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    listing = presenters.public_listing(queries.partnerships_with_zones())
    return lists.answer(request, listing, queries.listed_zones(), "zones/index.html")


@public
@require_safe
def zone(request: HttpRequest, slug: str) -> HttpResponse:
    found = zone_or_404(slug)
    areas = list(queries.areas_of(found))
    line = queries.boundary(found)
    context = {
        "zone": found,
        "areas": areas,
        "people": round(sum(area.population * area.share for area in areas)),
        "districts": presenters.districts_of(areas),
        "line": presenters.boundaries_in_words([line])[0] if line else None,
        "state": presenters.state_told(found),
        "phases": presenters.phase_steps(found),
        "problems": list(queries.key_problems(found)),
        "successions": presenters.successions_in_words(found, queries.successions(found), "zones:zone"),
        "map": presenters.zone_map(found, line, areas, list_id="neighbourhoods"),
        "opening": slots.drawn(OPENING, request, found),
        "buttons": slots.drawn(BUTTONS, request, found),
        "caption": slots.drawn(CAPTION, request, found),
        "bands": slots.drawn(BANDS, request, found),
    }
    return render(request, "zones/zone.html", context)


@public
@require_safe
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """What happened to a zone since it is no idea any more, without who did it."""
    found = zone_or_404(slug)
    context = {
        "zone": found,
        "crumbs": presenters.crumbs_to(found, _("History")),
        "timeline": presenters.timeline(queries.public_happenings(found), with_names=False),
        "with_names": False,
    }
    return render(request, "zones/history.html", context)


@public
@require_safe
def figures(request: HttpRequest, slug: str) -> HttpResponse:
    """The profile of a zone: what the figures say of its neighbourhoods together."""
    found = zone_or_404(slug)
    boundary_set = places.current_boundary_set()
    if boundary_set is None:
        raise Http404
    group = Group("zone", queries.shares_of(found))
    setting = Setting.now(boundary_set)
    context = {
        "zone": found,
        "crumbs": presenters.crumbs_to(found, _("Figures")),
        **profile_context(setting, group),
        **demand_context(setting, group),
    }
    return render(request, "zones/figures.html", context)


@public
@require_safe
def boundaries(request: HttpRequest) -> HttpResponse:
    return geojson(queries.boundaries())


@public
@require_safe
def outline(request: HttpRequest, slug: str) -> HttpResponse:
    """The present line of one zone, as open data."""
    return geojson(queries.outline(zone_or_404(slug)))


def geojson(collection: dict[str, Any]) -> HttpResponse:
    """A feature collection, as maps and programs read it."""
    answer = JsonResponse(collection)
    answer["Content-Type"] = "application/geo+json"
    answer["Cache-Control"] = "public, max-age=60"
    return answer

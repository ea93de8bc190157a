"""Public pages of zones: the list, the map, one zone, and the postcode look-up."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from peoplezones.accounts.access import public
from peoplezones.places import queries as places
from peoplezones.places.analysis import Group, Setting
from peoplezones.places.presenters import demand_context, profile_context
from peoplezones.ui import slots
from peoplezones.ui.paging import page_of

from .. import presenters, queries
from ..forms import AreaSearchForm, PostcodeForm
from ..registry import BANDS, OPENING


@public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    page = page_of(queries.all_zones(), request)
    return render(request, "zones/index.html", {"page": page})


@public
@require_safe
def zone(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.zone(slug)
    if found is None:
        raise Http404
    areas = list(queries.areas_of(found))
    context = {
        "zone": found,
        "areas": areas,
        "people": sum(area.population for area in areas),
        "districts": presenters.districts_of(areas),
        "listed": ",".join(str(area.position) for area in areas),
        "phases": presenters.phase_steps(found),
        "map": presenters.zone_map(found, areas, list_id="neighbourhoods"),
        "opening": slots.drawn(OPENING, request, found),
        "bands": slots.drawn(BANDS, request, found),
    }
    return render(request, "zones/zone.html", context)


@public
@require_safe
def figures(request: HttpRequest, slug: str) -> HttpResponse:
    """The profile of a zone: what the figures say of its neighbourhoods together."""
    found = queries.zone(slug)
    boundary_set = places.current_boundary_set()
    if found is None or boundary_set is None:
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
def map_page(request: HttpRequest) -> HttpResponse:
    form = AreaSearchForm(request.GET)
    form.is_valid()
    page = page_of(queries.areas_with_zones(**form.cleaned_data), request)
    context = {
        "form": form,
        "page": page,
        "listed": ",".join(str(area.position) for area in page.items),
        "map": presenters.zones_map(label=_("Map of the neighbourhoods and zones"), list_id="neighbourhoods"),
    }
    return render(request, "zones/map.html", context)


@public
@require_safe
def find_postcode(request: HttpRequest) -> HttpResponse:
    form = PostcodeForm(request.GET or None)
    context: dict[str, Any] = {"form": form, "searched": "", "postcode": None, "holding": [], "near": []}
    if form.is_valid():
        found = places.postcode(form.cleaned_data["q"])
        context |= {"searched": places.tidy_postcode(form.cleaned_data["q"]), "postcode": found}
        if found is not None:
            holding = list(queries.zones_holding(found.area)) if found.area else []
            near = queries.nearest(found.longitude, found.latitude, besides=holding)
            context |= {"holding": holding, "near": presenters.near_in_words(near)}
    return render(request, "zones/postcode.html", context)


@public
@require_safe
def boundaries(request: HttpRequest) -> HttpResponse:
    answer = JsonResponse(queries.boundaries())
    answer["Content-Type"] = "application/geo+json"
    answer["Cache-Control"] = "public, max-age=60"
    return answer

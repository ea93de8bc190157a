"""Public pages on which people look for a place: the map with its list, and the postcode look-up."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from peoplezones.accounts.access import public
from peoplezones.places import queries as places
from peoplezones.ui import lists
from peoplezones.ui.downloads import table_answer
from peoplezones.ui.paging import page_of

from .. import presenters, queries
from ..forms import AreaSearchForm, PostcodeForm


@public
@require_safe
def map_page(request: HttpRequest) -> HttpResponse:
    """All neighbourhoods on the map and beside it; `?download=csv` or `xlsx` gives those that are listed."""
    form = AreaSearchForm(request.GET)
    form.is_valid()
    areas = queries.areas_with_zones(**form.cleaned_data)
    if (kind := request.GET.get("download", "")) in lists.FORMATS:
        headings, rows = presenters.area_table(areas)
        return table_answer(kind, "neighbourhoods", [headings], rows)
    page = page_of(areas, request)
    context = {
        "form": form,
        "page": page,
        "downloads": lists.downloads(request),
        "listed": ",".join(str(area.position) for area in page.items),
        "map": presenters.zones_map(label=_("Map of the neighbourhoods and zones"), list_id="neighbourhoods"),
    }
    return render(request, "zones/map.html", context)


@public
@require_safe
def find_postcode(request: HttpRequest) -> HttpResponse:
    form = PostcodeForm(request.GET or None)
    context: dict[str, Any] = {"form": form, "searched": "", "postcode": None, "holding": [], "near": [], "welcome": []}
    if form.is_valid():
        found = places.postcode(form.cleaned_data["q"])
        context |= {"searched": places.tidy_postcode(form.cleaned_data["q"]), "postcode": found}
        if found is not None:
            holding = queries.zones_at(found)
            near = presenters.near_in_words(queries.nearest(found.longitude, found.latitude, besides=holding))
            context |= {
                "holding": [{"zone": zone, "state": presenters.state_sentence(zone)} for zone in holding],
                "near": near,
                "welcome": [one["words"] for one in near if one["is_near"]],
            }
    return render(request, "zones/postcode.html", context)

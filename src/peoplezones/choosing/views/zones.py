"""Zones of a human size that are proposed under the reader's weights: page, outlines, download."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from peoplezones.accounts.access import public
from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.ui.downloads import table_answer

from .. import analysis, presenters, queries
from ..forms import ZonesForm
from .asking import scored, scored_or_404

View = Callable[[HttpRequest], HttpResponse]
SECONDS_TO_COME_BACK = 30


def _wishes(form: ZonesForm) -> analysis.Wishes:
    low, high = form.people
    within = frozenset(queries.codes_in_district(form.in_district)) if form.in_district else None
    avoiding = frozenset(queries.codes_in_zones()) if form.only_new else frozenset()
    return analysis.Wishes(low, high, form.how_many, within, avoiding)


def _proposed(form: ZonesForm, found: analysis.Scored) -> tuple[Any, dict[str, Any]]:
    """The proposals, and their neighbourhoods by code."""
    proposed = analysis.zones(found, _wishes(form))
    return proposed, queries.areas_by_code(presenters.codes_of(proposed))


def says_when_busy(view: View) -> View:
    """Answer 429 while others search: whoever asks again in a while is answered."""

    @wraps(view)
    def answered(request: HttpRequest) -> HttpResponse:
        try:
            return view(request)
        except NotPossibleNow as refusal:
            context = {"sentence": refusal.sentence, "again": request.get_full_path()}
            answer = render(request, "choosing/busy.html", context, status=429)
            answer["Retry-After"] = str(SECONDS_TO_COME_BACK)
            return answer

    return answered


@public
@require_safe
@says_when_busy
def zones(request: HttpRequest) -> HttpResponse:
    """The proposals as a list beside the map."""
    form = ZonesForm(request.GET)
    form.is_valid()
    found = scored(form)
    if found is None:
        return render(request, "choosing/empty.html")
    weights = form.weights()
    proposed, areas = _proposed(form, found)
    query = presenters.zones_address(form)
    with_values = analysis.outcomes_with_values(found.table)
    context = {
        "form": form,
        "weight_rows": presenters.weight_rows(form, weights, found.result, with_values),
        "asked": presenters.zones_in_words(form, proposed, found.result),
        "proposals": presenters.proposals(proposed, found.result, areas, presenters.address(weights, k=form.top)),
        "map": presenters.zones_map(found.boundary_set, list(areas.values()), query),
        "address": query,
        "crumbs": presenters.crumbs_to(_("Neighbourhoods joined to zones"), query),
        "data": presenters.data_in_words(found.table),
    }
    return render(request, "choosing/zones.html", context)


@public
@require_safe
@says_when_busy
def zones_geojson(request: HttpRequest) -> HttpResponse:
    """The outlines of the proposals, for the map and to be taken away."""
    form = ZonesForm(request.GET)
    found = scored_or_404(form)
    proposed, areas = _proposed(form, found)
    about = presenters.outlines_table(proposed, found.result, areas)
    answer = JsonResponse(analysis.outlines(found.boundary_set, proposed, about))
    answer["Content-Type"] = "application/geo+json"
    answer["Cache-Control"] = "public, max-age=60"
    return answer


@public
@require_safe
@says_when_busy
def zones_csv(request: HttpRequest) -> HttpResponse:
    """Every neighbourhood of the proposals, as CSV or, for `?download=xlsx`, as a workbook."""
    form = ZonesForm(request.GET)
    found = scored_or_404(form)
    proposed, areas = _proposed(form, found)
    illustrative = presenters.data_in_words(found.table)["illustrative"]
    rows = presenters.zone_rows(proposed, found.result, areas, illustrative=illustrative)
    return table_answer(request.GET.get("download", ""), "proposed-zones", rows)

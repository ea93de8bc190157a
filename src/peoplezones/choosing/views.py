"""Which neighbourhoods score highest on need, under the reader's own weights, why, and how sure their order is."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from peoplezones.accounts.access import public
from peoplezones.places import queries as places
from peoplezones.places.analysis import ValueTable, value_table
from peoplezones.ui.downloads import csv_answer
from peoplezones.ui.paging import page_of

from . import analysis, presenters, queries
from .forms import WeightsForm


@public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    form = WeightsForm(request.GET)
    form.is_valid()
    boundary_set = places.current_boundary_set()
    if boundary_set is None:
        return render(request, "choosing/empty.html")
    table = value_table(boundary_set)
    weights = form.weights()
    result = analysis.need(table, weights)
    if result is None:
        return render(request, "choosing/empty.html")
    within = queries.codes_in_district(form.in_district) if form.in_district else None
    ranked = presenters.ranked_codes(result, within)
    page = page_of(ranked, request)
    areas = queries.areas_by_code(page.items)
    sure = analysis.sureness(table, weights, form.top)
    rows = presenters.rows(result, page.items, areas, sure, presenters.address(weights, k=form.top))
    address = presenters.address(weights, form.in_district, form.top)
    context = {
        "form": form,
        "page": page,
        "rows": rows,
        "status": presenters.status(page, rows),
        "listed": ",".join(str(areas[code].position) for code in page.items),
        "weight_rows": presenters.weight_rows(form, weights, result, analysis.outcomes_with_values(table)),
        "swapped_too": presenters.swapped_too(),
        "top": form["k"].value() if "k" in form.data else form.top,
        "address": address,
        "sure": presenters.list_sureness(sure, address),
        "map": presenters.need_map(boundary_set),
        "data": presenters.data_in_words(table),
        "cautions": presenters.cautions(result, table),
        "how_many": len(result.codes),
    }
    return render(request, "choosing/index.html", context)


def _asked(request: HttpRequest) -> tuple[WeightsForm, ValueTable, dict[str, int]]:
    """What an address asks for; 404 before any boundaries are loaded."""
    form = WeightsForm(request.GET)
    form.is_valid()
    boundary_set = places.current_boundary_set()
    if boundary_set is None:
        raise Http404
    return form, value_table(boundary_set), form.weights()


@public
@require_safe
def classes(request: HttpRequest) -> HttpResponse:
    """The map's colours: one digit an area, in map order."""
    _form, table, weights = _asked(request)
    result = analysis.need(table, weights)
    if result is None:
        raise Http404
    answer = JsonResponse(
        {
            "classes": "".join(str(number) for number in analysis.classes(result)),
            "words": [str(words) for words in presenters.CLASS_WORDS],
        }
    )
    answer["Cache-Control"] = "public, max-age=60"
    return answer


@public
@require_safe
def why(request: HttpRequest, code: str) -> HttpResponse:
    form, table, weights = _asked(request)
    area = places.area(code)
    result = analysis.need(table, weights)
    if area is None or result is None or code not in result.codes:
        raise Http404
    sure = analysis.sureness(table, weights, form.top)
    address = presenters.address(weights, form.in_district, form.top)
    context = {
        "area": area,
        "why": presenters.why(result, table, sure, code),
        "sure": presenters.list_sureness(sure, address),
        "crumbs": presenters.crumbs_to(area.name, address),
        "data": presenters.data_in_words(table),
    }
    return render(request, "choosing/why.html", context)


@public
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """Every area with score, rank, how sure it is, and parts, as CSV."""
    form, table, weights = _asked(request)
    result = analysis.need(table, weights)
    if result is None:
        raise Http404
    sure = analysis.sureness(table, weights, form.top)
    areas = queries.all_areas_by_code()
    return csv_answer("need-scores.csv", presenters.download_rows(result, table, sure, areas))


@public
@require_safe
def sure(request: HttpRequest) -> HttpResponse:
    """How far the order depends on the weights; with nothing loaded, what comes first."""
    form = WeightsForm(request.GET)
    form.is_valid()
    boundary_set = places.current_boundary_set()
    table = value_table(boundary_set) if boundary_set else None
    weights = form.weights()
    result = analysis.need(table, weights) if table else None
    if table is None or result is None:
        return render(request, "choosing/empty.html")
    found = analysis.sureness(table, weights, form.top)
    ranked = presenters.ranked_codes(result)
    areas = queries.areas_by_code(presenters.named_codes(result, ranked, found))
    spread = analysis.spread(found) if found else {}
    shown = presenters.shown_codes(result, ranked)
    query = presenters.address(weights, form.in_district, form.top)
    context = {
        "form": form,
        "top": form["k"].value() if "k" in form.data else form.top,
        "weights": weights,
        "sure": presenters.how_sure(result, found, spread, shown, areas, query),
        "alike": presenters.alike_in_words(analysis.alike(table, weights), table),
        "crumbs": presenters.crumbs_to(_("How sure is this order?"), query),
        "address": query,
        "data": presenters.data_in_words(table),
    }
    return render(request, "choosing/sure.html", context)

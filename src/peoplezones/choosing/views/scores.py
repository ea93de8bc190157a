"""Which neighbourhoods score highest on need, under the reader's own weights: list, map colours, reasons, download."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from peoplezones.accounts.access import public
from peoplezones.places import queries as places
from peoplezones.ui.downloads import table_answer
from peoplezones.ui.paging import page_of

from .. import analysis, presenters, queries
from ..forms import WeightsForm
from .asking import scored, scored_or_404


@public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    form = WeightsForm(request.GET)
    form.is_valid()
    found = scored(form)
    if found is None:
        return render(request, "choosing/empty.html")
    weights = form.weights()
    narrowed = bool(form.in_district or form.searched)
    within = queries.codes_found(district=form.in_district, name=form.searched) if narrowed else None
    page = page_of(presenters.ranked_codes(found.result, within), request)
    areas = queries.areas_by_code(page.items)
    sure = analysis.sureness(found.table, weights, form.top)
    rows = presenters.rows(found.result, page.items, areas, sure, presenters.address(weights, k=form.top))
    address = presenters.address(weights, form.in_district, form.top)
    with_values = analysis.outcomes_with_values(found.table)
    context = {
        "form": form,
        "page": page,
        "rows": rows,
        "status": presenters.status(page, rows),
        "listed": ",".join(str(areas[code].position) for code in page.items),
        "weight_rows": presenters.weight_rows(form, weights, found.result, with_values),
        "swapped_too": presenters.swapped_too(),
        "top": form.top_as_typed,
        "address": address,
        "sure": presenters.list_sureness(sure, address),
        "map": presenters.need_map(found.boundary_set),
        "data": presenters.data_in_words(found.table),
        "cautions": presenters.cautions(found.result, found.table),
        "how_many": len(found.result.codes),
    }
    return render(request, "choosing/index.html", context)


@public
@require_safe
def classes(request: HttpRequest) -> HttpResponse:
    """The map's colours: one digit an area, in map order."""
    found = scored_or_404(WeightsForm(request.GET))
    answer = JsonResponse(
        {
            "classes": "".join(str(number) for number in analysis.classes(found.result)),
            "words": [str(words) for words in presenters.CLASS_WORDS],
        }
    )
    answer["Cache-Control"] = "public, max-age=60"
    return answer


@public
@require_safe
def why(request: HttpRequest, code: str) -> HttpResponse:
    form = WeightsForm(request.GET)
    found = scored_or_404(form)
    area = places.area(code)
    if area is None or code not in found.result.codes:
        raise Http404
    weights = form.weights()
    sure = analysis.sureness(found.table, weights, form.top)
    address = presenters.address(weights, form.in_district, form.top)
    context = {
        "area": area,
        "why": presenters.why(found.result, found.table, sure, code),
        "sure": presenters.list_sureness(sure, address),
        "crumbs": presenters.crumbs_to(area.name, address),
        "data": presenters.data_in_words(found.table),
    }
    return render(request, "choosing/why.html", context)


@public
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """Every area with score, rank, how sure it is, and parts, as CSV or, for `?download=xlsx`, as a workbook."""
    form = WeightsForm(request.GET)
    found = scored_or_404(form)
    sure = analysis.sureness(found.table, form.weights(), form.top)
    areas = queries.all_areas_by_code()
    rows = presenters.download_rows(found.result, found.table, sure, areas)
    return table_answer(request.GET.get("download", ""), "need-scores", rows)

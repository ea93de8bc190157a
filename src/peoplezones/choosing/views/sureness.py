"""How far the order depends on the weights."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from peoplezones.accounts.access import public

from .. import analysis, presenters, queries
from ..forms import WeightsForm
from .asking import scored


@public
@require_safe
def sure(request: HttpRequest) -> HttpResponse:
    form = WeightsForm(request.GET)
    form.is_valid()
    found = scored(form)
    if found is None:
        return render(request, "choosing/empty.html")
    weights = form.weights()
    sure = analysis.sureness(found.table, weights, form.top)
    ranked = presenters.ranked_codes(found.result)
    areas = queries.areas_by_code(presenters.named_codes(found.result, ranked, sure))
    spread = analysis.spread(sure) if sure else {}
    shown = presenters.shown_codes(found.result, ranked)
    query = presenters.address(weights, form.in_district, form.top)
    context = {
        "form": form,
        "top": form.top_as_typed,
        "weights": weights,
        "sure": presenters.how_sure(found.result, sure, spread, shown, areas, query),
        "alike": presenters.alike_in_words(analysis.alike(found.table, weights), found.table),
        "crumbs": presenters.crumbs_to(_("How sure is this order?"), query),
        "address": query,
        "data": presenters.data_in_words(found.table),
    }
    return render(request, "choosing/sure.html", context)

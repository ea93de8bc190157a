"""What people ask of services in the whole area or one district, and which share of it is reactive."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from peoplezones.accounts.access import public

from .. import analysis, presenters, queries
from ..forms import PlaceForm


@public
@require_safe
def demand(request: HttpRequest) -> HttpResponse:
    form = PlaceForm(request.GET)
    form.is_valid()
    boundary_set = queries.current_boundary_set()
    context = {"form": form, "crumbs": presenters.crumbs_to(None, _("Demand on services")), "demand": None}
    if boundary_set is not None:
        setting = analysis.Setting.now(boundary_set)
        code = form.cleaned_data.get("district") or ""
        group = analysis.whole_areas(setting, "district" if code else "home", code)
        names = presenters.names_of(boundary_set)
        context |= {"place": names[code or "home"], **presenters.demand_context(setting, group)}
    return render(request, "places/demand.html", context)

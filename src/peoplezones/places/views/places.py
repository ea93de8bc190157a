"""The pages of places: a neighbourhood, a ward and a district, each with its profile."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from peoplezones.accounts.access import public
from peoplezones.ui import slots
from peoplezones.ui.paging import page_of

from .. import analysis, presenters, queries
from ..registry import AREA_SLOTS


@public
@require_safe
def area(request: HttpRequest, code: str) -> HttpResponse:
    found = queries.area(code)
    if found is None:
        raise Http404
    setting = analysis.Setting.now(found.boundary_set)
    context = {
        "area": found,
        "crumbs": presenters.crumbs_to(found.district, found.name),
        "slots": slots.drawn(AREA_SLOTS, request, found),
        "map": presenters.map_of(
            found.boundary_set,
            label=_("Map of %(area)s and the neighbourhoods around it") % {"area": found},
            list_id="facts",
            bounds=presenters.bounds_around(found),
            small=True,
        ),
        **presenters.profile_context(setting, analysis.Group("area", {found.code: 1.0})),
    }
    return render(request, "places/area.html", context)


@public
@require_safe
def ward(request: HttpRequest, code: str) -> HttpResponse:
    found = queries.ward(code)
    if found is None:
        raise Http404
    title = _("%(ward)s ward") % {"ward": found.name}
    crumbs = presenters.crumbs_to(found.district, title)
    return _larger(request, "ward", code, title, crumbs, found.district.name)


@public
@require_safe
def district(request: HttpRequest, code: str) -> HttpResponse:
    found = queries.district(code)
    if found is None:
        raise Http404
    return _larger(request, "district", code, found.name, presenters.crumbs_to(None, found.name), "")


def _larger(
    request: HttpRequest, kind: str, code: str, title: str, crumbs: list[tuple[str, str]], within: str
) -> HttpResponse:
    """A place that is made of whole neighbourhoods."""
    boundary_set = queries.current_boundary_set()
    if boundary_set is None:
        raise Http404
    setting = analysis.Setting.now(boundary_set)
    group = analysis.whole_areas(setting, kind, code)
    areas = list(queries.areas_of(kind, code))
    page = page_of(areas, request)
    context = {
        "title": title,
        "kind": kind,
        "code": code,
        "within": within,
        "crumbs": crumbs,
        "page": page,
        "wards": list(queries.wards_in(code)) if kind == "district" else [],
        "listed": ",".join(str(area.position) for area in areas),
        "map": presenters.map_of(
            boundary_set,
            label=_("Map of %(place)s") % {"place": title},
            list_id="neighbourhoods",
            bounds=presenters.bounds_of(areas),
            small=True,
        ),
        **presenters.profile_context(setting, group),
    }
    return render(request, "places/larger.html", context)

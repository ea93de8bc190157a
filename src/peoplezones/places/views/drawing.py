"""The profile of a boundary that somebody draws, types or pastes: the address holds its corners."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from peoplezones.accounts.access import public
from peoplezones.foundation.refusals import NotPossibleNow

from .. import analysis, presenters, queries
from ..forms import BoundaryForm


@public
@require_http_methods(["GET", "HEAD", "POST"])
def drawn(request: HttpRequest) -> HttpResponse:
    """POST only turns what was typed into an address; nothing is kept."""
    boundary_set = queries.current_boundary_set()
    if boundary_set is None:
        raise Http404
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        return redirect(presenters.drawn_address(form.cleaned_data["corners"]))
    context: dict[str, Any] = {
        "form": form,
        "crumbs": presenters.crumbs_to(None, _("A boundary of your own")),
        "outline": "",
        "off_the_map": False,
        "parts": [],
        "listed": "",
    }
    bounds, parts = None, ()
    if form.is_valid():
        try:
            parts = analysis.parts_within(boundary_set, form.shape)
        except NotPossibleNow as refusal:
            form.add_error("corners", refusal.sentence)
    if form.is_valid():
        bounds = presenters.bounds_of_shape(form.shape)
        context |= {"outline": presenters.outline(form.cleaned_data["corners"]), "off_the_map": not parts}
        if parts:
            group = analysis.Group("drawn", {part.code: part.share for part in parts})
            context |= {
                "parts": presenters.parts_in_words(parts),
                "listed": ",".join(str(area.position) for area in queries.areas_by_code(group.shares)),
                **presenters.profile_context(analysis.Setting.now(boundary_set), group),
            }
    context["map"] = presenters.map_of(
        boundary_set,
        label=_("Map to draw a boundary on: each click adds a corner"),
        list_id="corners-form",
        bounds=bounds,
        drawing=True,
    )
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "places/drawn.html", context, status=status)


def _form(request: HttpRequest) -> BoundaryForm:
    if request.method == "POST":
        return BoundaryForm(request.POST)
    if "corners" in request.GET:  # an address parts its corners by spaces, the field by lines
        return BoundaryForm({"corners": request.GET["corners"].strip().replace(" ", "\n")})
    return BoundaryForm()

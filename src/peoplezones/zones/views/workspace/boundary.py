"""The line of a zone: how it is and was, and the three ways to give it a new one."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from peoplezones.accounts.access import allow
from peoplezones.foundation import clock
from peoplezones.foundation.refusals import Refused
from peoplezones.places.presenters import outline
from peoplezones.places.readers import outlines, uploads
from peoplezones.places.rows import BadFile

from ... import actions, presenters, queries, rules
from ...forms import AreaSearchForm, AreasForm, DrawnForm, FileForm, SecondLook
from ..public import geojson
from .access import zone_or_404

MOST_FOUND = 60  # neighbourhoods that a search offers at once
MOST_BYTES = 20_000_000

Act = Callable[[dict[str, Any]], None]


def _zone(request: HttpRequest, slug: str) -> Any:
    zone = zone_or_404(request, slug)
    allow(rules.check_may_edit, request.user, zone)
    return zone


def _today() -> dict[str, Any]:
    return {"since": timezone.localdate(clock.now())}


@require_safe
def boundary(request: HttpRequest, slug: str) -> HttpResponse:
    zone = _zone(request, slug)
    areas = list(queries.areas_of(zone))
    context = {
        "zone": zone,
        "areas": areas,
        "map": presenters.zone_map(zone, queries.boundary(zone), areas, list_id="neighbourhoods", by_itself=True),
        "lines": presenters.boundaries_in_words(list(queries.boundary_versions(zone))),
        "crumbs": presenters.crumbs_in_workspace(zone, _("Line on the map")),
    }
    return render(request, "zones/workspace/boundary.html", context)


@require_safe
def boundary_outline(request: HttpRequest, slug: str) -> HttpResponse:
    """The live line of a zone in the workspace, for the map: of ideas too."""
    return geojson(queries.outline_of(zone_or_404(request, slug)))


@require_http_methods(["GET", "HEAD", "POST"])
def of_areas(request: HttpRequest, slug: str) -> HttpResponse:
    """Whole neighbourhoods are found by name and ticked; the button “look” only searches, and keeps the ticks."""
    zone = _zone(request, slug)
    searches, saves = "look" in request.POST, request.method == "POST" and "look" not in request.POST
    look = AreaSearchForm(request.POST if request.method == "POST" else None)
    wanted = look.cleaned_data if request.method == "POST" and look.is_valid() else {}
    found = list(queries.areas_with_zones(**wanted)[:MOST_FOUND]) if searches and any(wanted.values()) else []
    chosen = request.POST.getlist("areas") if request.method == "POST" else list(queries.shares_of(zone))
    areas = queries.choosable(chosen, found)
    initial = _today() | {"areas": chosen}
    choices = [(area.code, str(area)) for area in areas]
    if saves:
        form = AreasForm(request.POST, choices=choices)
        done = _try(request, zone, form, lambda given: _make(request, zone, given))
        if done:
            return done
    else:
        form = AreasForm(initial=initial | _typed(request), choices=choices)
    ticked = [area for area in areas if area.code in set(chosen)]
    context = _page(zone, _("Make it of neighbourhoods")) | {
        "form": form,
        "look": look,
        "nothing_found": searches and not found,
        "listed": ",".join(str(area.position) for area in ticked),
        "map": presenters.choosing_map(queries.boundary(zone)),
    }
    return render(request, "zones/workspace/boundary_areas.html", context, status=422 if form.errors else 200)


def _typed(request: HttpRequest) -> dict[str, Any]:
    return {"since": request.POST["since"]} if request.POST.get("since") else {}


def _make(request: HttpRequest, zone: Any, given: dict[str, Any]) -> None:
    how = {"area_codes": given["areas"], "since": given["since"], "sure": given["sure"]}
    actions.make_of_areas(zone=zone, **how, by=request.user, now=clock.now())


@require_http_methods(["GET", "HEAD", "POST"])
def drawn(request: HttpRequest, slug: str) -> HttpResponse:
    """A line is drawn on the map, or its corners are typed."""
    zone = _zone(request, slug)
    form = DrawnForm(request.POST if request.method == "POST" else None, initial=_today())

    def draw(given: dict[str, Any]) -> None:
        how = {"shape": form.shape, "since": given["since"], "sure": given["sure"]}
        actions.draw(zone=zone, **how, by=request.user, now=clock.now())

    if request.method == "POST" and (done := _try(request, zone, form, draw)):
        return done
    corners = form.cleaned_data.get("corners", []) if form.is_bound else []
    context = _page(zone, _("Draw it on the map")) | {
        "form": form,
        "outline": outline(corners),
        "map": presenters.drawing_map(queries.boundary(zone)),
    }
    return render(request, "zones/workspace/boundary_drawn.html", context, status=422 if form.errors else 200)


# The body is not looked at before it is known who sends it and where its file goes; the inner view checks the token.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def imported(request: HttpRequest, slug: str) -> HttpResponse:
    """A line is taken from a file; what is wrong with it is listed, and nothing changed."""
    zone = _zone(request, slug)
    if request.method != "POST":
        return _file_page(request, zone, FileForm(initial=_today()))
    to_disk = uploads.ToDisk(MOST_BYTES)
    request.upload_handlers = [to_disk]
    try:
        return _handed_in(request, zone, to_disk)
    finally:
        to_disk.discard()


@csrf_protect
def _handed_in(request: HttpRequest, zone: Any, to_disk: uploads.ToDisk) -> HttpResponse:
    form = FileForm(request.POST, request.FILES)
    bad: list[str] = []
    if to_disk.is_too_large:
        form = FileForm(initial=_today())
        form.errors["__all__"] = form.error_class([_("The file is larger than 20 MB. Simplify it, and try again.")])
        return _file_page(request, zone, form, status=413)

    def take(given: dict[str, Any]) -> None:
        upload = given["file"].upload
        try:
            shape = outlines.read(upload.path, name=upload.name)
        except BadFile as refusal:
            bad.extend(upload.shown(line) for line in refusal.lines())
            raise BadFile(upload.shown(refusal.sentence)) from refusal
        how = {"shape": shape, "since": given["since"], "sure": given["sure"], "file_name": upload.name}
        actions.draw(zone=zone, **how, by=request.user, now=clock.now())

    if done := _try(request, zone, form, take):
        return done
    return _file_page(request, zone, form, bad, status=422)


def _file_page(
    request: HttpRequest, zone: Any, form: FileForm, bad: list[str] | None = None, *, status: int = 200
) -> HttpResponse:
    context = _page(zone, _("Take it from a file")) | {"form": form, "bad": bad or []}
    return render(request, "zones/workspace/boundary_file.html", context, status=status)


def _try(
    request: HttpRequest, zone: Any, form: SecondLook, act: Callable[[dict[str, Any]], None]
) -> HttpResponse | None:
    """Act on a form that is well formed; what is refused is said in the form."""
    if not form.is_valid():
        return None
    try:
        act(form.cleaned_data)
    except actions.LooksLikeAMistake as doubt:
        form.ask_again(doubt.sentence)
        return None
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return None
    messages.success(request, _("%(name)s has a new line on the map.") % {"name": zone.name})
    return redirect("zones:boundary", zone.slug)


def _page(zone: Any, here: str) -> dict[str, Any]:
    back = reverse("zones:boundary", args=[zone.slug])
    return {"zone": zone, "back": back, "title": here, "crumbs": presenters.crumbs_in_workspace(zone, here)}

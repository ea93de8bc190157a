"""The page of an area, and the tiles that maps are drawn from."""

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from peoplezones.accounts.access import public
from peoplezones.ui import slots, tiles

from . import presenters, queries
from .registry import AREA_SLOTS

KEEP_TILES = 7 * 24 * 3600  # seconds in our cache; browsers keep them for a year, since the address names the content


@public
@require_safe
def area(request: HttpRequest, code: str) -> HttpResponse:
    found = queries.area(code)
    if found is None:
        raise Http404
    table = queries.value_table(found.boundary_set)
    context = {
        "area": found,
        "crumbs": [(_("Home"), "/"), (found.name, "")],
        "groups": presenters.known_by_outcome(table.indicators, table.of(found.code), table.values),
        "illustrative": any(not indicator.is_official for indicator in table.indicators),
        "slots": slots.drawn(AREA_SLOTS, request, found),
        "map": presenters.map_of(
            found.boundary_set,
            label=_("Map of %(area)s and the neighbourhoods around it") % {"area": found},
            list_id="facts",
            bounds=presenters.bounds_around(found),
            small=True,
        ),
        "how_many": len(table.values),
    }
    return render(request, "places/area.html", context)


@public
@require_safe
def tile(request: HttpRequest, digest: str, z: int, x: int, y: int) -> HttpResponse:
    """One vector tile. The digest in the address names the boundaries, so the answer never changes."""
    key = f"tile:{digest}:{z}:{x}:{y}"
    content = cache.get(key)
    if content is None:
        boundary_set = queries.boundary_set_by_digest(digest)
        if boundary_set is None or not tiles.MIN_ZOOM <= z <= tiles.MAX_ZOOM:
            raise Http404
        try:
            box = tiles.tile_box(z, x, y, overlap=tiles.OVERLAP)
        except ValueError as error:
            raise Http404 from error
        content = tiles.encode(z, x, y, queries.features_in_box(boundary_set, *box))
        cache.set(key, content, KEEP_TILES)
    answer = HttpResponse(content, content_type=tiles.MEDIA_TYPE)
    answer["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer

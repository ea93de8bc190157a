"""The tiles that maps are drawn from."""

from time import sleep

from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from peoplezones.accounts.access import public
from peoplezones.ui import tiles

from .. import queries

KEEP_TILES = 7 * 24 * 3600  # seconds in our cache; browsers keep them for a year, since the address names the content
NOTHING = tiles.encode(tiles.MIN_ZOOM, 0, 0, ())  # the same at every place
CUTTING = 20  # seconds that a cut may take before another visitor tries
LOOKS, BETWEEN_LOOKS = 40, 0.05  # how often to look whether another visitor's cut is ready, and the seconds between
Box = tuple[float, float, float, float]  # west, south, east, north in degrees


@public
@require_safe
def tile(request: HttpRequest, digest: str, z: int, x: int, y: int) -> HttpResponse:
    """One vector tile. The digest in the address names the boundaries, so the answer never changes."""
    bounds = queries.bounds_by_digest(digest) if tiles.MIN_ZOOM <= z <= tiles.MAX_ZOOM else None
    if bounds is None:
        raise Http404
    try:
        west, south, east, north = box = tiles.tile_box(z, x, y, overlap=tiles.OVERLAP)
    except ValueError as error:
        raise Http404 from error
    meets = west <= bounds[2] and east >= bounds[0] and south <= bounds[3] and north >= bounds[1]
    content = _kept_tile(digest, (z, x, y), box) if meets else NOTHING
    answer = HttpResponse(content, content_type=tiles.MEDIA_TYPE)
    answer["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer


def _kept_tile(digest: str, place: tuple[int, int, int], box: Box) -> bytes:
    """The tile from our cache, or cut now: by one visitor, while others who ask for it wait a moment."""
    kept = caches["tiles"]
    key = f"tile:{digest}:{place}".replace(" ", "")
    for _look in range(LOOKS):
        content: bytes | None = kept.get(key)
        if content is not None:
            return content
        if kept.add(f"{key}:cutting", True, CUTTING):
            break
        sleep(BETWEEN_LOOKS)
    try:
        boundary_set = queries.boundary_set_by_digest(digest)
        if boundary_set is None:  # it was replaced since its bounds were asked for
            raise Http404
        content = tiles.encode(*place, queries.features_in_box(boundary_set, *box))
        if content != NOTHING:  # so that nobody can fill the cache with nothing
            kept.set(key, content, KEEP_TILES)
        return content
    finally:
        kept.delete(f"{key}:cutting")

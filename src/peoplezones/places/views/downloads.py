"""Files of data for others to work with: tables as they were read, and indicators as they are worked out."""

from hashlib import sha256

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from peoplezones.accounts.access import public
from peoplezones.foundation.refusals import NotPossibleNow

from .. import analysis, queries, store
from ..analysis import figures
from ..presenters import downloads
from ..presenters.data import may_be_taken_whole

SHORT = 12
FOR_EVER = "public, max-age=31536000, immutable"  # the address names the content
A_WHILE = "public, max-age=300"
CSV, PARQUET = "text/csv; charset=utf-8", "application/vnd.apache.parquet"


def _check_may_be_taken(key: str, digest: str) -> None:
    """404 for what there is not; refused where the table holds counts that are hidden."""
    snapshot = queries.snapshot(key, digest)
    if snapshot is None:
        raise Http404
    if not may_be_taken_whole(snapshot.dataset, snapshot):
        sentence = _("“%(name)s” holds counts that are too small to be shown. Take its indicators instead.")
        raise PermissionDenied(sentence % {"name": snapshot.dataset.name})
    try:
        store.path_of(digest)
    except NotPossibleNow as error:
        raise Http404 from error


def _not_changed(request: HttpRequest, name: str, keep: str) -> HttpResponseBase | None:
    """The short answer for somebody who has this content already."""
    answer = get_conditional_response(request, etag=f'"{name}"')
    return _marked(answer, name, keep) if answer is not None else None


def _marked(answer: HttpResponseBase, name: str, keep: str) -> HttpResponseBase:
    answer["ETag"] = f'"{name}"'
    answer["Cache-Control"] = keep
    return answer


@public
@require_safe
def snapshot_csv(request: HttpRequest, key: str, digest: str) -> HttpResponseBase:
    _check_may_be_taken(key, digest)
    name = f"{digest}.csv"
    if answer := _not_changed(request, name, FOR_EVER):
        return answer
    answer = StreamingHttpResponse(downloads.snapshot_as_csv(digest), content_type=CSV)
    answer["Content-Disposition"] = f'attachment; filename="{key}-{digest[:SHORT]}.csv"'
    return _marked(answer, name, FOR_EVER)


@public
@require_safe
def snapshot_parquet(request: HttpRequest, key: str, digest: str) -> HttpResponseBase:
    _check_may_be_taken(key, digest)
    name = f"{digest}.parquet"
    if answer := _not_changed(request, name, FOR_EVER):
        return answer
    answer = FileResponse(
        store.path_of(digest).open("rb"),
        as_attachment=True,
        filename=f"{key}-{digest[:SHORT]}.parquet",
        content_type=PARQUET,
    )
    answer["Content-Encoding"] = "identity"  # it is packed already
    return _marked(answer, name, FOR_EVER)


@public
@require_safe
def indicator_csv(request: HttpRequest, key: str) -> HttpResponseBase:
    """Every area with what may be published of an indicator."""
    boundary_set, found = queries.current_boundary_set(), queries.indicator(key)
    if boundary_set is None or found is None:
        raise Http404
    setting = analysis.Setting.now(boundary_set)
    words = [found.unit, found.dataset.name, found.dataset.publisher, found.dataset.licence, found.dataset.is_official]
    parts = f"{figures.digest_of(setting, found)}{words}"
    name = sha256(parts.encode()).hexdigest()
    if answer := _not_changed(request, name, A_WHILE):
        return answer
    table = figures.figures_of(setting, [found])[key]
    rows = downloads.figures_as_csv(table, queries.names_of_areas(boundary_set))
    answer = StreamingHttpResponse(rows, content_type=CSV)
    answer["Content-Disposition"] = f'attachment; filename="{key}.csv"'
    return _marked(answer, name, A_WHILE)

"""What all answers of the open interface share: who may ask and how, caching, and errors in one sentence."""

import logging
from collections.abc import Callable
from functools import wraps
from hashlib import sha256

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from peoplezones.accounts.access import public

View = Callable[..., HttpResponse]
READING = ("GET", "HEAD", "OPTIONS")
KEEP = "public, max-age=300"
logger = logging.getLogger(__name__)


def sentence(text: str, status: int) -> JsonResponse:
    """An error."""
    return JsonResponse({"detail": text}, status=status)


def open_to_all(view: View) -> View:
    """GET alone, from any site; the digest of what is answered is its ETag. Knows nobody, so it sets no cookie."""

    @public
    @csrf_exempt  # nothing is written
    @wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method == "OPTIONS":
            answer = HttpResponse(status=204)
        elif request.method not in READING:
            answer = sentence(_("This interface only reads. Ask by GET."), 405)
        else:
            answer = _read(view, request, *args, **kwargs)
        answer["Access-Control-Allow-Origin"] = "*"
        answer["Access-Control-Expose-Headers"] = "ETag"
        if request.method not in ("GET", "HEAD"):
            answer["Allow"] = answer["Access-Control-Allow-Methods"] = ", ".join(READING)
            answer["Access-Control-Allow-Headers"] = "If-None-Match"
        return answer

    return answered


def _read(view: View, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """HEAD is read like GET; Django leaves the body out. Errors are not kept by anybody."""
    method, request.method = request.method, "GET"
    try:
        answer = view(request, *args, **kwargs)
    finally:
        request.method = method
    if answer.status_code != 200:
        answer["Cache-Control"] = "no-store"
        return answer
    answer["Cache-Control"] = KEEP
    answer["ETag"] = etag = f'"{sha256(answer.content).hexdigest()}"'
    return get_conditional_response(request, etag=etag, response=answer) or answer

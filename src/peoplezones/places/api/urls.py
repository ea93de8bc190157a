"""Addresses of the open interface; each is opened to everybody here, so none can be forgotten."""

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from .answers import open_to_all, sentence
from .operations import api

# All but the library's own root, where ours is.
OPERATIONS: list[Any] = [one for one in api.urls[0] if getattr(one, "name", "") != "api-root"]
GEOJSON = "/areas/{code}/boundary"


@cache
def _description(root: str) -> dict[str, Any]:
    described: dict[str, Any] = api.get_openapi_schema(path_prefix=root)
    content = described["paths"][f"{root.rstrip('/')}{GEOJSON}"]["get"]["responses"][200]["content"]
    content["application/geo+json"] = content.pop("application/json")
    return described


def openapi(request: HttpRequest) -> HttpResponse:
    return JsonResponse(_description(reverse("api:root")))


def root(request: HttpRequest) -> HttpResponse:
    return redirect("places:interface")


def nothing_here(request: HttpRequest, rest: str) -> HttpResponse:
    return sentence(_("There is nothing at this address. /api/v1/openapi.json tells what there is."), 404)


app_name = "api"
urlpatterns = [
    path("", open_to_all(root), name="root"),
    path("openapi.json", open_to_all(openapi), name="openapi"),
    *(path(str(one.pattern), open_to_all(one.callback), name=one.name) for one in OPERATIONS),
    path("<path:rest>", open_to_all(nothing_here), name="nothing"),
]

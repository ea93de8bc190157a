"""Addresses of areas and of the map's tiles."""

from django.urls import path, register_converter

from . import queries, views


class AreaCode:
    """The code of an area; anything else is no address of ours."""

    regex = queries.AREA_CODE.pattern

    def to_python(self, text: str) -> str:
        return text

    def to_url(self, code: str) -> str:
        return code


class Digest(AreaCode):
    """The name of a content, as our actions make it."""

    regex = "[0-9a-f]{32}"


AREA_CODE, DIGEST = "area_code", "digest"
register_converter(AreaCode, AREA_CODE)
register_converter(Digest, DIGEST)

app_name = "places"
urlpatterns = [
    path(f"areas/<{AREA_CODE}:code>/", views.area, name="area"),
    path(f"tiles/<{DIGEST}:digest>/<int:z>/<int:x>/<int:y>.mvt", views.tile, name="tile"),
]

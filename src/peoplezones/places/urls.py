"""Addresses of areas and of the map's tiles."""

from django.urls import path, register_converter

from . import queries
from .views import data, demand, downloads, drawing, places, tiles
from .views.workspace import evidence as kept_evidence
from .views.workspace import loading, mapping, retiring


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


class Content(AreaCode):
    """The sha256 of a file of the store."""

    regex = "[0-9a-f]{64}"


AREA_CODE, DIGEST, CONTENT = "area_code", "digest", "content"
register_converter(AreaCode, AREA_CODE)
register_converter(Digest, DIGEST)
register_converter(Content, CONTENT)

app_name = "places"
urlpatterns = [
    path(f"areas/<{AREA_CODE}:code>/", places.area, name="area"),
    path(f"wards/<{AREA_CODE}:code>/", places.ward, name="ward"),
    path(f"districts/<{AREA_CODE}:code>/", places.district, name="district"),
    path("draw/", drawing.drawn, name="drawn"),
    path("demand/", demand.demand, name="demand"),
    path(f"tiles/<{DIGEST}:digest>/<int:z>/<int:x>/<int:y>.mvt", tiles.tile, name="tile"),
    path("data/", data.index, name="data"),
    path("data/api/", data.interface, name="interface"),
    path("data/evidence/", data.evidence, name="evidence"),
    path("data/indicators/<slug:key>.csv", downloads.indicator_csv, name="indicator_csv"),
    path(f"data/<slug:key>/<{CONTENT}:digest>.csv", downloads.snapshot_csv, name="snapshot_csv"),
    path(f"data/<slug:key>/<{CONTENT}:digest>.parquet", downloads.snapshot_parquet, name="snapshot_parquet"),
    path("data/<slug:key>/", data.dataset, name="dataset"),
    path("workspace/data/", loading.loading, name="loading"),
    path("workspace/data/demand-template.csv", loading.demand_template, name="demand_template"),
    path("workspace/data/jobs/", loading.files, name="files"),
    path("workspace/data/jobs/<int:number>/", loading.job, name="job"),
    path("workspace/data/jobs/<int:number>/rows.csv", loading.job_rows, name="job_rows"),
    path(f"workspace/data/map/<{DIGEST}:token>/", mapping.mapping, name="mapping"),
    path(f"workspace/data/map/<{DIGEST}:token>/figures/", mapping.figures, name="figures"),
    path("workspace/data/retire/<slug:key>/", retiring.retire, name="retire"),
    path("workspace/data/evidence/", kept_evidence.kept, name="kept_evidence"),
    path("workspace/data/evidence/<int:number>/remove/", kept_evidence.remove, name="remove_evidence"),
]

"""Addresses of zones, of the map, of the postcode look-up, and of the workspace of zones."""

from django.urls import path

from .views import looking, public
from .views.workspace import boundary, editing, members, moving, problems, records

app_name = "zones"
ZONE = "workspace/zones/<slug:slug>/"
urlpatterns = [
    path("zones/", public.index, name="index"),
    path("zones/boundaries.geojson", public.boundaries, name="boundaries"),
    path("zones/<slug:slug>/", public.zone, name="zone"),
    path("zones/<slug:slug>/history/", public.history, name="public_history"),
    path("zones/<slug:slug>/figures/", public.figures, name="figures"),
    path("zones/<slug:slug>/outline.geojson", public.outline, name="outline"),
    path("map/", looking.map_page, name="map"),
    path("postcode/", looking.find_postcode, name="postcode"),
    path("workspace/zones/", records.index, name="workspace"),
    path("workspace/zones/new/", editing.new, name="new"),
    path(ZONE, records.record, name="record"),
    path(f"{ZONE}edit/", editing.edit, name="edit"),
    path(f"{ZONE}boundary/", boundary.boundary, name="boundary"),
    path(f"{ZONE}boundary/outline.geojson", boundary.boundary_outline, name="record_outline"),
    path(f"{ZONE}boundary/areas/", boundary.of_areas, name="boundary_areas"),
    path(f"{ZONE}boundary/drawn/", boundary.drawn, name="boundary_drawn"),
    path(f"{ZONE}boundary/file/", boundary.imported, name="boundary_file"),
    path(f"{ZONE}state/", moving.state, name="state"),
    path(f"{ZONE}came-from/", moving.came_from, name="came_from"),
    path(f"{ZONE}came-from/<int:number>/forget/", moving.forget_came_from, name="forget_came_from"),
    path(f"{ZONE}problems/", problems.problems, name="problems"),
    path(f"{ZONE}problems/<int:number>/", problems.edit_problem, name="edit_problem"),
    path(f"{ZONE}problems/<int:number>/remove/", problems.remove_problem, name="remove_problem"),
    path(f"{ZONE}members/", members.members, name="members"),
    path(f"{ZONE}members/<int:number>/", members.member, name="member"),
    path(f"{ZONE}leave/", members.leave, name="leave"),
    path(f"{ZONE}history/", records.history, name="history"),
]

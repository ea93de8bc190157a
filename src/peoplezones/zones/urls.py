"""Addresses of zones, of the map, of the postcode look-up, and of the workspace of zones."""

from django.urls import path

from .views import public
from .views.workspace import editing, records

app_name = "zones"
urlpatterns = [
    path("zones/", public.index, name="index"),
    path("zones/boundaries.geojson", public.boundaries, name="boundaries"),
    path("zones/<slug:slug>/", public.zone, name="zone"),
    path("zones/<slug:slug>/figures/", public.figures, name="figures"),
    path("map/", public.map_page, name="map"),
    path("postcode/", public.find_postcode, name="postcode"),
    path("workspace/zones/", records.index, name="workspace"),
    path("workspace/zones/<slug:slug>/", records.record, name="record"),
    path("workspace/zones/<slug:slug>/edit/", editing.edit, name="edit"),
]

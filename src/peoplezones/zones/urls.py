"""Addresses of zones, of the map, and of the postcode look-up."""

from django.urls import path

from . import views

app_name = "zones"
urlpatterns = [
    path("zones/", views.index, name="index"),
    path("zones/boundaries.geojson", views.boundaries, name="boundaries"),
    path("zones/<slug:slug>/", views.zone, name="zone"),
    path("zones/<slug:slug>/figures/", views.figures, name="figures"),
    path("map/", views.map_page, name="map"),
    path("postcode/", views.find_postcode, name="postcode"),
]

"""Addresses of choosing; the weights stand in the query, so that an address reproduces what was seen."""

from django.urls import path

from . import views

app_name = "choosing"
urlpatterns = [
    path("", views.index, name="index"),
    path("classes.json", views.classes, name="classes"),
    path("scores.csv", views.download, name="download"),
    path("sure/", views.sure, name="sure"),
    path("zones/", views.zones, name="zones"),
    path("zones.geojson", views.zones_geojson, name="zones_geojson"),
    path("zones.csv", views.zones_csv, name="zones_csv"),
    path("why/<str:code>/", views.why, name="why"),
]

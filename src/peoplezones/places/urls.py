"""Addresses of areas and of the map's tiles."""

from django.urls import path

from . import views

app_name = "places"
urlpatterns = [
    path("areas/<str:code>/", views.area, name="area"),
    path("tiles/<str:digest>/<int:z>/<int:x>/<int:y>.mvt", views.tile, name="tile"),
]

"""Registers the context with Django."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "peoplezones.places"
    label = "places"

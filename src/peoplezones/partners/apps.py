"""Registers the context with Django."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "peoplezones.partners"
    label = "partners"

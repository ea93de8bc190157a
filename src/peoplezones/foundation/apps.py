"""Registers the context with Django."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "peoplezones.foundation"
    label = "foundation"

"""Registers the context with Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "peoplezones.ui"
    label = "ui"

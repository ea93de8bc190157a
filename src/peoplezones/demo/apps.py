"""Registers the context with Django."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "peoplezones.demo"
    label = "demo"

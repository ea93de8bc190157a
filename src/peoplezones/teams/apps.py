"""Registers the context with Django."""

from django.apps import AppConfig


class TeamsConfig(AppConfig):
    name = "peoplezones.teams"
    label = "teams"

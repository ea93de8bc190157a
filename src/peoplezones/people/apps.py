"""Registers the context with Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "peoplezones.people"
    label = "people"

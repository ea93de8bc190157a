"""Registers the context with Django."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "peoplezones.agreements"
    label = "agreements"

"""Registers the context with Django."""

from django.apps import AppConfig


class ProvisionConfig(AppConfig):
    name = "peoplezones.provision"
    label = "provision"

"""Registers the context with Django, and puts its words for what is wrong with a field in the place of Django's."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "peoplezones.ui"
    label = "ui"

    def ready(self) -> None:
        from . import plain_words

        plain_words.take_the_place_of_djangos()

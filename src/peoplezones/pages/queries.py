"""Reads which pages the public may find."""

from django.db.models import QuerySet
from wagtail.models import Page

from peoplezones.zones.models import Zone
from peoplezones.zones.queries import public_zones


def open_pages() -> "QuerySet[Page]":
    """Live pages below the root that nobody has to sign in for, in the order of the tree."""
    return Page.objects.live().public().filter(depth__gt=1).order_by("path")  # type: ignore[no-any-return]


def zones_to_find() -> "QuerySet[Zone]":
    return public_zones()

"""Choices that forms about places share."""

from collections.abc import Callable
from functools import cache

from django.utils.translation import gettext as _

from . import queries


def district_choices() -> Callable[[], list[tuple[str, str]]]:
    """Every district in use, after "all", for one form: read when it is drawn or a choice is checked, and once."""

    @cache
    def choices() -> list[tuple[str, str]]:
        return [("", _("All districts")), *((found.code, found.name) for found in queries.districts())]

    return choices

"""Writes the addresses of choosing: the weights, the size of the top and the district stand in the query."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from ..forms import TOP


def address(weights: Mapping[str, int], district: str = "", k: int = TOP) -> str:
    """The query that reproduces a view."""
    parts: dict[str, object] = dict(weights)
    if k != TOP:
        parts["k"] = k
    if district:
        parts["district"] = district
    return urlencode(parts)


def crumbs_to(here: str, query: str) -> list[tuple[str, str]]:
    """Back to the list under the same address, and the page itself."""
    return [(_("Back to the list with these weights"), f"{reverse('choosing:index')}?{query}"), (here, "")]

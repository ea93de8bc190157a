"""Says what a boundary drawn by hand holds, and keeps it in an address."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..analysis import Part


def drawn_address(corners: Sequence[tuple[float, float]]) -> str:
    """The address of the profile of a boundary: its corners, to about ten metres."""
    line = " ".join(f"{longitude:.4f},{latitude:.4f}" for longitude, latitude in corners)
    return f"{reverse('places:drawn')}?{urlencode({'corners': line})}"


def outline(corners: Sequence[tuple[float, float]]) -> str:
    """The corners as the map's module reads them."""
    return " ".join(f"{longitude:.5f},{latitude:.5f}" for longitude, latitude in corners)


def parts_in_words(parts: Sequence[Part]) -> list[dict[str, Any]]:
    """Each neighbourhood that the boundary touches, with how much of it counts and why."""
    return [
        {
            "code": part.code,
            "name": part.name,
            "share": _("all") if part.basis == "whole" else f"{round(100 * part.share)}%",
            "basis": _basis(part),
        }
        for part in parts
    ]


def _basis(part: Part) -> str:
    if part.basis == "whole":
        return _("It lies inside.")
    if part.basis == "land":
        return _("Share of its land; we know no postcodes there.")
    sentence = ngettext(
        "Share of its %(many)s postcode that lies inside.",
        "Share of its %(many)s postcodes that lie inside.",
        part.postcodes,
    )
    return sentence % {"many": part.postcodes}

"""Knows how to draw who is linked with whom as a circle of numbered dots, in SVG; not where the links come from."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from zonelab.core import svg
from zonelab.core.figures.sizes import WIDTH
from zonelab.core.svg import Caption

_DOT = 15.0
_INSET = 20.0
_THICKEST = 6.0
_CLOSE = 2.3 * _DOT  # from the middle of a dot to that of the next one, so that two never touch


@dataclass(frozen=True)
class Link:
    """A line between two names by their places; strength is one or more; a loose link is drawn dashed."""

    first: int
    second: int
    strength: int = 1
    loose: bool = False

    def __post_init__(self) -> None:
        if self.first == self.second:
            raise ValueError(f"A link leads from one name to another one, not from {self.first} to itself.")
        if self.strength < 1:
            raise ValueError(f"A link has a strength of one or more, not {self.strength}.")


def network(names: Sequence[str], links: Sequence[Link], *, caption: Caption, fill: str, width: float = WIDTH) -> str:
    """Draw the names as numbered dots on a circle, from the top clockwise, and list them by number below.

    The same names and links always give the same drawing. A line is thicker the stronger its link is.
    Returns SVG text. Raises ValueError for fewer than two names, a link that leads nowhere, an unsafe fill or id.

    >>> caption = Caption("Who meets", "The school and the club meet.", "meet-title", "meet-text")
    >>> drawing = network(["School", "Club", "Church"], [Link(0, 1)], caption=caption, fill="#ffffff")
    >>> drawing.count("<circle"), drawing.count("<line")
    (3, 1)
    """
    if len(names) < 2:
        raise ValueError("A network needs at least two names.")
    if any(not 0 <= end < len(names) for link in links for end in (link.first, link.second)):
        raise ValueError(f"A link leads to a name that is not among the {len(names)}.")
    around = max(width / 2 - _INSET, _CLOSE / (2 * math.sin(math.pi / len(names))))
    full = 2 * (around + _INSET)
    places = [_place(number, len(names), around, full / 2) for number in range(len(names))]
    strongest = max((link.strength for link in links), default=1)
    pieces = []
    for link in sorted(links, key=lambda one: (not one.loose, one.strength)):
        thickness = 1 + (_THICKEST - 1) * (link.strength - 1) / max(1, strongest - 1)
        ends = (*places[link.first], *places[link.second])
        pieces.append(svg.line(*ends, "figure-link", thickness, "4 6" if link.loose else ""))
    for number, (x, y) in enumerate(places, start=1):
        pieces.append(svg.circle(x, y, _DOT, fill, "figure-dot"))
        pieces.append(svg.text(x, y + svg.TEXT_SIZE * 0.35, str(number), "middle"))
    top = full + 10
    for number, name in enumerate(names, start=1):
        lines = svg.lines_of(f"{number}. {name}", full)
        pieces.append(svg.block(0, top, lines))
        top += svg.LINE_HEIGHT * len(lines) + 4
    return svg.figure("figure-network", full, top, caption, "".join(pieces))


def _place(number: int, count: int, around: float, middle: float) -> tuple[float, float]:
    angle = 2 * math.pi * number / count - math.pi / 2
    return middle + around * math.cos(angle), middle + around * math.sin(angle)

"""Knows what the map of the report shows and what stands beside it: classes of need, zones, a legend in words."""

import numpy as np
from numpy.typing import NDArray

from zonelab.cli.choice import Choice
from zonelab.cli.report.drawn_map import Window, drawn_map
from zonelab.cli.report.writing import Html, element, figure, paragraph
from zonelab.core.boundaries import Boundaries
from zonelab.core.svg import Caption

# One hue, light to dark: it can be told without colour. The first is for areas without a score.
FILLS = ("#e8e8e8", "#f8eaf0", "#e6bccd", "#c98aa8", "#a14f7c", "#6b1d4f")
WORDS = ("No score", "Least need", "Less than the middle", "Around the middle", "More than the middle", "Most need")
_CLOSER = 0.2  # a window smaller than this share of the map is drawn once more, larger
_ROOM = 0.12


def told(choice: Choice) -> list[Html]:
    boundaries = choice.inputs.areas.boundaries
    if boundaries is None:
        return []
    classes = fifths(choice, boundaries)
    zones = () if choice.search is None else choice.search.zones
    marks = {str(number): zone.areas for number, zone in enumerate(zones, start=1)}
    shown = "Each fifth of the areas has one shade: the darker, the more need."
    if zones:
        shown += " A line goes round each zone; its number is that of the table below."
    caption = Caption("Need of each area", f"A map of {len(boundaries)} areas. {shown}", "map-title", "map-text")
    drawn = [figure(drawn_map(boundaries, classes, FILLS, marks, caption), "The whole map.", class_="map")]
    if zones:
        whole = Window.around(boundaries)
        window = Window.around(boundaries.part([code for zone in zones for code in zone.areas]), _ROOM)
        if window.size < _CLOSER * whole.size:
            closer = Caption(
                "The zones, closer",
                f"The same map, only around the zones. {shown}",
                "closer-title",
                "closer-text",
            )
            drawing = drawn_map(boundaries, classes, FILLS, marks, closer, window.shaped_like(whole))
            drawn.append(figure(drawing, "The zones, closer: the same shades and numbers.", class_="map"))
    return [
        paragraph(f"{shown} The map shows this place against itself and not against others."),
        _legend(classes),
        element("div", *drawn, class_="maps"),
    ]


def fifths(choice: Choice, boundaries: Boundaries) -> NDArray[np.int64]:
    """The class of each area of the map: 1 = the fifth with least need to 5 = that with most; 0 = no score."""
    last = len(choice.ranked)
    # By rank, so that areas that are level have the same shade.
    by_code = {area.code: 5 - min(4, 5 * (area.rank - 1) // last) for area in choice.ranked}
    return np.array([by_code.get(code, 0) for code in boundaries.codes], dtype=np.int64)


def _legend(classes: NDArray[np.int64]) -> Html:
    items = []
    for number in (5, 4, 3, 2, 1, 0):
        if number or (classes == 0).any():
            key = (
                '<svg width="28" height="18" aria-hidden="true"><rect width="28" height="18" '
                f'fill="{FILLS[number]}" stroke="#5c5468"/></svg>'
            )
            items.append(element("li", Html(key), f" {WORDS[number]}"))
    return element("ul", *items, class_="legend")

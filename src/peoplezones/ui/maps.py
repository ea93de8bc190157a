"""What the map component needs to draw; the page beside it always holds the equal list."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise

from .tiles import LAYER, MAX_ZOOM, MIN_ZOOM


@dataclass(frozen=True)
class Legend:
    """One class of the map: the number of its colour (1 light … 7 dark, or "zone") and its words."""

    colour: str
    words: str | Promise


@dataclass(frozen=True)
class MapView:
    """A map of areas. `bounds` is west, south, east, north in degrees; addresses are our own."""

    label: str | Promise
    bounds: tuple[float, float, float, float]
    tiles_url: str
    area_url: str  # with CODE where the area's code goes
    list_id: str  # the id of the equal list on the same page
    attribution: str  # who must be named below the map
    zones_url: str = ""
    legend: Sequence[Legend] = field(default_factory=tuple)
    small: bool = False
    drawing: bool = False  # each click adds a corner to a line; the equal of the map is the field that holds them
    min_zoom: int = MIN_ZOOM
    max_zoom: int = MAX_ZOOM
    layer: str = LAYER

    @property
    def bounds_text(self) -> str:
        return ",".join(f"{side:.5f}" for side in self.bounds)

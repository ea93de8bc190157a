"""Knows how to draw areas in classes and zones around some of them as SVG; does not know what the classes mean."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from zonelab.core import svg
from zonelab.core.boundaries import Boundaries
from zonelab.core.svg import Caption

Floats = NDArray[np.float64]

WIDTH, TALLEST = 720.0, 760.0
# Corners are put on a grid, the same for all areas, so that no gaps open between them: steps in a unit of the drawing.
_FINE, _COARSE = 4, 2
_MANY = 5_000  # areas from which lines between them would cover them, and a coarser grid is fine enough
_LETTER = 15


@dataclass(frozen=True)
class Window:
    """The part of the earth that is drawn: west, south, east, north in degrees."""

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def around(cls, boundaries: Boundaries, room: float = 0.02) -> "Window":
        """All of these areas, with some room at the edges, a share of the size."""
        west, south, east, north = shapely.total_bounds(boundaries.shapes)
        more = room * max(east - west, north - south)
        return cls(west - more, south - more, east + more, north + more)

    def shaped_like(self, other: "Window") -> "Window":
        """Made wider or higher about its middle, so that it is drawn as large as another."""
        wide, high = other.extent
        across, up = self.extent
        more = wide / high * up / across
        widen, heighten = max(1.0, more), max(1.0, 1 / more)
        half_across, half_up = (self.east - self.west) / 2 * widen, (self.north - self.south) / 2 * heighten
        x, y = (self.west + self.east) / 2, (self.south + self.north) / 2
        return Window(x - half_across, y - half_up, x + half_across, y + half_up)

    @property
    def size(self) -> float:
        """Its extent in square degrees, to compare windows of one country."""
        return (self.east - self.west) * (self.north - self.south)

    @property
    def narrowing(self) -> float:
        """How much shorter a degree of longitude is than one of latitude."""
        return math.cos(math.radians((self.south + self.north) / 2))

    @property
    def scale(self) -> float:
        """Units of the drawing in a degree of latitude."""
        across, up = (self.east - self.west) * self.narrowing, self.north - self.south
        return min(WIDTH / across, TALLEST / up)

    @property
    def extent(self) -> tuple[float, float]:
        """Width and height of the drawing."""
        return (self.east - self.west) * self.narrowing * self.scale, (self.north - self.south) * self.scale

    def places(self, points: Floats) -> Floats:
        """Where points (longitude, latitude) lie in the drawing."""
        across = (points[:, 0] - self.west) * self.narrowing * self.scale
        return np.column_stack([across, (self.north - points[:, 1]) * self.scale])


def drawn_map(
    boundaries: Boundaries,
    classes: NDArray[np.int64],
    fills: Sequence[str],
    zones: Mapping[str, Sequence[str]],
    caption: Caption,
    window: Window | None = None,
) -> str:
    """Draw all areas, each in the fill of its class, and an outline with a mark around each zone.

    classes: one an area, places in `fills`. zones: mark (a short text) and codes of its areas.
    """
    window = window or Window.around(boundaries)
    edges = shapely.bounds(boundaries.shapes)
    seen = (edges[:, 0] <= window.east) & (edges[:, 2] >= window.west)
    seen &= (edges[:, 1] <= window.north) & (edges[:, 3] >= window.south)
    many = int(seen.sum()) >= _MANY
    grid, line = (_COARSE, 0.0) if many else (_FINE, 0.6)
    pieces = []
    for number, fill in enumerate(fills):
        codes = boundaries.codes[seen & (classes == number)]
        if len(codes):
            drawn = _path(boundaries.part(codes), window, grid)
            pieces.append(
                f'<path class="figure-class" d="{drawn}" fill="{svg.fill_of(fill)}" fill-rule="evenodd" '
                f'stroke="#ffffff" stroke-width="{svg.number(line * grid)}"/>'
            )
    if zones:
        joined = boundaries.joined({mark: list(codes) for mark, codes in zones.items()})
        outline = _path(joined, window, grid)
        # A pale line below the dark one: seen on light and on dark areas.
        for colour, thickness in (("#ffffff", 5.0), ("#1d1233", 2.5)):
            pieces.append(
                f'<path class="figure-zone" d="{outline}" fill="none" stroke="{colour}" '
                f'stroke-width="{svg.number(thickness * grid)}" stroke-linejoin="round"/>'
            )
    pieces = [f'<g transform="scale({svg.number(1 / grid)})">', *pieces, "</g>"]
    if zones:
        pieces += [_mark(str(mark), *place) for mark, place in zip(joined.codes, _beside(joined, window), strict=True)]
    width, height = window.extent
    return svg.figure("figure-map", width, height, caption, "".join(pieces))


def _path(boundaries: Boundaries, window: Window, grid: int) -> str:
    """All rings as one path, in whole steps of the grid, with no corner twice in a row."""
    points, _, ring = boundaries.rings
    corners = np.rint(window.places(points) * grid).astype(np.int64)
    fresh = np.ones(len(corners), dtype=np.bool_)
    fresh[1:] = (corners[1:] != corners[:-1]).any(axis=1) | (ring[1:] != ring[:-1])
    corners, ring = corners[fresh], ring[fresh]
    steps = np.diff(corners, axis=0, prepend=corners[:1])
    starts = np.flatnonzero(np.concatenate([[True], ring[1:] != ring[:-1]]))
    said = []
    for start, end in zip(starts.tolist(), [*starts[1:].tolist(), len(corners)], strict=True):
        if end - start < 4:
            continue  # too small to be seen at this scale
        x, y = corners[start].tolist()
        moves = " ".join(f"{across} {down}" for across, down in steps[start + 1 : end - 1].tolist())
        said.append(f"M{x} {y}l{moves}z".replace(" -", "-"))
    return "".join(said)


def _beside(zones: Boundaries, window: Window) -> list[tuple[float, float]]:
    """Where the marks stand: inside their zones, moved apart where they would cover each other."""
    places = window.places(zones.points)
    apart = 2.0 * _LETTER
    for _ in range(50):
        moved = False
        for one in range(len(places)):
            for other in range(one + 1, len(places)):
                away = places[other] - places[one]
                distance = float(np.hypot(*away))
                if distance < apart:
                    way = away / distance if distance > 1e-9 else np.array([1.0, 0.0])
                    push = way * (apart - distance) / 2
                    places[one] -= push
                    places[other] += push
                    moved = True
        if not moved:
            break
    width, height = window.extent
    places[:, 0] = np.clip(places[:, 0], _LETTER, width - _LETTER)
    places[:, 1] = np.clip(places[:, 1], _LETTER, height - _LETTER)
    return [(float(x), float(y)) for x, y in places]


def _mark(words: str, x: float, y: float) -> str:
    return (
        f'<circle class="figure-mark" cx="{svg.number(x)}" cy="{svg.number(y)}" r="{svg.number(_LETTER * 0.85)}" '
        f'fill="#1d1233" stroke="#ffffff" stroke-width="1.5"/>'
        f'<text x="{svg.number(x)}" y="{svg.number(y + _LETTER * 0.36)}" font-size="{_LETTER}" font-weight="700" '
        f'fill="#ffffff" text-anchor="middle">{svg.text_of(words)}</text>'
    )

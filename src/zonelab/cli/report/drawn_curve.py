"""Knows how to draw what one thing costs in another, as numbered points on a curve; not what the two things are."""

from collections.abc import Sequence
from dataclasses import dataclass

from zonelab.core import svg
from zonelab.core.figures.sizes import GAP, WIDTH, round_ticks, tick_words
from zonelab.core.svg import Caption

_HEIGHT = 220.0
_DOT = 12.0


@dataclass(frozen=True)
class Stop:
    """A point of the curve; mark: a short text in its dot; chosen: whether it is the one that is pointed at."""

    across: float
    up: float
    mark: str
    chosen: bool


def drawn_curve(stops: Sequence[Stop], across: str, up: str, caption: Caption) -> str:
    """Draw the points in their order with a line between them. across, up: words for the axes. Two points or more."""
    columns = round_ticks(min(stop.across for stop in stops), max(stop.across for stop in stops))
    rows = round_ticks(min(stop.up for stop in stops), max(stop.up for stop in stops))
    head = svg.lines_of(f"↑ {up}", WIDTH)
    top = svg.LINE_HEIGHT * len(head) + GAP + _DOT
    left = max(svg.width_of(word) for word in tick_words(rows)) + GAP + _DOT

    def x(value: float) -> float:
        return left + (value - columns[0]) / (columns[-1] - columns[0]) * (WIDTH - _DOT - left)

    def y(value: float) -> float:
        return top + (1 - (value - rows[0]) / (rows[-1] - rows[0])) * _HEIGHT

    pieces = [svg.block(0, 0, head)]
    for tick, word in zip(rows, tick_words(rows), strict=True):
        pieces.append(
            svg.rect(left - _DOT, y(tick) - 0.5, WIDTH - left + _DOT, 1, "currentColor", "figure-grid", "0.2")
        )
        pieces.append(svg.text(left - _DOT - GAP / 2, y(tick) + 5, word, "end"))
    words = tick_words(columns)
    below = top + _HEIGHT + GAP
    pieces += [svg.block(left - _DOT, below, [words[0]]), svg.block(WIDTH, below, [words[-1]], "end")]
    foot = svg.lines_of(f"→ {across}", WIDTH)
    pieces.append(svg.block(0, below + svg.LINE_HEIGHT, foot))
    pieces.append(svg.polyline([(x(stop.across), y(stop.up)) for stop in stops], "figure-line"))
    for stop in sorted(stops, key=lambda stop: stop.chosen):  # the chosen one on top
        fill, ink = ("#1d1233", "#ffffff") if stop.chosen else ("#ffffff", "#1d1233")
        here = (x(stop.across), y(stop.up))
        pieces.append(svg.circle(*here, _DOT, fill, "figure-dot"))
        pieces.append(
            f'<text x="{svg.number(here[0])}" y="{svg.number(here[1] + 5)}" font-size="14" font-weight="700" '
            f'fill="{ink}" text-anchor="middle">{svg.text_of(stop.mark)}</text>'
        )
    bottom = below + svg.LINE_HEIGHT * (1 + len(foot))
    return svg.figure("figure-curve", WIDTH, bottom, caption, "".join(pieces))

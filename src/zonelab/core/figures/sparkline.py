"""Knows how to draw a series of values as one small line beside its words; not where the numbers come from."""

import math
from collections.abc import Sequence

from zonelab.core import svg
from zonelab.core.figures.sizes import GAP, runs_of
from zonelab.core.svg import Caption

_HEIGHT = 28.0
_INSET = 5.0  # room for the dots


def sparkline(
    values: Sequence[float | None],
    *,
    caption: Caption,
    periods: Sequence[str] = (),
    text: str = "",
    fill: str = "currentColor",
    width: float = 160,
) -> str:
    """Draw values over time as a small line, for a row of a table; the last known value is a dot.

    values: oldest first, one a period; None or NaN = missing: the line has a gap there and is never drawn across it; a
    value between two gaps is a small dot. The line runs from the smallest value to the largest, not from zero: its
    text says how large they are. text: the last value in words, to the right of the line. periods: the names of the
    periods; the first and the last are written below.
    Returns SVG text. Raises ValueError for no value at all, an infinite one, periods of another number.

    >>> caption = Caption("Calls", "Calls rose from 3 to 9; 2023 is missing.", "calls-title", "calls-text")
    >>> drawn = sparkline([3, 4, None, 9], caption=caption, periods=["2021", "2022", "2023", "2024"], text="9")
    >>> drawn.count("<polyline"), drawn.count("<circle"), "2021–2024" in drawn
    (1, 1, True)
    """
    if periods and len(periods) != len(values):
        raise ValueError(f"A sparkline has {len(values)} values and {len(periods)} periods. Give one name a value.")
    numbers = [math.nan if value is None else float(value) for value in values]
    known = [number for number in numbers if not math.isnan(number)]
    if not known or any(math.isinf(number) for number in known):
        raise ValueError("A sparkline needs at least one value, and all of them finite.")
    beside = bool(text) and svg.width_of(text) <= width / 2
    right = width - (svg.width_of(text) + GAP if beside else 0) - _INSET
    low, high = min(known), max(known)

    def at(place: int) -> tuple[float, float]:
        across = place / (len(numbers) - 1) if len(numbers) > 1 else 1.0
        up = (numbers[place] / 2 - low / 2) / (high / 2 - low / 2) if high > low else 0.5
        return _INSET + across * (right - _INSET), _HEIGHT - _INSET - up * (_HEIGHT - 2 * _INSET)

    last = max(place for place, number in enumerate(numbers) if not math.isnan(number))
    pieces: list[str] = []
    for run in runs_of([not math.isnan(number) for number in numbers]):
        if len(run) > 1:
            pieces.append(svg.polyline([at(place) for place in run], "figure-line"))
        elif run.start != last:
            pieces.append(svg.circle(*at(run.start), 1, "currentColor", "figure-point"))
    pieces.append(svg.circle(*at(last), 4, fill, "figure-last"))
    if beside:
        pieces.append(svg.block(width, (_HEIGHT - svg.LINE_HEIGHT) / 2, [text], "end"))
    below = svg.lines_of(text, width) if text and not beside else []
    if periods:
        below += svg.lines_of(f"{periods[0]}–{periods[-1]}" if len(periods) > 1 else periods[0], width)
    pieces.append(svg.block(0, _HEIGHT, below))
    return svg.figure("figure-sparkline", width, _HEIGHT + svg.LINE_HEIGHT * len(below), caption, "".join(pieces))

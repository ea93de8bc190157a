"""Knows how to draw values with their intervals, one row below the other; not where the numbers come from."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from zonelab.core import svg
from zonelab.core.figures.sizes import BAR, GAP, TRACK, WIDTH, round_ticks, tick_words
from zonelab.core.svg import Caption

_INSET = 7.0  # room for the dots
_DASHES = "4 3"


@dataclass(frozen=True)
class IntervalRow:
    """One row: label and text (the value in words) stand above it; value None = missing; low, high: its interval."""

    label: str
    value: float | None
    text: str
    low: float | None = None
    high: float | None = None
    fill: str = "currentColor"

    def __post_init__(self) -> None:
        if (self.low is None) != (self.high is None) or (self.value is None and self.low is not None):
            raise ValueError(f"Row {self.label!r} needs both low and high, or neither, and a value with them.")
        if not all(math.isfinite(end) for end in (self.value, self.low, self.high) if end is not None):
            raise ValueError(f"Row {self.label!r} needs finite numbers. Give None where there is no value.")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"Row {self.label!r} has low {self.low} above high {self.high}.")


def interval_bars(
    rows: Sequence[IntervalRow],
    *,
    caption: Caption,
    benchmark: float | None = None,
    benchmark_text: str = "",
    from_zero: bool = True,
    width: float = WIDTH,
) -> str:
    """Draw each value as a dot with a line for its interval, all on one scale, and a benchmark across all rows.

    rows: drawn in their order; a row without a value shows its words alone. benchmark_text: what the dashed line is;
    it stands below the figure. from_zero: whether the scale begins at zero.
    Returns SVG text. Raises ValueError for no rows, numbers that are not finite, an unsafe fill or id, a
    benchmark without words.

    >>> caption = Caption("Burglary", "New Parks is above England.", "rows-title", "rows-text")
    >>> rows = [IntervalRow("New Parks", 12, "12 (10 to 14)", 10, 14), IntervalRow("Old Mill", None, "no figure")]
    >>> drawn = interval_bars(rows, caption=caption, benchmark=7, benchmark_text="England: 7")
    >>> drawn.count("figure-dot"), drawn.count("figure-benchmark"), "England: 7" in drawn
    (1, 1, True)
    """
    if not rows:
        raise ValueError("A figure of intervals needs at least one row.")
    if benchmark is not None and not math.isfinite(benchmark):
        raise ValueError("A benchmark needs a finite number. Leave it out where there is none.")
    if benchmark is not None and not benchmark_text:
        raise ValueError("A benchmark needs words: say in benchmark_text what it is.")
    ends = [end for row in rows for end in (row.value, row.low, row.high) if end is not None]
    ends += ([benchmark] if benchmark is not None else []) + ([0.0] if from_zero or not ends else [])
    ticks = round_ticks(min(ends), max(ends))

    def at(value: float) -> float:
        return _INSET + (value - ticks[0]) / (ticks[-1] - ticks[0]) * (width - 2 * _INSET)

    pieces: list[str] = []
    top = 0.0
    for row in rows:
        beside = svg.width_of(row.text) <= width / 2
        room = width - svg.width_of(row.text) - GAP if beside else width
        lines = svg.lines_of(row.label, room) + ([] if beside else svg.lines_of(row.text, width))
        pieces.append(svg.block(0, top, lines))
        if beside:
            pieces.append(svg.block(width, top, [row.text], "end"))
        top += svg.LINE_HEIGHT * len(lines) + 4
        if row.value is not None:
            pieces.append(svg.rect(0, top, width, BAR, "currentColor", "figure-track", TRACK))
            if benchmark is not None:
                x = at(benchmark)
                pieces.append(svg.line(x, top - 3, x, top + BAR + 3, "figure-benchmark", 2, _DASHES))
            if row.low is not None and row.high is not None:
                pieces.append(svg.bracket(at(row.low), at(row.high), top + BAR / 2 - 4))
            pieces.append(svg.circle(at(row.value), top + BAR / 2, 5, row.fill, "figure-dot"))
            top += BAR
        top += GAP
    words = tick_words(ticks)
    pieces += [svg.block(0, top - 6, [words[0]]), svg.block(width, top - 6, [words[-1]], "end")]
    top += svg.LINE_HEIGHT
    if benchmark is not None:
        lines = svg.lines_of(benchmark_text, width - 2 * GAP)
        pieces.append(svg.line(GAP / 2, top, GAP / 2, top + svg.LINE_HEIGHT, "figure-key", 2, _DASHES))
        pieces.append(svg.block(2 * GAP, top, lines))
        top += svg.LINE_HEIGHT * len(lines)
    return svg.figure("figure-intervals", width, top, caption, "".join(pieces))

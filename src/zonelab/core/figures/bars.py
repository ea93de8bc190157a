"""Knows how to draw bars and one stacked bar as SVG text; not where the numbers come from."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from zonelab.core import svg
from zonelab.core.figures.sizes import BAR, GAP, TRACK, WIDTH
from zonelab.core.svg import Caption


@dataclass(frozen=True)
class Bar:
    """One bar: label and text (the value in words) stand above it; low and high are the ends of its range."""

    label: str
    value: float
    text: str
    fill: str = "currentColor"
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        if (self.low is None) != (self.high is None):
            raise ValueError(f"Bar {self.label!r} needs both low and high, or neither.")
        numbers = [self.value, *(end for end in (self.low, self.high) if end is not None)]
        if not all(math.isfinite(value) for value in numbers):
            raise ValueError(f"Bar {self.label!r} needs finite numbers. Leave out bars without a value.")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"Bar {self.label!r} has low {self.low} above high {self.high}.")


@dataclass(frozen=True)
class Part:
    """One part of a whole: value is zero or more; text is the value in words."""

    label: str
    value: float
    text: str
    fill: str

    def __post_init__(self) -> None:
        if not (math.isfinite(self.value) and self.value >= 0):
            raise ValueError(f"Part {self.label!r} needs a value of zero or more, not {self.value}.")


def horizontal_bars(bars: Sequence[Bar], *, caption: Caption, width: float = WIDTH, upto: float | None = None) -> str:
    """Draw one horizontal bar below the other, from zero to the right (negative values to the left).

    upto: value at the right edge, at least; give the same one to figures that are to be compared.
    Returns SVG text. Raises ValueError for no bars, values that are not finite, or an unsafe fill or id.

    >>> caption = Caption("Need", "Safe is 62 of 100.", "need-title", "need-text")
    >>> horizontal_bars([Bar("Safe", 62, "62", "#1f5fa8")], caption=caption, upto=100).count("<rect")
    2
    """
    if not bars:
        raise ValueError("A bar figure needs at least one bar.")
    ends = [end for bar in bars for end in (bar.value, bar.low, bar.high) if end is not None]
    start = min(0.0, *ends)
    stop = max(0.0, upto or 0.0, *ends)
    # Room for the ends of a range, whose lines are 2 wide.
    inset = 2.0 if any(bar.low is not None for bar in bars) or start < 0 else 0.0
    scale = (width - 2 * inset) / ((stop - start) or 1.0)

    def at(value: float) -> float:
        return inset + (value - start) * scale

    pieces: list[str] = []
    top = 0.0
    for bar in bars:
        beside = svg.width_of(bar.text) <= width / 2
        room = width - svg.width_of(bar.text) - GAP if beside else width
        lines = svg.lines_of(bar.label, room) + ([] if beside else svg.lines_of(bar.text, width))
        pieces.append(svg.block(0, top, lines))
        if beside:
            pieces.append(svg.block(width, top, [bar.text], "end"))
        top += svg.LINE_HEIGHT * len(lines) + 2
        pieces.append(svg.rect(0, top, width, BAR, "currentColor", "figure-track", TRACK))
        left, right = sorted((at(0.0), at(bar.value)))
        pieces.append(svg.rect(left, top, right - left, BAR, bar.fill, "figure-bar"))
        if start < 0:
            pieces.append(svg.line(at(0.0), top - 2, at(0.0), top + BAR + 2, "figure-zero", 1))
        top += BAR
        if bar.low is not None and bar.high is not None:
            # Below the bar, not on it: seen whatever the fill is.
            pieces.append(svg.bracket(at(bar.low), at(bar.high), top + 2))
            top += 10
        top += GAP
    return svg.figure("figure-bars", width, top, caption, "".join(pieces))


def stacked_bar(parts: Sequence[Part], *, caption: Caption, width: float = WIDTH, whole: float | None = None) -> str:
    """Draw one bar cut into parts, and below it the parts in the same order, with their words.

    whole: value of the full width (the sum of the parts if not given); what is missing to it stays empty.
    Returns SVG text. Raises ValueError for no parts, a negative part, parts larger than the whole, an unsafe
    fill.

    >>> caption = Caption("Score", "62 is made of 40 and 22.", "score-title", "score-text")
    >>> parts = [Part("Safe", 40, "40", "#1f5fa8"), Part("Well", 22, "22", "#1c7a53")]
    >>> stacked_bar(parts, caption=caption, whole=100).count("figure-part")
    2
    """
    if not parts:
        raise ValueError("A stacked bar needs at least one part.")
    total = math.fsum(part.value for part in parts)
    full = total if whole is None else whole
    if total > full * (1 + 1e-9):
        raise ValueError(f"The parts sum to {total}, which is more than the whole, {full}.")
    height = 2 * BAR
    pieces = [svg.rect(0, 0, width, height, "currentColor", "figure-track", TRACK)]
    legend: list[str] = []
    left, top = 0.0, float(height + GAP)
    for part in parts:
        size = part.value / full * width if full else 0.0
        # Two units of paper between parts: they are told apart without colour, too.
        pieces.append(svg.rect(left, 0, size - 2 if size > 4 else size, height, part.fill, "figure-part"))
        left += size
        lines = svg.lines_of(f"{part.label}: {part.text}", width - BAR - GAP)
        legend.append(svg.rect(0, top + 3, BAR, BAR, part.fill, "figure-key"))
        legend.append(svg.block(BAR + GAP, top, lines))
        top += svg.LINE_HEIGHT * len(lines) + 4
    return svg.figure("figure-stacked", width, top, caption, "".join(pieces + legend))

"""Knows how to draw bars, one stacked bar and a histogram as SVG text; not where the numbers come from.

A figure is for print and screen alike, works without JavaScript, and never speaks by colour alone: each bar
and part has its words beside it. The page puts a table of the same numbers next to it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zonelab.core import svg
from zonelab.core.svg import Caption

__all__ = ["Bar", "Caption", "Marker", "Part", "histogram", "horizontal_bars", "stacked_bar"]

_WIDTH = 360  # the text column of a phone of 390 px: text is drawn at its full size there
_BAR = 16
_GAP = 10
_TRACK = "0.12"


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


@dataclass(frozen=True)
class Marker:
    """Where one area stands in a histogram, and what is written there."""

    value: float
    text: str
    fill: str = "currentColor"

    def __post_init__(self) -> None:
        if not math.isfinite(self.value):
            raise ValueError("A marker needs a finite value. Leave it out for an area without a value.")


def horizontal_bars(bars: Sequence[Bar], *, caption: Caption, width: float = _WIDTH, upto: float | None = None) -> str:
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
        room = width - svg.width_of(bar.text) - _GAP if beside else width
        lines = svg.lines_of(bar.label, room) + ([] if beside else svg.lines_of(bar.text, width))
        pieces.append(svg.block(0, top, lines))
        if beside:
            pieces.append(svg.block(width, top, [bar.text], "end"))
        top += svg.LINE_HEIGHT * len(lines) + 2
        pieces.append(svg.rect(0, top, width, _BAR, "currentColor", "figure-track", _TRACK))
        left, right = sorted((at(0.0), at(bar.value)))
        pieces.append(svg.rect(left, top, right - left, _BAR, bar.fill, "figure-bar"))
        if start < 0:
            pieces.append(svg.line(at(0.0), top - 2, at(0.0), top + _BAR + 2, "figure-zero", 1))
        top += _BAR
        if bar.low is not None and bar.high is not None:
            # Below the bar, not on it: seen whatever the fill is.
            pieces.append(_range(at(bar.low), at(bar.high), top + 2))
            top += 10
        top += _GAP
    return svg.figure("figure-bars", width, top, caption, "".join(pieces))


def stacked_bar(parts: Sequence[Part], *, caption: Caption, width: float = _WIDTH, whole: float | None = None) -> str:
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
    height = 2 * _BAR
    pieces = [svg.rect(0, 0, width, height, "currentColor", "figure-track", _TRACK)]
    legend: list[str] = []
    left, top = 0.0, float(height + _GAP)
    for part in parts:
        size = part.value / full * width if full else 0.0
        # Two units of paper between parts: they are told apart without colour, too.
        pieces.append(svg.rect(left, 0, size - 2 if size > 4 else size, height, part.fill, "figure-part"))
        left += size
        lines = svg.lines_of(f"{part.label}: {part.text}", width - _BAR - _GAP)
        legend.append(svg.rect(0, top + 3, _BAR, _BAR, part.fill, "figure-key"))
        legend.append(svg.block(_BAR + _GAP, top, lines))
        top += svg.LINE_HEIGHT * len(lines) + 4
    return svg.figure("figure-stacked", width, top, caption, "".join(pieces + legend))


def histogram(
    values: ArrayLike,
    marker: Marker | None = None,
    *,
    caption: Caption,
    low_text: str,
    high_text: str,
    bins: int = 20,
    fill: str = "currentColor",
    width: float = _WIDTH,
) -> str:
    """Draw how many areas have which value, from low (left) to high, and where one area stands.

    values: one number an area, any shape; NaN (no value) is left out. low_text, high_text: words under the
    two ends.
    Returns SVG text. Raises ValueError when there is no value at all, one is infinite, or a fill or id is
    unsafe.

    >>> caption = Caption("All areas", "Most areas score from 40 to 60.", "all-title", "all-text")
    >>> here = Marker(60, "You are here")
    >>> drawn = histogram([40, 50, 50, 60], here, caption=caption, low_text="least", high_text="most need")
    >>> "You are here" in drawn, drawn.count("figure-bin")
    (True, 3)
    """
    known = _known(values)
    if bins < 1:
        raise ValueError(f"A histogram needs at least one bin, not {bins}.")
    ends = [float(known.min()), float(known.max()), *([marker.value] if marker else [])]
    start, stop = min(ends), max(ends)
    # A share of the range instead of the value itself: no overflow, and one value alone is a single bar in
    # the middle.
    span = stop / 2 - start / 2
    shares = (known / 2 - start / 2) / span if span > 0 else np.full(known.shape, 0.5)
    counts = np.bincount(np.minimum((shares * bins).astype(np.int64), bins - 1), minlength=bins)

    words = svg.lines_of(marker.text, width) if marker else []
    top = float(svg.LINE_HEIGHT * len(words) + (12 if words else 0))
    height, step = 100.0, width / bins
    pieces = [
        svg.rect(place * step, top + height * (1 - share), step - 1, height * share, fill, "figure-bin")
        for place, share in enumerate(counts / counts.max())
        if share > 0
    ]
    pieces.append(svg.line(0, top + height, width, top + height, "figure-axis", 1))
    if marker:
        share = (marker.value / 2 - start / 2) / span if span > 0 else 0.5
        pieces.append(_mark(marker, words, share, top, height, width))
    below = top + height + 8
    left = svg.lines_of(low_text, width / 2 - _GAP)
    right = svg.lines_of(high_text, width / 2 - _GAP)
    pieces += [svg.block(0, below, left), svg.block(width, below, right, "end")]
    total = below + svg.LINE_HEIGHT * max(len(left), len(right))
    return svg.figure("figure-histogram", width, total, caption, "".join(pieces))


def _known(values: ArrayLike) -> NDArray[np.float64]:
    numbers: NDArray[Any] = np.asarray(values, dtype=np.float64).ravel()
    known: NDArray[np.float64] = numbers[~np.isnan(numbers)]
    if not known.size:
        raise ValueError("A histogram needs at least one value.")
    if np.isinf(known).any():
        raise ValueError("A histogram needs finite values.")
    return known


def _range(left: float, right: float, top: float) -> str:
    return (
        svg.line(left, top + 4, right, top + 4, "figure-range")
        + svg.line(left, top, left, top + 8, "figure-range")
        + svg.line(right, top, right, top + 8, "figure-range")
    )


def _mark(marker: Marker, words: list[str], share: float, top: float, height: float, width: float) -> str:
    """The mark of one area; it sticks out above and below, so that it is seen whatever the fills are."""
    x = min(max(share * width, 2.0), width - 2.0)
    mark = svg.rect(x - 2, top - 8, 4, height + 14, marker.fill, "figure-marker")
    longest = max(svg.width_of(line) for line in words)
    if share < 1 / 3:
        return mark + svg.block(max(0.0, min(x, width - longest)), 0, words)
    if share > 2 / 3:
        return mark + svg.block(min(width, max(x, longest)), 0, words, "end")
    return mark + svg.block(min(max(x, longest / 2), width - longest / 2), 0, words, "middle")

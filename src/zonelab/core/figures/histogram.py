"""Knows how to draw how many areas have which value, and where one stands; not where the numbers come from."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zonelab.core import svg
from zonelab.core.figures.sizes import GAP, WIDTH
from zonelab.core.svg import Caption


@dataclass(frozen=True)
class Marker:
    """Where one area stands in a histogram, and what is written there."""

    value: float
    text: str
    fill: str = "currentColor"

    def __post_init__(self) -> None:
        if not math.isfinite(self.value):
            raise ValueError("A marker needs a finite value. Leave it out for an area without a value.")


def histogram(
    values: ArrayLike,
    marker: Marker | None = None,
    *,
    caption: Caption,
    low_text: str,
    high_text: str,
    bins: int = 20,
    fill: str = "currentColor",
    width: float = WIDTH,
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
    left = svg.lines_of(low_text, width / 2 - GAP)
    right = svg.lines_of(high_text, width / 2 - GAP)
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

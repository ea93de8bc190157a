"""Knows how to draw values over periods with their intervals and a benchmark; not where the numbers come from."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from zonelab.core import svg
from zonelab.core.figures.sizes import BAR, GAP, WIDTH, round_ticks, runs_of, tick_words
from zonelab.core.svg import Caption

_HEIGHT = 160.0
_DASHES = "6 4"
_BAND, _GRID = "0.18", "0.2"
_INSET = 7.0  # room for the dots

Place = tuple[float, float]


@dataclass(frozen=True)
class Point:
    """One period: its name, its value (None = missing), the value in words, and the ends of its interval."""

    period: str
    value: float | None
    text: str = ""
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        if (self.low is None) != (self.high is None) or (self.value is None and self.low is not None):
            raise ValueError(f"Point {self.period!r} needs both low and high, or neither, and a value with them.")
        if not all(math.isfinite(end) for end in (self.value, self.low, self.high) if end is not None):
            raise ValueError(f"Point {self.period!r} needs finite numbers. Give None where there is no value.")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"Point {self.period!r} has low {self.low} above high {self.high}.")


def trend_line(
    points: Sequence[Point],
    *,
    caption: Caption,
    name: str,
    band_text: str = "",
    benchmark: float | Sequence[float | None] | None = None,
    benchmark_text: str = "",
    gap_text: str = "",
    from_zero: bool = True,
    fill: str = "currentColor",
    width: float = WIDTH,
) -> str:
    """Draw values over time as a line with the band of its intervals, and a benchmark as a dashed line.

    points: oldest first, one a period, also where the value is missing: line and band have a gap there and are never
    drawn across it. name: whose line it is; band_text: what the band is; benchmark: one number, or one a period
    (None = missing); benchmark_text: what it is; gap_text: words for the gaps, written only where there is one.
    All stand below the figure with their signs; the last known value stands above it. from_zero: whether
    the axis begins at zero, as it should unless small changes of a large number are what matters.
    Returns SVG text. Raises ValueError for no value at all, numbers that are not finite, a benchmark for another
    number of periods, a band or a benchmark without words.

    >>> caption = Caption("Burglary", "Burglary fell from 12 to 8.", "burglary-title", "burglary-text")
    >>> points = [Point("2022", 12, "", 10, 14), Point("2023", None), Point("2024", 9), Point("2025", 8, "8 per 1,000")]
    >>> drawn = trend_line(points, caption=caption, name="Here", band_text="95% interval", benchmark=7,
    ...                    benchmark_text="England")
    >>> drawn.count("figure-line"), drawn.count("figure-benchmark"), "2025: 8 per 1,000" in drawn
    (1, 1, True)
    """
    beside = _benchmarks(benchmark, len(points))
    known = [place for place, point in enumerate(points) if point.value is not None]
    if not known:
        raise ValueError("A trend line needs at least one value.")
    if any(point.low is not None for point in points) and not band_text:
        raise ValueError("A band needs words: say in band_text what it is.")
    if any(value is not None for value in beside) and not benchmark_text:
        raise ValueError("A benchmark needs words: say in benchmark_text what it is.")
    ends = [end for point in points for end in (point.value, point.low, point.high) if end is not None]
    ends += [value for value in beside if value is not None] + ([0.0] if from_zero else [])
    ticks = round_ticks(min(ends), max(ends))
    words = tick_words(ticks)
    last = points[known[-1]]
    head = svg.lines_of(f"{last.period}: {last.text}", width) if last.text else []
    top = svg.LINE_HEIGHT * len(head) + GAP
    left = max(svg.width_of(word) for word in words) + GAP + _INSET

    def at(place: int, value: float) -> Place:
        across = place / (len(points) - 1) if len(points) > 1 else 0.5
        up = (value - ticks[0]) / (ticks[-1] - ticks[0])
        return left + across * (width - _INSET - left), top + (1 - up) * _HEIGHT

    pieces = [svg.block(0, 0, head)]
    for tick, word in zip(ticks, words, strict=True):
        level = at(0, tick)[1]
        pieces.append(
            svg.rect(left - _INSET, level - 0.5, width - left + _INSET, 1, "currentColor", "figure-grid", _GRID)
        )
        pieces.append(svg.text(left - _INSET - GAP / 2, level + 5, word, "end"))
    pieces += _band(points, at, fill)
    pieces += _benchmark_lines(beside, at)
    pieces += _value_line(points, at, known[-1], fill)
    axis, below = _periods(
        [point.period for point in points], lambda place: at(place, ticks[0])[0], top + _HEIGHT, width
    )
    gap = gap_text if len(known) < len(points) else ""
    legend, bottom = _legend(below + GAP, width, fill, name, band_text, benchmark_text, gap)
    return svg.figure("figure-trend", width, bottom, caption, "".join([*pieces, *axis, *legend]))


def _benchmarks(benchmark: float | Sequence[float | None] | None, periods: int) -> list[float | None]:
    if benchmark is None or isinstance(benchmark, (int, float)):
        each: list[float | None] = [benchmark] * periods
    else:
        each = list(benchmark)
    if len(each) != periods:
        raise ValueError(f"A benchmark needs one number, or one for each of {periods} periods, not {len(each)}.")
    if not all(math.isfinite(value) for value in each if value is not None):
        raise ValueError("A benchmark needs finite numbers. Give None where it is missing.")
    return each


def _band(points: Sequence[Point], at: Callable[[int, float], Place], fill: str) -> list[str]:
    pieces: list[str] = []
    for run in runs_of([point.low is not None for point in points]):
        lower = [at(place, points[place].low or 0.0) for place in run]
        upper = [at(place, points[place].high or 0.0) for place in run]
        if len(run) > 1:
            pieces.append(svg.polygon([*lower, *reversed(upper)], fill, "figure-band", _BAND))
        else:
            pieces.append(svg.line(*lower[0], *upper[0], "figure-range"))
    return pieces


def _benchmark_lines(beside: list[float | None], at: Callable[[int, float], Place]) -> list[str]:
    pieces: list[str] = []
    for run in runs_of([value is not None for value in beside]):
        line = [at(place, beside[place] or 0.0) for place in run]
        if len(line) == 1:
            line = [(line[0][0] - _INSET, line[0][1]), (line[0][0] + _INSET, line[0][1])]
        pieces.append(svg.polyline(line, "figure-benchmark", 2, _DASHES))
    return pieces


def _value_line(points: Sequence[Point], at: Callable[[int, float], Place], last: int, fill: str) -> list[str]:
    pieces: list[str] = []
    for run in runs_of([point.value is not None for point in points]):
        places = [at(place, points[place].value or 0.0) for place in run]
        if len(run) > 1:
            pieces.append(svg.polyline(places, "figure-line"))
        for place, (x, y) in zip(run, places, strict=True):
            size, name = (5, "figure-last") if place == last else (2, "figure-point")
            pieces.append(svg.circle(x, y, size, fill, name))
    return pieces


def _periods(names: list[str], at: Callable[[int], float], top: float, width: float) -> tuple[list[str], float]:
    """The names of as many periods as have room, from the last one back; and where they end."""
    pieces: list[str] = []
    free, height = width, 0
    for place in range(len(names) - 1, -1, -1):
        lines = svg.lines_of(names[place], width / 3)
        half = max(svg.width_of(line) for line in lines) / 2
        middle = min(max(at(place), half), width - half)
        if middle + half <= free:
            pieces.append(svg.block(middle, top + 6, lines, "middle"))
            free, height = middle - half - GAP, max(height, len(lines))
    return pieces, top + 6 + svg.LINE_HEIGHT * height


def _legend(
    top: float, width: float, fill: str, name: str, band_text: str, benchmark_text: str, gap_text: str
) -> tuple[list[str], float]:
    sign = 2.0 * BAR
    pieces: list[str] = []
    for key, words in (("line", name), ("band", band_text), ("benchmark", benchmark_text), ("", gap_text)):
        if not words:
            continue
        middle = top + svg.LINE_HEIGHT / 2
        if key == "line":
            pieces.append(svg.line(0, middle, sign, middle, "figure-key"))
            pieces.append(svg.circle(sign / 2, middle, 4, fill, "figure-key"))
        elif key == "band":
            pieces.append(svg.rect(0, middle - BAR / 2, sign, BAR, fill, "figure-key", _BAND))
        elif key == "benchmark":
            pieces.append(svg.line(0, middle, sign, middle, "figure-key", 2, _DASHES))
        lines = svg.lines_of(words, width - sign - GAP)
        pieces.append(svg.block(sign + GAP, top, lines))
        top += svg.LINE_HEIGHT * len(lines) + 2
    return pieces, top

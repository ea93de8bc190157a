"""Knows how to draw figures as SVG text: bars, histogram, lines over time, intervals; not where the numbers come from.

A figure is for print and screen alike, works without JavaScript, and never speaks by colour alone: each bar,
line and part has its words beside it. The page puts a table of the same numbers next to it.
"""

from zonelab.core.figures.bars import Bar, Part, horizontal_bars, stacked_bar
from zonelab.core.figures.histogram import Marker, histogram
from zonelab.core.figures.intervals import IntervalRow, interval_bars
from zonelab.core.figures.network import Link, network
from zonelab.core.figures.sizes import WIDTH
from zonelab.core.figures.sparkline import sparkline
from zonelab.core.figures.trend import Point, trend_line
from zonelab.core.svg import Caption

__all__ = [
    "WIDTH",
    "Bar",
    "Caption",
    "IntervalRow",
    "Link",
    "Marker",
    "Part",
    "Point",
    "histogram",
    "horizontal_bars",
    "interval_bars",
    "network",
    "sparkline",
    "stacked_bar",
    "trend_line",
]

"""Hands the values of `places` to `zonelab` and takes scores, their doubt and zones back; stores nothing."""

from .doubt import alike, draws_for, spread, sureness
from .scoring import Scored, classes, need, outcomes_with_values, scored
from .zoning import Wishes, outlines, zones

__all__ = [
    "Scored",
    "Wishes",
    "alike",
    "classes",
    "draws_for",
    "need",
    "outcomes_with_values",
    "outlines",
    "scored",
    "spread",
    "sureness",
    "zones",
]

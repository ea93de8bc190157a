"""Hands the values of `places` to `zonelab` and takes scores and their doubt back; stores nothing."""

from .doubt import alike, draws_for, spread, sureness
from .scoring import classes, need, outcomes_with_values

__all__ = ["alike", "classes", "draws_for", "need", "outcomes_with_values", "spread", "sureness"]

"""Knows what sets of k candidates may be asked for and what one set is worth; looks for none."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from zonelab.regions.contrast.distances import Floats
from zonelab.regions.contrast.measures import Linear, Measure
from zonelab.regions.contrast.rules import Row

Set = tuple[int, ...]  # places of candidates, in rising order


@dataclass(frozen=True)
class Question:
    """Which set has the largest need_weight × Σ need + level_weight × level (or the largest Σ cost), under conditions.

    least_need: of Σ need; least_level; both with the tolerance SAME. rows: further conditions on the candidates.
    """

    need_weight: float = 0.0
    level_weight: float = 0.0
    least_need: float | None = None
    least_level: float | None = None
    cost: Floats | None = None
    rows: tuple[Linear, ...] = ()


@dataclass(frozen=True, eq=False)
class Task:
    """All sets of k candidates that meet the conditions.

    need: n numbers from 0 to 1; rows: the conditions; measure: of contrast.
    """

    need: Floats
    k: int
    rows: tuple[Row, ...]
    measure: Measure

    def level(self, places: Set) -> float:
        """The contrast of a set in units of its measure."""
        return self.measure.level(np.array(places, dtype=np.int64))

    def total(self, places: Set) -> float:
        """The sum of need."""
        return float(self.need[list(places)].sum())

    def worth(self, question: Question, places: Set) -> float:
        """What a set is worth in a question."""
        worth = question.need_weight * self.total(places) + question.level_weight * self.level(places)
        return worth if question.cost is None else worth + float(question.cost[list(places)].sum())

    def shortage(self, question: Question, places: Set) -> float:
        """How much need and level a set lacks; infinite where it breaks a row of the question."""
        x = np.zeros(len(self.need))
        x[list(places)] = 1.0
        if not all(row.low <= float(x[row.columns] @ row.values) <= row.high for row in question.rows):
            return np.inf
        short = 0.0 if question.least_need is None else max(0.0, question.least_need - self.total(places))
        return short + (0.0 if question.least_level is None else max(0.0, question.least_level - self.level(places)))

    @cached_property
    def conditions(self) -> tuple[Floats, Floats, Floats]:
        """The rows as a table of zeros and ones, with what is counted at least and at most."""
        table = np.zeros((len(self.rows), len(self.need)))
        for place, row in enumerate(self.rows):
            table[place, row.places] = 1.0
        return table, np.array([row.low for row in self.rows]), np.array([row.high for row in self.rows])

"""Turns candidates into a task with numbers near 1, and what is found back into names and needs; solves none."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zonelab.regions.contrast.candidates import Candidates
from zonelab.regions.contrast.curve import Curve, Point, Weights
from zonelab.regions.contrast.distances import Floats, distances
from zonelab.regions.contrast.mean_distance import MeanDistance
from zonelab.regions.contrast.measures import SAME, Measure, SmallestDistance, Types
from zonelab.regions.contrast.result import Contrast, ContrastingSet
from zonelab.regions.contrast.rules import Row, Rule, ruled_out
from zonelab.regions.contrast.task import Set, Task


@dataclass(frozen=True, eq=False)
class Scaled:
    """A task and what its numbers mean: need = low + spread × number; kept: places of its candidates in the table."""

    given: Candidates
    task: Task
    kept: NDArray[np.int64]
    low: float
    spread: float

    @classmethod
    def of(cls, given: Candidates, k: int, rules: tuple[Rule, ...], contrast: Contrast, space: Floats) -> "Scaled":
        """Leave out who cannot be taken. space: where each candidate lies in its profile."""
        kept = np.flatnonzero(~ruled_out(rules, len(given.names)))
        need = given.need[kept]
        low, spread = float(need.min()), float(np.ptp(need)) or 1.0
        where = np.full(len(given.names), -1)
        where[kept] = np.arange(len(kept))
        rows = []
        for row in (row for rule in rules for row in rule.rows):
            places = where[row.places]
            rows.append(Row(places[places >= 0], row.low, row.high))
        # Rows that hold whatever is taken only make the work longer.
        rows = [row for row in rows if row.low > 0 or row.high < len(row.places)]
        return cls(
            given,
            Task((need - low) / spread, k, tuple(rows), _measure(given, kept, k, contrast, space)),
            kept,
            low,
            spread,
        )

    def weights(self, weight: float) -> Weights:
        """What Σ need and level count for; the larger of them 1."""
        need, level = self.spread / self.task.k, weight * self.task.measure.unit
        return Weights(need / max(need, level), level / max(need, level))

    def value(self, worth: float, weight: float) -> float:
        """Mean need + weight × contrast of a set that is worth so much by `weights`."""
        return self.low + worth * max(self.spread / self.task.k, weight * self.task.measure.unit)

    def names(self, places: Set) -> tuple[str, ...]:
        return tuple(self.given.names[place] for place in self.kept[list(places)].tolist())

    def sets(self, curve: Curve) -> tuple[ContrastingSet, ...]:
        """The points of the curve in their own units, from the most need on."""
        first = self.names(curve.points[0].places)
        most = self._need(curve.points[0]).mean()
        return tuple(
            ContrastingSet(
                number=number,
                zones=self.names(point.places),
                need=float(self._need(point).mean()),
                total_need=float(self._need(point).sum()),
                least_need=float(self._need(point).min()),
                contrast=point.level * self.task.measure.unit,
                given_up=max(0.0, float(most - self._need(point).mean())),
                enters=tuple(name for name in self.names(point.places) if name not in first),
                leaves=tuple(name for name in first if name not in self.names(point.places)),
            )
            for number, point in enumerate(curve.points, start=1)
        )

    def _need(self, point: Point) -> Floats:
        found: Floats = self.given.need[self.kept[list(point.places)]]
        return found


def knee(curve: Curve) -> int:
    """The place of the point furthest above the line between both ends, need and contrast counted from end to end.

    The first where there is none above it.
    """
    need = np.array([point.need for point in curve.points])
    level = np.array([point.level for point in curve.points])
    if len(need) < 3:
        return 0
    above = (need - need[-1]) / (need[0] - need[-1]) + (level - level[0]) / (level[-1] - level[0]) - 1
    return int(np.argmax(above)) if above.max() > SAME else 0


def best(curve: Curve, weights: Weights) -> int:
    """The place of the point that is worth most; of equal ones the one with more need."""
    worth = np.array([weights.worth(point.need, point.level) for point in curve.points])
    return int(np.argmax(worth >= worth.max() - SAME))


def _measure(given: Candidates, kept: NDArray[np.int64], k: int, contrast: Contrast, space: Floats) -> Measure:
    if contrast == "types":
        kinds = np.array(given.type, dtype=object)[kept].astype(str)
        return Types(np.unique(kinds, return_inverse=True)[1].astype(np.int64))
    apart = distances(space[kept])
    return MeanDistance.of(apart, k) if contrast == "mean_distance" else SmallestDistance.of(apart)

"""Knows the mean distance of a set's pairs as columns and rows of a programme, roughly and exactly; solves nothing.

Roughly: one column under tangents of the sum of distances, which bound it because it is concave (Spiers, Bui and
Loxton 2023, An exact cutting plane method for the Euclidean max-sum diversity problem, European Journal of Operational
Research 311(2)). That bound is tight and small, so most candidates can be left out by it. Exactly, for those that are
left: one column z for each pair, z ≤ x of both, and Σ z over the pairs of a candidate = (k − 1) x (Sherali and Adams
1990, A hierarchy of relaxations, SIAM Journal on Discrete Mathematics 3(3)), so that z ≥ x + x' − 1 need not be said.
"""

from dataclasses import dataclass, field

import numpy as np

from zonelab.regions.contrast.distances import Floats, flattening
from zonelab.regions.contrast.measures import SAME, Columns, Linear, Places, unit_of
from zonelab.regions.contrast.pairs import Flags, Hurdle

MOST_PAIRS = 600  # more would take longer than to learn one tangent after the other
_MOST_TANGENTS = 40


@dataclass(frozen=True, eq=False)
class MeanDistance:
    """The mean distance over all pairs of the set; its unit is the largest distance of all.

    distances: n × n, in the unit; diagonal: see `flattening`; tangents: those that are known, the latest ones last.
    """

    distances: Floats
    unit: float
    k: int
    diagonal: Floats
    tangents: list[Linear] = field(default_factory=list)
    step: float = SAME

    @classmethod
    def of(cls, distances: Floats, k: int) -> "MeanDistance":
        unit = unit_of(distances)
        return cls(distances / unit, unit, k, flattening(distances / unit))

    @property
    def pairs(self) -> float:
        return self.k * (self.k - 1) / 2

    def level(self, places: Places) -> float:
        return float(self.distances[np.ix_(places, places)].sum() / 2 / self.pairs)

    def levels(self) -> Floats:
        return np.empty(0)

    def relaxed(self) -> Columns | None:
        return Columns(np.ones(1), np.ones(1), self.tangents[-_MOST_TANGENTS:], exact=False)

    def swapped(self, places: Places) -> Floats:
        to_set = self.distances[:, places].sum(axis=1)
        found: Floats = self.level(places) + (to_set - self.distances[places] - to_set[places][:, None]) / self.pairs
        return found

    def allowed(self, least_level: float | None) -> Flags:
        return ~np.eye(len(self.distances), dtype=np.bool_)

    def hurdle(self, need: float, level: float, least: float) -> Hurdle | None:
        return Hurdle(need, level / self.pairs, least)

    def columns(self, allowed: Flags) -> Columns:
        one, other = np.nonzero(np.triu(allowed))
        if len(one) > MOST_PAIRS:
            return Columns(np.ones(1), np.ones(1), self.tangents[-_MOST_TANGENTS:], exact=False)
        column = len(allowed) + np.arange(len(one))
        rows = [
            Linear(np.array([z, x]), np.array([1.0, -1.0]), -np.inf, 0.0)
            for ends in (one, other)
            for z, x in zip(column.tolist(), ends.tolist(), strict=True)
        ]
        for place in np.flatnonzero(allowed.any(axis=1)).tolist():
            its_own = column[(one == place) | (other == place)]
            rows.append(Linear(np.append(its_own, place), np.append(np.ones(len(its_own)), 1.0 - self.k), 0.0, 0.0))
        return Columns(np.ones(len(one)), self.distances[one, other] / self.pairs, rows)

    def learn(self, x: Floats, promised: float, room: float) -> Linear | None:
        slope = self.distances @ x + self.diagonal * x
        curved = float(x @ slope) / 2
        if promised <= (curved - float(self.diagonal @ x) / 2) / self.pairs + room:
            return None
        values = np.append((self.diagonal / 2 - slope) / self.pairs, 1.0)
        row = Linear(np.arange(len(x) + 1), values, -np.inf, -curved / self.pairs)
        self.tangents.append(row)
        return row

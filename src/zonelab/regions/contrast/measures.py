"""Knows how much a set of zones contrasts, exactly and as columns and rows of a programme; solves none.

A level is a contrast in units of its own (`unit`), so that numbers in the programme are near 1. By types: how many
different ones. By smallest distance: candidates closer than the level exclude each other, written as cliques (Kuby
1987; Erkut 1990). By mean distance: see `mean_distance`.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from zonelab.regions.contrast.distances import Floats
from zonelab.regions.contrast.pairs import Flags, Hurdle

Places = NDArray[np.int64]

SAME = 1e-6  # levels and sums of need (in their own units) that differ by no more count as equal


@dataclass(frozen=True, eq=False)
class Linear:
    """One row of a linear programme: low ≤ Σ value × column ≤ high."""

    columns: Places
    values: Floats
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class Columns:
    """Columns after those of the n candidates, whose Σ worth × column is the level, or promises too much of it.

    upper: their upper bounds (the lower ones are 0); rows: what bounds them; exact: they never promise too much where
    the level counts for something.
    """

    upper: Floats
    worth: Floats
    rows: list[Linear]
    exact: bool = True


class Measure(Protocol):
    """A kind of contrast. unit: the contrast of level 1; step: levels that differ differ by at least this.

    distances: n × n, in the unit; None where contrast does not come from pairs.
    """

    @property
    def unit(self) -> float: ...
    @property
    def step(self) -> float: ...
    @property
    def distances(self) -> Floats | None: ...
    def level(self, places: Places) -> float:
        """The level of a set, exactly."""
        ...

    def levels(self) -> Floats:
        """All levels that a set can have, in rising order, where there are no columns for the level; else empty."""
        ...

    def swapped(self, places: Places) -> Floats:
        """k × n levels: of the set with its i-th candidate changed for the j-th of all."""
        ...

    def allowed(self, least_level: float | None) -> Flags:
        """n × n: which pairs a set of such a level can hold, by the pair alone; False on the diagonal."""
        ...

    def hurdle(self, need: float, level: float, least: float) -> Hurdle | None:
        """The condition need × Σ need + level × level ≥ least, if it can be said by pairs."""
        ...

    def relaxed(self) -> Columns | None:
        """Columns for a quick first bound, if the measure has such; `learn` makes them better."""
        ...

    def columns(self, allowed: Flags) -> Columns:
        """Columns and rows for the answer itself, where only these pairs can be in it."""
        ...

    def learn(self, x: Floats, promised: float, room: float) -> Linear | None:
        """A further row where columns that are not exact promise more than x (0 to 1 each) has, and more than room."""
        ...


@dataclass(frozen=True, eq=False)
class Types:
    """How many different types are in the set."""

    of: NDArray[np.int64]  # number of each candidate's type, from 0
    unit: float = 1.0
    step: float = 1.0
    distances: None = None

    def level(self, places: Places) -> float:
        return float(len(set(self.of[places].tolist())))

    def levels(self) -> Floats:
        return np.empty(0)

    def swapped(self, places: Places) -> Floats:
        others = [set(np.delete(self.of[places], out).tolist()) for out in range(len(places))]
        return np.array([len(kinds) + ~np.isin(self.of, list(kinds)) for kinds in others], dtype=np.float64)

    def allowed(self, least_level: float | None) -> Flags:
        return ~np.eye(len(self.of), dtype=np.bool_)

    def hurdle(self, need: float, level: float, least: float) -> Hurdle | None:
        return None

    def relaxed(self) -> Columns | None:
        return None

    def columns(self, allowed: Flags) -> Columns:
        ones = np.ones(int(self.of.max()) + 1)
        rows = []
        for number in range(len(ones)):
            places = np.flatnonzero(self.of == number)
            columns = np.append(places, len(self.of) + number)
            rows.append(Linear(columns, np.append(np.ones(len(places)), -1.0), 0.0, np.inf))
        return Columns(ones, ones, rows)

    def learn(self, x: Floats, promised: float, room: float) -> Linear | None:
        return None


@dataclass(frozen=True, eq=False)
class SmallestDistance:
    """The distance of the two that are nearest to each other; its unit is the largest distance of all."""

    distances: Floats  # n × n, in the unit
    unit: float
    step: float = SAME

    @classmethod
    def of(cls, distances: Floats) -> "SmallestDistance":
        unit = unit_of(distances)
        return cls(distances / unit, unit)

    def level(self, places: Places) -> float:
        one, other = np.triu_indices(len(places), 1)
        return float(self.distances[places[one], places[other]].min())

    def levels(self) -> Floats:
        return np.unique(self.distances[np.triu_indices(len(self.distances), 1)])

    def swapped(self, places: Places) -> Floats:
        found = np.empty((len(places), len(self.distances)))
        for out in range(len(places)):
            kept = np.delete(places, out)
            found[out] = self.distances[:, kept].min(axis=1)
            if len(kept) > 1:
                found[out] = np.minimum(found[out], self.level(kept))
        return found

    def allowed(self, least_level: float | None) -> Flags:
        found: Flags = self.distances >= (0.0 if least_level is None else least_level)
        np.fill_diagonal(found, False)
        return found

    def hurdle(self, need: float, level: float, least: float) -> Hurdle | None:
        return None if level else Hurdle(need, 0.0, least)

    def relaxed(self) -> Columns | None:
        return None

    def columns(self, allowed: Flags) -> Columns:
        alive = np.flatnonzero(allowed.any(axis=1))
        excluded = ~allowed[np.ix_(alive, alive)]
        np.fill_diagonal(excluded, False)
        rows = [Linear(alive[group], np.ones(len(group)), 0.0, 1.0) for group in cliques(excluded)]
        return Columns(np.empty(0), np.empty(0), rows)

    def learn(self, x: Floats, promised: float, room: float) -> Linear | None:
        return None


def cliques(near: Flags) -> list[Places]:
    """Groups of places in which each excludes each other, so that every pair of `near` lies in one of them.

    near: n × n, symmetric, False on the diagonal. Each group grows greedily by the place with most open pairs.
    """
    open_pairs = near.copy()
    found = []
    for place in range(len(near)):
        while open_pairs[place].any():
            group = [place, int(np.argmax(open_pairs[place]))]
            others = near[group].all(axis=0)
            while others.any():
                group.append(int(np.argmax(np.where(others, open_pairs[group].sum(axis=0), -1))))
                others &= near[group[-1]]
            open_pairs[np.ix_(group, group)] = False
            found.append(np.array(sorted(group)))
    return found


def unit_of(distances: Floats) -> float:
    return float(distances.max(initial=0.0)) or 1.0

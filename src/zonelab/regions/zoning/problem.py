"""Knows what is asked of a zone search, as plain arrays that the compiled loops read; searches nothing itself."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from zonelab.core.graphs import Graph
from zonelab.regions.zoning.growth import Aim, Flags, Floats, Network, Places


@dataclass(frozen=True, eq=False)
class Problem:
    """One zone is looked for: connected, population from low to high, worth as much as possible.

    graph: who is whose neighbour; people, need, perimeter: one number an area (metres; zeros where unknown).
    by_mean: worth is (Σ people × need − penalty × perimeter) / Σ people; otherwise
    Σ people × (need − level) − penalty × perimeter. held: places that must be in.
    """

    graph: Graph
    people: Floats
    need: Floats
    perimeter: Floats
    low: float
    high: float
    by_mean: bool
    level: float
    penalty: float
    held: Places

    @cached_property
    def border(self) -> Floats:
        """Metres of border of each entry of the graph's `neighbour`; zeros where unknown."""
        border = self.graph.border
        return np.zeros(len(self.graph.neighbour)) if border is None else border.copy()

    @cached_property
    def network(self) -> Network:
        """As `growth` describes it."""
        starts, neighbour = self.graph.starts.copy(), self.graph.neighbour.copy()
        return starts, neighbour, self.border, self.people, self.need, self.perimeter

    @cached_property
    def aim(self) -> Aim:
        """As `growth` describes it, and the highest need."""
        top = float(self.need.max(initial=0.0))
        return self.low, self.high, float(self.by_mean), self.level, self.penalty, top

    @cached_property
    def height(self) -> Places:
        """Place of each area in the order of need, the highest last; all 0 where areas must be in."""
        height = np.zeros(len(self.need), dtype=np.int64)
        if not len(self.held):
            height[np.lexsort((np.arange(len(self.need)), self.need))] = np.arange(len(self.need))
        return height

    @cached_property
    def kept(self) -> Flags:
        """Flags of the areas that must be in."""
        flags = np.zeros(len(self.need), dtype=np.bool_)
        flags[self.held] = True
        return flags

    def sums(self, zone: Places) -> tuple[float, float, float]:
        """Population, Σ people × need and perimeter of a zone."""
        inside = np.zeros(len(self.need), dtype=np.bool_)
        inside[zone] = True
        inner = inside[self.graph.own] & inside[self.graph.neighbour]
        people = float(self.people[zone].sum())
        burden = float((self.people[zone] * self.need[zone]).sum())
        return people, burden, float(self.perimeter[zone].sum() - self.border[inner].sum())

    def worth(self, zone: Places) -> float:
        """What a zone is worth."""
        people, burden, edge = self.sums(np.sort(zone))
        if self.by_mean:
            return (burden - self.penalty * edge) / people
        return burden - self.level * people - self.penalty * edge

    def slack(self, worth: float) -> tuple[float, float]:
        """(level, slack): a zone is worth more than `worth` just when Σ people × (need − level) − penalty × perimeter
        is more than slack. A margin of rounding lies in it."""
        if self.by_mean:
            return worth, 1e-9 * max(abs(worth), 1.0) * max(self.low, 1.0)
        return self.level, worth + 1e-9 * max(abs(worth), 1.0)

    def most(self, worth: float, bound: float) -> float:
        """The most that a zone is worth, if at `slack(worth)` its sum is at most `bound`."""
        if not self.by_mean:
            return bound
        return worth + bound / (self.low if bound > 0 else self.high)

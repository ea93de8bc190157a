"""Knows how many other areas each one passes on more than half of the weight, under many weights; takes no mean.

The non-compensatory way of `outranking` on the scale of a score: 100 for an area that has more need than each other
one on more than half of the weight, 0 for one that each other passes, half for those that are level.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zonelab.indicators.checks import SpecificationError
from zonelab.indicators.outranking import EVEN, leads

Floats = NDArray[np.float64]

_ONE_BLOCK = 100_000  # pairs of areas at once: what a processor keeps at hand
MOST_PAIRS = 40_000_000  # areas² × groups that are kept for many draws: 320 MB


def majority_scores(normalised: Floats, weights: Floats) -> Floats:
    """One score an area, 0 to 100. normalised: areas × indicators, NaN = missing; weights: of the indicators.

    A pair is compared on the indicators that are known in both.

    >>> majority_scores(np.array([[3.0, 1], [2, 2], [1, 3]]), np.array([0.6, 0.4]))
    array([100.,  50.,   0.])
    """
    areas = len(normalised)
    balance = np.zeros(areas)
    block = max(1, _ONE_BLOCK // max(areas, 1))
    for start in range(0, areas, block):
        rows = slice(start, start + block)
        balance[rows] = _balance(leads(normalised, weights, rows)[0])
    return _on_scale(balance, areas)


@dataclass(frozen=True, eq=False)
class Majority:
    """Who leads whom in each group, kept, so that many weights of the groups can be tried.

    leads: groups × (areas × areas), weight within the group on which the row leads less that on which it is behind.
    """

    leads: Floats
    areas: int

    @classmethod
    def of(cls, normalised: Floats, weights: Floats, places: NDArray[np.int64], groups: int) -> "Majority":
        """weights: of each indicator within its group; places: its group, 0 to groups − 1."""
        areas = len(normalised)
        if areas * areas * groups > MOST_PAIRS:
            raise SpecificationError(
                f"Copeland compares every pair of areas in every draw: {areas:,} areas and {groups} groups are too "
                "many. Take another mean for the draws, or fewer areas."
            )
        kept = np.empty((groups, areas * areas))
        for group in range(groups):
            members = places == group
            kept[group] = leads(normalised[:, members], weights[members], slice(0, areas))[0].ravel()
        return cls(kept, areas)

    def scores(self, weights: Floats) -> Floats:
        """Draws × areas. weights: draws × groups, each row of sum 1."""
        found = np.empty((len(weights), self.areas))
        for place, row in enumerate(weights):
            found[place] = _on_scale(_balance((row @ self.leads).reshape(self.areas, self.areas)), self.areas)
        return found


def _balance(lead: Floats) -> Floats:
    """Of each row, how many it passes less how many pass it."""
    passed: Floats = (np.count_nonzero(lead > EVEN, axis=1) - np.count_nonzero(lead < -EVEN, axis=1)).astype(np.float64)
    return passed


def _on_scale(balance: Floats, areas: int) -> Floats:
    score: Floats = 50 + 50 * balance / max(areas - 1, 1)
    return score

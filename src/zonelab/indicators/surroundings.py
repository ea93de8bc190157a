"""Knows what lies around each area and how chance would deal it; gives the sums no name and judges none.

The conditional permutation: an area keeps its value, and its k neighbours get k of the other values, drawn without
repeat. One list of drawn areas serves all: an area takes the first k of the list that are not itself, which is a
fair draw from the others. So sums are shared between areas of as many neighbours, and only the few areas that stand
in their own draw are reckoned again: 33,000 areas cost little more than one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from zonelab.core.graphs import Graph, Places
from zonelab.indicators.counts import Floats
from zonelab.indicators.values import named

Flags = NDArray[np.bool_]

_FEWEST_AREAS = 3  # with two, there is nothing to exchange
_AT_ONCE = 4_000_000  # numbers held at a time while drawing: 32 MB
_SAME = 1e-12  # what differs by less, relative to the largest difference from the mean, is the same
_ROUNDED = 8 * np.finfo(np.float64).eps  # what is left of a value, when a mean close to it is taken off


@dataclass(frozen=True, eq=False)
class Surroundings:
    """The values of a map and their sums over neighbours; arrays with one entry an area of the graph.

    part: the graph of the areas with a value. away: value − mean, NaN = no value; degree: neighbours with a
    value; total: sum of their `away`, NaN where there are none; squares: Σ away²; areas: how many have a value;
    rounding: a difference between values that is no more is none.
    """

    codes: "pd.Index[str]"
    part: Graph
    missing: Flags
    away: Floats
    degree: Places
    total: Floats
    mean: float
    squares: float
    rounding: float
    any_negative: bool
    warnings: tuple[str, ...]

    @property
    def areas(self) -> int:
        return len(self.part)

    @cached_property
    def linked(self) -> Flags:
        return self.degree > 0

    @cached_property
    def alone(self) -> Flags:
        """Which areas have a value, and no neighbour with one."""
        return ~self.missing & ~self.linked

    @property
    def can_be_said(self) -> bool:
        """Whether the map has enough areas, edges and difference for any answer."""
        return bool(self.squares > 0)

    @cached_property
    def expected(self) -> Floats:
        """The mean of `total`, if the other areas' values fall by chance and the area keeps its own."""
        return np.where(self.linked, -self.degree * self.away / max(self.areas - 1, 1), np.nan)

    @cached_property
    def variance(self) -> Floats:
        """The variance of `total` in the same way: k values drawn without repeat from n − 1."""
        others = self.areas - 1
        spread = (self.squares - self.away**2 * self.areas / max(others, 1)) / max(others, 1)
        spread = np.where(spread > _SAME * self.squares, spread, 0.0)  # the others may all be the same
        drawn = self.degree * (others - self.degree) / max(others - 1, 1)
        return np.where(self.linked & self.can_be_said, spread * drawn, np.nan)

    def score(self, excess: Floats, variance: Floats) -> Floats:
        """Standard errors from the expected; 0 where chance cannot change the sum, NaN where there is none."""
        settled = np.divide(excess, np.sqrt(variance), out=np.zeros(len(excess)), where=variance > 0)
        return np.where(np.isnan(excess) | np.isnan(variance), np.nan, settled)

    def products(self, dealt: Floats) -> Floats:
        """Σ zᵢ × (mean z of i's neighbours) of each column; dealt: areas with a value × ways to deal the values."""
        row = 1 / np.maximum(self.part.degree, 1)
        one, other = self.part.edges.T
        return np.asarray(np.einsum("ed,ed,e->d", dealt[one], dealt[other], row[one] + row[other]))

    def symmetry(self) -> tuple[float, float]:
        """Cliff and Ord's S₁ and S₂ of the row-standardised weights."""
        row = 1 / np.maximum(self.part.degree, 1)
        both = row[self.part.own] + row[self.part.neighbour]
        column = np.bincount(self.part.own, row[self.part.neighbour], self.areas)
        return float((both**2).sum() / 2), float((((self.part.degree > 0) + column) ** 2).sum())

    def extremes(self, permutations: int, rng: np.random.Generator) -> Places:
        """For each area, in how many conditional permutations the sum is as far out, on the rarer side."""
        away, k = self.away[~self.missing], self.part.degree
        seen = self.total[~self.missing]
        # Rounding must not break ties: rates of equal areas are often the same sum in another order.
        slack = self.rounding * (k + 1)
        low_end, high_end = seen - slack, seen + slack
        above, below = np.zeros(self.areas, dtype=np.int64), np.zeros(self.areas, dtype=np.int64)
        groups = [(degree, np.flatnonzero(k == degree)) for degree in np.unique(k[k > 0]).tolist()]
        for drawn in _drawn(self.areas, int(k.max()) + 1, permutations, rng):
            sums = np.cumsum(away[drawn], axis=1)
            for degree, members in groups:
                dealt = np.sort(sums[:, degree - 1])
                above[members] += len(dealt) - np.searchsorted(dealt, low_end[members], side="left")
                below[members] += np.searchsorted(dealt, high_end[members], side="right")
            # Areas that were dealt their own value take the next of the list instead.
            deal, place = np.nonzero(np.arange(drawn.shape[1]) < k[drawn])
            self_dealt = drawn[deal, place]
            was = sums[deal, k[self_dealt] - 1]
            now = sums[deal, k[self_dealt]] - away[self_dealt]
            low, high = low_end[self_dealt], high_end[self_dealt]
            for count, change in (
                (above, (now >= low).astype(np.int64) - (was >= low)),
                (below, (now <= high).astype(np.int64) - (was <= high)),
            ):
                count += np.bincount(self_dealt, change, self.areas).astype(np.int64)
        everywhere = np.zeros(len(self.codes), dtype=np.int64)
        everywhere[~self.missing] = np.minimum(above, below)
        return everywhere


def surroundings(values: ArrayLike, graph: Graph) -> Surroundings:
    """Look around each area: values (n, or a Series by code; NaN = missing) on the graph of n areas."""
    numbers = graph.in_order(values, "Values")
    missing = np.isnan(numbers)
    part = graph.part(~missing)
    known = numbers[~missing]
    mean = float(known.mean()) if known.size else float("nan")
    warnings = _warnings(graph, part, missing)
    enough = len(known) >= _FEWEST_AREAS and len(part.neighbour) > 0
    differs = enough and np.ptp(known) > 0
    if not enough:
        warnings.append("Too few areas have a value and a neighbour with one: nothing can be said of the pattern.")
    elif not differs:
        warnings.append("Every area has the same value: there is no pattern to find.")
    away = numbers - mean
    rounding = max(_SAME * np.abs(away[~missing]).max(), _ROUNDED * np.abs(known).max()) if differs else 0.0
    away[np.abs(away) <= rounding] = 0.0  # at the mean itself, an area is neither high nor low
    degree = np.zeros(len(graph), dtype=np.int64)
    degree[~missing] = part.degree
    total = np.full(len(graph), np.nan)
    if differs:
        total[~missing] = np.where(part.degree > 0, part.summed(away[~missing]), np.nan)
    squares = float((away[~missing] ** 2).sum()) if differs else float("nan")
    negative = bool((known < 0).any())
    return Surroundings(
        graph.codes, part, missing, away, degree, total, mean, squares, rounding, negative, tuple(warnings)
    )


def extremes_of_map(around: Surroundings, permutations: int, rng: np.random.Generator) -> int:
    """In how many random exchanges of all values Moran's I is as far out, on the rarer side."""
    known = around.away[~around.missing]
    seen = around.products(known[:, None])
    slack = _SAME * around.squares
    # Some at once, side by side: memory is read in rows, and not number by number.
    block = min(32, max(1, _AT_ONCE // len(around.part.edges)))
    above = below = 0
    for start in range(0, permutations, block):
        deals = range(min(block, permutations - start))
        found = around.products(np.stack([rng.permutation(known) for _ in deals], axis=1))
        above += int(np.count_nonzero(found >= seen - slack))
        below += int(np.count_nonzero(found <= seen + slack))
    return min(above, below)


def _drawn(areas: int, wanted: int, permutations: int, rng: np.random.Generator) -> Iterator[Places]:
    """Blocks of lists of `wanted` different areas in random order, `permutations` lists in all."""
    rare = wanted * wanted <= 2 * areas  # then lists with an area twice are rare enough to be thrown away
    block = max(1, _AT_ONCE // (wanted if rare else areas))
    for start in range(0, permutations, block):
        lists = min(block, permutations - start)
        if not rare:
            yield rng.permuted(np.tile(np.arange(areas), (lists, 1)), axis=1)[:, :wanted]
            continue
        drawn = rng.integers(areas, size=(lists, wanted))
        again = np.arange(lists)
        while again.size:
            in_order = np.sort(drawn[again], axis=1)
            again = again[(in_order[:, 1:] == in_order[:, :-1]).any(axis=1)]
            drawn[again] = rng.integers(areas, size=(len(again), wanted))
        yield drawn


def _warnings(graph: Graph, part: Graph, missing: Flags) -> list[str]:
    warnings = []
    if missing.any():
        warnings.append(
            f"{np.count_nonzero(missing)} of {len(graph)} areas have no value and take no part: "
            f"{named(graph.codes[missing])}."
        )
    if part.islands:
        warnings.append(
            f"{len(part.islands)} areas have no neighbour with a value, so nothing can be said of them: "
            f"{named(part.islands)}. Join them to the areas that they belong with, where there are such."
        )
    return warnings

"""Knows how to draw weights around the stated ones, at every level of groups, and how wide; scores nothing."""

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zonelab.indicators.specification import Specification, SpecificationError

Floats = NDArray[np.float64]

SPREAD = 0.25


def concentration_for(groups: int, spread: float = SPREAD) -> float:
    """The concentration at which the weight of an average group is off by `spread` of itself, up or down.

    groups: how many have weight; spread: standard deviation of the weight of a group that has 1 / groups of all
    weight, as a share of that weight. A share s drawn from Dirichlet(c × shares) has the variance s (1 − s) /
    (c + 1), so c = (groups − 1) / spread² − 1. Raises SpecificationError.

    >>> concentration_for(4)
    47.0
    """
    others = max(groups - 1, 1)
    if not 0 < spread < math.sqrt(others):
        raise SpecificationError(
            f"A spread of {spread:g} is not possible for {groups} weights. Give more than 0 and less than "
            f"{math.sqrt(others):.2f}."
        )
    return others / spread**2 - 1


def gamma_draws(shares: ArrayLike, concentration: float, draws: int, rng: np.random.Generator) -> Floats:
    """Draws × groups, independent of each other: divided by their sum (`shares_of`) they are Dirichlet weights."""
    if not (math.isfinite(concentration) and concentration > 0):
        raise SpecificationError(f"The concentration of weights is a number above 0, not {concentration!r}.")
    return rng.standard_gamma(concentration * np.asarray(shares, dtype=np.float64), (draws, np.size(shares)))


def shares_of(weights: Floats) -> Floats:
    """Each row made to sum to 1."""
    # Divided by the largest first: the sum of huge weights would be infinite, and that of tiny ones 0.
    largest = weights.max(axis=1, keepdims=True)
    scaled = weights / np.where(largest > 0, largest, 1.0)
    shares: Floats = scaled / scaled.sum(axis=1, keepdims=True)
    return shares


def dirichlet_weights(shares: ArrayLike, concentration: float, draws: int, rng: np.random.Generator) -> Floats:
    """Draws × groups, each row of sum 1, with the stated shares as their mean; a share of 0 stays 0.

    shares: of sum 1; concentration: above 0; the higher, the closer the draws lie to the shares.
    Source: OECD and JRC (2008), Handbook on Constructing Composite Indicators, step 7.

    >>> weights = dirichlet_weights([0.75, 0.25, 0.0], 47.0, 1000, np.random.default_rng(1))
    >>> weights.mean(axis=0).round(2).tolist(), weights.std(axis=0).round(2).tolist()
    ([0.75, 0.25, 0.0], [0.06, 0.06, 0.0])
    """
    return shares_of(gamma_draws(shares, concentration, draws, rng))


@dataclass(frozen=True, eq=False)
class Levels:
    """Which weights are a choice: those of groups side by side, at every level; made by `Levels.of`.

    names: groups with weight, highest first; beside: places in `names` of those that lie side by side, a set each;
    shares: of each among those beside it; ways: for each lowest group the places on its way up, empty without weight.
    """

    names: tuple[str, ...]
    beside: tuple[NDArray[np.int64], ...]
    shares: Floats
    ways: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, spec: Specification) -> "Levels":
        """Groups in groups draw their weights at each level, so that a group is as unsure as its own level is.

        >>> from zonelab.indicators.specification import Indicator
        >>> spec = Specification((Indicator("a", "x"), Indicator("b", "y"), Indicator("c", "z")),
        ...     {"x": 1, "y": 3, "z": 1, "safe": 1}, above={"x": "safe", "y": "safe"})
        >>> levels = Levels.of(spec)
        >>> levels.names, levels.shares.tolist(), levels.weights(np.ones((1, 4))).tolist()
        (('safe', 'z', 'x', 'y'), [0.5, 0.5, 0.25, 0.75], [[0.25, 0.25, 0.5]])
        """
        used = [group for group, share in spec.group_shares().items() if share > 0]
        children: dict[str, list[str]] = {}
        for group in used:
            way = (*spec.way_up(group), "")
            for below, above in pairwise(way):
                if below not in children.setdefault(above, []):
                    children[above].append(below)
        names: list[str] = []
        beside, shares, waiting = [], [], [""]
        while waiting:
            these = children.get(waiting.pop(0), [])
            if these:
                largest = max(spec.group_weights[name] for name in these)
                scaled = np.array([spec.group_weights[name] / largest for name in these])
                shares.append(scaled / scaled.sum())
                beside.append(np.arange(len(names), len(names) + len(these)))
                names += these
                waiting += these
        ways = tuple(
            tuple(names.index(name) for name in spec.way_up(group)) if group in used else () for group in spec.groups
        )
        return cls(tuple(names), tuple(beside), np.concatenate(shares), ways)

    @property
    def choices(self) -> tuple[str, ...]:
        """Groups that have another one beside them."""
        return tuple(self.names[place] for places in self.beside if len(places) > 1 for place in places.tolist())

    def concentration_at_top(self, given: float | None) -> float:
        return concentration_for(len(self.beside[0])) if given is None else given

    def gammas(self, concentration: float | None, draws: int, rng: np.random.Generator) -> Floats:
        """Draws × names, independent; concentration: for every level, None = `concentration_for` at each."""
        columns = []
        for places in self.beside:
            here = concentration_for(len(places)) if concentration is None else concentration
            columns.append(gamma_draws(self.shares[places], here, draws, rng))
        return np.concatenate(columns, axis=1)

    def weights(self, gammas: Floats) -> Floats:
        """Draws × lowest groups, each row of sum 1: the product of the shares on the way up."""
        shares = np.empty_like(gammas)
        for places in self.beside:
            shares[:, places] = shares_of(gammas[:, places])
        found = np.zeros((len(gammas), len(self.ways)))
        for column, way in enumerate(self.ways):
            if way:
                found[:, column] = shares[:, list(way)].prod(axis=1)
        return found

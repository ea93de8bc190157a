"""Knows how to draw weights around the stated ones, and what their spread means in words; scores nothing."""

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zonelab.indicators.specification import SpecificationError

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

"""Leaves out pairs of candidates that cannot both be in a set that is good enough, by bounds alone; compiled loops.

For a pair the best that a set can reach is bounded by its own distance and, for each of the k − 2 others, the
distances to both and half of its own k − 3 largest (as Erkut 1990 bounds the dispersion of a partial set, The discrete
p-dispersion problem, European Journal of Operational Research 46(1)).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zonelab.core.compiled import compiled
from zonelab.regions.contrast.distances import Floats

Flags = NDArray[np.bool_]

_RATIOS = (0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1.0, 3.0)
_ROUNDS = 4
_FEW = 120  # candidates; a closer look takes longer the more there are
_DEPTH = 2  # candidates that are taken as given at once
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Hurdle:
    """A good enough set has need × Σ need + distance × Σ distance of its pairs ≥ least."""

    need: float
    distance: float
    least: float


def mixtures(hurdles: list[Hurdle]) -> list[Hurdle]:
    """The hurdles, and sums of two of them: what passes both passes these, and they see more."""
    mixed = [
        Hurdle(one.need + ratio * other.need, one.distance + ratio * other.distance, one.least + ratio * other.least)
        for place, one in enumerate(hurdles)
        for other in hurdles[:place]
        for ratio in _RATIOS
    ]
    return hurdles + mixed


def pairs_left(allowed: Flags, distances: Floats, need: Floats, k: int, hurdles: list[Hurdle]) -> Flags:
    """The pairs that can still be in one set of k that passes all hurdles.

    allowed: n × n, symmetric, False on the diagonal; a copy comes back. Where few candidates are left, each in turn is
    taken as given and the pairs of the others are looked at again, with another one given too: that sees more.
    """
    mixed = mixtures(hurdles)
    weights = np.array([hurdle.need * need for hurdle in mixed]).reshape(len(mixed), len(need))
    by_distance = np.array([hurdle.distance for hurdle in mixed])
    least = np.array([hurdle.least - _ROUNDING for hurdle in mixed])
    left = allowed.copy()
    for _ in range(_ROUNDS):
        before = int(left.sum())
        _strike(left, distances, weights, k, by_distance, least)
        if int(left.sum()) == before:
            break
    alive = np.flatnonzero(left.any(axis=1))
    if len(mixed) and len(alive) <= _FEW:
        inside = np.ix_(alive, alive)
        left[inside] = _closer(left[inside], distances[inside], weights[:, alive], k, by_distance, least, _DEPTH)
    return left


def _closer(
    allowed: Flags, distances: Floats, weights: Floats, k: int, by_distance: Floats, least: Floats, depth: int
) -> Flags:
    """The pairs left when each candidate in turn is given; each set is looked at under the first of its candidates."""
    _strike(allowed, distances, weights, k, by_distance, least)
    if depth == 0 or k <= 2 or not allowed.any():
        return allowed
    kept = np.zeros_like(allowed)
    for place in range(len(allowed)):
        beside = np.flatnonzero(allowed[place])
        allowed[place] = allowed[:, place] = False
        if len(beside) < k - 1:
            continue
        inside = np.ix_(beside, beside)
        heavier = weights[:, beside] + by_distance[:, None] * distances[place, beside]
        rest = least - weights[:, place]
        part = _closer(allowed[inside], distances[inside], heavier, k - 1, by_distance, rest, depth - 1)
        kept[inside] |= part
        alive = beside[part.any(axis=1)]
        kept[place, alive] = kept[alive, place] = True
    return kept


@compiled
def _strike(allowed: Flags, distances: Floats, weights: Floats, k: int, by_distance: Floats, least: Floats) -> None:
    """Strike out, in place, the pairs whose bound fails a hurdle."""
    n = len(allowed)
    own = np.zeros(n)
    largest = np.zeros(max(k, 1))
    for hurdle in range(len(least)):
        weight, factor = weights[hurdle], by_distance[hurdle]
        for b in range(n):
            held = 0
            for other in range(n):
                if allowed[b, other]:
                    held = _keep(largest, held, k - 3, distances[b, other])
            own[b] = weight[b] + factor * largest[:held].sum() / 2
        for i in range(n):
            for j in range(i + 1, n):
                if not allowed[i, j]:
                    continue
                held = 0
                for b in range(n):
                    if allowed[i, b] and allowed[j, b]:
                        held = _keep(largest, held, k - 2, own[b] + factor * (distances[i, b] + distances[j, b]))
                best = weight[i] + weight[j] + factor * distances[i, j] + largest[:held].sum()
                if held < k - 2 or best < least[hurdle]:
                    allowed[i, j] = allowed[j, i] = False


@compiled
def _keep(largest: Floats, held: int, most: int, value: float) -> int:
    """Put a value among the `most` largest, in falling order; gives how many are held now."""
    if most <= 0 or (held == most and value <= largest[held - 1]):
        return held
    place = held if held < most else most - 1
    while place > 0 and largest[place - 1] < value:
        largest[place] = largest[place - 1]
        place -= 1
    largest[place] = value
    return min(held + 1, most)

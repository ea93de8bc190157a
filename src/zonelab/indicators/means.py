"""Knows how the means of the groups become one score under each mean, and which part each group has in it; ranks none.

A geometric or harmonic mean needs numbers above zero: 0 to 100 is taken to 1 to 100 first, x → 1 + .99 x, and the score
back. The parts, with G the mean on 1 to 100 and m the group means there:
- arithmetic: w m;
- geometric: w ln m × (G − 1) / ln G / .99, the logarithmic mean of G and 1 as in LMDI;
- harmonic: w (1 − 1/m) × G / .99.
They sum exactly to the score, and a group without any need (0) has no part. For majorities (Copeland) see `majority`.
Source: Ang (2004), Decomposition analysis for policymaking in energy, Energy Policy 32(9), for LMDI.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_STRETCH = 0.99


@dataclass(frozen=True)
class Mean:
    """turn: group means (0 to 100) to what is added up by weight; back: the sum to a score; parts: areas × groups,
    of group means and weights, summing to the score; sign: −1 where a larger sum is a lower score."""

    turn: Callable[[Floats], Floats]
    back: Callable[[Floats], Floats]
    parts: Callable[[Floats, Floats], Floats]
    sign: float = 1.0


def _above_zero(means: Floats) -> Floats:
    return 1 + _STRETCH * np.maximum(means, 0.0)  # error may take a mean below 0


def _same(means: Floats) -> Floats:
    return means


def _log(means: Floats) -> Floats:
    logs: Floats = np.log(_above_zero(means))
    return logs


def _exp(sums: Floats) -> Floats:
    scores: Floats = (np.exp(sums) - 1) / _STRETCH
    return scores


def _inverse(means: Floats) -> Floats:
    return 1 / _above_zero(means)


def _inverse_back(sums: Floats) -> Floats:
    return (1 / sums - 1) / _STRETCH


def _arithmetic_parts(means: Floats, weights: Floats) -> Floats:
    return means * weights


def _geometric_parts(means: Floats, weights: Floats) -> Floats:
    parts = weights * _log(means)
    total = parts.sum(axis=1, keepdims=True)
    # (e^t − 1) / t is 1 at t = 0, where all parts are 0 anyway.
    slope = np.divide(np.expm1(total), total, out=np.ones_like(total), where=total > 0)
    whole: Floats = parts * slope / _STRETCH
    return whole


def _harmonic_parts(means: Floats, weights: Floats) -> Floats:
    short = weights * (1 - _inverse(means))
    parts: Floats = short / (1 - short.sum(axis=1, keepdims=True)) / _STRETCH
    return parts


MEANS: Mapping[str, Mean] = {
    "arithmetic": Mean(_same, _same, _arithmetic_parts),
    "geometric": Mean(_log, _exp, _geometric_parts),
    "harmonic": Mean(_inverse, _inverse_back, _harmonic_parts, -1.0),
}
ASSUMED: Mapping[str, str] = {
    "arithmetic": "A low value in one indicator can be made up by a high value in another: weighted values are added.",
    "geometric": "A low value in one group can be made up by a high value in another only in part: weighted group "
    "means are multiplied (on 1 to 100). Within a group values are added.",
    "harmonic": "A low value in one group can hardly be made up by a high value in another: the harmonic mean is taken "
    "(on 1 to 100). Within a group values are added.",
    "copeland": "No strength makes up for a weakness: of two areas the one counts that has more need on more than half "
    "of the weight, by how much does not count. A score is how many of 100 other areas an area passes so, those that "
    "are level counting half. Such a score has no parts that sum to it.",
}

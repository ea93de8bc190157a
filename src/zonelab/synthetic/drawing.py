"""Knows how rates and proportions move, are counted and began from a seed; knows no indicator and no place."""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from zonelab.core.provenance import digest

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
Kind = Literal["rate", "proportion"]

_NEXT_TO_NOTHING = 1e-9  # of overdispersion: the gamma distribution would need numbers too large to hold
PER = {"rate": 1000, "proportion": 1}  # a rate is told per 1,000 of whom it is about, a proportion from 0 to 1


def shifted(kind: Kind, middle: float | Floats, by: Floats) -> Floats:
    """Move rates on the log scale, proportions on the logit scale; `by` above 0 makes both higher.

    >>> shifted("rate", 10.0, np.log([1.0, 2.0])).tolist()
    [10.0, 20.0]
    >>> shifted("proportion", 0.5, np.log([1.0, 3.0])).tolist()
    [0.5, 0.75]
    """
    if kind == "rate":
        rate: Floats = middle * np.exp(by)
        return rate
    proportion: Floats = 1 / (1 + np.exp(-(np.log(middle / (1 - middle)) + by)))
    return proportion


def drawn(kind: Kind, expected: Floats, denominator: Floats, rng: np.random.Generator) -> Counts:
    """Events (Poisson) or people (binomial) counted among `denominator` where `expected` is true of them."""
    if kind == "rate":
        return rng.poisson(expected * denominator / PER[kind])
    return rng.binomial(denominator.astype(np.int64), expected)


def overdispersed(expected: Floats, overdispersion: float, rng: np.random.Generator) -> Counts:
    """Negative binomial counts of mean m and variance m + overdispersion · m²; 0, or next to it: Poisson.

    Drawn as Poisson counts whose mean is itself drawn from a gamma distribution.
    Source: Cameron and Trivedi (2013), Regression Analysis of Count Data, section 3.3 (NB2).
    """
    if overdispersion < _NEXT_TO_NOTHING:
        return rng.poisson(expected)
    return rng.poisson(expected * rng.gamma(1 / overdispersion, overdispersion, size=expected.shape))


def counted_value(kind: Kind, count: Counts, denominator: Floats) -> Floats:
    """The rate or proportion that was counted; NaN where there was nobody to count.

    >>> counted_value("rate", np.array([3, 0]), np.array([1500.0, 0.0])).tolist()
    [2.0, nan]
    """
    among = np.where(denominator > 0, denominator, np.nan)
    value: Floats = count / among * PER[kind]
    return value


def seed_of(rng: np.random.Generator) -> int | None:
    """The number that default_rng was started with; None if something was drawn since (no repeat then)."""
    entropy = getattr(rng.bit_generator.seed_seq, "entropy", None)
    if not isinstance(entropy, int):
        return None
    fresh = np.random.default_rng(entropy).bit_generator
    return entropy if digest(fresh.state) == digest(rng.bit_generator.state) else None

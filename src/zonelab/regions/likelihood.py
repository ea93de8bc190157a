"""Knows how much likelier a count is with a cluster than without one (Poisson model); knows no map and no window."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zonelab.regions.observed import Counts, Floats

_HAIR = 1e-9  # of all cases: by so much must a window pass what is expected, since sums are rounded


@dataclass(frozen=True, eq=False)
class Likelihood:
    """Log-likelihood ratios where `total` cases fall among all areas.

    With c cases in a window, e expected and C in all: c log(c / e) + (C − c) log((C − c) / (C − e)) where c > e,
    else 0. Source: Kulldorff (1997), A spatial scan statistic, Communications in Statistics 26(6), formula for
    the Poisson model given the total.
    """

    total: int
    own: Floats  # c log(c / C) + (C − c) log((C − c) / C), for c = 0 … C

    @classmethod
    def of(cls, total: int) -> "Likelihood":
        """Make the table for so many cases."""
        share = np.arange(total + 1, dtype=np.float64) / max(total, 1)
        logs = np.log(share, out=np.zeros_like(share), where=share > 0)
        own = total * share * logs
        return cls(total, own + own[::-1])

    def ratios(self, counted: Counts, expected: Floats) -> Floats:
        """Ratios of windows × draws. counted: windows × draws, whole; expected: windows, their sum over all = total.

        >>> Likelihood.of(10).ratios(np.array([[8, 2]]), np.array([4.0])).round(4)
        array([[3.348, 0.   ]])
        """
        inside, outside = expected / max(self.total, 1), 1 - expected / max(self.total, 1)
        log_in = np.log(inside, out=np.zeros_like(inside), where=inside > 0)[:, None]
        log_out = np.log(outside, out=np.zeros_like(outside), where=outside > 0)[:, None]
        ratio = self.own[counted]
        ratio -= counted * (log_in - log_out)
        ratio -= self.total * log_out
        ratio *= counted > expected[:, None] + _HAIR * self.total
        higher: Floats = np.maximum(ratio, 0.0, out=ratio)
        return higher

    def steepness(self, expected: Floats) -> Floats:
        """s of each window such that no ratio is above (s (c − e))²; 0 where nothing or everything is expected.

        >>> Likelihood.of(10).steepness(np.array([0.0, 2.0, 10.0])).round(3)
        array([0.   , 0.791, 0.   ])
        """
        room = expected * (self.total - expected)
        is_open = room > _HAIR**2 * self.total**2
        steep: Floats = np.sqrt(np.divide(self.total, room, out=np.zeros_like(room), where=is_open))
        return steep


def raised_from(expected: Floats, level: float) -> Counts:
    """The smallest count of each area that is raised: whose mid-p, P(X > c) + P(X = c) / 2, is below the level.

    expected: n means of Poisson counts X, 0 = never raised (a count above any other is returned).

    >>> raised_from(np.array([0.5, 2.0, 100.0]), 0.2).tolist()
    [2, 4, 109]
    """
    return np.array([_raised_from(mean, level) if mean > 0 else _NEVER for mean in expected.tolist()], dtype=np.int64)


_NEVER = np.iinfo(np.int64).max


def _raised_from(mean: float, level: float) -> int:
    reach = 12 * math.sqrt(mean) + 40  # beyond it lies less than 1e-15
    counts = np.arange(max(0, math.floor(mean - reach)), math.ceil(mean + reach), dtype=np.float64)
    logs = np.concatenate([[0.0], np.cumsum(np.log(mean / counts[1:]))])
    chance = np.exp(logs - logs.max())
    chance /= chance.sum()
    # Summed from the small end, so that nothing is lost.
    above = np.concatenate([np.cumsum(chance[::-1])[::-1][1:], [0.0]])
    raised: NDArray[np.bool_] = above + chance / 2 < level
    return int(counts[int(np.argmax(raised))])

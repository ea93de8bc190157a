"""Knows how to rank numbers, with ties and missing ones; does not know what they measure."""

import numpy as np
from numpy.typing import NDArray

# Scores closer than this are the same score: what separates them is rounding, not need.
TIE = 1e-9


def average_rank(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rank one column from 1 (smallest); equal values share the mean of their ranks; NaN stays NaN.

    >>> average_rank(np.array([10.0, 30.0, np.nan, 10.0]))
    array([1.5, 3. , nan, 1.5])
    """
    order = np.argsort(values)  # NaN goes last
    known = len(values) - int(np.isnan(values).sum())
    ranks = np.full(len(values), np.nan)
    if known:
        ordered = values[order[:known]]
        starts = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
        ends = np.append(starts[1:], known)
        ranks[order[:known]] = np.repeat((starts + 1 + ends) / 2, ends - starts)
    return ranks


def rank_from_top(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rank scores from 1 (highest); ties share the smallest rank and use up the next ones; NaN stays NaN.

    Scores less than 1e-9 from their neighbour in the order are ties, so that the answer does not hang on
    rounding.

    >>> rank_from_top(np.array([50.0, 80.0, np.nan, 50.0, 10.0]))
    array([ 2.,  1., nan,  2.,  4.])
    """
    order = np.argsort(-scores)
    known = len(scores) - int(np.isnan(scores).sum())
    ranks = np.full(len(scores), np.nan)
    if known:
        ordered = scores[order[:known]]
        starts = np.flatnonzero(np.concatenate(([True], ordered[:-1] - ordered[1:] > TIE)))
        ranks[order[:known]] = np.repeat(starts + 1.0, np.diff(np.append(starts, known)))
    return ranks

"""Knows how far one weight must move before other areas are in the top k; moves one weight at a time, draws nothing."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zonelab.indicators.composite import Prepared
from zonelab.indicators.means import MEANS
from zonelab.indicators.ranks import TIE, rank_from_top
from zonelab.indicators.scored_areas import ScoredAreas
from zonelab.indicators.specification import SpecificationError

Floats = NDArray[np.float64]

_PAIRS = 4_000_000  # pairs of areas that are compared at once
_SAME = 1e-12


@dataclass(frozen=True)
class TurningPoint:
    """The smallest change of one group's weight that alters the top k, all others keeping their proportions.

    share: the group's stated share of all weight, 0 to 1; down, up: the nearest shares below and above it at which
    one area overtakes another (at the share itself they are level, beyond it they have changed places), None =
    never; change: the smaller of the two ways, None = no change of this weight alters the top k; enters, leaves:
    codes of the areas that change places there, empty where there is no change.
    """

    group: str
    share: float
    down: float | None
    up: float | None
    change: float | None
    enters: str = ""
    leaves: str = ""

    def summary(self) -> str:
        """The turning point in words."""
        if self.change is None:
            return f"{self.group}: no weight of it alone alters the top."
        return (
            f"{self.group}: from {self.share:.2%} to {self.share + self.change:.2%} of all weight, "
            f"{self.enters} takes the place of {self.leaves}."
        )


def turning_points(given: Prepared | ScoredAreas, k: int) -> tuple[TurningPoint, ...]:
    """For each group the smallest change of its weight that alters which areas are in the top k; soonest first.

    With share t of one group and the others scaled by (1 − t), each score is a straight line in t (its logarithm for a
    geometric mean, its inverse for a harmonic one). The top k changes where the line of an area inside first meets that
    of one outside: this is reckoned for every such pair, so it is exact. A group of groups moves as a whole: what lies
    in it keeps its proportions, too. Areas level at the edge (within 1e-9) all count as inside. Areas without a score
    take no part; a group of weight 0 that lacks a value in a scored area is left out, because raising it would take
    that score away.
    Raises SpecificationError when k is not a whole number of 1 or more, and for majorities (mean "copeland"), which
    change by leaps and not along a line.

    >>> import pandas as pd
    >>> from zonelab.indicators import Indicator, Specification, prepare
    >>> spec = Specification((Indicator("burglary", "safe"), Indicator("asthma", "well")), {"safe": 3, "well": 1},
    ...     "min_max")
    >>> table = pd.DataFrame({"burglary": [10.0, 6, 0], "asthma": [0.0, 10, 5]}, index=["A", "B", "C"])
    >>> print(turning_points(prepare(table, spec), k=1)[0].summary())
    safe: from 75.00% to 71.43% of all weight, B takes the place of A.
    """
    checked_k(k)
    prepared = given.prepared if isinstance(given, ScoredAreas) else given
    spec = prepared.specification
    if spec.mean == "copeland":
        raise SpecificationError("Majorities (Copeland) have no turning points. Draw weights: rank_uncertainty().")
    mean = MEANS[spec.mean]
    shares = np.array(list(spec.group_shares().values()))
    used = shares > 0
    known = ~np.isnan(prepared.group_means[:, used]).any(axis=1)
    codes = prepared.codes.to_numpy()[known]
    means = mean.sign * mean.turn(prepared.group_means[known])
    score = np.where(used, means * shares, 0.0).sum(axis=1)
    inside = rank_from_top(mean.back(mean.sign * score)) <= k
    found = []
    for group in spec.all_groups:
        members = np.array([group in spec.way_up(name) for name in spec.groups])
        share = float(shares[members].sum())
        if share > 0:
            own = np.where(members & used, means * shares, 0.0).sum(axis=1) / share
        elif members.sum() == 1:
            own = means[:, int(np.flatnonzero(members)[0])]
        else:
            continue
        if not np.isnan(own).any():
            found.append(_turning_point(group, share, score, own, inside, codes))
    return tuple(sorted(found, key=lambda point: (point.change is None, abs(point.change or 0.0))))


def checked_k(k: int) -> None:
    if isinstance(k, bool) or not isinstance(k, int | np.integer) or k < 1:
        raise SpecificationError(f"k is how many areas are at the top: a whole number of 1 or more, not {k!r}.")


def _turning_point(
    group: str, share: float, score: Floats, own: Floats, inside: NDArray[np.bool_], codes: NDArray[np.object_]
) -> TurningPoint:
    nothing = TurningPoint(group, float(share), None, None, None)
    if share >= 1 - _SAME or inside.all():
        return nothing  # there is no other weight to scale, or nobody outside
    slope = (own - score) / (1 - share)  # of the score, when the share grows by 1: own − mean of the others
    ways = []
    for direction, room in ((-1.0, float(share)), (1.0, 1 - float(share))):
        met = _first_meeting(score, direction * slope, inside, codes)
        ways.append(met if met is not None and met[0] <= room + _SAME else None)
    down, up = ways
    nearest = min((way for way in ways if way is not None), default=None)
    if nearest is None:
        return nothing
    sign = -1.0 if nearest is down else 1.0
    return TurningPoint(
        group=group,
        share=float(share),
        down=None if down is None else max(0.0, float(share) - down[0]),
        up=None if up is None else min(1.0, float(share) + up[0]),
        change=sign * nearest[0],
        enters=nearest[1],
        leaves=nearest[2],
    )


def _first_meeting(
    score: Floats, slope: Floats, inside: NDArray[np.bool_], codes: NDArray[np.object_]
) -> tuple[float, str, str] | None:
    """How far until an area outside meets one inside: distance, who enters, who leaves."""
    within, without = np.flatnonzero(inside), np.flatnonzero(~inside)
    step = max(1, _PAIRS // len(without))
    best = np.inf
    pairs: list[tuple[str, str]] = []
    for start in range(0, len(within), step):
        these = within[start : start + step]
        ahead = score[these, None] - score[None, without]
        closing = slope[None, without] - slope[these, None]
        distance = np.divide(ahead, closing, out=np.full(ahead.shape, np.inf), where=closing > TIE)
        nearest = float(distance.min())
        if nearest > best + _SAME:
            continue
        rows, columns = np.nonzero(distance <= nearest + _SAME)
        if nearest < best - _SAME:
            pairs = []
        best = min(best, nearest)
        pairs += [
            (str(codes[without[column]]), str(codes[these[row]])) for row, column in zip(rows, columns, strict=True)
        ]
    if not pairs:
        return None
    enters, leaves = min(pairs)  # by code, so that the order of the areas does not matter
    return best, enters, leaves

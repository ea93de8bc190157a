"""Knows how areas compare two by two, so that no strength makes up for a weakness; knows no distances.

Of two areas the one wins that is ahead on indicators with more than half of the weight. An area's Copeland score is
its wins less its defeats. Only order counts: how far one is ahead does not, so no scale has to be chosen and an
outlier is worth no more than any other lead.
Source: Munda and Nardo (2009), Noncompensatory/nonlinear composite indicators for ranking countries: a defensible
setting, Applied Economics 41(12), for the outranking matrix; Copeland (1951), A reasonable social welfare function;
COINr, outrankMatrix and copeland.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zonelab.core.provenance import Provenance
from zonelab.core.results import Shapes, features
from zonelab.indicators.counts import sealed
from zonelab.indicators.ranks import rank_from_top
from zonelab.indicators.tables import matrix_of, table_of
from zonelab.indicators.values import ValuesError, named

Floats = NDArray[np.float64]
_CELLS = 100_000  # of a block of pairs: what a processor keeps at hand
EVEN = 1e-12  # a lead this small is rounding of the weights


@dataclass(frozen=True, eq=False)
class Copeland:
    """How each area does against each other; arrays with one entry an area, read-only.

    score: wins − defeats, from −(n − 1) to n − 1; rank: 1 = highest score, ties share the smallest; wins, defeats,
    even: against how many areas, sums to n − 1 less `apart`; apart: areas with which it shares no known indicator.
    """

    codes: "pd.Index[str]"
    score: Floats
    rank: Floats
    wins: Floats
    defeats: Floats
    even: Floats
    apart: Floats
    weights: Mapping[str, float]
    warnings: tuple[str, ...]
    provenance: Provenance

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the comparison takes for granted, in words."""
        return (
            "All indicators point the same way: more is more of what is ranked.",
            "How far an area is ahead does not count, only on how much of the weight it is.",
            "An area may win against a second, the second against a third and the third against the first: then their "
            "order hangs on the others in the table, and taking one area out may change it.",
        )

    def to_geojson(self, boundaries: Shapes) -> dict[str, Any]:
        """A FeatureCollection with the columns of `to_frame`. Raises ResultError for areas without a boundary."""
        return features(boundaries, self.to_frame())

    def summary(self) -> str:
        """Who passes most others, in words."""
        top = [str(code) for code in self.codes[self.rank == 1]]
        first = (
            f"{len(self.codes)} areas are compared two by two. {named(top)} "
            f"{'is' if len(top) == 1 else 'are'} first: {self.wins.max():g} others passed at most."
        )
        return "\n".join((first, *self.warnings))

    def to_frame(self) -> pd.DataFrame:
        """One row an area."""
        names = ("score", "rank", "wins", "defeats", "even", "apart")
        return pd.DataFrame({name: getattr(self, name) for name in names}, index=self.codes)


def outranking_matrix(values: pd.DataFrame, weights: Mapping[str, float] | None = None) -> pd.DataFrame:
    """For each pair, on how much of the weight the row's area is ahead of the column's: areas × areas, 0 to 1.

    Half of the weight of an indicator on which both are equal counts for each, so that a cell and its mirror sum to 1;
    an area against itself is 0.5. A pair is compared on the indicators that are known in both, NaN = none is.
    Arguments and errors as in `copeland`. The matrix has n² cells: for many areas use `copeland`, which keeps none.

    >>> outranking_matrix(pd.DataFrame({"x": [1.0, 2], "y": [5.0, 5]}, index=["A", "B"])).to_numpy().tolist()
    [[0.5, 0.25], [0.75, 0.5]]
    """
    matrix, shares = _prepared(values, weights)
    lead, shared = leads(matrix, shares, slice(0, len(matrix)))
    share = np.divide(lead, shared, out=np.full_like(lead, np.nan), where=shared > 0)
    return table_of((1 + share) / 2, values.index, values.index)


def copeland(values: pd.DataFrame, weights: Mapping[str, float] | None = None) -> Copeland:
    """Rank areas by their wins less their defeats against each other.

    values: one row an area, index = area code, one column an indicator, NaN = missing; more is more of what is ranked
    (turn a column round, −x, where it is not). weights: zero or more, of any sum, one for each indicator (None: all
    the same); for groups of groups give `Hierarchy.shares()`. A pair is compared on the indicators known in both.
    Needs time of areas² × indicators (minutes for tens of thousands of areas), and little memory.
    Raises ValuesError (a ValueError).

    >>> table = pd.DataFrame({"x": [3.0, 2, 1], "y": [1.0, 3, 2], "z": [3.0, 2, 1]}, index=["A", "B", "C"])
    >>> result = copeland(table)
    >>> result.score.tolist(), result.rank.tolist()
    ([2.0, 0.0, -2.0], [1.0, 2.0, 3.0])
    """
    matrix, shares = _prepared(values, weights)
    areas = len(matrix)
    wins, defeats, apart = np.zeros(areas), np.zeros(areas), np.zeros(areas)
    block = max(1, _CELLS // areas)
    for start in range(0, areas, block):
        rows = slice(start, start + block)
        lead, shared = leads(matrix, shares, rows)
        wins[rows] = np.count_nonzero(lead > EVEN, axis=1)
        defeats[rows] = np.count_nonzero(lead < -EVEN, axis=1)
        apart[rows] = np.count_nonzero(shared <= 0, axis=1)
    # An area that knows nothing shares nothing with itself either.
    apart -= np.isnan(matrix[:, shares > 0]).all(axis=1)
    score = wins - defeats
    even = areas - 1 - wins - defeats - apart
    keys = list(values.columns)
    given = {"values": table_of(matrix, values.index, keys), "weights": dict(zip(keys, shares.tolist(), strict=True))}
    return Copeland(
        codes=pd.Index(values.index, name="code"),
        score=sealed(score),
        rank=sealed(rank_from_top(score)),
        wins=sealed(wins),
        defeats=sealed(defeats),
        even=sealed(even),
        apart=sealed(apart),
        weights=dict(zip(keys, shares.tolist(), strict=True)),
        warnings=_warnings(matrix, apart, values.index),
        provenance=Provenance.of(given),
    )


def _prepared(values: pd.DataFrame, weights: Mapping[str, float] | None) -> tuple[Floats, Floats]:
    matrix = matrix_of(values)
    given = dict.fromkeys(values.columns, 1.0) if weights is None else dict(weights)
    differing = sorted(set(given) ^ set(values.columns))
    if differing:
        raise ValuesError(f"Give one weight for each indicator of the table. Mend: {named(differing)}.")
    numbers = np.array([given[key] for key in values.columns], dtype=np.float64)
    if not (np.isfinite(numbers).all() and (numbers >= 0).all() and numbers.max() > 0):
        raise ValuesError("Weights are numbers, zero or more, and one of them above. Mend the weights.")
    numbers = numbers / numbers.max()  # first, since the sum of huge weights would be infinite
    return matrix, numbers / numbers.sum()


def leads(matrix: Floats, shares: Floats, rows: slice) -> tuple[Floats, Floats]:
    """Rows × areas: weight on which the row's area is ahead less that on which it is behind; weight known in both."""
    shape = (len(matrix[rows]), len(matrix))
    lead, shared = np.zeros(shape), np.zeros(shape)
    for place in np.flatnonzero(shares > 0).tolist():
        every = np.ascontiguousarray(matrix[:, place])
        here = every[rows, None]
        ahead = (here > every).view(np.int8)
        ahead -= (here < every).view(np.int8)
        lead += shares[place] * ahead
        known = ~np.isnan(every)
        shared += shares[place] if known.all() else shares[place] * (known[rows, None] & known)
    return lead, shared


def _warnings(matrix: Floats, apart: Floats, codes: "pd.Index[Any]") -> tuple[str, ...]:
    gaps = int(np.isnan(matrix).any(axis=1).sum())
    told = []
    if gaps:
        told.append(
            f"{gaps} of {len(codes)} areas have gaps. They are compared on what both areas of a pair have, which is "
            "not the same for all pairs."
        )
    lonely = codes[apart > 0]
    if len(lonely):
        told.append(f"These share no indicator with some other area, and are not compared with it: {named(lonely)}.")
    return tuple(told)

"""Knows which indicators say the same thing twice; weighs nothing and takes nothing out.

Sources: OECD and JRC (2008), Handbook on Constructing Composite Indicators, step 4; the effective number of
dimensions is the participation ratio (Σλ)² / Σλ² of the eigenvalues of the correlation matrix.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zonelab.core.provenance import Provenance
from zonelab.indicators.ranks import average_rank
from zonelab.indicators.values import ValuesError, named

Floats = NDArray[np.float64]

THRESHOLD = 0.9
_FEWEST = 3


@dataclass(frozen=True, eq=False)
class Redundancy:
    """How indicators go together. Tables are indicators × indicators, NaN = cannot be reckoned.

    pearson, spearman: correlation of values and of ranks, over the areas that have both, −1 to 1; counted: how many
    these are; pairs: one row a pair (first, second, pearson, spearman), strongest first by rank correlation, sign
    aside; alike: sets of indicators tied together by pairs at or above the threshold; explained: share of each
    indicator's variance that all others explain (R²), 0 to 1, over the areas that have all; dimensions: how many
    indicators of their own the table is worth, 1 to their number, NaN where a correlation is missing.
    """

    pearson: pd.DataFrame
    spearman: pd.DataFrame
    counted: pd.DataFrame
    pairs: pd.DataFrame
    alike: tuple[tuple[str, ...], ...]
    explained: "pd.Series[float]"
    dimensions: float
    threshold: float
    warnings: tuple[str, ...]
    provenance: Provenance

    def to_frame(self) -> pd.DataFrame:
        """One row a pair of indicators: first, second, pearson, spearman, strongest first."""
        return self.pairs.copy()

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the answer takes for granted, in words."""
        return (
            "Indicators that go together here may part elsewhere, or later: that is no reason by itself to drop one.",
        )

    def summary(self) -> str:
        """The answer in words."""
        lines = [
            f"The {len(self.explained)} indicators are worth about {self.dimensions:.1f} that have nothing in common."
        ]
        lines += [f"These say nearly the same: {', '.join(keys)}. Together they count as often." for keys in self.alike]
        return "\n".join((*lines, *self.warnings))


def redundancy(values: pd.DataFrame, threshold: float = THRESHOLD) -> Redundancy:
    """Correlate each indicator with each, and name those that are nearly one.

    values: areas × indicators, numbers, NaN = missing; infinite values are refused. threshold: rank correlation,
    sign aside, from which two indicators are called alike, above 0 and up to 1. Missing cells are left out pair by
    pair; a pair with fewer than three areas, or with an indicator that is the same everywhere, has no correlation.
    The order of areas changes nothing, that of indicators only the order of the answer.
    Raises ValuesError (a ValueError).

    >>> table = pd.DataFrame({"burglary": [1.0, 2, 3, 4], "theft": [2.0, 4, 6, 9], "asthma": [2.0, 1, 4, 3]})
    >>> found = redundancy(table)
    >>> found.alike, found.spearman.loc["burglary", "asthma"].round(2)
    ((('burglary', 'theft'),), np.float64(0.6))
    """
    if not isinstance(values, pd.DataFrame) or values.shape[1] < 2 or not values.columns.is_unique:
        raise ValuesError("Redundancy needs a table of two or more indicators, each column once.")
    if not 0 < threshold <= 1:
        raise ValuesError(f"The threshold is a correlation above 0 and up to 1, not {threshold!r}.")
    keys = [str(key) for key in values.columns]
    matrix = values.to_numpy(dtype=np.float64, na_value=np.nan)
    if np.isinf(matrix).any():
        raise ValuesError(f"Infinite values in {named(values.columns[np.isinf(matrix).any(axis=0)])}. Mend them first.")
    known = ~np.isnan(matrix)
    counted = known.astype(np.int64).T @ known.astype(np.int64)
    size = len(keys)
    pearson, spearman = np.full((size, size), np.nan), np.full((size, size), np.nan)
    ranks = np.column_stack([average_rank(column) for column in matrix.T])
    for one in range(size):
        for two in range(one, size):
            both = known[:, one] & known[:, two]
            pair, pair_ranks = matrix[both][:, [one, two]], ranks[both][:, [one, two]]
            if counted[one, two] < max(counted[one, one], counted[two, two]):  # fewer areas have other ranks
                pair_ranks = np.column_stack([average_rank(column) for column in pair.T])
            pearson[one, two] = pearson[two, one] = _correlation(*pair.T)
            spearman[one, two] = spearman[two, one] = _correlation(*pair_ranks.T)
    pairs = _pairs(keys, pearson, spearman)
    return Redundancy(
        pearson=pd.DataFrame(pearson, index=keys, columns=keys),
        spearman=pd.DataFrame(spearman, index=keys, columns=keys),
        counted=pd.DataFrame(counted, index=keys, columns=keys),
        pairs=pairs,
        alike=_alike(keys, np.nan_to_num(np.abs(spearman)) >= threshold - 1e-12),
        explained=pd.Series(_explained(matrix[known.all(axis=1)]), index=keys),
        dimensions=_dimensions(spearman),
        threshold=threshold,
        warnings=_warnings(keys, pearson, counted),
        provenance=Provenance.of({"values": matrix, "keys": keys, "threshold": float(threshold)}),
    )


def _correlation(one: Floats, two: Floats) -> float:
    if len(one) < _FEWEST or one.min() == one.max() or two.min() == two.max():
        return np.nan
    turned = [each - each.mean() for each in (one, two)]
    turned = [each / np.abs(each).max() for each in turned]  # squares of huge or tiny values would not fit
    length = np.sqrt((turned[0] ** 2).sum() * (turned[1] ** 2).sum())
    return float(np.clip((turned[0] * turned[1]).sum() / length, -1.0, 1.0))


def _pairs(keys: list[str], pearson: Floats, spearman: Floats) -> pd.DataFrame:
    rows = []
    for one in range(len(keys)):
        for two in range(one + 1, len(keys)):
            first, second = sorted((keys[one], keys[two]))
            rows.append((first, second, pearson[one, two], spearman[one, two]))
    # Rounded: the last digits hang on the order of the areas.
    rows.sort(key=lambda row: (-round(float(np.nan_to_num(abs(row[3]), nan=-1.0)), 9), row[0], row[1]))
    return pd.DataFrame(rows, columns=["first", "second", "pearson", "spearman"])


def _alike(keys: list[str], near: NDArray[np.bool_]) -> tuple[tuple[str, ...], ...]:
    left, sets = set(range(len(keys))), []
    while left:
        reached, new = set(), {min(left)}
        while new:
            reached |= new
            new = {other for one in new for other in np.flatnonzero(near[one]).tolist()} - reached
        left -= reached
        if len(reached) > 1:
            sets.append(tuple(sorted(keys[place] for place in reached)))
    return tuple(sorted(sets))


def _explained(matrix: Floats) -> Floats:
    """R² of each column on the others; NaN with too few rows or a column that is the same everywhere."""
    rows, size = matrix.shape
    found = np.full(size, np.nan)
    if rows <= size:
        return found
    centred = matrix - matrix.mean(axis=0)
    centred = centred / np.where(np.abs(centred).max(axis=0) > 0, np.abs(centred).max(axis=0), 1.0)
    for place in range(size):
        own, others = centred[:, place], np.delete(centred, place, axis=1)
        if matrix[:, place].min() == matrix[:, place].max():
            continue
        fit, *_ = np.linalg.lstsq(others, own, rcond=None)
        found[place] = np.clip(1 - ((own - others @ fit) ** 2).sum() / (own**2).sum(), 0.0, 1.0)
    return found


def _dimensions(correlation: Floats) -> float:
    # The sum of squared eigenvalues of a symmetric matrix is the sum of its squared entries.
    return float(len(correlation) ** 2 / (correlation**2).sum())


def _warnings(keys: list[str], pearson: Floats, counted: NDArray[np.int64]) -> tuple[str, ...]:
    said = []
    same = [key for place, key in enumerate(keys) if np.isnan(pearson[place, place])]
    if same:
        said.append(f"No correlation for {named(same)}: the same value everywhere, or fewer than {_FEWEST} areas.")
    least = int(counted.min())
    if _FEWEST <= least < 30:
        said.append(f"Some pairs have only {least} areas: their correlation is rough.")
    return tuple(said)

"""Knows where values are missing, how many, and whether areas with gaps differ from the others; fills none."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from zonelab.core.provenance import Provenance
from zonelab.indicators.tables import Mask, Matrix, matrix_of, table_of
from zonelab.indicators.values import named

_MOST_PATTERNS = 20
_APART = 0.5  # standard deviations from which areas with a gap are said to differ
_FEWEST = 5  # areas with and without a gap, to compare them


@dataclass(frozen=True, eq=False)
class GapReport:
    """Where values are missing; nothing is changed.

    per_indicator: rows are indicators; known, missing (areas), share (known, 0 to 1); per_area: the same by area code;
    patterns: which indicators are missing together, the most frequent first (at most 20): missing, areas; differing:
    one row for each indicator with gaps and each other indicator in which the areas with a gap differ by half a
    standard deviation or more: gap_in, differs_in, difference (in standard deviations, above 0 = higher where the gap
    is), areas.
    """

    per_indicator: pd.DataFrame
    per_area: pd.DataFrame
    patterns: pd.DataFrame
    differing: pd.DataFrame
    complete: int
    provenance: Provenance

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a filling would have to reckon with."""
        empty = self.per_area.index[self.per_area["known"] == 0]
        told = []
        if len(empty):
            told.append(f"{len(empty)} areas have no value at all: {named(empty)}.")
        never = self.per_indicator.index[self.per_indicator["known"] == 0]
        if len(never):
            told.append(f"No area has a value for {named(never)}.")
        if len(self.differing):
            first = self.differing.iloc[0]
            told.append(
                f"Gaps do not fall by chance: areas without {first['gap_in']!r} have "
                f"{'higher' if first['difference'] > 0 else 'lower'} values of {first['differs_in']!r} "
                f"(by {abs(first['difference']):.1f} standard deviations). What is filled in may be wrong in the same "
                "way everywhere."
            )
        return tuple(told)

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the comparison of areas with and without gaps takes for granted, in words."""
        return (
            "Whether gaps fall by chance is looked for in the other indicators alone. What none measures is not seen.",
        )

    def to_frame(self) -> pd.DataFrame:
        """One row an indicator: known, missing, share."""
        return self.per_indicator.copy()

    def summary(self) -> str:
        """Where the gaps are, in words."""
        areas = len(self.per_area)
        gaps = self.per_indicator["missing"]
        worst = gaps[gaps > 0].sort_values(ascending=False, kind="stable")
        first = f"{self.complete} of {areas} areas have all {len(gaps)} indicators."
        if not len(worst):
            return first
        listed = named(f"{key} ({count})" for key, count in worst.items())
        return "\n".join((f"{first} Areas without a value: {listed}.", *self.warnings))


def report_gaps(values: pd.DataFrame) -> GapReport:
    """Report missing values by indicator, by area and by pattern, and in what areas with gaps differ.

    values: one row an area, index = area code, one column an indicator, NaN = missing. Changes nothing.
    Raises ValuesError (a ValueError).

    >>> table = pd.DataFrame({"income": [1.0, None, 3], "age": [40.0, None, None]}, index=["A", "B", "C"])
    >>> print(report_gaps(table).summary())
    1 of 3 areas have all 2 indicators. Areas without a value: age (2), income (1).
    1 areas have no value at all: B.
    """
    matrix = matrix_of(values)
    gaps = np.isnan(matrix)
    codes, keys = pd.Index(values.index, name="code"), pd.Index(values.columns, name="indicator")
    return GapReport(
        per_indicator=_counted(gaps.sum(axis=0), len(matrix), keys),
        per_area=_counted(gaps.sum(axis=1), matrix.shape[1], codes),
        patterns=_patterns(gaps, list(keys)),
        differing=_differing(matrix, gaps, list(keys)),
        complete=int((~gaps.any(axis=1)).sum()),
        provenance=Provenance.of({"values": table_of(matrix, codes, keys)}),
    )


def _counted(
    missing: "np.ndarray[tuple[int, ...], np.dtype[np.int64]]", of: int, names: "pd.Index[str]"
) -> pd.DataFrame:
    return pd.DataFrame({"known": of - missing, "missing": missing, "share": (of - missing) / of}, index=names)


def _patterns(gaps: Mask, keys: list[str]) -> pd.DataFrame:
    found, counts = np.unique(gaps, axis=0, return_counts=True)
    rows = [
        (", ".join(key for key, gone in zip(keys, pattern, strict=True) if gone), int(count))
        for pattern, count in zip(found.tolist(), counts.tolist(), strict=True)
        if any(pattern)
    ]
    rows.sort(key=lambda row: (-row[1], row[0]))
    return pd.DataFrame(rows[:_MOST_PATTERNS], columns=["missing", "areas"])


def _differing(matrix: Matrix, gaps: Mask, keys: list[str]) -> pd.DataFrame:
    rows = []
    for gone in np.flatnonzero(gaps.any(axis=0)).tolist():
        for other in range(len(keys)):
            here, there = (matrix[mask & ~gaps[:, other], other] for mask in (gaps[:, gone], ~gaps[:, gone]))
            if other == gone or min(len(here), len(there)) < _FEWEST:
                continue
            spread = np.sqrt((here.var(ddof=1) + there.var(ddof=1)) / 2)
            apart = (here.mean() - there.mean()) / spread if spread > 0 else 0.0
            if abs(apart) >= _APART:
                rows.append((keys[gone], keys[other], float(apart), len(here)))
    rows.sort(key=lambda row: (-abs(row[2]), row[0], row[1]))
    return pd.DataFrame(rows, columns=["gap_in", "differs_in", "difference", "areas"])

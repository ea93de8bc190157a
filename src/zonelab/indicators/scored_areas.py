"""Knows the answer of a whole specification: scores, parts, and what was done to each value; computes no score."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zonelab.core.provenance import Provenance
from zonelab.core.results import Shapes, features
from zonelab.indicators.composite import Prepared, within_groups
from zonelab.indicators.result import Composite, Explanation
from zonelab.indicators.specification import DEMANDS, Specification
from zonelab.indicators.values import ValuesError

Floats = NDArray[np.float64]

OBSERVED, MISSING, IMPUTED, DROPPED = "observed", "missing", "imputed", "dropped"


@dataclass(frozen=True, eq=False)
class ScoredAreas:
    """Scores of all areas that were given, and every step on the way. Arrays and tables are read-only.

    codes: all areas, in the order given; score: higher = more need, NaN = none; rank: 1 = most need, NaN = none.
    parts: areas × indicators, group_parts: areas × groups of all levels (a group's part is the sum of those that lie in
    it, and those of `specification.top_groups` sum to the score; all NaN under "copeland"). raw: values as given;
    values: as they were scored. marks: areas × indicators, what became of each value: "observed", "missing", "imputed",
    "winsorised", "log", "box_cox", "imputed, …" or "dropped". doubt: standard error of the filled values in the units
    of `values`, 0 elsewhere, fit for `rank_uncertainty(indicator_error=…)`; NaN is never in it. steps: what was done,
    in words. composite, prepared: of the areas and indicators that were kept; the functions about doubt take this
    result, and answer for these areas.
    """

    codes: "pd.Index[str]"
    score: Floats
    rank: Floats
    parts: pd.DataFrame
    group_parts: pd.DataFrame
    raw: pd.DataFrame
    values: pd.DataFrame
    marks: pd.DataFrame
    doubt: pd.DataFrame
    dropped_areas: tuple[str, ...]
    dropped_indicators: tuple[str, ...]
    steps: tuple[str, ...]
    population: "pd.Series[float] | None"
    composite: Composite
    prepared: Prepared
    specification: Specification
    warnings: tuple[str, ...]
    provenance: Provenance

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the scores take for granted, in words."""
        return self.composite.assumptions

    @cached_property
    def demand_parts(self) -> pd.DataFrame:
        """Areas × kind of demand ("none", "reactive", "developmental"): parts of the score, summing to it."""
        kinds = {each.key: each.demand for each in self.specification.indicators}
        columns = {kind: [key for key in self.parts.columns if kinds[key] == kind] for kind in DEMANDS}
        return pd.DataFrame({kind: self.parts[keys].sum(axis=1, skipna=False) for kind, keys in columns.items()})

    @property
    def demand_shares(self) -> dict[str, float]:
        """How much of all weight is on each kind of demand; they sum to 1."""
        spec = self.composite.specification
        shares = spec.group_shares()
        found = dict.fromkeys(DEMANDS, 0.0)
        for each, within in zip(spec.indicators, within_groups(spec).tolist(), strict=True):
            found[each.demand] += within * shares[each.group]
        return found

    def to_frame(self) -> pd.DataFrame:
        """One row an area: score, rank (Int64), part_<top group>, known, imputed, changed (indicators), dropped."""
        frame = pd.DataFrame({"score": self.score}, index=self.codes)
        frame["rank"] = pd.Series(self.rank, index=self.codes).astype("Int64")
        for group in self.specification.top_groups:
            frame[f"part_{group}"] = self.group_parts[group]
        marks = self.marks.to_numpy().astype(str)
        imputed = np.char.startswith(marks, IMPUTED)
        plain = np.isin(marks, (OBSERVED, MISSING, IMPUTED, DROPPED))
        frame["known"] = self.raw.notna().sum(axis=1)
        frame["imputed"], frame["changed"] = imputed.sum(axis=1), (~plain).sum(axis=1)
        frame["dropped"] = self.codes.isin(self.dropped_areas)
        return frame if self.population is None else frame.assign(population=self.population)

    def marked(self) -> pd.DataFrame:
        """One row for each value that is not simply observed: code, indicator, raw, value, mark."""
        rows, columns = np.nonzero(self.marks.to_numpy() != OBSERVED)
        return pd.DataFrame(
            {
                "code": self.codes[rows],
                "indicator": self.marks.columns[columns],
                "raw": self.raw.to_numpy()[rows, columns],
                "value": self.values.to_numpy()[rows, columns],
                "mark": self.marks.to_numpy()[rows, columns],
            }
        )

    def to_geojson(self, boundaries: Shapes) -> dict[str, Any]:
        """A FeatureCollection with the columns of `to_frame`. Raises ResultError for areas without a boundary."""
        return features(boundaries, self.to_frame())

    def summary(self) -> str:
        """The answer in words: steps, range, warnings."""
        lines = [*self.steps, *self.composite.summary().splitlines()]
        shares = {kind: share for kind, share in self.demand_shares.items() if kind != "none" and share > 0}
        if shares:
            told = " and ".join(f"{share:.0%} on {kind} demand" for kind, share in shares.items())
            lines.append(f"Of all weight, {told}.")
        said = [warning for warning in self.warnings if f"Please note: {warning}" not in lines]
        return "\n".join((*lines, *(f"Please note: {warning}" for warning in said)))

    def explain(self, code: str) -> Explanation:
        """Say why one area has its score. Raises ValuesError for an area that is not there, or was left out."""
        if code in self.dropped_areas:
            raise ValuesError(f"{code} was left out: too few of its values are known. It has no score.")
        return self.composite.explain(code)


def parts_of_all(result: Composite, codes: "pd.Index[str]", spec: Specification) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Parts of indicators and of groups for all areas and indicators that were given.

    A dropped area has no parts; a dropped indicator has a part of 0 where there is a score with parts.
    """
    tables = []
    for given, columns in ((result.parts, spec.keys), (result.all_group_parts, spec.all_groups)):
        table = given.reindex(index=codes, columns=list(columns)).to_numpy(copy=True)
        nowhere = [place for place, column in enumerate(columns) if column not in given.columns]
        whole = given.notna().all(axis=1).reindex(codes, fill_value=False).to_numpy(dtype=bool)
        table[np.ix_(whole, np.array(nowhere, dtype=np.int64))] = 0.0
        table.setflags(write=False)
        tables.append(pd.DataFrame(table, index=codes, columns=list(columns), copy=False))
    return tables[0], tables[1]

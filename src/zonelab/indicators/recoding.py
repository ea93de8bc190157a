"""Knows how to carry figures from the areas of one census over to those of another; has no table of its own.

The Office for National Statistics publishes for small areas which old one became which new one, and how: U
unchanged, S split, M merged, X neither. How many people of an old area live in each new one comes from elsewhere
(postcodes, a census counted on both).
"""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from zonelab.core.provenance import Provenance
from zonelab.core.results import Shapes, features
from zonelab.indicators.counts import CountsError, numbers_of
from zonelab.indicators.values import named

Direction = Literal["newer", "older"]
CHANGES = ("U", "S", "M", "X")
_WHOLE = 1e-6  # how far shares may sum from 1: publishers round them


@dataclass(frozen=True, eq=False)
class CarriedOver:
    """Figures on the areas of the other vintage.

    values: by area code, sorted, NaN = not known; apportioned: areas that got a part of a source area (a copy,
    for means); summed: areas made of more than one source area; missing: areas without a figure, because a source
    area has none.
    """

    values: "pd.Series[float]"
    apportioned: tuple[str, ...]
    summed: tuple[str, ...]
    missing: tuple[str, ...]
    assumptions: tuple[str, ...]
    provenance: Provenance

    @property
    def warnings(self) -> tuple[str, ...]:
        """Which areas have no figure, because a source area has none."""
        return (f"{len(self.missing)} areas have no figure: {named(self.missing)}.",) if self.missing else ()

    def to_frame(self) -> pd.DataFrame:
        """One row an area: value, apportioned, summed."""
        codes = self.values.index
        flags = {"apportioned": codes.isin(self.apportioned), "summed": codes.isin(self.summed)}
        return pd.DataFrame({"value": self.values, **flags})

    def to_geojson(self, boundaries: Shapes) -> dict[str, Any]:
        """A FeatureCollection with the columns of `to_frame`. Raises ResultError for areas without a boundary."""
        return features(boundaries, self.to_frame())

    def summary(self) -> str:
        """What was carried over, in words."""
        first = (
            f"{len(self.values)} areas have figures of the other vintage: {len(self.apportioned)} a part of an area, "
            f"{len(self.summed)} made of several."
        )
        return "\n".join((first, *self.warnings))


def carry_over(values: "pd.Series[Any]", changes: pd.DataFrame, to: Direction = "newer") -> CarriedOver:
    """Carry counts to areas of the other vintage; the total stays the same.

    values: counts by area code (index, each once), zero or more, NaN = missing, of the older vintage when `to` is
    "newer" and of the newer one when it is "older". changes: one row for each pair of an old and a new area, columns
    old, new, change (U, S, M or X), share (the part of old's people who live in new: 1 unless it was split) and, to
    carry to "older", share_of_new (the part of new's people who lived in old: 1 unless it was merged; make it by
    `shares_of_new`; not needed where nothing was merged). Rows of areas that have no value here are left alone.
    A target area with any missing source is missing, not smaller.
    Raises CountsError (a ValueError) for codes that `changes` does not know, pairs twice, shares that do not sum to 1.

    >>> changes = pd.DataFrame({
    ...     "old": ["A", "B", "B", "C", "D"], "new": ["A", "B1", "B2", "CD", "CD"], "change": list("USSMM"),
    ...     "share": [1, 0.25, 0.75, 1, 1], "share_of_new": [1, 1, 1, 0.6, 0.4],
    ... })
    >>> newer = carry_over(pd.Series({"A": 7, "B": 8, "C": 3, "D": 2}), changes)
    >>> newer.values.to_dict(), newer.apportioned, newer.summed
    ({'A': 7.0, 'B1': 2.0, 'B2': 6.0, 'CD': 5.0}, ('B1', 'B2'), ('CD',))
    >>> carry_over(newer.values, changes, "older").values.to_dict()
    {'A': 7.0, 'B': 8.0, 'C': 3.0, 'D': 2.0}
    """
    pairs = _pairs(values, changes, to)
    sums = _sums(pairs["value"] * pairs["share"], pairs["target"])
    return _answer(sums, pairs, changes, "Counts are spread over the parts of an area as its people are.")


def carry_over_means(
    values: "pd.Series[Any]", changes: pd.DataFrame, to: Direction, population: "pd.Series[Any]"
) -> CarriedOver:
    """Carry rates, means or scores to areas of the other vintage: a mean weighted by people; a copy for parts.

    values: by area code of the source vintage, any number, NaN = missing; changes and to: as in `carry_over`;
    population: people by area code of the source vintage. Ranks must not be carried over: rank anew.
    A target area with any missing source, or without any people, is missing.
    Raises CountsError (a ValueError) as `carry_over`, and for a population that is missing where areas are merged.

    >>> changes = pd.DataFrame({
    ...     "old": list("BBCD"), "new": ["B1", "B2", "CD", "CD"], "change": list("SSMM"), "share": [0.3, 0.7, 1, 1],
    ... })
    >>> people = pd.Series({"B": 1000, "C": 300, "D": 100})
    >>> carry_over_means(pd.Series({"B": 10.0, "C": 4.0, "D": 8.0}), changes, "newer", people).values.to_dict()
    {'B1': 10.0, 'B2': 10.0, 'CD': 5.0}
    """
    pairs = _pairs(values, changes, to, any_number=True)
    people = pairs["source"].map(pd.Series(numbers_of(population, "Populations"), index=population.index))
    several = pairs["target"].duplicated(keep=False)
    unknown = pairs["source"][several & people.isna()].unique()
    if len(unknown):
        raise CountsError(f"Areas are put together, and the population is missing of {named(unknown)}. Fill it in.")
    # One source alone is a copy, whatever its people.
    weight = (people * pairs["share"]).where(several, 1.0)
    weighted = _sums(pairs["value"] * weight, pairs["target"])
    total = weight.groupby(pairs["target"]).sum()
    return _answer(
        weighted / total.where(total > 0),
        pairs,
        changes,
        "All parts of an area have the figure of the whole: differences inside it are not known.",
    )


def shares_of_new(changes: pd.DataFrame, old_population: "pd.Series[Any]") -> pd.DataFrame:
    """Return the changes with the column share_of_new: the part of a new area's people who lived in the old one.

    old_population: people by old code. Where all of a new area's people are unknown or none, its parts count alike.
    Raises CountsError (a ValueError) for a missing population of an old area that was merged.

    >>> changes = pd.DataFrame({"old": ["C", "D"], "new": ["CD", "CD"], "change": ["M", "M"], "share": [1, 1]})
    >>> shares_of_new(changes, pd.Series({"C": 300, "D": 100}))["share_of_new"].tolist()
    [0.75, 0.25]
    """
    _check(changes)
    people = changes["old"].map(pd.Series(numbers_of(old_population, "Populations"), index=old_population.index))
    merged = changes["new"].duplicated(keep=False)
    unknown = changes["old"][merged & people.isna()].unique()
    if len(unknown):
        raise CountsError(f"The population is missing of {named(unknown)}, which were merged. Fill it in.")
    moved = (people * changes["share"]).where(merged, 1.0).astype(np.float64)
    alike = changes.groupby("new")["old"].transform("size")
    total = moved.groupby(changes["new"]).transform("sum")
    return changes.assign(share_of_new=(moved / total.where(total > 0)).fillna(1 / alike))


def _pairs(values: "pd.Series[Any]", changes: pd.DataFrame, to: Direction, *, any_number: bool = False) -> pd.DataFrame:
    """One row a pair that has a source here: source, target, share of the source's figure, value."""
    if to not in ("newer", "older"):
        raise CountsError(f'Figures are carried "newer" or "older", not {to!r}.')
    _check(changes)
    if not values.index.is_unique:
        raise CountsError(f"These codes stand twice: {named(values.index[values.index.duplicated()])}. Keep one each.")
    source, target, share = ("old", "new", "share") if to == "newer" else ("new", "old", "share_of_new")
    if share not in changes.columns:
        if changes["new"].duplicated().any():
            raise CountsError("Areas were merged: the table of changes needs the column share_of_new (shares_of_new).")
        changes = changes.assign(share_of_new=1.0)
    strangers = values.index.difference(pd.Index(changes[source]))
    if len(strangers):
        raise CountsError(f"The table of changes does not know {named(strangers)}. Are they of another vintage?")
    touched = changes[target].isin(changes[target][changes[source].isin(values.index)])
    pairs = pd.DataFrame({"source": changes[source], "target": changes[target], "share": changes[share]})[touched]
    whole = _sums(changes[share], changes[source]).loc[pairs["source"].unique()]
    wrong = whole.index[~(abs(whole - 1) <= _WHOLE)]
    if len(wrong):
        raise CountsError(f"The column {share} does not sum to 1 for {named(wrong)}. Mend the shares.")
    # Rounded shares are set right, so that the total stays the same to the last count.
    pairs["share"] = pairs["share"] / pairs["source"].map(whole)
    numbers = values.to_numpy(dtype=np.float64, na_value=np.nan) if any_number else numbers_of(values, "Counts")
    pairs["value"] = pairs["source"].map(pd.Series(numbers, index=values.index))
    return pairs


def _sums(parts: "pd.Series[Any]", by: "pd.Series[Any]") -> "pd.Series[float]":
    """Sums by area; one missing part makes the sum missing: a part of a sum would look like a fall."""
    return parts.groupby(by).sum().astype(np.float64).mask(parts.isna().groupby(by).any())


def _check(changes: pd.DataFrame) -> None:
    absent = [name for name in ("old", "new", "change", "share") if name not in changes.columns]
    if absent:
        raise CountsError(f"The table of changes has no column {named(absent)}. It needs old, new, change and share.")
    twice = changes[changes.duplicated(["old", "new"])]
    if len(twice):
        raise CountsError(f"The table of changes has a pair twice: {named(twice['old'])}. Keep one row a pair.")
    other = changes["change"][~changes["change"].isin(CHANGES)].unique()
    if len(other):
        raise CountsError(f"A change is U, S, M or X, not {named(other)}.")


def _answer(values: "pd.Series[float]", pairs: pd.DataFrame, changes: pd.DataFrame, assumption: str) -> CarriedOver:
    values = values.sort_index().rename_axis("code").astype(np.float64)
    parts = pairs["target"][pairs["share"] < 1 - _WHOLE]
    several = pairs["target"][pairs["target"].duplicated()]
    return CarriedOver(
        values=values,
        apportioned=tuple(sorted(set(parts))),
        summed=tuple(sorted(set(several))),
        missing=tuple(values.index[values.isna()]),
        assumptions=(assumption, "People's homes decide, and not where things happened."),
        provenance=Provenance.of({"values": pairs[["source", "value"]], "changes": changes.astype(str)}),
    )

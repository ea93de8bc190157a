"""Knows reactive and developmental contacts with services: counts, rates, shares; does not know which kind is which.

Reactive: work that answers a problem when it has come (calls, admissions, arrests). Developmental: work that
builds strength before (vaccinations, checks, courses). Who sorts contacts into the two says so elsewhere.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from zonelab.core.provenance import Provenance
from zonelab.core.results import Shapes, codes_of, features
from zonelab.indicators.counts import CountsError, Floats, numbers_of, sealed
from zonelab.indicators.intervals import Interval, byar, wilson
from zonelab.indicators.values import named

KINDS = ("reactive", "developmental")
COLUMNS = ("agency", "kind", "period", "count", "population")
SMALL = 30  # contacts; below this a share near a half is known to 16 percentage points or worse
_ADDED = "Contacts of different kinds (a call, a vaccination) are added as if each were as large as the other."


@dataclass(frozen=True, eq=False)
class ReactiveShare:
    """share: reactive contacts as a part of all contacts, 0 to 1; total: all contacts; small: fewer than 30."""

    share: Interval
    total: Floats
    small: NDArray[np.bool_]
    assumptions: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def provenance(self) -> Provenance:
        """Digests of the contacts, and the version."""
        return self.share.provenance

    def to_frame(self) -> pd.DataFrame:
        """One row a share: estimate, low, high, method, total, small."""
        return self.share.to_frame().assign(total=self.total.ravel(), small=self.small.ravel())

    def to_geojson(self, boundaries: Shapes) -> dict[str, Any]:
        """A FeatureCollection with the columns of `to_frame`. Raises ResultError without codes or boundaries."""
        return features(boundaries, self.to_frame())

    def summary(self) -> str:
        """The shares in words."""
        return "\n".join((f"Reactive share: {self.share.summary()}", *self.warnings))


@dataclass(frozen=True, eq=False)
class Demand:
    """What each agency was asked for, and all together.

    by_agency: one row an agency and period, sorted by both; totals: one row a period. Columns of both: reactive,
    developmental (contacts), population, reactive_per_1000 with its ends _low and _high, reactive_share (0 to 1) with
    its ends _low and _high, small (fewer than 30 contacts). NaN = not known. contacts: the rows given.
    """

    by_agency: pd.DataFrame
    totals: pd.DataFrame
    assumptions: tuple[str, ...]
    warnings: tuple[str, ...]
    contacts: pd.DataFrame

    @property
    def provenance(self) -> Provenance:
        """Digests of the contacts, and the version."""
        return Provenance.of({"contacts": self.contacts})

    def to_frame(self) -> pd.DataFrame:
        """One row an agency and period."""
        return self.by_agency.copy()

    def summary(self) -> str:
        """The newest period in words."""
        newest = self.totals.iloc[-1]
        share = newest["reactive_share"]
        told = "is not known" if np.isnan(share) else f"is {share:.0%}"
        first = (
            f"{self.by_agency['agency'].nunique()} agencies. In {newest['period']} the reactive share of all {told}."
        )
        return "\n".join((first, *self.warnings))


def reactive_share(reactive: ArrayLike, developmental: ArrayLike, confidence: float = 0.95) -> ReactiveShare:
    """Work out which part of all contacts is reactive, with Wilson intervals.

    reactive, developmental: contacts, arrays or Series of one shape, zero or more; where one is missing or both
    are zero the share is NaN. Raises CountsError (a ValueError) for negative numbers.

    >>> found = reactive_share([30, 3], [70, 1])
    >>> found.share.estimate.tolist(), found.share.low.round(3).tolist(), found.share.high.round(3).tolist()
    ([0.3, 0.75], [0.219, 0.301], [0.396, 0.954])
    >>> found.warnings
    ('1 of 2 shares are of fewer than 30 contacts: they say little.',)
    """
    answered, built = numbers_of(reactive, "Reactive contacts"), numbers_of(developmental, "Developmental contacts")
    if answered.shape != built.shape:
        raise CountsError(f"Reactive contacts have the shape {answered.shape}, developmental ones {built.shape}.")
    total = answered + built
    share = replace(wilson(answered, total, confidence=confidence), codes=codes_of(reactive, developmental))
    small = np.asarray((total < SMALL) & ~np.isnan(share.estimate))
    few = int(np.count_nonzero(small))
    warning = f"{few} of {total.size} shares are of fewer than {SMALL} contacts: they say little."
    return ReactiveShare(share, sealed(total), sealed(small), (_ADDED,), (warning,) if few else ())


def demand_by_agency(frame: pd.DataFrame, confidence: float = 0.95) -> Demand:
    """Add up reactive and developmental contacts by agency and period, with rates and shares.

    frame: one row an agency, kind and period, or several, which are added; columns agency, kind ("reactive" or
    "developmental"), period (sorts in the order of time), count (NaN = missing, never zero), population (people
    the agency's counts are of; the same in all rows of one agency and period). A sum with a missing count is
    missing. A total leaves out an agency that has no row of that kind in any period, and says so; it is
    missing where an agency has the kind in other periods, and not in this one.
    Raises CountsError (a ValueError) for a column that is not there, another kind, two populations.

    >>> frame = pd.DataFrame({
    ...     "agency": ["police", "police", "health", "health"], "kind": ["reactive", "developmental"] * 2,
    ...     "period": ["2025"] * 4, "count": [200, 50, 300, 450], "population": [10_000] * 4,
    ... })
    >>> found = demand_by_agency(frame)
    >>> found.by_agency[["agency", "reactive", "reactive_per_1000", "reactive_share"]].values.tolist()
    [['health', 300.0, 30.0, 0.4], ['police', 200.0, 20.0, 0.8]]
    >>> found.totals[["period", "reactive", "developmental", "reactive_share"]].values.tolist()
    [['2025', 500.0, 500.0, 0.5]]
    """
    rows = _checked(frame)
    # One missing count makes the sum missing: a part of a sum would look like a fall.
    sums = rows.groupby(["agency", "period", "kind"])["count"].agg(lambda counts: counts.sum(skipna=False))
    by_agency = sums.unstack("kind").reindex(columns=list(KINDS))
    by_agency["population"] = rows.groupby(["agency", "period"])["population"].first()
    by_agency = by_agency.reset_index()
    by_agency.columns.name = None
    totals, warnings = _totals(by_agency)
    tables = [_with_rates(table, confidence) for table in (by_agency, totals)]
    few = int(tables[0]["small"].sum())
    if few:
        warnings.append(f"{few} of {len(by_agency)} shares are of fewer than {SMALL} contacts: they say little.")
    assumptions = (
        _ADDED,
        "A person who was in contact several times counts several times.",
        "Rates are per 1,000 people who live there, whether or not the agency serves them all.",
    )
    return Demand(tables[0], tables[1], assumptions, tuple(warnings), rows)


def _totals(by_agency: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    warnings: list[str] = []
    periods = sorted(by_agency["period"].unique())
    totals = pd.DataFrame({"period": periods})
    agencies = sorted(by_agency["agency"].unique())
    for kind in KINDS:
        grid = by_agency.pivot(index="period", columns="agency", values=kind).reindex(index=periods, columns=agencies)
        empty = grid.isna().all()
        if empty.any():
            warnings.append(f"No {kind} contacts are known of {named(grid.columns[empty])}: totals leave them out.")
        known = grid.loc[:, ~empty]
        gaps = known.columns[known.isna().any()]
        if len(gaps):
            warnings.append(
                f"{kind.capitalize()} contacts of {named(gaps)} have gaps: totals of these periods are empty."
            )
        totals[kind] = known.sum(axis=1, skipna=False).to_numpy() if known.shape[1] else np.nan
    people = by_agency.groupby("period")["population"].agg(["min", "max"]).reindex(periods)
    same = (people["min"] == people["max"]).to_numpy()
    totals["population"] = np.where(same, people["max"], np.nan)
    if (~same & people["max"].notna().to_numpy()).any():
        warnings.append("Agencies count for different populations: there is no rate for all of them together.")
    return totals, warnings


def _with_rates(table: pd.DataFrame, confidence: float) -> pd.DataFrame:
    rate = byar(table["reactive"], table["population"], per=1000, confidence=confidence)
    found = reactive_share(table["reactive"], table["developmental"], confidence)
    columns: dict[str, NDArray[np.generic]] = {}
    for name, interval in (("reactive_per_1000", rate), ("reactive_share", found.share)):
        columns |= {name: interval.estimate, f"{name}_low": interval.low, f"{name}_high": interval.high}
    return table.assign(**columns, small=found.small)


def _checked(frame: pd.DataFrame) -> pd.DataFrame:
    absent = [name for name in COLUMNS if name not in frame.columns]
    if absent:
        raise CountsError(f"The table has no column {named(absent)}. It needs {', '.join(COLUMNS)}.")
    rows = frame[list(COLUMNS)].reset_index(drop=True)
    other = rows["kind"][~rows["kind"].isin(KINDS)].unique()
    if len(other):
        raise CountsError(f"A kind is {KINDS[0]!r} or {KINDS[1]!r}, not {named(other)}.")
    if rows[["agency", "period"]].isna().any(axis=None):
        raise CountsError("A row has no agency or no period. Fill it in, or leave the row out.")
    rows = rows.assign(
        count=numbers_of(rows["count"], "Counts"), population=numbers_of(rows["population"], "Populations")
    )
    sizes = rows.groupby(["agency", "period"])["population"].nunique()
    if (sizes > 1).any():
        which = [f"{agency} in {period}" for agency, period in sizes.index[sizes > 1]]
        raise CountsError(f"There is more than one population for {named(which)}. Give one an agency and period.")
    return rows

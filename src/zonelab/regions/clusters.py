"""Knows the answer of a scan (clusters, how sure, against what) in words and tables; searches nothing."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from zonelab.core.provenance import Provenance
from zonelab.core.results import Shapes, features
from zonelab.regions.observed import Floats, Observed, named

LEVEL = 0.05  # summaries call a cluster real where p is at most this


@dataclass(frozen=True)
class Cluster:
    """Areas that together have more cases than expected.

    areas: their codes, from the centre outwards (circles) or in the order given (shapes); centre: code of the middle
    area, None for shapes; population: people in them; observed: cases; expected: cases if the risk were the same
    everywhere; relative_risk: risk inside / risk outside, inf = no case outside; llr: log-likelihood ratio, higher
    = harder to explain by chance; p: chance that the strongest cluster of a map without any cluster is as strong
    as this one, (as_strong + 1) / (draws + 1), NaN = nothing was drawn; p_error: standard error of p, as draws are
    finite; as_strong: how many drawn maps were at least as strong.
    """

    areas: tuple[Any, ...]
    centre: Any
    population: float
    observed: int
    expected: float
    relative_risk: float
    llr: float
    p: float
    p_error: float
    as_strong: int

    def summary(self) -> str:
        """The cluster in one line."""
        where = f"around {self.centre}" if self.centre is not None else f"({named(self.areas)})"
        areas = "1 area" if len(self.areas) == 1 else f"{len(self.areas)} areas"
        risk = "no case lies outside" if math.isinf(self.relative_risk) else f"{self.relative_risk:.2f} times elsewhere"
        maps = f"{self.as_strong:,} drawn map was" if self.as_strong == 1 else f"{self.as_strong:,} drawn maps were"
        sure = "p not worked out" if math.isnan(self.p) else f"p = {self.p:.3g} ({maps} as strong)"
        return f"{areas} {where}: {self.observed:,} cases, {self.expected:,.1f} expected, {risk}; {sure}."


@dataclass(frozen=True, eq=False)
class Scan:
    """What a scan found.

    clusters: strongest first, none shares an area with another; seen: the areas, cases, populations and expected
    counts (scaled to the sum of the cases) that were looked at; windows: how many were tried (for raised areas
    alone: on the observed map); described: what they were, in words; strongest: the greatest log-likelihood ratio
    of each map drawn by chance, read-only; warnings: what to know before use.
    """

    clusters: tuple[Cluster, ...]
    seen: Observed
    windows: int
    described: str
    strongest: Floats
    warnings: tuple[str, ...]
    provenance: Provenance

    @property
    def codes(self) -> "pd.Index[Any]":
        """Area codes, in the order given."""
        return self.seen.codes

    @property
    def draws(self) -> int:
        """How many maps were drawn by chance."""
        return len(self.strongest)

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the scan takes for granted, in words."""
        return (
            "Without a cluster, cases fall one by one, each with the same chance for all people (or as the expected "
            "counts say). Where one case brings the next, or the same people are counted again, p is too small.",
            "p counts that many windows were tried. It does not count that other maps, years or kinds were tried too.",
            "A cluster was picked for its high count: its relative risk is likely to be lower next time, and its edge "
            "is not certain.",
            "A further cluster is held against the strongest of each drawn map: its p is, if anything, too large.",
        )

    def to_frame(self) -> pd.DataFrame:
        """One row an area, in the order given: cases, expected, population, cluster (1 = strongest, NA = none), p."""
        number = np.full(len(self.codes), np.nan)
        chance = np.full(len(self.codes), np.nan)
        for place, cluster in enumerate(self.clusters, start=1):
            rows = self.codes.get_indexer(pd.Index(cluster.areas))
            number[rows], chance[rows] = place, cluster.p
        frame = pd.DataFrame(
            {"cases": self.seen.cases, "expected": self.seen.expected, "population": self.seen.population},
            index=self.codes.rename("code"),
        )
        frame["cluster"] = pd.Series(number, index=frame.index).astype("Int64")
        frame["p"] = chance
        return frame

    def to_geojson(self, boundaries: Shapes) -> dict[str, Any]:
        """The areas of clusters, with the columns of `to_frame`; counts given as Series, by area code."""
        table = self.to_frame()
        return features(boundaries, table[table["cluster"].notna()])

    def clusters_to_frame(self) -> pd.DataFrame:
        """One row a cluster, strongest first: centre, how many areas, people, cases, expected, risk, llr, p."""
        columns = ["population", "observed", "expected", "relative_risk", "llr", "p", "p_error"]
        rows = [
            {"centre": each.centre, "areas": len(each.areas)} | {name: getattr(each, name) for name in columns}
            for each in self.clusters
        ]
        return pd.DataFrame(
            rows, columns=["centre", "areas", *columns], index=pd.RangeIndex(1, len(rows) + 1, name="cluster")
        )

    def summary(self) -> str:
        """The result in plain English: what was looked through, what stands out, what may be chance, each warning."""
        sentences = [
            f"{self.seen.total:,} cases in {len(self.codes):,} areas. Looked through {self.windows:,} windows: "
            f"{self.described}."
        ]
        if self.draws:
            sentences[0] += f" Compared with {self.draws:,} maps drawn by chance."
        if not self.clusters:
            sentences.append("No window has more cases than expected: there is no cluster.")
        elif not self.draws:
            sentences.append("Nothing was drawn by chance, so it is open whether these are more than chance:")
            sentences += [f"  {each.summary()}" for each in self.clusters]
        else:
            real = [each for each in self.clusters if each.p <= LEVEL]
            noise = [each for each in self.clusters if not each.p <= LEVEL]
            if real:
                sentences.append(f"Chance alone would rarely (p ≤ {LEVEL:g}) give a cluster like:")
                sentences += [f"  {each.summary()}" for each in real]
            else:
                sentences.append("No cluster stands out from chance. The strongest:")
                sentences.append(f"  {noise.pop(0).summary()}")
            if noise:
                sentences.append(f"Further windows with high counts that may well be chance: {len(noise)}.")
        return "\n".join((*sentences, *self.assumptions, *(f"Please note: {warning}" for warning in self.warnings)))

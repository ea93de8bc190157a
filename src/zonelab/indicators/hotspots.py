"""Knows where high or low values gather, and how often chance would gather them so; scores and ranks no area.

Three views of one thing, the sum over an area's neighbours: Moran's I of the whole map, the local Moran of each area
(is it like its neighbours?), and Getis-Ord G and G* (are the values around it high or low?). All neighbours count
alike: row-standardised weights for Moran, binary ones for Getis-Ord (row-standardising changes no z and no p there).
Sources: Cliff and Ord (1981), Spatial processes; Anselin (1995), Local indicators of spatial association,
Geographical Analysis 27(2); Sokal, Oden and Thomson (1998), Local spatial autocorrelation in a biological
model, 30(4); Ord and Getis (1995), Local spatial autocorrelation statistics, 27(4); p-values that are never 0:
Phipson and Smyth (2010), Statistical Applications in Genetics and Molecular Biology 9(1).
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from zonelab.core.graphs import Graph
from zonelab.core.provenance import Provenance
from zonelab.core.results import Shapes, features
from zonelab.indicators.counts import Floats, Words, sealed
from zonelab.indicators.surroundings import Flags, Surroundings, extremes_of_map, surroundings

MISSING, ALONE, COULD_BE_CHANCE = "no value", "no neighbours", "could be chance"
QUADRANTS = ("high among high", "low among low", "high among low", "low among high")
HOT, COLD = "hot spot", "cold spot"


@dataclass(frozen=True)
class Moran:
    """How alike neighbours are over the whole map: above `expected` alike, below it unlike.

    expected, variance, z, p_normal: if the values were normal and fell on areas by chance (two-sided);
    p: two-sided, from random exchanges of the values between areas, never 0; NaN = none were asked for.
    areas: with a value. All NaN, with a warning, where the map is too small, or constant, or without edges.
    """

    statistic: float
    expected: float
    variance: float
    z: float
    p_normal: float
    p: float
    permutations: int
    areas: int
    warnings: tuple[str, ...]
    provenance: Provenance

    def to_frame(self) -> pd.DataFrame:
        """One row with all of the figures."""
        names = ("statistic", "expected", "variance", "z", "p_normal", "p", "permutations", "areas")
        return pd.DataFrame({name: [getattr(self, name)] for name in names})

    def summary(self) -> str:
        """The answer in words."""
        if math.isnan(self.statistic):
            return "\n".join(("Nothing can be said of the pattern.", *self.warnings))
        p = self.p_normal if math.isnan(self.p) else self.p
        alike = "more alike" if self.statistic > self.expected else "less alike"
        first = f"Neighbours are {alike} than chance would make them (Moran's I {self.statistic:.2f}, p {p:.2g})."
        if p > 0.05:
            first = (
                f"Neighbours are about as alike as chance would make them (Moran's I {self.statistic:.2f}, p {p:.2g})."
            )
        return "\n".join((first, *self.warnings))

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the test takes for granted, in words."""
        return _assumptions("Any value could have fallen on any area.")


@dataclass(frozen=True, eq=False)
class HotSpots:
    """Where values gather; one entry an area, in the order of `codes`, arrays read-only, NaN = cannot be said.

    statistic: named by `measure` ("local Moran", "Getis-Ord G", "Getis-Ord G*"); expected, variance: of the
    statistic if the other areas' values fell by chance (given the area's own value, but for G*: all values); z: above
    0, alike (local Moran) or high around (Getis-Ord). p_normal: two-sided, of z; p: two-sided, from conditional
    permutation, never 0, NaN = none asked for; p_one_sided: its smaller side, which GeoDa and PySAL print;
    q: p (or p_normal without permutations) with false discoveries controlled; pattern: what the area looks like
    (one of `QUADRANTS`, "hot spot", "cold spot", "no neighbours", "no value"); label: the same where q ≤ share of
    false discoveries accepted, else "could be chance".
    """

    measure: str
    codes: "pd.Index[str]"
    statistic: Floats
    expected: Floats
    variance: Floats
    z: Floats
    p_normal: Floats
    p: Floats
    p_one_sided: Floats
    q: Floats
    pattern: Words
    label: Words
    false_discoveries: float
    permutations: int
    warnings: tuple[str, ...]
    provenance: Provenance

    def to_geojson(self, boundaries: Shapes) -> dict[str, Any]:
        """A FeatureCollection with the columns of `to_frame`. Raises ResultError for areas without a boundary."""
        return features(boundaries, self.to_frame())

    def summary(self) -> str:
        """Where values gather, in words."""
        words, counts = np.unique(self.label, return_counts=True)
        told = ", ".join(f"{count} {word}" for word, count in zip(words.tolist(), counts.tolist(), strict=True))
        first = (
            f"{self.measure[0].upper()}{self.measure[1:]} of {len(self.codes)} areas, with false discoveries held to "
            f"{self.false_discoveries:.0%}: {told}."
        )
        return "\n".join((first, *self.warnings))

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the answer takes for granted, in words."""
        return (
            *_assumptions("The values of the other areas could have fallen anywhere: rates of small areas vary more."),
            "All areas are compared with the same random draws, as in GeoDa and PySAL.",
            "Neighbouring areas share neighbours, so their tests depend on each other; the control of false "
            "discoveries is proven for tests that agree with each other.",
        )

    def to_frame(self) -> pd.DataFrame:
        """One row an area, with all of the figures."""
        names = ("statistic", "expected", "variance", "z", "p_normal", "p", "p_one_sided", "q", "pattern", "label")
        return pd.DataFrame({name: getattr(self, name) for name in names}, index=self.codes)


def moran(values: ArrayLike, graph: Graph, permutations: int = 0, rng: np.random.Generator | None = None) -> Moran:
    """Moran's I of a map: do neighbours have values alike?

    values: one number an area of the graph (a Series is sorted by code); NaN takes no part. permutations: how
    many random exchanges (0 = none); rng: where they come from. Islands count to the mean, and have no neighbours.
    I = (n / S) Σᵢ zᵢ × (mean z of i's neighbours) / Σ z², with z = value − mean and S the areas with neighbours.
    Raises GraphError (a ValueError) for values that do not fit the graph, ValueError without rng.

    >>> row = Graph.from_places(["A", "B", "C", "D"], [(0, 1), (1, 2), (2, 3)])
    >>> found = moran([1.0, 2.0, 3.0, 4.0], row)
    >>> round(found.statistic, 3), round(found.expected, 3)
    (0.4, -0.333)
    """
    around = surroundings(values, graph)
    _check_draws(permutations, rng)
    provenance = _made_from(around, graph, permutations, rng)
    nothing = float("nan")
    if not around.can_be_said:
        return Moran(*(nothing,) * 6, permutations, around.areas, around.warnings, provenance)
    n, linked = around.areas, int(np.count_nonzero(around.degree))
    statistic = n / linked * float(around.products(around.away[~around.missing, None])[0]) / around.squares
    one, two = around.symmetry()
    expected = -1 / (n - 1)
    variance = (n * n * one - n * two + 3 * linked**2) / ((n * n - 1) * linked**2) - expected**2
    z = (statistic - expected) / math.sqrt(variance) if variance > 0 else 0.0
    p = nothing
    if permutations and rng is not None:
        p = min(1.0, 2 * (extremes_of_map(around, permutations, rng) + 1) / (permutations + 1))
    p_normal = math.erfc(abs(z) / math.sqrt(2))
    return Moran(statistic, expected, variance, z, p_normal, p, permutations, n, around.warnings, provenance)


def local_moran(
    values: ArrayLike,
    graph: Graph,
    permutations: int = 9999,
    rng: np.random.Generator | None = None,
    false_discoveries: float = 0.05,
) -> HotSpots:
    """Local Moran of each area: is it high among high, low among low, or unlike its neighbours?

    values: one number an area of the graph (a Series is sorted by code), higher = higher; NaN takes no part.
    permutations: how often the other areas' values are dealt anew (0 = none, then q rests on p_normal); rng: where
    the chance comes from, the same seed gives the same p. false_discoveries: the share of labels that may be
    wrong, 0 to 1. An area without (known) neighbours gets NaN, with a warning; it still counts to the mean.
    Iᵢ = (n − 1) zᵢ × (mean z of the neighbours) / Σ z². "High" is above the mean of all areas.
    Raises GraphError (a ValueError) for values that do not fit the graph, ValueError for settings.

    >>> row = Graph.from_places(["A", "B", "C", "D", "E"], [(0, 1), (1, 2), (2, 3)])
    >>> found = local_moran([9.0, 8.0, 2.0, 1.0, 5.0], row, permutations=0)
    >>> found.statistic.round(2).tolist(), found.pattern.tolist()[::4]
    ([0.96, 0.12, 0.12, 0.96, nan], ['high among high', 'no neighbours'])
    """
    around = surroundings(values, graph)
    scale = (around.areas - 1) * around.away / (around.squares * np.maximum(around.degree, 1))
    sign = np.sign(around.away)
    high, high_around = around.away > 0, around.total > 0
    quadrant = np.select([high & high_around, ~high & ~high_around, high], QUADRANTS[:3], QUADRANTS[3])
    z = sign * around.score(around.total - around.expected, around.variance)
    given = (scale * around.total, scale * around.expected, scale**2 * around.variance, z, quadrant)
    # Where an area lies at the mean itself, I is 0 however the others are dealt: nothing can be told.
    return _told("local Moran", (around, graph), given, sign != 0, (permutations, rng, false_discoveries))


def getis_ord(
    values: ArrayLike,
    graph: Graph,
    star: bool = True,
    permutations: int = 9999,
    rng: np.random.Generator | None = None,
    false_discoveries: float = 0.05,
) -> HotSpots:
    """Getis-Ord G* (star) or G of each area: are the values around it high (hot spot) or low (cold spot)?

    Arguments, missing values, islands and errors as in `local_moran`. G* counts the area itself among those around
    it; G leaves it out, there and in the mean. The statistic is the share of all values (G: of the others') that
    lies around the area; it and its moments are NaN where values are negative, z and p are not. p of G* is
    conditional, as that of G: the area keeps its value, only the others are dealt anew; both have the same p.

    >>> row = Graph.from_places(["A", "B", "C", "D"], [(0, 1), (1, 2), (2, 3)])
    >>> found = getis_ord([9.0, 8.0, 2.0, 1.0], row, permutations=0)
    >>> found.statistic.tolist(), found.pattern[[0, 3]].tolist()
    ([0.85, 0.95, 0.55, 0.15], ['hot spot', 'cold spot'])
    """
    around = surroundings(values, graph)
    n, k = around.areas, around.degree
    if star:
        excess = around.total + around.away
        variance = np.where(around.linked, around.squares / max(n, 1) * (k + 1) * (n - k - 1) / max(n - 1, 1), np.nan)
        base, members = np.full(len(k), around.mean * n), k + 1
        mean = np.full(len(k), around.mean)
    else:
        excess, variance = around.total - around.expected, around.variance
        base, members = around.mean * n - (around.away + around.mean), k
        mean = base / max(n - 1, 1)
    base = np.where((base > 0) & around.linked & (not around.any_negative), base, np.nan)
    z = around.score(excess, variance)
    pattern = np.where(excess > 0, HOT, COLD)
    given = ((members * mean + excess) / base, members * mean / base, variance / base**2, z, pattern)
    measure = "Getis-Ord G*" if star else "Getis-Ord G"
    return _told(measure, (around, graph), given, around.linked, (permutations, rng, false_discoveries))


def false_discovery(p: ArrayLike) -> Floats:
    """The share of false discoveries to accept for each test to count as one (q), by Benjamini and Hochberg.

    p: p-values, 0 to 1; NaN is no test and stays NaN. Source: Benjamini and Hochberg (1995), Controlling the false
    discovery rate, Journal of the Royal Statistical Society B 57(1). Raises ValueError outside 0 to 1.

    >>> false_discovery([0.01, 0.04, 0.03, float("nan")]).round(3).tolist()
    [0.03, 0.04, 0.04, nan]
    """
    chances: Floats = np.array(p, dtype=np.float64)
    tested = ~np.isnan(chances)
    some = chances[tested]
    if ((some < 0) | (some > 1)).any():
        raise ValueError("A p-value lies between 0 and 1.")
    order = np.argsort(some)[::-1]
    ranks = np.arange(len(some), 0, -1)
    q = np.empty(len(some))
    q[order] = np.minimum.accumulate(some[order] * len(some) / ranks)
    chances[tested] = np.minimum(q, 1.0)
    return chances


_Given = tuple[Floats, Floats, Floats, Floats, Words]
_Settings = tuple[int, np.random.Generator | None, float]


def _made_from(around: Surroundings, graph: Graph, permutations: int, rng: np.random.Generator | None) -> Provenance:
    """To be taken before `rng` is used."""
    given: dict[str, object] = {"away from the mean": around.away, "mean": around.mean, "codes": around.codes}
    given |= {"edges": graph.edges, "permutations": permutations}
    if rng is not None:
        given["rng"] = rng.bit_generator.state
    return Provenance.of(given)


def _told(measure: str, of: tuple[Surroundings, Graph], given: _Given, can: Flags, settings: _Settings) -> HotSpots:
    around, graph = of
    permutations, rng, accepted = settings
    _check_draws(permutations, rng)
    provenance = _made_from(around, graph, permutations, rng)
    if not 0 < accepted < 1:
        raise ValueError(f"The share of false discoveries lies between 0 and 1, such as 0.05, not {accepted}.")
    *numbers, pattern = given
    z = numbers[3]
    p_normal = np.array([math.erfc(abs(each) / math.sqrt(2)) for each in z.tolist()])
    one_sided = np.full(len(z), np.nan)
    warnings = list(around.warnings)
    if permutations and rng is not None and around.can_be_said:
        few = np.where(can, around.extremes(permutations, rng), permutations)
        one_sided = np.where(np.isnan(z), np.nan, (few + 1) / (permutations + 1))
    p = np.minimum(1.0, 2 * one_sided)
    q = false_discovery(p if permutations else p_normal)
    tests = int(np.count_nonzero(~np.isnan(q)))
    fewest = math.ceil(2 / (permutations + 1) * tests / accepted) if permutations else 0
    if fewest > max(1, tests // 100):
        warnings.append(
            f"With {permutations:,} permutations no p is below {2 / (permutations + 1):.2g}, so labels come only if at "
            f"least {fewest:,} of {tests:,} areas reach it. Ask for more permutations."
        )
    pattern = np.where(np.isnan(z) | (z == 0), COULD_BE_CHANCE, pattern)
    pattern = np.select([around.missing, around.alone], [MISSING, ALONE], pattern)
    label = np.where(around.missing | around.alone | (q <= accepted), pattern, COULD_BE_CHANCE)
    statistic, expected, variance, z, p_normal, p, one_sided, q, pattern, label = (
        sealed(each) for each in (*numbers, p_normal, p, one_sided, q, pattern, label)
    )
    return HotSpots(
        measure, around.codes, statistic, expected, variance, z, p_normal, p, one_sided, q, pattern, label,
        accepted, permutations, tuple(warnings), provenance,
    )  # fmt: skip


def _check_draws(permutations: int, rng: np.random.Generator | None) -> None:
    if permutations < 0:
        raise ValueError(f"The number of permutations is zero or more, not {permutations}.")
    if permutations and rng is None:
        raise ValueError("Permutations need chance: give rng=numpy.random.default_rng(seed), or permutations=0.")


def _assumptions(first: str) -> tuple[str, ...]:
    return (first, "A pattern on the map is a description: it names no cause, and need is not what it measures.")

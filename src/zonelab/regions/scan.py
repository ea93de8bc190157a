"""Knows how to tell a real cluster of cases from noise, in circles and connected shapes; does not know why it is there.

Both scans try very many windows, keep the one whose count is hardest to explain by chance, and ask how often the
strongest window of a map drawn by chance is as strong: the many tries are paid for.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike

from zonelab.core.graphs import Graph
from zonelab.core.provenance import Provenance, digest
from zonelab.core.version import version
from zonelab.regions.chance import drawn_strongest, strongest_raised, strongest_window
from zonelab.regions.clusters import Cluster, Scan
from zonelab.regions.likelihood import Likelihood, raised_from
from zonelab.regions.observed import Floats, Observed, ScanError, named, observed
from zonelab.regions.windows import MOST_AREAS, Windows, both_ways, circles, nearest, shapes

_EQUAL = 1e-9  # ratios closer than this, relative, are equal: the same counts summed in another order


def circular_scan(
    cases: ArrayLike,
    population: ArrayLike,
    places: ArrayLike,
    *,
    rng: np.random.Generator,
    expected: ArrayLike | None = None,
    share: float = 0.5,
    great_circle: bool = False,
    draws: int = 999,
    most_clusters: int = 10,
    n_jobs: int | None = None,
) -> Scan:
    """Find the circles of areas that have more cases than chance explains.

    cases: n whole counts, one an area (a Series brings the area codes as its index); population: n numbers of people;
    places: n × 2 coordinates of the areas' middles, in any one unit (metres), or longitude and latitude in degrees
    with great_circle=True. expected: n counts to expect, for instance by the age of the people; only their
    proportions matter; left out: by population. share: the most of all people that a circle may hold, above 0
    up to 0.5. draws: how many maps are drawn by chance, so that p is at least 1 / (draws + 1); 0 = no p. rng: the
    same state gives the same answer. n_jobs: threads, −1 = one a core, None = one, or what the
    caller's `joblib.parallel_config` says, whose back end is used; it changes the time alone.
    Areas whose middles are equally far from a centre enter a circle together. Only high counts are looked for.
    Raises ScanError (a ValueError) for numbers that are missing, negative, not whole, or do not fit each other.
    Source: Kulldorff (1997), A spatial scan statistic, Communications in Statistics: Theory and Methods 26(6);
    the ratios are those of SaTScan, Poisson model.

    >>> cases, people = [9, 8, 1, 0, 1, 1], [100, 100, 100, 100, 100, 100]
    >>> found = circular_scan(cases, people, [[x, 0] for x in range(6)], rng=np.random.default_rng(1), draws=99)
    >>> first = found.clusters[0]
    >>> first.areas, first.observed, round(first.expected, 2), round(first.llr, 2), first.p
    ((0, 1), 17, 6.67, 11.44, 0.01)
    """
    if not 0 < share <= 0.5:
        raise ScanError(f"The share of people that a circle may hold lies above 0, up to 0.5, not {share}.")
    _check_numbers(draws, most_clusters)
    seen = observed(cases, population, places, expected, in_degrees=great_circle)
    windows: Sequence[Windows] = circles(seen.places, seen.population, share, great_circle=great_circle)
    settings = {"expected": expected is not None, "share": share, "great_circle": great_circle, "draws": draws}
    provenance = _provenance(seen, settings, rng)
    likelihood = Likelihood.of(seen.total)
    strongest = drawn_strongest(seen, strongest_window(seen, windows, likelihood), draws, rng, n_jobs)
    large = seen.population > seen.population.sum() * share
    warnings = _warnings(seen)
    if large.any():
        warnings += (
            f"These areas alone hold more people than a circle may, so no circle has them: {named(seen.codes[large])}.",
        )
    clusters = _clusters(seen, windows, likelihood, strongest, most_clusters)
    described = f"circles that hold up to {100 * share:g}% of the people"
    return Scan(clusters, seen, _count(windows), described, strongest, warnings, provenance)


def flexible_scan(
    cases: ArrayLike,
    population: ArrayLike,
    places: ArrayLike,
    neighbours: ArrayLike | Graph,
    *,
    rng: np.random.Generator,
    expected: ArrayLike | None = None,
    most_areas: int = 10,
    raised: float | None = None,
    great_circle: bool = False,
    draws: int = 999,
    most_clusters: int = 10,
    n_jobs: int | None = None,
) -> Scan:
    """Find the connected shapes of areas, along a river or a road too, that have more cases than chance explains.

    neighbours: m × 2 whole numbers, the rows (from 0) of two areas that touch, each pair once or both ways round; or
    a Graph of the same areas in the same order.
    most_areas: a shape lies within so many nearest areas of one of its own (itself included), up to 64. Among 10
    there are few shapes, among 15 many. raised: None = every shape; a level such as 0.2 = only shapes of areas whose
    own count is raised (mid-p below the level): far fewer, so that most_areas can be larger, and no quiet area
    is taken in as a bridge. The other arguments, errors and results are those of `circular_scan`.
    An area that touches none is a shape of its own. Of areas equally far the one further west, then south, counts as
    nearer.
    Source: Tango and Takahashi (2005), A flexibly shaped spatial scan statistic for detecting clusters,
    International Journal of Health Geographics 4(11); for raised: the same (2012), A flexible spatial scan
    statistic with a restricted likelihood ratio, Statistics in Medicine 31(30). The ratios are those of FleXScan.

    >>> cases, people, places = [9, 1, 8, 0, 1, 1], [100] * 6, [[0, 0], [1, 0], [0, 1], [1, 1], [0, 2], [1, 2]]
    >>> touching = [[0, 1], [0, 2], [1, 3], [2, 3], [2, 4], [3, 5], [4, 5]]
    >>> found = flexible_scan(cases, people, places, touching, rng=np.random.default_rng(1), draws=99)
    >>> found.clusters[0].areas, found.clusters[0].observed
    ((0, 2), 17)
    """
    if not 1 <= most_areas <= MOST_AREAS or most_areas != int(most_areas):
        raise ScanError(f"The most areas of a shape are a whole number from 1 to {MOST_AREAS}, not {most_areas}.")
    if raised is not None and not 0 < raised <= 0.5:
        raise ScanError(f"The level of raised areas lies above 0, up to 0.5, such as 0.2, not {raised}.")
    _check_numbers(draws, most_clusters)
    seen = observed(cases, population, places, expected, in_degrees=great_circle)
    borders = both_ways(neighbours, seen.codes)
    around = nearest(seen.places, borders, int(most_areas), great_circle=great_circle)
    settings = {"expected": expected is not None, "most_areas": int(most_areas), "raised": raised}
    settings |= {"great_circle": great_circle, "draws": draws}
    provenance = _provenance(seen, settings, rng, borders=borders)
    likelihood = Likelihood.of(seen.total)
    described = f"connected shapes within the {most_areas} nearest areas of one of them"
    windows: Sequence[Windows]
    if raised is None:
        windows = shapes(around)
        greatest = strongest_window(seen, windows, likelihood)
    else:
        least = raised_from(seen.expected, raised)
        windows = shapes(around, seen.cases >= least)
        greatest = strongest_raised(seen, around, least, likelihood)
        described += f", all with a raised count of their own (mid-p below {raised:g})"
    strongest = drawn_strongest(seen, greatest, draws, rng, n_jobs)
    alone = np.ones(len(seen.codes), dtype=np.bool_)
    alone[borders[:, 0]] = False
    warnings = _warnings(seen)
    if alone.any() and len(alone) > 1:
        warnings += (f"These areas touch no other, so no shape joins them to one: {named(seen.codes[alone])}.",)
    clusters = _clusters(seen, windows, likelihood, strongest, most_clusters)
    return Scan(clusters, seen, _count(windows), described, strongest, warnings, provenance)


def _clusters(
    seen: Observed, windows: Sequence[Windows], likelihood: Likelihood, strongest: Floats, most: int
) -> tuple[Cluster, ...]:
    """The strongest window, the strongest of those that share no area with it, and so on."""
    ratios = [
        likelihood.ratios(each.sums(seen.cases[:, None]), each.sums(seen.expected[:, None])[:, 0])[:, 0]
        for each in windows
    ]
    taken = np.zeros((len(seen.codes), 1), dtype=np.int64)
    clusters: list[Cluster] = []
    while len(clusters) < most:
        best = max((float(each.max()) for each in ratios), default=0.0)
        if not best > 0:
            break
        rows, centre = _smallest(seen, windows, ratios, best)
        clusters.append(_cluster(seen, rows, centre, best, strongest))
        taken[rows] = 1
        for each, ratio in zip(windows, ratios, strict=True):
            ratio[each.sums(taken)[:, 0] > 0] = 0.0
    return tuple(clusters)


def _smallest(
    seen: Observed, windows: Sequence[Windows], ratios: Sequence[Floats], best: float
) -> tuple[list[int], int | None]:
    """Of windows equally strong the one with fewest areas, then furthest west: the order of rows never decides."""
    equal = [
        (each.members(int(row)), each.centre)
        for each, ratio in zip(windows, ratios, strict=True)
        for row in np.flatnonzero(ratio >= best * (1 - _EQUAL))
    ]
    fewest = min(len(rows) for rows, _ in equal)

    def position(found: tuple[list[int], int | None]) -> tuple[list[list[float]], list[float]]:
        rows, centre = found
        return sorted(seen.places[rows].tolist()), [] if centre is None else seen.places[centre].tolist()

    return min((each for each in equal if len(each[0]) == fewest), key=position)


def _cluster(seen: Observed, rows: list[int], centre: int | None, ratio: float, strongest: Floats) -> Cluster:
    counted, due = int(seen.cases[rows].sum()), float(seen.expected[rows].sum())
    outside = (seen.total - counted) / (seen.total - due) if counted < seen.total else 0.0
    draws = len(strongest)
    as_strong = int(np.count_nonzero(strongest >= ratio * (1 - _EQUAL)))
    p = (as_strong + 1) / (draws + 1) if draws else np.nan
    return Cluster(
        areas=tuple(seen.codes[rows].tolist()),
        centre=None if centre is None else seen.codes[[centre]].tolist()[0],
        population=float(seen.population[rows].sum()),
        observed=counted,
        expected=due,
        relative_risk=counted / due / outside if outside else np.inf,
        llr=ratio,
        p=p,
        p_error=float(np.sqrt(p * (1 - p) / (draws + 1))),
        as_strong=as_strong,
    )


def _count(windows: Sequence[Windows]) -> int:
    return sum(each.number for each in windows)


def _check_numbers(draws: int, most_clusters: int) -> None:
    if draws < 0 or draws != int(draws):
        raise ScanError(f"The number of draws is a whole number, zero or more, such as 999, not {draws}.")
    if most_clusters < 1 or most_clusters != int(most_clusters):
        raise ScanError(f"The most clusters to report are a whole number, one or more, not {most_clusters}.")


def _warnings(seen: Observed) -> tuple[str, ...]:
    warnings: list[str] = []
    if not seen.total:
        warnings.append("There are no cases at all.")
    if len(seen.codes) == 1:
        warnings.append("There is one area only: nothing to compare it with.")
    empty = np.count_nonzero(seen.expected == 0) if seen.total else 0
    if empty:
        warnings.append(f"{empty} of the areas can have no cases (no people): they can link others but add nothing.")
    return tuple(warnings)


def _provenance(seen: Observed, settings: Mapping[str, object], rng: np.random.Generator, **more: object) -> Provenance:
    inputs = {"codes": seen.codes, "cases": seen.cases, "population": seen.population, "expected": seen.expected}
    inputs |= {"places": seen.places, "settings": settings, "rng": rng.bit_generator.state} | more
    return Provenance({name: digest(each) for name, each in inputs.items()}, version(), _seed_of(rng))


def _seed_of(rng: np.random.Generator) -> int | None:
    """The number that default_rng was started with; None if something was drawn since (no repeat then)."""
    entropy = getattr(rng.bit_generator.seed_seq, "entropy", None)
    if not isinstance(entropy, int):
        return None
    fresh = np.random.default_rng(entropy).bit_generator
    return entropy if digest(fresh.state) == digest(rng.bit_generator.state) else None

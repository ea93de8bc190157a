"""Chooses several zones together so that their sum is greatest, out of all that can be in such a set."""

from dataclasses import dataclass, replace
from time import monotonic

import numpy as np
from joblib import Parallel, delayed

from zonelab.regions.zoning.asked import Asked
from zonelab.regions.zoning.every import every_zone
from zonelab.regions.zoning.exact import Roots, prove
from zonelab.regions.zoning.fast import Found
from zonelab.regions.zoning.growth import Flags, Places
from zonelab.regions.zoning.packing import best_set
from zonelab.regions.zoning.problem import Problem
from zonelab.regions.zoning.taking import Taken, least_worth

MOST_ZONES = 200_000  # to choose from; more than that are not listed
MOST_STEPS = 100_000_000  # of the choice: a second or two


@dataclass(frozen=True, eq=False)
class Together:
    """A set of zones, the best first, and the most that the sum of such a set can be."""

    taken: list[Taken]
    bound: float


def best_together(
    asked: Asked, taken: list[Taken], how_many: int, most_per_district: int | None, until: float, n_jobs: int
) -> Together:
    """The best set of so many zones; of fewer, where there is none of so many. taken: those taken one after another.

    Where as many were taken, they are the set to beat: a zone of a better set is worth at least what that is worth,
    less the most that the others can be, so that only zones above that are listed. Where zones are too many to be
    listed, or time runs out, the set that was taken is the answer, and the bound says so.
    """
    problem = replace(asked.problem, held=asked.problem.held[:0])
    total = sum(one.zone.worth for one in taken)
    best = max(taken, key=lambda one: one.zone.worth).zone
    highest = prove(Roots.of(problem, asked.open_, best.worth), asked.open_, best, until, n_jobs).bound
    beaten = len(taken) == how_many
    least = total - (how_many - 1) * highest if beaten else least_worth(problem)
    zones = _listed(problem, asked.open_, least, n_jobs)
    unsure = Together(taken, max(total, highest * how_many))
    if zones is None or monotonic() > until:
        return unsure
    for count in range(how_many, len(taken) - 1, -1):
        to_beat = total if count == len(taken) else -np.inf
        chosen, proven = _set_of(asked, zones, count, most_per_district, to_beat)
        if len(chosen):
            told = [Taken(zones[at], np.nan, np.nan) for at in chosen]
            worth = sum(one.zone.worth for one in told)
            return Together(told, worth if proven else max(worth, highest * count))
        if not proven:
            return unsure
    return Together(taken, total)


def _listed(problem: Problem, open_: Flags, least: float, n_jobs: int) -> list[Found] | None:
    roots = Roots.of(problem, open_, least - 1e-9 * abs(least)).places
    told = Parallel(n_jobs=n_jobs, prefer="threads")(
        delayed(every_zone)(problem.network, problem.height, problem.aim, open_, root, least, MOST_ZONES)
        for root in roots
    )
    if sum(len(sizes) for sizes, _, _ in told) > MOST_ZONES:
        return None
    zones = []
    for sizes, members, worths in told:
        ends = np.cumsum(sizes)
        zones += [
            Found(np.sort(members[end - size : end]), float(worth))
            for size, end, worth in zip(sizes, ends, worths, strict=True)
        ]
    return sorted(zones, key=lambda zone: (-zone.worth, zone.areas.tolist()))


def _set_of(
    asked: Asked, zones: list[Found], how_many: int, most_per_district: int | None, total: float
) -> tuple[Places, bool]:
    """Places of the zones of the best set, none = no set has more than `total`; and whether that is sure."""
    starts = np.cumsum([0, *(len(zone.areas) for zone in zones)])
    members = np.concatenate([zone.areas for zone in zones]) if zones else np.empty(0, dtype=np.int64)
    first = members[starts[:-1]]
    district = np.zeros(len(zones), dtype=np.int64) if asked.district is None else asked.district[first]
    most = how_many if most_per_district is None else most_per_district
    held = asked.problem.held
    holds = np.array([bool(np.isin(held, zone.areas).all()) for zone in zones], dtype=np.bool_)
    worths = np.array([zone.worth for zone in zones])
    limits = (how_many, int(most), len(held) > 0, MOST_STEPS)
    beat = total + 1e-12 * abs(total) if np.isfinite(total) else total
    places, _, sure = best_set(starts, members, worths, district, holds, limits, beat)
    return places[places >= 0], bool(sure)

"""Takes zones one after another, each the best among the areas that are left; reads no input and tells no story."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from time import monotonic

import numpy as np

from zonelab.regions.zoning.asked import Asked
from zonelab.regions.zoning.exact import Roots, prove, quick_bound
from zonelab.regions.zoning.fast import Found, Pool, rounds_for, seeds_of
from zonelab.regions.zoning.growth import Flags
from zonelab.regions.zoning.holding import without_empty
from zonelab.regions.zoning.problem import Problem

Progress = Callable[[int, int], None]


@dataclass(frozen=True, eq=False)
class Taken:
    """A zone, the most that one could be worth at this point, and what the fast way alone reached."""

    zone: Found
    bound: float
    fast: float


@dataclass
class Taking:
    """A search that makes sense, and how it is to be carried out. seconds: for all proofs together, from the first on.

    exhausted: whether it was proven that no further zone exists.
    """

    asked: Asked
    most_per_district: int | None
    exactly: bool
    seed: int
    n_jobs: int
    seconds: float
    exhausted: bool = False

    @cached_property
    def until(self) -> float:
        """When to stop proving (monotonic seconds); the clock starts when this is first asked for."""
        return monotonic() + self.seconds

    def zones(self, how_many: int, progress: Progress | None) -> list[Taken]:
        """So many zones, fewer where no more can be found."""
        open_, taken = self.asked.open_.copy(), list[Taken]()
        problem = self.asked.problem
        # Areas that must be held belong to the first zone: the others are looked for without.
        stages = [(problem, 1), (replace(problem, held=problem.held[:0]), how_many - 1)]
        for stage, count in stages if len(problem.held) else [(problem, how_many)]:
            self._stage(stage, count, open_, taken, lambda: progress and progress(len(taken), how_many))
            if not taken:
                break
        return taken

    def _stage(
        self, problem: Problem, count: int, open_: Flags, taken: list[Taken], tell: Callable[[], object]
    ) -> None:
        pool = Pool(problem, rounds_for(problem), self.seed, self.n_jobs)
        seeds = seeds_of(problem, open_, count)
        floor = self._worst(pool, open_, count) if count > 1 else np.inf
        roots: Roots | None = None
        for _ in range(count):
            start = pool.best(open_, seeds)
            begin = start if len(start.areas) else replace(start, worth=least_worth(problem))
            if roots is None or begin.worth < floor:
                floor = min(floor, begin.worth)
                roots = Roots.of(problem, open_, floor)
                roots.narrow(open_, floor, self.n_jobs)
            if not len(start.areas) and taken and not self.exactly:
                break
            if self.exactly or not len(start.areas):  # whether there is a first zone at all is always found out
                proof = prove(roots, open_, begin, self.until, self.n_jobs)
                one = Taken(proof.zone, proof.bound, start.worth)
            else:
                one = Taken(start, quick_bound(roots, open_, start.worth), start.worth)
            if not len(one.zone.areas):
                self.exhausted = monotonic() < self.until
                break
            # The worth stays the same; with a penalty an empty area may be there for a shorter perimeter.
            if problem.penalty == 0:
                one = replace(one, zone=replace(one.zone, areas=without_empty(problem, one.zone.areas)))
            taken.append(one)
            self._close(open_, taken)
            tell()

    def _worst(self, pool: Pool, open_: Flags, count: int) -> float:
        """What the last of so many zones is worth when the fast way takes them: roots below it are never looked at."""
        left, zones = open_.copy(), list[Taken]()
        seeds = seeds_of(pool.problem, open_, count)
        for _ in range(count):
            zone = pool.best(left, seeds)
            if not len(zone.areas):
                return least_worth(pool.problem)
            zones.append(Taken(zone, zone.worth, zone.worth))
            self._close(left, zones)
        return zones[-1].fast

    def _close(self, open_: Flags, taken: list[Taken]) -> None:
        """Close the areas of the last zone, and its district if that has all the zones it may have."""
        areas = taken[-1].zone.areas
        open_[areas] = False
        district = self.asked.district
        if district is None or self.most_per_district is None:
            return
        here = district[areas[0]]
        if sum(district[one.zone.areas[0]] == here for one in taken) >= self.most_per_district:
            open_[district == here] = False


def least_worth(problem: Problem) -> float:
    """Less than any zone is worth."""
    edges = problem.penalty * float(problem.perimeter.sum())
    if problem.by_mean:
        return float(problem.need.min()) - edges / problem.low - 1.0
    return -float((problem.people * np.abs(problem.need - problem.level)).sum()) - edges - 1.0

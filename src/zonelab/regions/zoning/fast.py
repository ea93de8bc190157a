"""Looks for good zones from many seeds at once; quick, and not sure to find the best (see `exact`)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from heapq import heappop, heappush

import numpy as np
from joblib import Parallel, delayed

from zonelab.regions.zoning.growth import Flags, Places
from zonelab.regions.zoning.polish import best_around
from zonelab.regions.zoning.problem import Problem

LEAST_SEEDS, FEWEST_SEEDS = 60, 12
ROUNDS, LEAST_ROUNDS = 25, 6
SMALL, LARGE = 12, 50  # areas: larger zones take longer; they get fewer rounds, and from LARGE on fewer seeds
_TOGETHER = 16  # seeds that one job takes; fixed, so that the number of jobs changes nothing


@dataclass(frozen=True, eq=False)
class Found:
    """A zone: its areas (places, rising; empty = none) and what it is worth."""

    areas: Places
    worth: float


NOTHING = Found(np.empty(0, dtype=np.int64), -np.inf)


@dataclass
class Pool:
    """The best zone found around each seed. Areas that are closed later cost only the seeds whose zones held them."""

    problem: Problem
    rounds: int
    seed: int
    n_jobs: int = 1
    found: dict[int, Found] = field(default_factory=dict)

    def best(self, open_: Flags, seeds: Places) -> Found:
        """The best zone within the open areas that growing from these seeds finds."""
        for area, zone in list(self.found.items()):
            if not open_[area] or not open_[zone.areas].all():
                del self.found[area]
        due = [int(seed) for seed in seeds if open_[seed] and int(seed) not in self.found]
        parts = [due[at : at + _TOGETHER] for at in range(0, len(due), _TOGETHER)]
        told = Parallel(n_jobs=self.n_jobs, prefer="threads")(
            delayed(_around)(self.problem, open_, part, self.rounds, self.seed) for part in parts
        )
        for part, zones in zip(parts, told, strict=True):
            self.found.update(zip(part, zones, strict=True))
        return better(self.found.values())


def better(zones: Iterable[Found]) -> Found:
    """The zone that is worth most; of equals the one whose areas come first."""
    return min(zones, key=lambda zone: (-zone.worth, zone.areas.tolist()), default=NOTHING)


def rounds_for(problem: Problem) -> int:
    """How often to shake each zone and grow it again."""
    return max(LEAST_ROUNDS, round(ROUNDS * min(1.0, SMALL / areas_of_a_zone(problem))))


def areas_of_a_zone(problem: Problem) -> float:
    """How many areas of average population the largest zone has."""
    lived_in = problem.people[problem.people > 0]
    return min(problem.high / float(lived_in.mean()), len(lived_in)) if len(lived_in) else 1.0


def seeds_of(problem: Problem, open_: Flags, how_many: int) -> Places:
    """Where to begin: at the areas with the highest need, more of them where many zones are looked for."""
    if len(problem.held):
        return problem.held[:1]
    order = np.lexsort((np.arange(len(open_)), -problem.need))
    few = min(1.0, LARGE / areas_of_a_zone(problem))
    many = max(FEWEST_SEEDS, round(few * max(LEAST_SEEDS, 30 * how_many)))
    return order[open_[order]][:many]


def joined(problem: Problem, open_: Flags) -> Places:
    """The areas that must be in, and the ways between them that cost least need and people; empty = there is no way."""
    if not open_[problem.held].all():
        return problem.held[:0]
    graph, top = problem.graph, float(problem.need.max())
    step = problem.people * (top - problem.need) + 1e-9 * problem.people
    zone, due = {int(problem.held[0])}, set(problem.held[1:].tolist())
    while due - zone:
        cost, before = dict.fromkeys(zone, 0.0), dict[int, int]()
        heap = [(0.0, area) for area in sorted(zone)]
        while heap:
            so_far, area = heappop(heap)
            if area in due - zone:
                break
            if so_far > cost[area]:
                continue
            for other in graph.neighbour[graph.starts[area] : graph.starts[area + 1]].tolist():
                along = so_far + float(step[other])
                if open_[other] and along < cost.get(other, np.inf):
                    cost[other], before[other] = along, area
                    heappush(heap, (along, other))
        else:
            return problem.held[:0]
        while area not in zone:
            zone.add(area)
            area = before[area]
    return np.sort(np.array(list(zone), dtype=np.int64))


def _around(problem: Problem, open_: Flags, seeds: list[int], rounds: int, seed: int) -> list[Found]:
    areas = len(open_)
    given = joined(problem, open_) if len(problem.held) else None
    if given is not None and not len(given):
        return [NOTHING] * len(seeds)
    zone, best = np.empty(areas, dtype=np.int64), np.empty(areas, dtype=np.int64)
    told = []
    for area in seeds:
        first = np.array([area]) if given is None else given
        start = np.uint64(np.random.SeedSequence([seed, area]).generate_state(1, np.uint64)[0] | 1)
        size, _ = best_around(problem.network, problem.aim, open_, problem.kept, first, rounds, start, zone, best)
        told.append(Found(np.sort(best[:size]), problem.worth(best[:size])) if size else NOTHING)
    return told

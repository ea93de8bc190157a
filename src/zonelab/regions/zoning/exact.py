"""Proves which zone is best, root by root: rules out what cannot be, asks the integer programme for the rest.

For a mean the steps are those of Dinkelbach (1967), On nonlinear fractional programming, Management Science 13: with
the mean of the best zone so far as level, either no zone has a sum above zero, and that zone is the best, or a better
one is found.
"""

from dataclasses import dataclass
from time import monotonic

import numpy as np
from joblib import Parallel, delayed

from zonelab.regions.zoning.fast import NOTHING, Found
from zonelab.regions.zoning.growth import Flags, Floats, Places
from zonelab.regions.zoning.problem import Problem
from zonelab.regions.zoning.programme import RootProgramme
from zonelab.regions.zoning.reach import ceilings, worth_keeping

_HALVINGS = 12
_TOGETHER = 8  # roots that are looked at before the best zone so far is updated; fixed, whatever the number of jobs


@dataclass(frozen=True, eq=False)
class Proof:
    """The best zone that was found, and the most that any zone can be worth."""

    zone: Found
    bound: float


@dataclass
class Roots:
    """What is known of each root: no zone with it is worth more than `most`. Closing areas keeps that true."""

    problem: Problem
    places: Places
    most: Floats

    @classmethod
    def of(cls, problem: Problem, open_: Flags, floor: float) -> "Roots":
        """The roots whose zones can be worth more than `floor`."""
        if len(problem.held):
            places = problem.held[:1]
        else:
            able = open_ & (problem.need > floor) if problem.by_mean else open_
            places = np.flatnonzero(able)
        most = ceilings(problem.network, problem.height, problem.aim, open_, places)
        able = most > floor
        return cls(problem, places[able], most[able])

    def narrow(self, open_: Flags, floor: float, n_jobs: int) -> None:
        """Give up the roots that the quick bound rules out at `floor`."""
        refuted = Parallel(n_jobs=n_jobs, prefer="threads")(
            delayed(_ruled_out)(self.problem, open_, part, floor) for part in _parts(self.places, 4 * _TOGETHER)
        )
        out = np.concatenate(refuted) if refuted else np.empty(0, dtype=np.bool_)
        self.places, self.most = self.places[~out], self.most[~out]


def prove(roots: Roots, open_: Flags, start: Found, until: float, n_jobs: int) -> Proof:
    """The best zone within the open areas, from a good one to start with. until: when to stop (monotonic seconds)."""
    best = start
    problem = roots.problem
    while True:
        able = np.flatnonzero((roots.most > best.worth) & open_[roots.places])
        able = able[np.lexsort((able, -roots.most[able]))][:_TOGETHER]
        if not len(able):
            return Proof(best, best.worth)
        if monotonic() > until:
            return Proof(best, float(roots.most[able].max()))
        told = Parallel(n_jobs=n_jobs, prefer="threads")(
            delayed(_best_with)(problem, open_, int(roots.places[at]), best.worth, until) for at in able
        )
        late = False
        for at, (zone, most) in zip(able, told, strict=True):
            late = late or most > max(zone.worth, best.worth)
            roots.most[at] = min(roots.most[at], most)
            if zone.worth > best.worth:
                best = zone
        if late and monotonic() > until:
            open_roots = roots.most[open_[roots.places]]
            return Proof(best, max(best.worth, float(open_roots.max(initial=-np.inf))))


def quick_bound(roots: Roots, open_: Flags, worth: float) -> float:
    """The most that any zone within the open areas can be worth, by halving with the quick bound alone."""
    able = roots.places[(roots.most > worth) & open_[roots.places]]
    if not len(able):
        return worth
    low, high = worth, float(roots.most[np.isin(roots.places, able)].max())
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        out = _ruled_out(roots.problem, open_, able, middle)
        if out.all():
            high = middle
        else:
            able, low = able[~out], middle
    return high


def _parts(places: Places, together: int) -> list[Places]:
    return [places[at : at + together] for at in range(0, len(places), together)]


def _ruled_out(problem: Problem, open_: Flags, roots: Places, floor: float) -> Flags:
    level, slack = problem.slack(floor)
    told = [
        not worth_keeping(problem.network, problem.height, problem.aim, open_, root, level, slack).any()
        for root in roots
    ]
    return np.array(told, dtype=np.bool_)


def _best_with(problem: Problem, open_: Flags, root: int, worth: float, until: float) -> tuple[Found, float]:
    """(best zone with the root that is worth more than `worth`, the most that one can be worth)."""
    best = NOTHING
    while True:
        level, slack = problem.slack(worth)
        kept = worth_keeping(problem.network, problem.height, problem.aim, open_, root, level, slack)
        if not kept.any() or not kept[problem.held].all():
            return best, worth
        places = np.flatnonzero(kept)
        answer = _programme(problem, places, root, level).best(slack, until)
        areas = places[answer.areas]
        found = problem.worth(areas) if len(areas) else -np.inf
        if found <= worth:
            # A bound within the slack is rounding: no zone is better. A bound above it means that time ran out.
            proven = answer.bound <= slack or len(areas) > 0
            most = min(worth, problem.most(level, answer.bound)) if proven else problem.most(level, answer.bound)
            return best, max(best.worth, most)
        best, worth = Found(areas, found), found
        if not problem.by_mean:
            return best, found


def _programme(problem: Problem, places: Places, root: int, level: float) -> RootProgramme:
    graph = problem.graph.part(np.isin(np.arange(len(problem.need)), places))
    people = problem.people[places]
    programme = RootProgramme(
        graph.starts.copy(),
        graph.neighbour.copy(),
        people,
        int(np.searchsorted(places, root)),
        problem.low,
        problem.high,
    )
    programme.set_worth(people * (problem.need[places] - level) - problem.penalty * problem.perimeter[places])
    programme.hold(np.searchsorted(places, problem.held))
    if problem.penalty > 0 and graph.edge_border is not None:
        programme.with_borders(graph.edges, graph.edge_border, problem.penalty)
    return programme

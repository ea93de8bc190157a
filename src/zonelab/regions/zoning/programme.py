"""The integer programme of one root: the best zone with it, by HiGHS with cuts for connection; knows no other root.

Σ worth of areas (people × (need − level), less the penalty on perimeter) is made as great as possible with the root in,
the population in its range and the zone connected. Connection is asked for by cuts as they are broken: for an area and
a set of areas that parts it from the root, share(area) ≤ Σ share(set). First the linear relaxation is solved and cut
until nothing is broken; what its reduced costs rule out is fixed; then whole numbers are asked for, and cut again where
the answer falls apart. Sources: Fischetti, Leitner, Ljubić, Luipersbeck, Monaci, Resch, Salvagnin and Sinnl (2017),
Thinning out Steiner trees, Mathematical Programming Computation 9; Álvarez-Miranda, Ljubić and Mutzel (2013), The
maximum weight connected subgraph problem.
"""

from dataclasses import dataclass
from time import monotonic

import highspy
import numpy as np

from zonelab.regions.zoning.growth import Floats, Places
from zonelab.regions.zoning.separation import arcs_of, cuts_for

_ROUNDS = 60
_WHOLE = 1e-6


@dataclass(frozen=True, eq=False)
class Answer:
    """What came out. areas: places of the best zone that was found, empty = none; bound: none with this root is worth
    more."""

    areas: Places
    bound: float


class RootProgramme:
    """One root among the areas of a small graph; areas are places in it."""

    def __init__(self, starts: Places, neighbour: Places, people: Floats, root: int, low: float, high: float) -> None:
        self.starts, self.neighbour, self.root = starts, neighbour, root
        self.people = people
        self.areas = len(people)
        self.arcs = arcs_of(starts, neighbour)
        self.edges = 0
        self._seen: set[tuple[int, bytes]] = set()
        self.solver = highspy.Highs()  # type: ignore[no-untyped-call]
        self.solver.setOptionValue("output_flag", False)
        self.solver.setOptionValue("threads", 1)
        self.solver.setOptionValue("mip_rel_gap", 0.0)
        self.solver.setOptionValue("mip_abs_gap", 1e-9)
        self.least = np.zeros(self.areas)
        self.solver.addVars(self.areas, self.least, np.ones(self.areas))
        self.hold(np.array([root]))
        self.solver.changeObjectiveSense(highspy.ObjSense.kMaximize)
        self._row(low, high, np.arange(self.areas), people)
        self._first_cuts()

    def _row(self, low: float, high: float, places: Places, factors: Floats) -> None:
        self.solver.addRow(low, high, len(places), places.astype(np.int32), factors)

    def _first_cuts(self) -> None:
        """An area is in only with a neighbour."""
        beside = set(self._beside(self.root).tolist())
        for area in range(self.areas):
            if area != self.root and area not in beside:
                self._cut(area, self._beside(area))

    def _beside(self, area: int) -> Places:
        return self.neighbour[self.starts[area] : self.starts[area + 1]]

    def _cut(self, area: int, others: Places) -> bool:
        key = (int(area), np.sort(others).tobytes())
        if key in self._seen:
            return False
        self._seen.add(key)
        self._row(-highspy.kHighsInf, 0.0, np.append(others, area), np.append(np.full(len(others), -1.0), 1.0))
        return True

    def hold(self, areas: Places) -> None:
        """Have these areas in."""
        self.least[areas] = 1.0
        for area in areas:
            self.solver.changeColBounds(int(area), 1.0, 1.0)

    def with_borders(self, edges: Places, border: Floats, penalty: float) -> None:
        """Give back twice the penalty on each border inside the zone; edges: m × 2 places."""
        self.edges = len(edges)
        self.solver.addVars(self.edges, np.zeros(self.edges), np.ones(self.edges))
        for number, ends in enumerate(edges):
            for end in ends:
                self._row(-highspy.kHighsInf, 0.0, np.array([self.areas + number, end]), np.array([1.0, -1.0]))
            self.solver.changeColCost(self.areas + number, float(2 * penalty * border[number]))

    def set_worth(self, worth: Floats) -> None:
        """What each area adds when it is in."""
        self.solver.changeColsCost(self.areas, np.arange(self.areas, dtype=np.int32), worth)

    def best(self, enough: float, until: float) -> Answer:
        """The best zone, or a proof that none is worth more than `enough`. until: when to stop (monotonic seconds)."""
        self._relax(True)
        bound, share = self._cut_relaxation(enough, until)
        if bound <= enough:
            return Answer(np.empty(0, dtype=np.int64), bound)
        if _is_whole(share):
            areas = np.flatnonzero(share > 0.5)
            return Answer(areas, bound)
        self._fix(bound, enough)
        try:
            return self._whole(enough, bound, until)
        finally:
            self._unfix()

    def _relax(self, relaxed: bool) -> None:
        kind = highspy.HighsVarType.kContinuous if relaxed else highspy.HighsVarType.kInteger
        self.solver.changeColsIntegrality(
            self.areas, np.arange(self.areas, dtype=np.int32), np.array([kind] * self.areas)
        )

    def _cut_relaxation(self, enough: float, until: float) -> tuple[float, Floats]:
        bound, share = np.inf, np.zeros(self.areas)
        for _ in range(_ROUNDS):
            if not self._run(until):
                return (-np.inf, share) if self._impossible() else (bound, np.full(self.areas, 0.5))
            bound = self.solver.getInfo().objective_function_value
            share = np.asarray(self.solver.getSolution().col_value)[: self.areas]
            if bound <= enough or not self._separate(share, 0.01):
                break
        return bound, share

    def _run(self, until: float) -> bool:
        self.solver.setOptionValue("time_limit", max(0.01, until - monotonic()) + self.solver.getRunTime())
        self.solver.run()
        return bool(self.solver.getModelStatus() == highspy.HighsModelStatus.kOptimal)

    def _impossible(self) -> bool:
        return self.solver.getModelStatus() in (
            highspy.HighsModelStatus.kInfeasible,
            highspy.HighsModelStatus.kUnboundedOrInfeasible,
        )

    def _separate(self, share: Floats, violation: float) -> int:
        targets, sizes, members = cuts_for(self.starts, self.neighbour, self.arcs, share, self.root, violation)
        ends = np.cumsum(sizes)
        return sum(
            self._cut(int(target), members[end - size : end])
            for target, size, end in zip(targets, sizes, ends, strict=True)
        )

    def _fix(self, bound: float, enough: float) -> None:
        """Shut what the reduced costs rule out: with it in, the bound falls to `enough` or below."""
        dual = np.asarray(self.solver.getSolution().col_dual)[: self.areas]
        share = np.asarray(self.solver.getSolution().col_value)[: self.areas]
        for area in np.flatnonzero((share < _WHOLE) & (bound - np.abs(dual) <= enough)):
            self.solver.changeColBounds(int(area), 0.0, 0.0)

    def _unfix(self) -> None:
        for area in range(self.areas):
            self.solver.changeColBounds(area, self.least[area], 1.0)

    def _whole(self, enough: float, bound: float, until: float) -> Answer:
        self._relax(False)
        while True:
            done = self._run(until)
            if self._impossible():
                return Answer(np.empty(0, dtype=np.int64), enough)
            info = self.solver.getInfo()
            # What was shut is worth no more than enough.
            bound = min(bound, max(info.mip_dual_bound, enough))
            if not done:
                return Answer(np.empty(0, dtype=np.int64), bound)
            if bound <= enough:
                return Answer(np.empty(0, dtype=np.int64), bound)
            share = np.round(np.asarray(self.solver.getSolution().col_value)[: self.areas])
            if not self._separate(share, 0.5):
                return Answer(np.flatnonzero(share > 0.5), bound)


def _is_whole(share: Floats) -> bool:
    return bool((np.abs(share - np.round(share)) < _WHOLE).all())

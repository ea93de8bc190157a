"""Puts one question about sets of k candidates to HiGHS and brings back a proven answer; knows no words."""

import time
from dataclasses import dataclass, field

import highspy
import numpy as np

from zonelab.regions.contrast.distances import Floats
from zonelab.regions.contrast.measures import SAME, Columns, Linear
from zonelab.regions.contrast.pairs import Flags, pairs_left
from zonelab.regions.contrast.swaps import improved, promise
from zonelab.regions.contrast.task import Question, Set, Task

_EXACT = 1e-9  # tolerance of the solver; far below SAME
_ROUGH = 1e-3  # of a level: the quick bound need not be better
_STEPS = 100  # of the quick bound
_STARTS = 6  # known sets from which a better one is looked for
_NOTHING = Columns(np.empty(0), np.empty(0), [])
_OPTIMAL = highspy.HighsModelStatus.kOptimal
# Nothing in these programmes is without bounds.
_NO_SET = (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible)
_OPTIONS = {
    "mip_rel_gap": 0.0,
    "mip_abs_gap": SAME / 10,
    "mip_feasibility_tolerance": _EXACT,
    "primal_feasibility_tolerance": _EXACT,
    "dual_feasibility_tolerance": _EXACT,
    "random_seed": 1,
    "threads": 1,
}


class OutOfTime(Exception):
    """The time is up before an answer was proven. bound: none is better than this, inf = not known."""

    def __init__(self, bound: float) -> None:
        super().__init__("out of time")
        self.bound = bound


@dataclass(frozen=True, eq=False)
class Programme:
    """Answers questions about a task. until: when time is up, by the clock `time.monotonic`.

    known: sets that were met so far, which make the next answer quicker.
    """

    task: Task
    until: float = np.inf
    known: set[Set] = field(default_factory=set)

    def answer(self, question: Question) -> Set | None:
        """The best set, None where there is none. Raises OutOfTime."""
        n = len(self.task.need)
        ends, columns = (np.zeros(n), np.ones(n)), _NOTHING
        if question.level_weight or question.least_level is not None:
            allowed = self._narrow(question, ends)
            if allowed is None:
                return None
            columns = self.task.measure.columns(allowed)
        solver = self._solver(question, columns, ends)
        solver.changeColsIntegrality(n, np.arange(n, dtype=np.int32), np.full(n, highspy.HighsVarType.kInteger))
        while True:
            values = self._run(solver)
            if values is None:
                return None
            x = np.round(values[:n])
            found = tuple(np.flatnonzero(x).tolist())
            self.known.add(found)
            promised = float(values[n:] @ columns.worth)
            row = None if columns.exact else self.task.measure.learn(x, promised, SAME / 4)
            if row is None:
                return found
            _add(solver, [row])

    def _solver(self, question: Question, columns: Columns, ends: tuple[Floats, Floats]) -> highspy.Highs:
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        solver.silent()
        for option, value in _OPTIONS.items():
            solver.setOptionValue(option, value)
        task = self.task
        n, extra = len(task.need), len(columns.upper)
        solver.addVars(n + extra, np.append(ends[0], np.zeros(extra)), np.append(ends[1], columns.upper))
        cost = question.need_weight * task.need + (0.0 if question.cost is None else question.cost)
        cost = np.append(cost, question.level_weight * columns.worth)
        solver.changeColsCost(n + extra, np.arange(n + extra, dtype=np.int32), cost)
        solver.changeObjectiveSense(highspy.ObjSense.kMaximize)
        every = np.arange(n)
        rows = [Linear(every, np.ones(n), task.k, task.k), *columns.rows, *question.rows]
        rows += [Linear(row.places, np.ones(len(row.places)), row.low, row.high) for row in task.rows]
        if question.least_need is not None:
            rows.append(Linear(every, task.need, question.least_need - SAME / 2, np.inf))
        if question.least_level is not None and extra:
            rows.append(Linear(n + np.arange(extra), columns.worth, question.least_level - SAME / 2, np.inf))
        _add(solver, rows)
        return solver

    def _run(self, solver: highspy.Highs) -> Floats | None:
        left = self.until - time.monotonic()
        if left <= 0:
            raise OutOfTime(np.inf)
        if np.isfinite(left):
            solver.setOptionValue("time_limit", solver.getRunTime() + left)
        solver.run()
        status = solver.getModelStatus()
        if status in _NO_SET:
            return None
        if status == highspy.HighsModelStatus.kTimeLimit:
            raise OutOfTime(float(solver.getInfo().mip_dual_bound))
        if status != _OPTIMAL:
            raise RuntimeError(f"HiGHS stopped with {solver.modelStatusToString(status)}.")
        return np.array(solver.getSolution().col_value)

    def _narrow(self, question: Question, ends: tuple[Floats, Floats]) -> Flags | None:
        """Leave out who cannot be in the answer; the pairs that can, None where there is no answer.

        ends: lower and upper bound of each candidate, changed.
        """
        task, measure = self.task, self.task.measure
        floor = None if question.least_level is None else question.least_level - SAME
        allowed = measure.allowed(floor)
        if measure.distances is None:
            return allowed
        least = self._at_least(question)
        rough = measure.relaxed()
        if rough is not None and not self._by_price(question, rough, ends, least):
            return None
        for row in task.rows:
            if row.high == 1:
                allowed[np.ix_(row.places, row.places)] = False
        out = ends[1] == 0
        allowed[out] = allowed[:, out] = False
        conditions = [] if question.cost is not None else [(question.need_weight, question.level_weight, least)]
        conditions += [] if question.least_need is None else [(1.0, 0.0, question.least_need - SAME)]
        conditions += [] if floor is None else [(0.0, 1.0, floor)]
        hurdles = [measure.hurdle(*each) for each in conditions if np.isfinite(each[2]) and any(each[:2])]
        allowed = pairs_left(allowed, measure.distances, task.need, task.k, [hurdle for hurdle in hurdles if hurdle])
        ends[1][~allowed.any(axis=1)] = 0.0
        return allowed if (ends[0] <= ends[1]).all() and allowed.any() else None

    def _by_price(self, question: Question, rough: Columns, ends: tuple[Floats, Floats], least: float) -> bool:
        """Leave candidates out by the quick bound; False: there is no answer.

        A candidate is left out (or always in) when the other choice costs more than what lies between the bound and
        what the answer is worth at least (reduced costs).
        """
        n = len(self.task.need)
        solver = self._solver(question, rough, ends)
        for _ in range(_STEPS):
            solver.run()
            if solver.getModelStatus() != _OPTIMAL:
                return solver.getModelStatus() not in _NO_SET
            values = np.array(solver.getSolution().col_value)
            row = self.task.measure.learn(values[:n], float(values[n:] @ rough.worth), _ROUGH)
            if row is None:
                break
            _add(solver, [row])
        gap = float(solver.getInfo().objective_function_value) - least + SAME
        price = np.array(solver.getSolution().col_dual)[:n]
        ends[1][(values[:n] < 0.5) & (-price > gap)] = 0.0
        ends[0][(values[:n] > 0.5) & (price > gap)] = 1.0
        return True

    def _at_least(self, question: Question) -> float:
        """What the answer is worth at least, if there is one: a good set is looked for by swaps."""
        worth = [-np.inf]
        if question.cost is None:
            need = question.need_weight * (question.least_need or 0.0)
            worth.append(need + question.level_weight * (question.least_level or 0.0) - SAME)
            starts = sorted(self.known, key=lambda places: (-promise(self.task, question, places), places))[:_STARTS]
            self.known.update([improved(self.task, question, places) for places in starts])
        worth += [self.task.worth(question, each) for each in self.known if self.task.shortage(question, each) <= 0]
        return max(worth)


def _add(solver: highspy.Highs, rows: list[Linear]) -> None:
    starts = np.concatenate([[0], np.cumsum([len(row.columns) for row in rows])])
    solver.addRows(
        len(rows),
        np.array([row.low for row in rows]),
        np.array([row.high for row in rows]),
        int(starts[-1]),
        starts[:-1].astype(np.int32),
        np.concatenate([row.columns for row in rows]).astype(np.int32),
        np.concatenate([row.values for row in rows]),
    )

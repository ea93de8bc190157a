"""Finds the sets that none beats in both need and contrast, one question after another; knows no words.

Each step asks for the most need at a contrast of at least ε (Haimes, Lasdon and Wismer 1971), then for the most
contrast at that need, so that no set on the curve is dominated (the lexicographic form of Mavrotas's AUGMECON, 2009).
The next ε halves the widest gap that is left, so that a curve that is cut short is spread out; every answer also says
how much of the gap is empty, so that the curve is complete as soon as no gap is left.
"""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from zonelab.regions.contrast.measures import SAME, Linear
from zonelab.regions.contrast.programme import OutOfTime, Programme
from zonelab.regions.contrast.task import Question, Set


@dataclass(frozen=True)
class Point:
    """A set that none beats: its places, Σ need and level in the units of the programme."""

    places: Set
    need: float
    level: float


@dataclass(frozen=True)
class Weights:
    """What Σ need and the level count for, where one best set is asked for."""

    need: float
    level: float

    def worth(self, need: float, level: float) -> float:
        return self.need * need + self.level * level


@dataclass(frozen=True)
class Gap:
    """Where sets of the curve may be left: level between two ends, both excluded, and need likewise."""

    low: float
    high: float
    most_need: float
    least_need: float


@dataclass(frozen=True)
class Curve:
    """points: from the most need to the most contrast; complete: no other set belongs on it.

    bound: no set is worth more by the weights (None = no weights); in_time: False where time was up before the end.
    """

    points: tuple[Point, ...]
    complete: bool
    bound: float | None
    in_time: bool


def curve(
    programme: Programme, weights: Weights | None, most_points: int | None, tell: Callable[[int], None]
) -> Curve | None:
    """The curve, or at most so many points of it (and the best one by the weights); None where there is no set at all.

    Raises OutOfTime when time is up before the neediest set is proven.
    """
    first = efficient(programme, None)
    if first is None:
        return None
    search = _Search(programme, weights, tell)
    search.add(first)
    try:
        search.find_ends(first)
        search.close_gaps(most_points)
    except OutOfTime:
        return search.curve(in_time=False)
    return search.curve(in_time=True)


def efficient(programme: Programme, least_level: float | None) -> Point | None:
    """Of the sets with the most need at a level, the one with most contrast, and of these the first by name."""
    found = programme.answer(Question(need_weight=1.0, least_level=least_level))
    return None if found is None else settled(programme, found)


def settled(programme: Programme, places: Set) -> Point:
    """Among the sets with as much need as this one: the most contrast, then the first by name."""
    need = programme.task.total(places)
    while True:
        level = programme.task.level(places)
        question = Question(level_weight=1.0, least_need=need, least_level=level, rows=(without(places),))
        other = programme.answer(question)
        if other is None:
            return Point(places, programme.task.total(places), level)
        if programme.task.level(other) <= level + SAME and len(programme.task.measure.levels()):
            # Without columns for the level the other one was any: ask for a higher level by itself.
            other = programme.answer(Question(least_need=need, least_level=level + 2 * SAME)) or other
        if programme.task.level(other) > level + SAME:
            places = other
            continue
        places = first_by_name(programme, places, need, level)
        return Point(places, programme.task.total(places), programme.task.level(places))


def first_by_name(programme: Programme, places: Set, need: float, level: float) -> Set:
    """Of the sets with at least this need and level the first, when their names stand in order."""
    done = 0
    while done < len(places):
        before = places[done - 1] if done else -1
        window = np.arange(before + 1, places[done])
        other = None
        if len(window):
            cost = np.zeros(len(programme.task.need))
            cost[window] = -(window - before) / len(cost)
            kept = np.array(places[:done], dtype=np.int64)
            rows = [Linear(window, np.ones(len(window)), 1.0, np.inf)]
            rows += [Linear(kept, np.ones(done), done, done)] if done else []
            other = programme.answer(Question(cost=cost, least_need=need, least_level=level, rows=tuple(rows)))
        if other is None:
            done += 1
        else:
            places = other
    return places


def without(places: Set) -> Linear:
    """Leaves out one set."""
    return Linear(np.array(places), np.ones(len(places)), 0.0, len(places) - 1.0)


def most_level(programme: Programme, known: float) -> float:
    """The highest level of any set. known: that of some set."""
    levels = programme.task.measure.levels()
    if not len(levels):
        found = programme.answer(Question(level_weight=1.0))
        return known if found is None else max(known, programme.task.level(found))
    levels = levels[levels > known + SAME]
    while len(levels):
        middle = len(levels) // 2
        found = programme.answer(Question(least_level=float(levels[middle])))
        if found is None:
            levels = levels[:middle]
        else:
            known = programme.task.level(found)
            levels = levels[levels > known + SAME]
    return known


@dataclass(eq=False)
class _Search:
    """The points so far and the gaps between them; the widest gap is looked at first."""

    programme: Programme
    weights: Weights | None
    tell: Callable[[int], None]
    points: dict[Set, Point] = field(default_factory=dict)
    gaps: list[tuple[float, int, Gap]] = field(default_factory=list)
    given_out: int = 0
    ends_known: bool = False
    best_known: float | None = None

    def add(self, point: Point) -> None:
        self.points[point.places] = point
        self.tell(len(self.points))

    def find_ends(self, first: Point) -> None:
        """The set with most contrast, and the best one by the weights; and the gaps between these."""
        if self.weights is not None and not len(self.programme.task.measure.levels()):
            self._find_best(first)
        last = efficient(self.programme, most_level(self.programme, first.level))
        if last is not None:
            self.add(last)
        row = self.sorted()
        for one, other in pairwise(row):
            self._open(Gap(one.level, other.level, one.need, other.need))
        self.ends_known = True

    def close_gaps(self, most_points: int | None) -> None:
        if self.weights is not None and self.best_known is None:
            self._by_worth(self.weights)
        while self.gaps and (most_points is None or len(self.points) < most_points):
            gap = heapq.heappop(self.gaps)[2]
            self._look(gap, halves=most_points is not None)

    def sorted(self) -> list[Point]:
        return sorted(self.points.values(), key=lambda point: (point.level, -point.need))

    def curve(self, in_time: bool) -> Curve:
        bound = None
        if self.weights is not None:
            corners = [self.weights.worth(gap.most_need, gap.high) for _, _, gap in self.gaps]
            best = max(self.weights.worth(point.need, point.level) for point in self.points.values())
            if self.best_known is not None:
                bound = max(best, self.best_known)
            else:
                bound = max([best, *corners]) if self.ends_known else np.inf
        return Curve(tuple(self.sorted()), in_time and not self.gaps, bound, in_time)

    def _find_best(self, first: Point) -> None:
        assert self.weights is not None
        question = Question(need_weight=self.weights.need, level_weight=self.weights.level)
        try:
            found = self.programme.answer(question)
        except OutOfTime as late:
            self.best_known = late.bound
            raise
        if found is not None:
            self.best_known = self.weights.worth(self.programme.task.total(found), self.programme.task.level(found))
            point = efficient(self.programme, self.programme.task.level(found))
            if point is not None and point.level > first.level + SAME:
                self.add(point)

    def _by_worth(self, weights: Weights) -> None:
        """Look into every gap whose corner is worth more than the best set that is known."""
        while True:
            best = max(weights.worth(point.need, point.level) for point in self.points.values())
            corners = [(weights.worth(gap.most_need, gap.high), place) for place, (_, _, gap) in enumerate(self.gaps)]
            worth, place = max(corners, default=(-np.inf, -1))
            if worth <= best + SAME:
                return
            gap = self.gaps.pop(place)[2]
            heapq.heapify(self.gaps)
            self._look(gap, halves=True)

    def _look(self, gap: Gap, halves: bool) -> None:
        """Ask for a set in the upper half of a gap; where there is none, or with halves=False, for the next one up."""
        try:
            high = gap.high
            if halves:
                middle = (gap.low + gap.high) / 2
                found = self._next(middle, gap)
                if found is not None:
                    self._open(Gap(found.level, gap.high, found.need, gap.least_need))
                    self._open(Gap(gap.low, middle, gap.most_need, found.need))
                    return
                high = middle
            found = self._next(gap.low + 2 * SAME, gap)
        except OutOfTime:
            self._open(gap)
            raise
        if found is not None:
            self._open(Gap(found.level, high, found.need, gap.least_need))

    def _next(self, level: float, gap: Gap) -> Point | None:
        """The neediest set from a level on, if it lies in the gap."""
        found = self.programme.answer(Question(need_weight=1.0, least_level=level))
        if found is None or self.programme.task.total(found) <= gap.least_need + SAME:
            return None
        point = settled(self.programme, found)
        self.add(point)
        return point

    def _open(self, gap: Gap) -> None:
        if (
            gap.high - gap.low > self.programme.task.measure.step + 2 * SAME
            and gap.most_need - gap.least_need > 2 * SAME
        ):
            self.given_out += 1
            size = (gap.high - gap.low) * (gap.most_need - gap.least_need)
            heapq.heappush(self.gaps, (-size, self.given_out, gap))

"""Makes a known set better by changing one candidate for another; proves nothing, and only makes proofs quicker."""

import numpy as np

from zonelab.regions.contrast.distances import Floats
from zonelab.regions.contrast.task import Question, Set, Task

_MISSING = 100.0  # worth of a unit of need or level that a question asks for and the set lacks
_LEAST_GAIN = 1e-9


def promise(task: Task, question: Question, places: Set) -> float:
    """What a set is worth, less what it lacks."""
    return task.worth(question, places) - _MISSING * min(task.shortage(question, places), _MISSING)


def improved(task: Task, question: Question, places: Set) -> Set:
    """The set after the best swap that meets the conditions, again and again, until none is better."""
    table, low, high = task.conditions
    for _ in range(4 * task.k):
        members = np.array(places)
        need = task.need[members].sum() - task.need[members][:, None] + task.need
        level = task.measure.swapped(members)
        value = question.need_weight * need + question.level_weight * level
        value -= _MISSING * np.maximum(0.0, (question.least_need or 0.0) - need)
        value -= _MISSING * np.maximum(0.0, (question.least_level or 0.0) - level)
        counted = table[:, members].sum(axis=1)
        for at, place in enumerate(places):
            then = (counted - table[:, place])[:, None] + table
            value[at, ((then < low[:, None]) | (then > high[:, None])).any(axis=0)] = -np.inf
        now = value[0, places[0]]
        value[:, members] = -np.inf
        _forbid(value, question, places)
        best = int(np.argmax(value))
        if not value.flat[best] > now + _LEAST_GAIN:
            break
        out, into = divmod(best, value.shape[1])
        places = tuple(sorted({*places[:out], *places[out + 1 :], into}))
    return places


def _forbid(value: Floats, question: Question, places: Set) -> None:
    """Swaps that break a row of the question."""
    for row in question.rows:
        weight = np.zeros(value.shape[1])
        weight[row.columns] = row.values
        then = weight[list(places)].sum() - weight[list(places)][:, None] + weight
        value[(then < row.low) | (then > row.high)] = -np.inf

"""Works out need scores from the values of `places` by `zonelab.indicators`; stores nothing.

The four outcomes are the groups of the composite. Each indicator counts by order (percentile), so that a city centre
with an extreme rate does not stretch the scale for everybody else; parts add up to the score.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peoplezones.places.analysis import ValueTable, value_table
from peoplezones.places.models import BoundarySet, Outcome
from zonelab.indicators import Composite, Indicator, Prepared, Specification, prepare

CLASSES = 7  # colours of the map, light (less need) to dark
KEPT = 4  # of each kind, a process: a page asks for its list and its colours under the same weights

_prepared: "OrderedDict[str, Prepared]" = OrderedDict()
_weighed: "OrderedDict[tuple[str, tuple[float, ...]], Composite]" = OrderedDict()
_lock = Lock()


def outcomes_with_values(table: ValueTable) -> list[Outcome]:
    """The outcomes that have an indicator, in the outcomes' own order."""
    present = {indicator.outcome for indicator in table.indicators}
    return [outcome for outcome in Outcome if outcome.value in present]


def used_weights(table: ValueTable, weights: Mapping[str, int]) -> dict[str, float]:
    """The weights that count: of outcomes with indicators alone, and equal ones where none of these has any."""
    groups = outcomes_with_values(table)
    given = {group.value: float(weights.get(group.value, 0)) for group in groups}
    return given if any(given.values()) else {group.value: 1.0 for group in groups}


def forget_oldest(kept: "OrderedDict[Any, Any]") -> None:
    while len(kept) > KEPT:
        kept.popitem(last=False)


def prepared_for(table: ValueTable) -> Prepared:
    """Normalised once a process and content; weighing again is cheap."""
    with _lock:
        if table.digest not in _prepared:
            groups = outcomes_with_values(table)
            specification = Specification(
                tuple(
                    Indicator(one.key, one.outcome, higher_is_more_need=one.higher_is_more_need)
                    for group in groups  # so that parts come in the outcomes' own order
                    for one in table.indicators
                    if one.outcome == group
                ),
                {group.value: 1.0 for group in groups},
            )
            _prepared[table.digest] = prepare(table.values, specification)
            forget_oldest(_prepared)
        return _prepared[table.digest]


def need(table: ValueTable, weights: Mapping[str, int]) -> Composite | None:
    """Scores of every area (higher = more need) under weights of the outcomes; None when there is nothing to score.

    An outcome without indicators takes no part; if no other has weight, all that have indicators count alike.
    """
    given = used_weights(table, weights)
    if not given:
        return None
    key = table.digest, tuple(given.values())
    prepared = prepared_for(table)
    with _lock:
        if key not in _weighed:
            _weighed[key] = prepared.weigh(given)
            forget_oldest(_weighed)
        return _weighed[key]


@dataclass(frozen=True)
class Scored:
    """A boundary set, its values, and the scores of its areas under some weights."""

    boundary_set: BoundarySet
    table: ValueTable
    result: Composite


def scored(boundary_set: BoundarySet, weights: Mapping[str, int]) -> Scored | None:
    """None when there is nothing to score."""
    table = value_table(boundary_set)
    result = need(table, weights)
    return None if result is None else Scored(boundary_set, table, result)


def classes(result: Composite) -> NDArray[np.int64]:
    """Class of each area in map order: 1 (a seventh of the areas, least need) to 7 (most need); 0 without a score."""
    scored = ~np.isnan(result.rank)
    many = max(int(scored.sum()), 1)
    found = np.zeros(len(result.rank), dtype=np.int64)
    found[scored] = CLASSES - ((result.rank[scored] - 1) * CLASSES / many).astype(np.int64)
    return np.clip(found, 0, CLASSES)

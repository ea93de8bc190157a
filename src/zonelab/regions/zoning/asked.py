"""Checks what a zone search is asked, and turns it into arrays; every refusal says what to do. Searches nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from numbers import Integral, Real
from typing import Any, get_args

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from zonelab.core.graphs import Graph
from zonelab.regions.observed import named
from zonelab.regions.zoning.growth import Flags, Floats, Places
from zonelab.regions.zoning.problem import Problem
from zonelab.regions.zoning.zones import Objective, Way


class ZoneSearchError(ValueError):
    """A zone search cannot be carried out as asked; the message says what to change."""


@dataclass(frozen=True, eq=False)
class Asked:
    """A search that makes sense. open_: areas that zones may use; district: number of each area's, None = not given;
    districts: their names."""

    problem: Problem
    open_: Flags
    district: Places | None
    districts: tuple[str, ...]
    warnings: tuple[str, ...]


def check_choices(settings: Mapping[str, Any], *, with_districts: bool) -> None:
    """Refuse words that are not known, numbers that are not whole, and choices that do not go together."""
    for name, known in (("objective", get_args(Objective)), ("way", get_args(Way))):
        if settings[name] not in known:
            raise ZoneSearchError(
                f"The {name} {settings[name]!r} is not known. Choose {', '.join(known[:-1])} or {known[-1]}."
            )
    for name in ("how_many", "most_per_district"):
        number = settings[name]
        if number is not None and (isinstance(number, bool) or not isinstance(number, Integral) or number < 1):
            raise ZoneSearchError(f"{name} is a whole number of 1 or more, not {number!r}.")
    if not settings["seconds"] >= 0:
        raise ZoneSearchError(f"The time for proofs (seconds) is zero or more, not {settings['seconds']!r}.")
    if settings["most_per_district"] is not None and not with_districts:
        raise ZoneSearchError("A limit for each district needs the district of each area. Give it, or leave it out.")
    if settings["jointly"] and settings["way"] == "fast":
        raise ZoneSearchError("Zones are chosen together by the exact way alone. Ask for exact or checked.")


def asked_of(
    need: ArrayLike,
    population: ArrayLike,
    graph: Graph,
    *,
    low: float,
    high: float,
    objective: Objective,
    threshold: float | None,
    penalty: float,
    perimeter: ArrayLike | None,
    containing: Iterable[str],
    avoiding: Iterable[str],
    district: "ArrayLike | pd.Series[Any] | None",
) -> Asked:
    """Check everything, and give the arrays. Raises ZoneSearchError, and GraphError for values of other areas."""
    _check_range(low, high)
    people = _people(population, graph)
    given = graph.in_order(need, "Needs")
    missing = np.isnan(given)
    if missing.all():
        raise ZoneSearchError("No area has a need. Score the areas first.")
    if objective == "excess" and (threshold is None or not np.isfinite(threshold)):
        raise ZoneSearchError(
            "The excess is counted above a threshold of need. Give one, such as the mean of all areas."
        )
    inside, outside = _places(graph, containing, "containing"), _places(graph, avoiding, "avoiding")
    both = np.intersect1d(inside, outside)
    if len(both):
        raise ZoneSearchError(
            f"The zone cannot both hold and avoid {named(graph.codes[both])}. Take it out of one list."
        )
    if missing[inside].any():
        raise ZoneSearchError(f"The zone must hold {named(graph.codes[inside[missing[inside]]])}, which has no need.")
    edge = _edge(graph, perimeter, penalty)
    open_ = ~missing
    open_[outside] = False
    numbers, names = _districts(graph, district)
    problem = Problem(
        graph=graph if numbers is None else _within(graph, numbers),
        people=people,
        need=np.where(missing, np.nanmin(given), given),
        perimeter=edge,
        low=float(low),
        high=float(high),
        by_mean=objective == "mean",
        level=0.0 if threshold is None else float(threshold),
        penalty=float(penalty),
        held=inside,
    )
    warnings = []
    if missing.any():
        warnings.append(f"Areas without a need are left out: {named(graph.codes[missing])}.")
    if (people > high).any():
        warnings.append(f"Too large for a zone by themselves: {named(graph.codes[people > high])}.")
    return Asked(problem, open_, numbers, names, tuple(warnings))


def _check_range(low: float, high: float) -> None:
    for name, number in (("low", low), ("high", high)):
        if isinstance(number, bool) or not isinstance(number, Real) or not np.isfinite(float(number)) or number <= 0:
            raise ZoneSearchError(f"The population of a zone ({name}) is a number above zero, not {number!r}.")
    if low > high:
        raise ZoneSearchError(f"A zone cannot have at least {low:,.0f} and at most {high:,.0f} people. Change one.")


def _people(population: ArrayLike, graph: Graph) -> Floats:
    people = graph.in_order(population, "Populations")
    if np.isnan(people).any():
        raise ZoneSearchError(
            f"These areas have no population: {named(graph.codes[np.isnan(people)])}. Fill it in, or take them out."
        )
    if (people < 0).any():
        raise ZoneSearchError(f"A population cannot be below zero: {named(graph.codes[people < 0])}. Mend it.")
    return people


def _places(graph: Graph, codes: Iterable[str], name: str) -> Places:
    listed = [codes] if isinstance(codes, str) else list(dict.fromkeys(codes))
    places = graph.codes.get_indexer(pd.Index(listed, dtype=object)) if listed else np.empty(0, dtype=np.int64)
    if (places < 0).any():
        unknown = [code for code, place in zip(listed, places, strict=True) if place < 0]
        raise ZoneSearchError(f"There is no area {named(unknown)} ({name}). Check the code; capital letters count.")
    return np.sort(places.astype(np.int64))


def _edge(graph: Graph, perimeter: ArrayLike | None, penalty: float) -> Floats:
    if not np.isfinite(penalty) or penalty < 0:
        raise ZoneSearchError(f"The penalty on a metre of perimeter is zero or more, not {penalty!r}.")
    if perimeter is None:
        if penalty > 0:
            raise ZoneSearchError(
                "A penalty on perimeter needs each area's perimeter. Give it, or take the penalty out."
            )
        return np.zeros(len(graph))
    edge = graph.in_order(perimeter, "Perimeters")
    if not (edge >= 0).all():
        raise ZoneSearchError("Perimeters are lengths, zero or more, and none is missing.")
    if graph.border is None:
        raise ZoneSearchError("Perimeters need the borders between areas too. Build the graph with them.")
    return edge


def _districts(graph: Graph, given: "ArrayLike | pd.Series[Any] | None") -> tuple[Places | None, tuple[str, ...]]:
    if given is None:
        return None, ()
    series = given if isinstance(given, pd.Series) else pd.Series(np.asarray(given, dtype=object), index=graph.codes)
    absent = graph.codes.difference(series.index)
    if len(absent) or not series.index.is_unique:
        raise ZoneSearchError(f"Each area needs one district: {named(absent) if len(absent) else 'some have two'}.")
    names: NDArray[Any] = series.reindex(graph.codes).to_numpy(dtype=object)
    if pd.isna(names).any():
        raise ZoneSearchError(f"These areas have no district: {named(graph.codes[pd.isna(names)])}. Fill it in.")
    listed, numbers = np.unique(names.astype(str), return_inverse=True)
    return numbers.astype(np.int64), tuple(listed.tolist())


def _within(graph: Graph, district: Places) -> Graph:
    same = district[graph.edges[:, 0]] == district[graph.edges[:, 1]]
    border = graph.edge_border
    return Graph.from_places(graph.codes, graph.edges[same], None if border is None else border[same])

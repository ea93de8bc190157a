"""Finds zones by one call: fast, exact, or one checked by the other; measures no need and draws no map."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from zonelab.core.graphs import Graph
from zonelab.core.provenance import Provenance, digest
from zonelab.core.version import version
from zonelab.regions.observed import named
from zonelab.regions.zoning.asked import Asked, ZoneSearchError, asked_of, check_choices
from zonelab.regions.zoning.holding import check_there_can_be_one, check_zone, why_none
from zonelab.regions.zoning.taking import Progress, Taken, Taking
from zonelab.regions.zoning.together import best_together
from zonelab.regions.zoning.zones import Objective, Way, Zone, ZoneSearch


def search_zones(
    need: ArrayLike,
    population: ArrayLike,
    graph: Graph,
    *,
    low: float,
    high: float,
    objective: Objective = "mean",
    threshold: float | None = None,
    penalty: float = 0.0,
    perimeter: ArrayLike | None = None,
    containing: Iterable[str] = (),
    avoiding: Iterable[str] = (),
    how_many: int = 1,
    district: "ArrayLike | pd.Series[Any] | None" = None,
    most_per_district: int | None = None,
    jointly: bool = False,
    way: Way = "exact",
    rng: np.random.Generator,
    n_jobs: int = 1,
    seconds: float = 60.0,
    progress: Progress | None = None,
) -> ZoneSearch:
    """Find connected zones with a population from low to high and as much need as can be.

    need: n numbers, or a Series by area code, higher = more need; NaN = the area stays out. population: people, zero
    or more, none missing. graph: who is whose neighbour, n areas.
    objective: "mean" = (Σ people × need − penalty × perimeter) / Σ people; "excess" = Σ people × (need − threshold)
    − penalty × perimeter. penalty: zero or more, on each metre; it needs `perimeter` (metres, n numbers) and a graph
    that knows its borders. containing: codes that the first zone must hold; avoiding: codes that no zone may hold.
    how_many: zones that share no area, taken one after another, the best first. district: each area's, as text: a
    zone then stays within one; most_per_district: so many zones in one district at most.
    jointly: choose the zones together, so that the sum of their objectives is greatest; for small maps and few zones
    (where too many zones would have to be listed, those taken one after another are the answer, and the bound says so).
    way: "fast" = grown from many seeds and improved; "exact" = that, and then proven by integer programmes; "checked" =
    the same, and what the fast way alone reached is kept beside it. Each zone says how far from the best it can be.
    rng: for the fast way; the same state gives the same answer. n_jobs: of joblib; it changes the time alone. seconds:
    for all proofs together; when they are over, zones have a gap instead of a proof. progress: called with zones
    done and zones asked.
    Raises ZoneSearchError (a ValueError) for what makes no sense, and where no zone can be found at all; GraphError
    for values of other areas than those of the graph.
    Sources: see `exact`, `programme` and the page on how zones are found; the sum of needs with both population bounds
    is the maximum-weight connected subgraph problem with a budget.

    >>> graph = Graph.from_places(["A", "B", "C", "D"], [(0, 1), (1, 2), (2, 3)])
    >>> need, people = [9.0, 2.0, 8.0, 7.0], [100, 100, 100, 100]
    >>> found = search_zones(need, people, graph, low=200, high=250, rng=np.random.default_rng(1))
    >>> found.zones[0].areas, found.zones[0].need, found.zones[0].proven
    (('C', 'D'), 7.5, True)
    """
    wishes: dict[str, Any] = {
        "low": low,
        "high": high,
        "objective": objective,
        "threshold": threshold,
        "penalty": penalty,
        "containing": list(containing),
        "avoiding": list(avoiding),
    }
    settings = wishes | {
        "how_many": how_many,
        "most_per_district": most_per_district,
        "jointly": jointly,
        "way": way,
        "seconds": seconds,
    }
    check_choices(settings, with_districts=district is not None)
    asked = asked_of(need, population, graph, perimeter=perimeter, district=district, **wishes)
    provenance = _provenance(asked, settings, rng)
    check_there_can_be_one(asked)
    taking = Taking(asked, most_per_district, way != "fast", int(rng.integers(2**63)), n_jobs, seconds)
    taken = taking.zones(how_many, progress)
    if not taken:
        raise ZoneSearchError(why_none(asked.problem, taking.exhausted))
    bound = None
    if jointly:
        together = best_together(asked, taken, how_many, most_per_district, taking.until, n_jobs)
        taken, bound = together.taken, together.bound
    zones = tuple(
        _zone(number, one, asked, threshold, measured=perimeter is not None, checked=way == "checked")
        for number, one in enumerate(taken, start=1)
    )
    return ZoneSearch(zones, graph.codes, settings, _warnings(asked, zones, settings), provenance, bound)


def compile_loops() -> None:
    """Compile what the searches run on, ahead of the first of them: about a quarter of a minute, once a machine.

    >>> compile_loops()
    """
    graph = Graph.from_places(["A", "B", "C", "D", "E"], [(0, 1), (1, 2), (2, 3), (3, 4)], np.ones(4))
    need, people = [9.0, 5.0, 4.0, 8.0, 3.0], [100] * 5
    for more in ({"penalty": 0.1}, {"how_many": 2, "jointly": True}, {"objective": "excess", "threshold": 5.0}):
        asked: dict[str, Any] = {
            "low": 200,
            "high": 300,
            "perimeter": [4.0] * 5,
            "rng": np.random.default_rng(1),
        } | more
        search_zones(need, people, graph, **asked)


def _provenance(asked: Asked, settings: dict[str, Any], rng: np.random.Generator) -> Provenance:
    problem = asked.problem
    inputs = {
        "need": np.where(asked.open_, problem.need, np.nan),
        "population": problem.people,
        "graph": problem.graph.to_frame(),
        "perimeter": problem.perimeter,
        "codes": problem.graph.codes,
        "settings": {name: value for name, value in settings.items() if name != "seconds"},
        "rng": rng.bit_generator.state,
    }
    return Provenance({name: digest(value) for name, value in inputs.items()}, version())


def _warnings(asked: Asked, zones: tuple[Zone, ...], settings: dict[str, Any]) -> tuple[str, ...]:
    said = list(asked.warnings)
    if len(zones) < settings["how_many"]:
        limit = "its district has all the zones that it may have, or it is " if settings["most_per_district"] else ""
        said.append(
            f"Only {len(zones)} of {settings['how_many']} zones were found. What is left: {limit}too small, or not "
            f"connected."
        )
    below = [zone.name for zone in zones if settings["objective"] == "excess" and zone.objective < 0]
    if below:
        said.append(
            f"Need in these zones is below the threshold, on the whole: {named(below)}. Lower it, or take fewer."
        )
    return tuple(said)


def _zone(number: int, taken: Taken, asked: Asked, threshold: float | None, *, measured: bool, checked: bool) -> Zone:
    problem, areas = asked.problem, taken.zone.areas
    check_zone(problem, areas)
    people, burden, edge = problem.sums(areas)
    worth, bound = taken.zone.worth, float(np.maximum(taken.bound, taken.zone.worth))  # NaN stays NaN
    return Zone(
        name=f"Zone {number}",
        areas=tuple(problem.graph.codes[areas]),
        population=people,
        need=burden / people if people > 0 else float("nan"),
        excess=float("nan") if threshold is None else burden - threshold * people,
        perimeter=edge if measured else float("nan"),
        objective=worth,
        bound=bound,
        gap=(bound - worth) / max(abs(bound), 1e-12) if bound != worth else 0.0,
        district=None if asked.district is None else asked.districts[asked.district[areas[0]]],
        fast_objective=taken.fast if checked and np.isfinite(taken.fast) else None,
    )

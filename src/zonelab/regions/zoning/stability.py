"""Says how often each area and each zone wins when the needs could have been others; draws no needs itself."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any, Literal

import numpy as np
import pandas as pd
from joblib import Parallel, delayed
from numpy.typing import ArrayLike

from zonelab.core.graphs import Graph
from zonelab.core.provenance import Provenance, digest
from zonelab.core.results import Shapes, features
from zonelab.core.version import version
from zonelab.regions.zoning.asked import ZoneSearchError, asked_of
from zonelab.regions.zoning.exact import Roots, prove
from zonelab.regions.zoning.fast import Found, Pool, rounds_for, seeds_of
from zonelab.regions.zoning.growth import Flags, Floats
from zonelab.regions.zoning.problem import Problem
from zonelab.regions.zoning.zones import Objective

SEEDS, ROUNDS = 30, 20  # of the fast way, for each draw
OFTEN = 0.95


@dataclass(frozen=True, eq=False)
class ZoneStability:
    """How often areas and zones win.

    codes: n areas; share: in how many of the draws each is in the best zone, 0 to 1; winners: each zone that won, with
    the share of the draws that it won, the most frequent first; objective: of the best zone of each draw; proven: in
    how many draws the best zone was proven best.
    """

    codes: "pd.Index[str]"
    share: Floats
    winners: tuple[tuple[tuple[str, ...], float], ...]
    objective: Floats
    proven: int
    warnings: tuple[str, ...]
    provenance: Provenance

    @property
    def draws(self) -> int:
        """How many needs were looked at."""
        return len(self.objective)

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the answer takes for granted, in words."""
        return ("All draws are alike likely. Population, neighbours and the range of the population stay the same.",)

    def to_frame(self) -> pd.DataFrame:
        """One row a zone that won at least once: share of the draws, areas (how many), codes joined by blanks."""
        rows = [{"share": share, "areas": len(codes), "codes": " ".join(codes)} for codes, share in self.winners]
        return pd.DataFrame(rows, columns=["share", "areas", "codes"])

    def areas_to_frame(self) -> pd.DataFrame:
        """One row an area: in which share of the draws it is in the best zone."""
        return pd.DataFrame({"share": self.share}, index=self.codes.rename("code"))

    def to_geojson(self, boundaries: Shapes) -> dict[str, Any]:
        """The areas that are in a best zone at least once, with their share."""
        table = self.areas_to_frame()
        return features(boundaries, table[table["share"] > 0])

    def summary(self) -> str:
        """The answer in words."""
        first, share = self.winners[0]
        always = [code for code, part in zip(self.codes, self.share, strict=True) if part >= OFTEN]
        core = (
            f"In at least {OFTEN:.0%} of them these are in it: {', '.join(always)}."
            if always
            else (f"No area is in it in {OFTEN:.0%} of them.")
        )
        lines = [
            f"Of {self.draws:,} draws, the zone that wins most often wins {share:.0%}; it has {len(first)} areas.",
            core,
            f"{len(self.winners)} different zones win at least once.",
        ]
        return "\n".join((*lines, *(f"Please note: {warning}" for warning in self.warnings)))


def zone_stability(
    needs: ArrayLike,
    population: ArrayLike,
    graph: Graph,
    *,
    low: float,
    high: float,
    objective: Objective = "mean",
    threshold: float | None = None,
    penalty: float = 0.0,
    perimeter: ArrayLike | None = None,
    way: Literal["fast", "exact"] = "fast",
    rng: np.random.Generator,
    n_jobs: int = 1,
    seconds: float = 60.0,
    progress: Callable[[int, int], None] | None = None,
) -> ZoneStability:
    """Find the best zone again for each draw of the needs.

    needs: draws × n numbers, higher = more need, none missing: for instance the scores under weights drawn around the
    stated ones. The other arguments are those of `search_zones`; "fast" leaves it at the fast way, "exact" proves each
    draw's zone while `seconds` last. progress: called with draws done and asked. Raises ZoneSearchError, GraphError.

    >>> graph = Graph.from_places(["A", "B", "C"], [(0, 1), (1, 2)])
    >>> needs = [[9.0, 5.0, 1.0], [8.0, 5.0, 2.0], [1.0, 5.0, 9.0], [9.0, 5.0, 3.0]]
    >>> found = zone_stability(needs, [100, 100, 100], graph, low=200, high=200, rng=np.random.default_rng(1))
    >>> found.share.tolist(), found.winners[0]
    ([0.75, 1.0, 0.25], (('A', 'B'), 0.75))
    """
    if way not in ("fast", "exact"):
        raise ZoneSearchError(f"The way {way!r} is not known. Choose fast or exact.")
    drawn = np.array(needs, dtype=np.float64)
    if drawn.ndim != 2 or drawn.shape[1] != len(graph) or not len(drawn) or not np.isfinite(drawn).all():
        raise ZoneSearchError(f"Needs are a table, draws × {len(graph)} areas, and none is missing; not {drawn.shape}.")
    wishes: dict[str, Any] = {"low": low, "high": high, "objective": objective, "threshold": threshold}
    wishes |= {"penalty": penalty, "perimeter": perimeter, "containing": (), "avoiding": (), "district": None}
    asked = asked_of(drawn[0], population, graph, **wishes)
    problem = asked.problem
    inputs = {
        "needs": digest(drawn),
        "population": digest(problem.people),
        "graph": digest(graph.to_frame()),
        "settings": digest({name: wishes[name] for name in ("low", "high", "objective", "threshold", "penalty")}),
        "rng": digest(rng.bit_generator.state),
    }
    seed, until = int(rng.integers(2**63)), monotonic() + seconds
    jobs = (
        delayed(_best)(replace(problem, need=need.copy()), asked.open_, seed, until if way == "exact" else -np.inf)
        for need in drawn
    )
    told: list[tuple[Found, bool]] = []
    for one in Parallel(n_jobs=n_jobs, prefer="threads", return_as="generator")(jobs):
        told.append(one)
        if progress is not None:
            progress(len(told), len(drawn))
    return _counted(
        [zone for zone, _ in told], sum(sure for _, sure in told), graph, way, Provenance(inputs, version())
    )


def _best(problem: Problem, open_: Flags, seed: int, until: float) -> tuple[Found, bool]:
    zone = Pool(problem, ROUNDS, seed).best(open_, seeds_of(problem, open_, 1)[:SEEDS])
    if not len(zone.areas):  # a narrow range: look as long as a search of its own does
        zone = Pool(problem, rounds_for(problem), seed).best(open_, seeds_of(problem, open_, 1))
    if not len(zone.areas):
        raise ZoneSearchError("For a draw no zone in that range of population was found. Widen the range.")
    if monotonic() > until:
        return zone, False
    proof = prove(Roots.of(problem, open_, zone.worth), open_, zone, until, 1)
    return proof.zone, proof.bound <= proof.zone.worth


def _counted(zones: list[Found], proven: int, graph: Graph, way: str, provenance: Provenance) -> ZoneStability:
    wins: dict[tuple[str, ...], int] = {}
    share = np.zeros(len(graph))
    for zone in zones:
        codes = tuple(graph.codes[zone.areas])
        wins[codes] = wins.get(codes, 0) + 1
        share[zone.areas] += 1 / len(zones)
    order = sorted(wins, key=lambda codes: (-wins[codes], codes))
    share = np.round(share, 12)
    objective = np.array([zone.worth for zone in zones])
    for array in (share, objective):
        array.setflags(write=False)
    warnings: tuple[str, ...] = ()
    if way == "exact" and proven < len(zones):
        warnings = (f"Time was over: {len(zones) - proven} of {len(zones)} zones are not proven best.",)
    winners = tuple((codes, wins[codes] / len(zones)) for codes in order)
    return ZoneStability(graph.codes, share, winners, objective, proven, warnings, provenance)

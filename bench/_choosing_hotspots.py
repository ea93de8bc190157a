"""What hot spots of a country cost: 33,000 made-up areas in a honeycomb, six neighbours each; measures no peer.

Times are seconds of the clock, the median of the rounds, after one warm-up; each has a limit that it must keep.
"""

import statistics
import sys
from collections.abc import Callable
from time import perf_counter

import numpy as np

from zonelab.core.graphs import Graph
from zonelab.indicators.hotspots import getis_ord, local_moran, moran
from zonelab.indicators.shrinkage import spatial_shrink

ROWS, COLUMNS = 165, 200
ROUNDS = 3


def main() -> int:
    rng = np.random.default_rng(2025)
    codes, edges = _honeycomb()
    graph = Graph.from_places(codes, edges)
    values = rng.normal(size=len(graph))
    values += 2 * graph.lag(graph.lag(values))
    people = rng.integers(1000, 3000, len(graph))
    count = rng.poisson(people * 0.02)
    cases: list[tuple[str, float, Callable[[], object]]] = [
        ("graph from its edges", 1.0, lambda: Graph.from_places(codes, edges).component),
        ("local Moran, 999 permutations", 1.0, lambda: local_moran(values, graph, 999, np.random.default_rng(1))),
        ("G*, 999 permutations", 1.0, lambda: getis_ord(values, graph, True, 999, np.random.default_rng(1))),
        ("G*, 99,999 permutations", 5.0, lambda: getis_ord(values, graph, True, 99_999, np.random.default_rng(1))),
        ("Moran's I, 999 permutations", 5.0, lambda: moran(values, graph, 999, np.random.default_rng(1))),
        ("spatial shrinkage", 1.0, lambda: spatial_shrink(count, people, graph)),
    ]
    late = [name for name, limit, run in cases if _seconds(name, run, len(graph)) > limit]
    print(f"Too slow: {', '.join(late)}" if late else "Every limit is kept.")
    return 1 if late else 0


def _seconds(name: str, run: Callable[[], object], areas: int) -> float:
    run()
    took = []
    for _ in range(ROUNDS):
        start = perf_counter()
        run()
        took.append(perf_counter() - start)
    median = statistics.median(took)
    print(f"{name}, {areas:,} areas: {median:.2f} s", flush=True)
    return median


def _honeycomb() -> tuple[list[str], "np.ndarray[tuple[int, int], np.dtype[np.int64]]"]:
    place = np.arange(ROWS * COLUMNS).reshape(ROWS, COLUMNS)
    pairs = [(place[:, :-1], place[:, 1:]), (place[:-1], place[1:]), (place[:-1, 1:], place[1:, :-1])]
    edges = np.concatenate([np.column_stack([one.ravel(), other.ravel()]) for one, other in pairs])
    return [f"E{number:08d}" for number in range(place.size)], edges


if __name__ == "__main__":
    sys.exit(main())

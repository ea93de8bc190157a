"""Makes the illustrative figures of the demo from demo-data/indicators.toml by `zonelab.synthetic`, always the same."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from peoplezones.places.actions import Figure
from peoplezones.places.models import BoundarySet
from zonelab.synthetic import SyntheticIndicator, neighbourhoods

SEED = 2018
CROWDED = 0.85  # need follows crowding more than chance, as it does in most counties
PERCENT = 100


def illustrative(boundary_set: BoundarySet, file: Path) -> Iterator[Figure]:
    """Fields and values of every made-up indicator, for the areas of a set."""
    areas = list(boundary_set.areas.order_by("position").values_list("code", "longitude", "latitude", "population"))
    codes, longitude, latitude, population = zip(*areas, strict=True)
    entries = tomllib.loads(file.read_text(encoding="utf-8"))["indicator"]
    made = neighbourhoods(
        codes,
        longitude,
        latitude,
        population,
        [SyntheticIndicator(key=entry["key"], **entry["made"]) for entry in entries],
        np.random.default_rng(SEED),
        crowded=CROWDED,
        counted=True,
    )
    for entry in entries:
        factor = PERCENT if entry["made"]["kind"] == "proportion" else 1
        values = (made.values[entry["key"]] * factor).to_dict()
        about = {key: value for key, value in entry.items() if key != "made"}
        yield Figure(
            {
                **about,
                "publisher": "People Zones demo",
                "source": "Made up for the demo",
                "period": "no real period",
                "licence": "MIT",
                "is_official": False,
            },
            values,
        )

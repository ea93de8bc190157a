"""Numbers for choosing and following neighbourhood zones; no Django, no data of its own.

What most people begin with can be had from here; the rest is in the parts `zonelab.indicators` and `zonelab.regions`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from zonelab.core.version import version as _version

if TYPE_CHECKING:
    from zonelab.core.boundaries import Boundaries
    from zonelab.core.graphs import Graph
    from zonelab.indicators import (
        Composite,
        Indicator,
        Prepared,
        Specification,
        composite,
        prepare,
        rank_uncertainty,
        score_areas,
    )
    from zonelab.regions import contiguity, contrasting_sets, search_zones, zone_stability

__all__ = [
    "Boundaries",
    "Composite",
    "Graph",
    "Indicator",
    "Prepared",
    "Specification",
    "__version__",
    "composite",
    "contiguity",
    "contrasting_sets",
    "prepare",
    "rank_uncertainty",
    "score_areas",
    "search_zones",
    "zone_stability",
]

__version__ = _version()

_ELSEWHERE = {
    "Boundaries": "zonelab.core.boundaries",
    "Graph": "zonelab.core.graphs",
    "contiguity": "zonelab.regions",
    "contrasting_sets": "zonelab.regions",
    "search_zones": "zonelab.regions",
    "zone_stability": "zonelab.regions",
}


def __getattr__(name: str) -> Any:
    # Loaded when asked for: a server that only draws a figure should not wait for pandas.
    if name in __all__:
        return getattr(import_module(_ELSEWHERE.get(name, "zonelab.indicators")), name)
    raise AttributeError(f"module 'zonelab' has no attribute {name!r}")

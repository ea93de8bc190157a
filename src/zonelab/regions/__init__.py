"""Areas as places on a map: who is whose neighbour, clusters of counts, zones; no scores, no map files."""

from zonelab.regions.bridges import Bridge
from zonelab.regions.clusters import Cluster, Scan
from zonelab.regions.contiguity import contiguity
from zonelab.regions.neighbours import Contiguity, ContiguityError
from zonelab.regions.observed import ScanError
from zonelab.regions.scan import circular_scan, flexible_scan
from zonelab.regions.zoning import (
    Zone,
    ZoneSearch,
    ZoneSearchError,
    ZoneStability,
    compile_loops,
    search_zones,
    zone_stability,
)

__all__ = [
    "Bridge",
    "Cluster",
    "Contiguity",
    "ContiguityError",
    "Scan",
    "ScanError",
    "Zone",
    "ZoneSearch",
    "ZoneSearchError",
    "ZoneStability",
    "circular_scan",
    "compile_loops",
    "contiguity",
    "flexible_scan",
    "search_zones",
    "zone_stability",
]

"""Areas as places on a map: which counts stand out from chance, and where; no scores, no map files."""

from zonelab.regions.bridges import Bridge
from zonelab.regions.clusters import Cluster, Scan
from zonelab.regions.contiguity import contiguity
from zonelab.regions.neighbours import Contiguity, ContiguityError
from zonelab.regions.observed import ScanError
from zonelab.regions.scan import circular_scan, flexible_scan

__all__ = [
    "Bridge",
    "Cluster",
    "Contiguity",
    "ContiguityError",
    "Scan",
    "ScanError",
    "circular_scan",
    "contiguity",
    "flexible_scan",
]

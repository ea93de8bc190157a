"""Areas as places on a map: which counts stand out from chance, and where; no scores, no map files."""

from zonelab.regions.clusters import Cluster, Scan
from zonelab.regions.observed import ScanError
from zonelab.regions.scan import circular_scan, flexible_scan

__all__ = ["Cluster", "Scan", "ScanError", "circular_scan", "flexible_scan"]

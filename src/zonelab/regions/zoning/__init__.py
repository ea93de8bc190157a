"""Finds zones: connected areas with a population in a range and the most need; draws no boundary of an area."""

from zonelab.regions.zoning.asked import ZoneSearchError
from zonelab.regions.zoning.search import compile_loops, search_zones
from zonelab.regions.zoning.stability import ZoneStability, zone_stability
from zonelab.regions.zoning.zones import Zone, ZoneSearch

__all__ = [
    "Zone",
    "ZoneSearch",
    "ZoneSearchError",
    "ZoneStability",
    "compile_loops",
    "search_zones",
    "zone_stability",
]

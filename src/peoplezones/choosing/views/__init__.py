"""Pages of choosing: the list with its map and reasons, how sure its order is, and zones that are proposed."""

from .scores import classes, download, index, why
from .sureness import sure
from .zones import zones, zones_csv, zones_geojson

__all__ = ["classes", "download", "index", "sure", "why", "zones", "zones_csv", "zones_geojson"]

"""Reads zones: those that the public sees (`open`), and those that a person sees in the workspace (`scoped`)."""

from .open import (
    AreasWithZones,
    NearZone,
    all_zones,
    areas_of,
    areas_with_zones,
    boundaries,
    codes_in_zones,
    memberships_of,
    nearest,
    shares_of,
    zone,
    zones_holding,
)
from .scoped import seen_by, zone_for

__all__ = [
    "AreasWithZones",
    "NearZone",
    "all_zones",
    "areas_of",
    "areas_with_zones",
    "boundaries",
    "codes_in_zones",
    "memberships_of",
    "nearest",
    "seen_by",
    "shares_of",
    "zone",
    "zone_for",
    "zones_holding",
]

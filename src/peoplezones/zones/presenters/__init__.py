"""Says in plain English where a zone is, how far it has come, and which zones are near."""

from .open import (
    crumbs_to,
    districts_of,
    near_in_words,
    phase_steps,
    zone_map,
    zones_map,
    zones_of_area,
    zones_of_person,
)
from .workspace import crumbs_in_workspace, works_with_zones, zones_listing

__all__ = [
    "crumbs_in_workspace",
    "crumbs_to",
    "districts_of",
    "near_in_words",
    "phase_steps",
    "works_with_zones",
    "zone_map",
    "zones_listing",
    "zones_map",
    "zones_of_area",
    "zones_of_person",
]

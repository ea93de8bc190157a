"""Says in plain English where a zone is, how far it has come, what happened to it, and which zones are near."""

from .history import boundaries_in_words, timeline
from .lists import area_table, capabilities, members_listing, public_listing, works_with_zones, workspace_listing
from .maps import choosing_map, drawing_map, zone_map, zones_map
from .words import (
    crumbs_to,
    districts_of,
    near_in_words,
    phase_steps,
    standing,
    state_sentence,
    state_told,
    successions_in_words,
    zones_of_area,
    zones_of_person,
)
from .workspace import crumbs_in_workspace, moves_open_to, tasks_of

__all__ = [
    "area_table",
    "boundaries_in_words",
    "capabilities",
    "choosing_map",
    "crumbs_in_workspace",
    "crumbs_to",
    "districts_of",
    "drawing_map",
    "members_listing",
    "moves_open_to",
    "near_in_words",
    "phase_steps",
    "public_listing",
    "standing",
    "state_sentence",
    "state_told",
    "successions_in_words",
    "tasks_of",
    "timeline",
    "works_with_zones",
    "workspace_listing",
    "zone_map",
    "zones_map",
    "zones_of_area",
    "zones_of_person",
]

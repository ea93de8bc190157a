"""Works out what is shown of places from the snapshots, by `zonelab`; keeps nothing but what a content answers."""

from .demand import DemandPicture, Gap, demand_of
from .drawing import Part, parts_within
from .profiles import Benchmark, Break, Line, Profile, profile, whole_areas
from .setting import Group, Setting
from .tables import ValueTable, in_choice, value_table

__all__ = [
    "Benchmark",
    "Break",
    "DemandPicture",
    "Gap",
    "Group",
    "Line",
    "Part",
    "Profile",
    "Setting",
    "ValueTable",
    "demand_of",
    "in_choice",
    "parts_within",
    "profile",
    "value_table",
    "whole_areas",
]

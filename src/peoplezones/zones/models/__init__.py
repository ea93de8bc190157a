"""A zone, its line on the map, its history, the problems it was chosen for, and who belongs to it."""

from .boundary import BoundaryVersion, How, ZoneArea
from .history import NameChange, PhaseChange, StateChange
from .membership import Membership
from .problems import KeyProblem
from .zone import Relation, Succession, Zone

__all__ = [
    "BoundaryVersion",
    "How",
    "KeyProblem",
    "Membership",
    "NameChange",
    "PhaseChange",
    "Relation",
    "StateChange",
    "Succession",
    "Zone",
    "ZoneArea",
]

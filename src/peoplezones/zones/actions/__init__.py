"""Writes zones: starts and edits them, moves them on, draws them, takes people in; each with its audit line."""

from .boundaries import LooksLikeAMistake, draw, make_of_areas
from .members import bring_in_helped, let_go, say_what_may, take_in
from .moving import change_state, move_phase
from .problems import add_problem, edit_problem, remove_problem
from .successions import come_from, take_back
from .zones import create, edit

__all__ = [
    "LooksLikeAMistake",
    "add_problem",
    "bring_in_helped",
    "change_state",
    "come_from",
    "create",
    "draw",
    "edit",
    "edit_problem",
    "let_go",
    "make_of_areas",
    "move_phase",
    "remove_problem",
    "say_what_may",
    "take_back",
    "take_in",
]

"""Writes zones: starts and edits them, moves them on, draws them, takes people in; each with its audit line."""

from .zones import create, edit, move_phase, take_in

__all__ = ["create", "edit", "move_phase", "take_in"]

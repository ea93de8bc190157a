"""Writes what is mapped in a zone, and agrees on baselines."""

from .items import add, edit, end
from .mappings import agree, start_mapping
from .sheets import TakenIn, given_of, take_in

__all__ = ["TakenIn", "add", "agree", "edit", "end", "given_of", "start_mapping", "take_in"]

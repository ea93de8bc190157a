"""Writes organisations, where they work, who works for them, their numbers and their offers."""

from .belonging import add_colleague, add_identifier, end_colleague, remove_identifier, start_in, stop_in
from .bringing import bring_in
from .offers import OfferWords, edit_offer, make_offer, move_offer
from .organisations import add, come_back, edit, leave

__all__ = [
    "OfferWords",
    "add",
    "add_colleague",
    "add_identifier",
    "bring_in",
    "come_back",
    "edit",
    "edit_offer",
    "end_colleague",
    "leave",
    "make_offer",
    "move_offer",
    "remove_identifier",
    "start_in",
    "stop_in",
]

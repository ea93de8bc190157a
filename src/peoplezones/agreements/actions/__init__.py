"""Writes of the context; each asks who may, moves states by their table, and leaves its audit line."""

from .drafting import draft, renew, rewrite
from .flows import check_import, note_flow, note_import
from .glass import break_glass
from .keeping import end, keep_up, name_office, review
from .records import remove_over, share, take_back
from .signing import send, sign, withdraw

__all__ = [
    "break_glass",
    "check_import",
    "draft",
    "end",
    "keep_up",
    "name_office",
    "note_flow",
    "note_import",
    "remove_over",
    "renew",
    "review",
    "rewrite",
    "send",
    "share",
    "sign",
    "take_back",
    "withdraw",
]

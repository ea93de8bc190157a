"""What readers hand over, actions keep and presenters speak of; knows no file and no data base."""

from .entry import Entry, Given, Seat, alike, from_kept, to_kept
from .words import Audience, Dimension, Kind, Part, Rhythm, Tool, Weekday, slot_words, slots

__all__ = [
    "Audience",
    "Dimension",
    "Entry",
    "Given",
    "Kind",
    "Part",
    "Rhythm",
    "Seat",
    "Tool",
    "Weekday",
    "alike",
    "from_kept",
    "slot_words",
    "slots",
    "to_kept",
]

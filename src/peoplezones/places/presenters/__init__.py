"""Says in plain English what is known of a place: numbers with their unit, their doubt, and what they mean."""

from .demand import demand_context
from .drawing import drawn_address, outline, parts_in_words
from .maps import area_url_pattern, bounds_around, bounds_of, bounds_of_shape, map_of, tiles_url
from .profiles import profile_context
from .words import crumbs_to, names_of, periods_in_words, source_in_words, value_in_words, window_in_words

__all__ = [
    "area_url_pattern",
    "bounds_around",
    "bounds_of",
    "bounds_of_shape",
    "crumbs_to",
    "demand_context",
    "drawn_address",
    "map_of",
    "names_of",
    "outline",
    "parts_in_words",
    "periods_in_words",
    "profile_context",
    "source_in_words",
    "tiles_url",
    "value_in_words",
    "window_in_words",
]

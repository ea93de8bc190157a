"""How roles, services and meetings are said in English, in sentences first."""

from . import changes, listing
from .pages import (
    bad_rows,
    band,
    baseline_title,
    choices,
    columns,
    crumbs,
    entry_rows,
    hours_of,
    item_rows,
    picture,
    taken_in,
    time_grid,
)

__all__ = [
    "bad_rows",
    "band",
    "baseline_title",
    "changes",
    "choices",
    "columns",
    "crumbs",
    "entry_rows",
    "hours_of",
    "item_rows",
    "listing",
    "picture",
    "taken_in",
    "time_grid",
]

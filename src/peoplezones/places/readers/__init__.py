"""Readers: each knows the layout of one kind of file and hands over rows for `places.actions`; none writes.

`LAYOUTS` says which reader takes which layout; a reader is imported when its first file comes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from typing import Any


class Gives(StrEnum):
    """What comes out of a file."""

    VALUES = "values"
    BOUNDARIES = "boundaries"
    WARDS = "wards"
    LOOKUP = "lookup"
    POSTCODES = "postcodes"


@dataclass(frozen=True)
class Layout:
    """How files of one layout are read: by `function` of the module of that name beside this one."""

    module: str
    function: str
    gives: Gives = Gives.VALUES
    needs_place: bool = False  # its rows are points: the reader must be told which area a point lies in

    @property
    def reader(self) -> Callable[..., Any]:
        found: Callable[..., Any] = getattr(import_module(f"{__name__}.{self.module}"), self.function)
        return found


LAYOUTS: Mapping[str, Layout] = {
    "police-street": Layout("police", "read_street"),
    "police-outcomes": Layout("police", "read_outcomes"),
    "police-stop-and-search": Layout("police", "read_stop_search", needs_place=True),
    "deprivation": Layout("deprivation", "read"),
    "population": Layout("population", "read"),
    "nomis": Layout("nomis", "read"),
    "fingertips": Layout("fingertips", "read"),
    "demand": Layout("tidy", "read_demand"),
    "tidy": Layout("tidy", "read_tidy"),
    "wide": Layout("tidy", "read_wide"),
    "boundaries": Layout("boundaries", "read", Gives.BOUNDARIES),
    "wards": Layout("boundaries", "read", Gives.WARDS),
    "lookup": Layout("lookups", "changes", Gives.LOOKUP),
    "postcodes-onspd": Layout("postcodes", "read_onspd", Gives.POSTCODES),
    "postcodes-code-point": Layout("postcodes", "read_code_point", Gives.POSTCODES, needs_place=True),
}

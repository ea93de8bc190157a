"""One role, service or meeting as a plain row: how findings read it, and how a baseline keeps it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from .words import Kind, Tool

PREVENTIVE = frozenset({Tool.INTERACTION.value, Tool.INTEGRATION.value})
REACTIVE = frozenset({Tool.TREATMENT.value, Tool.CONTROL.value})


@dataclass(frozen=True)
class Entry:
    """An item as it stands or stood; organisations by name, everything else by the keys of `words`."""

    number: int
    kind: str
    title: str
    organisation: str
    people: int = 1
    hours: float = 0.0  # a week, of all its people together
    tools: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    by_appointment: bool = False
    seats: tuple[str, ...] = ()  # organisations that sit in a meeting
    rhythm: str = ""
    place: str = ""
    reach: int | None = None  # people a month
    could_join_team: bool = False

    @property
    def is_meeting(self) -> bool:
        return self.kind == Kind.MEETING

    @property
    def parties(self) -> tuple[str, ...]:
        """Who is in it: whoever calls a meeting sits in it too."""
        return tuple(dict.fromkeys([self.organisation, *self.seats]))

    def share_of_hours(self, tools: Iterable[str]) -> float:
        """Its hours that go into some of the tools, where each of its own tools takes an equal part."""
        if not self.tools:
            return 0.0
        return self.hours * len(set(self.tools) & set(tools)) / len(self.tools)


@dataclass(frozen=True)
class Seat:
    """An organisation that sits in a meeting: one of the register by its number, or a name as it was typed."""

    organisation: int | None = None
    name: str = ""


@dataclass(frozen=True)
class Given:
    """What somebody says of an item, in a form or in a line of a spreadsheet: the whole of it."""

    kind: str
    title: str
    organisation: int | None = None  # of the register
    organisation_name: str = ""  # where it is not in the register
    summary: str = ""
    people: int = 1
    hours_each: Decimal = Decimal(0)
    tools: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    by_appointment: bool = False
    reach: int | None = None
    place: str = ""
    rhythm: str = ""
    seats: tuple[Seat, ...] = field(default=())
    since: dt.date | None = None
    until: dt.date | None = None
    told_by: str = ""
    told_on: dt.date | None = None
    could_join_team: bool = False


def alike(title: str, organisation: str) -> tuple[str, str]:
    """By what an item is known again in a second file: its title and its organisation, whatever their case."""
    return " ".join(title.split()).casefold(), " ".join(organisation.split()).casefold()


def to_kept(entry: Entry) -> dict[str, Any]:
    """As a baseline keeps it: plain JSON."""
    kept = vars(entry)
    return {name: list(value) if isinstance(value, tuple) else value for name, value in kept.items()}


def from_kept(kept: Mapping[str, Any]) -> Entry:
    said: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in kept.items()}
    return Entry(**said)

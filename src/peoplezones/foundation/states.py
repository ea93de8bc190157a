"""State tables: which moves a kind of record knows, from where to where. Knows no model and no person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models

from .refusals import NotPossibleNow

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Move:
    """One named step; `refusal` is the sentence shown when the record is in another state."""

    sources: frozenset[str]
    target: str
    refusal: "str | _StrPromise"


class StateTable:
    """All moves of one kind of record: `StateTable(Light, {"stop": move(["green"], "red", "It is not green.")})`."""

    def __init__(self, states: type[models.TextChoices], moves: Mapping[str, Move]) -> None:
        known = set(states.values)
        for name, step in moves.items():
            if unknown := ({step.target} | step.sources) - known:
                raise ValueError(f"The move {name!r} names states that do not exist: {sorted(unknown)}.")
        self.states = states
        self.moves = dict(moves)

    def check_can(self, name: str, state: str) -> None:
        """Raise `NotPossibleNow` with the move's own sentence unless the move starts from `state`."""
        if state not in self.moves[name].sources:
            raise NotPossibleNow(str(self.moves[name].refusal))

    def can(self, name: str, state: str) -> bool:
        return state in self.moves[name].sources

    def after(self, name: str, state: str) -> str:
        """The state that the move leads to; refuses like `check_can`."""
        self.check_can(name, state)
        return self.moves[name].target

    def diagram(self) -> str:
        """The table as a Mermaid state diagram, for the reference pages."""
        lines = ["stateDiagram-v2"]
        lines += [f"    {value}: {label}" for value, label in self.states.choices]
        for name, step in self.moves.items():
            lines += [f"    {source} --> {step.target}: {name}" for source in sorted(step.sources)]
        return "\n".join(lines)


def move(sources: Iterable[str], target: str, refusal: "str | _StrPromise") -> Move:
    return Move(frozenset(sources), target, refusal)

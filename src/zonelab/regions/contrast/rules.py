"""Knows the conditions that a set of zones must meet, in words and as rows of a linear programme; solves nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zonelab.regions.contrast.candidates import Candidates, ContrastError

Places = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Row:
    """So many of the candidates at these places are taken: at least low, at most high."""

    places: Places
    low: int
    high: int


@dataclass(frozen=True, eq=False)
class Rule:
    """One condition as a person would state it, and the rows that it stands for."""

    words: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Wishes:
    """The conditions as they were asked for; see `contrasting_sets`."""

    at_least: Mapping[str, int]
    at_most: Mapping[str, int]
    must_have: tuple[str, ...]
    must_not: tuple[str, ...]
    least_need: float | None
    most_per_district: int | None
    most_per_partnership: int | None


def rules_of(given: Candidates, wishes: Wishes) -> tuple[Rule, ...]:
    """The conditions one by one. Raises ContrastError where a column, type or name is not there."""
    found = [*_of_types(given, wishes), *_of_names(given, wishes)]
    if wishes.least_need is not None:
        low = np.flatnonzero(given.need < wishes.least_need)
        found.append(Rule(f"each zone has a need of at least {wishes.least_need:g}", (Row(low, 0, 0),)))
    for most, column, values in (
        (wishes.most_per_district, "district", given.district),
        (wishes.most_per_partnership, "partnership", given.partnership),
    ):
        if most is not None:
            if values is None:
                raise ContrastError(f"The table has no column {column!r}, so nothing can be limited by it. Add it.")
            found.append(Rule(f"at most {checked(most, 'A limit')} in each {column}", _limits(values, most)))
    if given.areas is not None:
        overlaps = _limits(given.areas, 1)
        if overlaps:
            found.append(Rule("no two zones share an area", overlaps))
    return tuple(found)


def checked(number: object, what: str) -> int:
    """A whole number of zero or more. Raises ContrastError."""
    if isinstance(number, bool) or not isinstance(number, int | np.integer) or number < 0:
        raise ContrastError(f"{what} is a whole number of 0 or more, not {number!r}.")
    return int(number)


def ruled_out(rules: Iterable[Rule], candidates: int) -> NDArray[np.bool_]:
    """Which candidates no set can hold, by one of the conditions alone."""
    out = np.zeros(candidates, dtype=np.bool_)
    for rule in rules:
        for row in rule.rows:
            out[row.places] |= row.high == 0
    return out


def _of_types(given: Candidates, wishes: Wishes) -> list[Rule]:
    if not (wishes.at_least or wishes.at_most):
        return []
    if given.type is None:
        raise ContrastError("The table has no column 'type', so no number of a type can be asked for. Add it.")
    kinds = np.array(given.type, dtype=object)
    found = []
    for name, number in sorted(wishes.at_least.items()):
        low = checked(number, f"The least number of type {name!r}")
        places = _of_type(kinds, name)
        found.append(Rule(f"at least {low} of type {name}", (Row(places, low, len(kinds)),)))
    for name, number in sorted(wishes.at_most.items()):
        high = checked(number, f"The most of type {name!r}")
        found.append(Rule(f"at most {high} of type {name}", (Row(_of_type(kinds, name), 0, high),)))
    return found


def _of_type(kinds: "NDArray[np.object_]", name: str) -> Places:
    places = np.flatnonzero(kinds == name)
    if not len(places):
        known = ", ".join(sorted(set(kinds.tolist())))
        raise ContrastError(f"No candidate is of type {name!r}. The types are: {known}.")
    return places


def _of_names(given: Candidates, wishes: Wishes) -> list[Rule]:
    found = []
    for names, word, low, high in (
        (wishes.must_have, "in", 1, 1),
        (wishes.must_not, "not in", 0, 0),
    ):
        for name in sorted(set(names)):
            place = given.place(name, "must_have" if high else "must_not")
            found.append(Rule(f"{name} is {word} the set", (Row(np.array([place]), low, high),)))
    return found


def _limits(values: Iterable[str | tuple[str, ...] | None], most: int) -> tuple[Row, ...]:
    """At most so many of all candidates with the same value; a candidate may have several, or none."""
    holders: dict[str, list[int]] = {}
    for place, value in enumerate(values):
        for each in (value,) if isinstance(value, str) else value or ():
            holders.setdefault(each, []).append(place)
    # Two zones share many areas as a rule: the same row once.
    crowds = sorted({tuple(places) for places in holders.values() if len(places) > most})
    return tuple(Row(np.array(crowd), 0, most) for crowd in crowds)

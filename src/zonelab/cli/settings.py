"""Knows what may be asked besides the score: columns, zones, a contrasting set, how sure, who is a neighbour.

Each class is one table of the TOML specification, and its fields are the names that may stand there. It knows what
is a sensible value and not what the files hold.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from difflib import get_close_matches
from typing import Any, ClassVar, Literal, TypeVar

from zonelab.indicators.specification import AGGREGATIONS, NORMALISATIONS

METHODS = (*NORMALISATIONS, *(mean for mean in AGGREGATIONS if mean != "arithmetic"))


class SettingsError(ValueError):
    """Settings cannot be used; the message has one line for each mistake and says what to do."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Columns:
    """Columns of the table of indicators: area code, name, population, and what zones are told apart by."""

    table: ClassVar[str] = "columns"

    code: str = "code"
    name: str | None = None
    population: str | None = None
    district: str | None = None
    type: str | None = None
    partnership: str | None = None

    def problems(self) -> Iterator[str]:
        for field in fields(self):
            yield from _words(field.name, getattr(self, field.name), optional=field.name != "code")


@dataclass(frozen=True)
class Zones:
    """What zones to look for. low, high: people in a zone; penalty: need times people that a metre of boundary costs.

    objective: "mean" (population-weighted need) or "excess" (need above `threshold`, summed over people); jointly:
    zones are chosen together, for the greatest sum; within_district: a zone lies in one district, which a limit for
    each district takes for granted; way: "fast", "exact" or "checked"; seconds: how long an exact search may take.
    """

    table: ClassVar[str] = "zones"

    low: float
    high: float
    how_many: int = 5
    objective: Literal["mean", "excess"] = "mean"
    threshold: float | None = None
    penalty: float = 0.0
    containing: tuple[str, ...] = ()
    avoiding: tuple[str, ...] = ()
    jointly: bool = False
    within_district: bool = False
    most_per_district: int | None = None
    way: Literal["fast", "exact", "checked"] = "checked"
    seconds: float = 60.0

    @property
    def keeps_to_districts(self) -> bool:
        return self.within_district or self.most_per_district is not None

    def problems(self) -> Iterator[str]:
        for name in ("low", "high"):
            yield from _number(name, getattr(self, name), above=0)
        if _is_number(self.low) and _is_number(self.high) and self.low > self.high:
            yield f"low is {self.low:g} people and high {self.high:g}. Turn them round."
        yield from _whole("how_many", self.how_many)
        yield from _whole("most_per_district", self.most_per_district, optional=True)
        yield from _one_of("objective", self.objective, ("mean", "excess"))
        yield from _number("threshold", self.threshold, optional=True)
        if self.objective == "excess" and self.threshold is None:
            yield 'objective "excess" needs a threshold: the score from which need counts, for example 50.'
        if self.objective == "mean" and self.threshold is not None:
            yield 'threshold is looked at by objective "excess" alone. Take it out, or change the objective.'
        yield from _number("penalty", self.penalty, least=0)
        yield from _one_of("way", self.way, ("fast", "exact", "checked"))
        yield from _number("seconds", self.seconds, above=0)
        for name in ("within_district", "jointly"):
            if not isinstance(getattr(self, name), bool):
                yield f"{name} is true or false, not {getattr(self, name)!r}."
        if self.jointly is True and self.way == "fast":
            yield 'zones are chosen together (jointly) by the exact way alone. Ask for way "exact" or "checked".'
        for name in ("containing", "avoiding"):
            yield from _listed(name, getattr(self, name))
        both = sorted(set(map(str, self.containing)) & set(map(str, self.avoiding)))
        if both:
            yield f"areas cannot be contained and avoided at once: {', '.join(both)}. Take them out of one list."


@dataclass(frozen=True)
class Contrast:
    """A contrasting set of zones. k: how many; by: "type" (the column of that name), "profile" (how far apart its zones
    are on average in their outcomes) or "most_alike" (how far apart the two are that are most alike); weight: mean need
    that one unit of contrast is worth, None = the knee of the curve; must_have: names of zones, such as "Zone 1".
    """

    table: ClassVar[str] = "contrast"

    k: int = 2
    by: Literal["type", "profile", "most_alike"] = "profile"
    weight: float | None = None
    must_have: tuple[str, ...] = ()
    one_per_district: bool = False
    most_per_partnership: int | None = None

    def problems(self) -> Iterator[str]:
        yield from _whole("k", self.k, least=2)
        yield from _one_of("by", self.by, ("type", "profile", "most_alike"))
        yield from _number("weight", self.weight, optional=True, least=0)
        yield from _listed("must_have", self.must_have)
        if not isinstance(self.one_per_district, bool):
            yield f"one_per_district is true or false, not {self.one_per_district!r}."
        yield from _whole("most_per_partnership", self.most_per_partnership, optional=True)


@dataclass(frozen=True)
class Sure:
    """How sure a rank is. k: how many areas are the top, None = `top`; draws: how often weights and methods are varied.

    concentration: of the weights around the stated ones (higher = surer of them), None = off by a quarter;
    methods: other ways to reckon, each as likely as the stated one; sensitivity_draws: base draws of the split of
    the doubt, zone_draws: how often the best zone is searched again with other weights, 0 = leave either out; seed:
    starts the random numbers of everything.
    """

    table: ClassVar[str] = "sure"

    k: int | None = None
    draws: int = 10_000
    concentration: float | None = None
    methods: tuple[str, ...] = ()
    sensitivity_draws: int = 128
    zone_draws: int = 100
    seed: int = 1

    def top(self, areas: int) -> int:
        """How many areas are the top: as said, else ten, or half of the areas where they are few."""
        return max(1, min(10, areas // 2)) if self.k is None else self.k

    def problems(self) -> Iterator[str]:
        if self.k is not None:
            yield from _whole("k", self.k)
        yield from _whole("draws", self.draws)
        yield from _whole("seed", self.seed, least=0)
        yield from _number("concentration", self.concentration, optional=True, above=0)
        yield from _listed("methods", self.methods)
        for method in self.methods:
            yield from _one_of("each of the methods", method, METHODS)
        yield from _whole("sensitivity_draws", self.sensitivity_draws, least=0)
        yield from _whole("zone_draws", self.zone_draws, least=0)
        if _is_number(self.sensitivity_draws) and 0 < self.sensitivity_draws < 32:
            yield f"sensitivity_draws is 32 or more, or 0 to leave it out, not {self.sensitivity_draws}."


@dataclass(frozen=True)
class Neighbours:
    """Who is whose neighbour. kind: "queen" (a shared point is enough) or "rook" (a shared line); bridge_gaps: join
    areas that are at most so many metres apart; remove, join: edges to take out or to add, as pairs of codes."""

    table: ClassVar[str] = "contiguity"

    kind: Literal["queen", "rook"] = "queen"
    bridge_gaps: float | None = None
    remove: tuple[tuple[str, str], ...] = ()
    join: tuple[tuple[str, str], ...] = ()

    def problems(self) -> Iterator[str]:
        yield from _one_of("kind", self.kind, ("queen", "rook"))
        yield from _number("bridge_gaps", self.bridge_gaps, optional=True, above=0)
        for name in ("remove", "join"):
            pairs = getattr(self, name)
            good = isinstance(pairs, list | tuple) and all(
                isinstance(pair, list | tuple) and len(pair) == 2 and all(isinstance(code, str) for code in pair)
                for pair in pairs
            )
            if not good:
                yield f'{name} is a list of pairs of codes, like [["E1", "E2"]], not {pairs!r}.'


Group = TypeVar("Group", Columns, Zones, Contrast, Sure, Neighbours)


def settings_from(kind: type[Group], given: Mapping[str, Any] | object) -> Group:
    """Make one table's settings. Raises SettingsError with every mistake in it.

    >>> settings_from(Sure, {"k": 5}).k
    5
    >>> settings_from(Zones, {"low": 8000, "high": 12000, "howmany": 5})
    Traceback (most recent call last):
    zonelab.cli.settings.SettingsError: [zones]: 'howmany' is not known. Did you mean 'how_many'?
    """
    where = f"[{kind.table}]"
    if not isinstance(given, Mapping):
        raise SettingsError([f"{where} is a table. Write {where} on a line of its own, and its settings below."])
    known = [field.name for field in fields(kind)]
    said = []
    for name in given:
        if name not in known:
            close = get_close_matches(str(name), known, n=1)
            hint = f"Did you mean {close[0]!r}?" if close else f"Known are: {', '.join(known)}."
            said.append(f"{where}: {name!r} is not known. {hint}")
    needed = [name for name in ("low", "high") if kind is Zones and name not in given]
    said += [f"{where} has no {name}: how many people a zone has, at the {_END[name]}. Add it." for name in needed]
    # What stands in for a missing one is never used: there is a mistake already.
    taken = dict.fromkeys(needed, 1.0) | {name: _tuples(each) for name, each in given.items() if name in known}
    made = kind(**taken)
    said += [f"{where}: {problem}" for problem in made.problems()] if not needed else []
    if said:
        raise SettingsError(said)
    return made


def as_mapping(settings: Columns | Zones | Contrast | Sure | Neighbours) -> dict[str, Any]:
    """The settings as plain values, for a record."""
    return asdict(settings)


_END = {"low": "least", "high": "most"}


def _tuples(given: object) -> Any:
    return tuple(_tuples(each) for each in given) if isinstance(given, list | tuple) else given


def _is_number(given: object) -> bool:
    return isinstance(given, int | float) and not isinstance(given, bool) and math.isfinite(given)


def _number(
    name: str, given: object, *, least: float | None = None, above: float | None = None, optional: bool = False
) -> Iterator[str]:
    if given is None and optional:
        return
    if not _is_number(given) or (least is not None and given < least) or (above is not None and given <= above):  # type: ignore[operator]  # a number, by the first question
        bound = f" of {least:g} or more" if least is not None else f" above {above:g}" if above is not None else ""
        yield f"{name} is a number{bound}, not {given!r}."


def _whole(name: str, given: object, *, least: int = 1, optional: bool = False) -> Iterator[str]:
    if given is None and optional:
        return
    if isinstance(given, bool) or not isinstance(given, int) or given < least:
        yield f"{name} is a whole number of {least} or more, not {given!r}."


def _words(name: str, given: object, *, optional: bool) -> Iterator[str]:
    if not (given is None and optional) and not (isinstance(given, str) and given.strip()):
        yield f"{name} is the name of a column, not {given!r}."


def _one_of(name: str, given: object, known: tuple[str, ...]) -> Iterator[str]:
    if given not in known:
        close = get_close_matches(str(given), known, n=1)
        hint = f" Did you mean {close[0]!r}?" if close else ""
        yield f"{name} is {', '.join(map(repr, known[:-1]))} or {known[-1]!r}, not {given!r}.{hint}"


def _listed(name: str, given: object) -> Iterator[str]:
    if not isinstance(given, tuple) or not all(isinstance(each, str) and each.strip() for each in given):
        shown = list(given) if isinstance(given, tuple) else given
        yield f'{name} is a list of words, like ["E1", "E2"], not {shown!r}.'

"""What all that is worked out about places starts from: the set in use, look-ups, indicators; and groups of areas."""

from dataclasses import dataclass, field
from typing import Literal

import polars as pl

from .. import queries
from ..models import BoundarySet, Dataset, Indicator, Lookup
from ..rows import AREA

Kind = Literal["area", "ward", "zone", "drawn", "district", "home"]


@dataclass(frozen=True)
class Group:
    """What a profile is about: areas of the set in use, each with the share of it that lies inside (0 to 1)."""

    kind: Kind
    shares: dict[str, float]


@dataclass(frozen=True)
class Setting:
    """What all lines share: the boundary set in use, look-ups, indicators."""

    boundary_set: BoundarySet
    lookups: tuple[Lookup, ...]
    indicators: tuple[Indicator, ...]
    people: pl.DataFrame = field(repr=False)

    @classmethod
    def now(cls, boundary_set: BoundarySet) -> "Setting":
        """As it is at present. Asked again with the same object, as the parts of one page do, without a query."""
        known: Setting | None = getattr(boundary_set, "_setting", None)
        if known is None:
            known = cls(boundary_set, queries.lookups(), tuple(queries.indicators()), queries.people(boundary_set))
            boundary_set._setting = known  # type: ignore[attr-defined]
        return known

    def districts_of(self, group: Group) -> list[str]:
        """Codes of the districts that hold a part of the group."""
        return sorted(set(self.people.filter(pl.col(AREA).is_in(list(group.shares)))["district"]))

    def by_dataset(self) -> list[tuple[Dataset, list[Indicator]]]:
        found: dict[int, tuple[Dataset, list[Indicator]]] = {}
        for one in self.indicators:
            found.setdefault(one.dataset_id, (one.dataset, []))[1].append(one)
        return list(found.values())

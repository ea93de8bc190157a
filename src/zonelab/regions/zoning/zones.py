"""Knows the answer of a zone search (zones, how good, how sure) in words and tables; searches nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from zonelab.core.boundaries import Boundaries
from zonelab.core.provenance import Provenance

Way = Literal["fast", "exact", "checked"]
Objective = Literal["mean", "excess"]


@dataclass(frozen=True)
class Zone:
    """Areas that make one zone.

    areas: their codes, in the order of the graph; population: people in them; need: mean need of a person there, higher
    = more need; excess: Σ people × (need − threshold), NaN = no threshold given; perimeter: metres, NaN = not known;
    objective: what was made as great as possible; bound: no zone that could be taken at this point has a greater one;
    gap: (bound − objective) / |bound|, 0 = proven best; both NaN = chosen together with others; district: where it
    lies, None = districts were not given; fast_objective: what the fast way alone reached at this point, None = that
    was not kept.
    """

    name: str
    areas: tuple[str, ...]
    population: float
    need: float
    excess: float
    perimeter: float
    objective: float
    bound: float
    gap: float
    district: str | None = None
    fast_objective: float | None = None

    @property
    def proven(self) -> bool:
        """Whether it is proven that no other zone that could be taken at this point is better."""
        return self.gap <= 1e-9

    def summary(self) -> str:
        """The zone in one line."""
        areas = "1 area" if len(self.areas) == 1 else f"{len(self.areas)} areas"
        if np.isnan(self.gap):
            sure = "chosen together with the others"
        elif self.proven:
            sure = "proven best"
        else:
            sure = f"at most {_share(self.gap)} below the best possible"
        return f"{self.name}: {areas}, {self.population:,.0f} people, mean need {self.need:.2f}; {sure}."


@dataclass(frozen=True, eq=False)
class ZoneSearch:
    """Zones in the order in which they were taken: each is looked for among the areas that those before it left.

    codes: all areas; asked: the settings, as plain values; jointly_bound: the most that all zones together can reach,
    None = zones were taken one after another.
    """

    zones: tuple[Zone, ...]
    codes: "pd.Index[str]"
    asked: Mapping[str, Any]
    warnings: tuple[str, ...]
    provenance: Provenance
    jointly_bound: float | None = None

    @property
    def proven(self) -> bool:
        """Whether every zone is proven best (taken jointly: whether their sum is)."""
        if self.jointly_bound is None:
            return all(zone.proven for zone in self.zones)
        return bool(self.jointly_bound <= self.total * (1 + 1e-9 * np.sign(self.total)))

    @property
    def total(self) -> float:
        """The sum of the zones' objectives."""
        return float(sum(zone.objective for zone in self.zones))

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the search takes for granted, in words."""
        said = [
            "Areas are whole: a zone cuts none in two. Neighbours are what the graph says.",
            "Need is what the scores say. What is strong, what residents want, where partners can work: not in it.",
        ]
        if self.jointly_bound is None and len(self.zones) > 1:
            said.append(
                "Zones were taken one after another, the best first. Two zones chosen together can have a greater sum."
            )
        if self.asked["penalty"] > 0:
            said.append(f"Each metre of perimeter costs {self.asked['penalty']:g}: compact zones are preferred.")
        return tuple(said)

    def to_frame(self) -> pd.DataFrame:
        """One row a zone: areas (how many), population, need, excess, perimeter, objective, bound, gap, proven, …"""
        rows = [
            {
                "zone": zone.name,
                "areas": len(zone.areas),
                "population": zone.population,
                "need": zone.need,
                "excess": zone.excess,
                "perimeter": zone.perimeter,
                "objective": zone.objective,
                "bound": zone.bound,
                "gap": zone.gap,
                "proven": zone.proven,
                "district": zone.district,
                "fast_objective": zone.fast_objective,
            }
            for zone in self.zones
        ]
        columns = list(rows[0]) if rows else ["zone"]
        return pd.DataFrame(rows, columns=columns).set_index("zone")

    def members(self) -> "pd.Series[str]":
        """The zone of each area that is in one, by area code, in the order of the graph."""
        of = {code: zone.name for zone in self.zones for code in zone.areas}
        found = [code for code in self.codes if code in of]
        index = pd.Index(found, dtype=object, name="code")
        return pd.Series([of[code] for code in found], index=index, name="zone", dtype=object)

    def to_geojson(self, boundaries: Boundaries) -> dict[str, Any]:
        """The zones as one shape each; boundaries: of all their areas, and of others if need be."""
        return boundaries.joined({zone.name: zone.areas for zone in self.zones}).to_geojson(self.to_frame())

    def summary(self) -> str:
        """The answer in plain English."""
        asked = self.asked
        aim = "the highest mean need" if asked["objective"] == "mean" else "the most need above the threshold"
        lines = [
            f"Zones of {asked['low']:,.0f} to {asked['high']:,.0f} people with {aim}: {len(self.zones)} found.",
            *(zone.summary() for zone in self.zones),
        ]
        checked = [zone for zone in self.zones if zone.fast_objective is not None]
        if checked:
            same = sum(
                zone.fast_objective is not None and zone.fast_objective >= zone.objective - 1e-9 * abs(zone.objective)
                for zone in checked
            )
            lines.append(f"The fast way alone found {same} of {len(checked)} of them as good.")
        if self.jointly_bound is not None:
            lines.append(
                f"Chosen together: their sum is {self.total:.2f}; no such set has more than {self.jointly_bound:.2f}."
            )
        return "\n".join((*lines, *(f"Please note: {warning}" for warning in self.warnings)))


def _share(gap: float) -> str:
    """A gap in per cent, with a figure that is not nothing."""
    return f"{gap:.1%}" if gap >= 0.001 else f"{max(gap, 1e-5):.3%}"

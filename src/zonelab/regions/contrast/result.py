"""Knows sets of zones that trade need against contrast, in words, tables and on the map; finds none."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd

from zonelab.core.boundaries import Boundaries
from zonelab.core.provenance import Provenance
from zonelab.regions.contrast.candidates import ContrastError, named

Contrast = Literal["types", "mean_distance", "smallest_distance"]

_MEANT = {
    "types": "how many different types of place the set holds",
    "mean_distance": "the mean distance in profile between two of its zones",
    "smallest_distance": "the distance in profile between the two of its zones that are most alike",
}


@dataclass(frozen=True)
class ContrastingSet:
    """One set on the curve: no other has more need and as much contrast, or more contrast and as much need.

    number: from 1 (most need) on; zones: their names in order; need: mean over the zones, higher = more; total_need:
    their sum; least_need: of the zone with least need; contrast: see `ContrastingSets.contrast`; given_up: mean need
    less than that of the neediest set; enters, leaves: zones that it has and the neediest set has not, and the other
    way round.
    """

    number: int
    zones: tuple[str, ...]
    need: float
    total_need: float
    least_need: float
    contrast: float
    given_up: float
    enters: tuple[str, ...]
    leaves: tuple[str, ...]

    def summary(self, contrast: Contrast) -> str:
        """The set in one line: who is in it, and what it gives up for what."""
        line = (
            f"Set {self.number}: {', '.join(self.zones)}. Mean need {self.need:.4g}; {said(self.contrast, contrast)}."
        )
        if not self.leaves:
            return f"{line} It is the neediest set."
        return (
            f"{line} Against the neediest set it gives up {self.given_up:.3g} of mean need: {', '.join(self.enters)} "
            f"instead of {', '.join(self.leaves)}."
        )


@dataclass(frozen=True, eq=False)
class ContrastingSets:
    """The trade-off between need and contrast for sets of k zones, each set proven to be on the curve.

    points: from the most need to the most contrast; chosen: one of them; chosen_by: why, in words; contrast: what is
    meant by it; weight: mean need that one unit of contrast is worth, None = the knee was taken. value: of the chosen
    set, mean need + weight × contrast (without a weight: mean need); bound: no set (without a weight: none with as
    much contrast) has a higher one; proven: value and bound are the same within what is told apart; complete: no
    other set belongs on the curve, False = others were not looked for; constraints: in words. needs: of each candidate;
    members: area codes of each, empty where they were not given.
    """

    k: int
    points: tuple[ContrastingSet, ...]
    chosen: ContrastingSet
    chosen_by: str
    contrast: Contrast
    weight: float | None
    value: float
    bound: float
    proven: bool
    complete: bool
    constraints: tuple[str, ...]
    needs: Mapping[str, float] = field(repr=False)
    members: Mapping[str, tuple[str, ...]] = field(repr=False)
    warnings: tuple[str, ...]
    provenance: Provenance

    @property
    def gap(self) -> float:
        """How much better than the chosen one a set could be at most, in mean need; 0 = proven."""
        return max(0.0, self.bound - self.value)

    @property
    def neediest(self) -> ContrastingSet:
        """The set with the most need."""
        return self.points[0]

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the answer takes for granted, in words."""
        told = [
            "The need of a set is the mean of its zones: each zone counts alike, however many people live there.",
            f"Contrast is {_MEANT[self.contrast]}.",
            "Need and candidates are taken as exact. A set that lies close behind may be as good.",
        ]
        if self.contrast != "types":
            told.append(
                "Distance is in standard deviations over all candidates: other candidates give other distances."
            )
        return tuple(told)

    def to_frame(self) -> pd.DataFrame:
        """One row a set, index = set number: zones (parted by ;), need, contrast, given_up, chosen."""
        return pd.DataFrame(
            {
                "zones": [";".join(each.zones) for each in self.points],
                "need": [each.need for each in self.points],
                "contrast": [each.contrast for each in self.points],
                "given_up": [each.given_up for each in self.points],
                "chosen": [each.number == self.chosen.number for each in self.points],
            },
            index=pd.Index([each.number for each in self.points], name="set"),
        )

    def to_geojson(self, boundaries: Boundaries) -> dict[str, Any]:
        """A FeatureCollection of every zone that is in some set: need, sets (numbers parted by ;), chosen.

        boundaries: of the candidates by name, or of the areas that they are made of. Raises ContrastError where neither
        is there.
        """
        zones = sorted({zone for each in self.points for zone in each.zones})
        table = pd.DataFrame(
            {
                "need": [self.needs[zone] for zone in zones],
                "sets": [";".join(str(each.number) for each in self.points if zone in each.zones) for zone in zones],
                "chosen": [zone in self.chosen.zones for zone in zones],
            },
            index=pd.Index(zones, dtype=object),
        )
        if set(zones) <= set(boundaries.codes):
            return boundaries.part(zones).to_geojson(table)
        if not self.members:
            unknown = [zone for zone in zones if zone not in boundaries.codes]
            raise ContrastError(
                f"There is no boundary of {named(unknown)}. Give boundaries by the names of the candidates, or a "
                "column 'areas' with the codes that each is made of."
            )
        return boundaries.joined({zone: self.members[zone] for zone in zones}).to_geojson(table)

    def summary(self) -> str:
        """The answer in plain English for a board: what was weighed, each set, which one is pointed at and why."""
        how_many = "1 set is" if len(self.points) == 1 else f"{len(self.points)} sets are"
        lines = [
            f"Sets of {self.k} zones out of {len(self.needs)} candidates. {how_many} worth a look: no other set has "
            "more need at as much contrast, or more contrast at as much need.",
            *(each.summary(self.contrast) for each in self.points),
            f"Pointed at: set {self.chosen.number}. {self.chosen_by}",
        ]
        if self.constraints:
            lines.append(f"Conditions: {'; '.join(self.constraints)}.")
        if not self.complete:
            lines.append(
                "Further sets may lie between these on the curve; each one shown is the best for its contrast."
            )
        lines.append(self._sure())
        return "\n".join((*lines, *self.assumptions, *(f"Please note: {warning}" for warning in self.warnings)))

    def _sure(self) -> str:
        if self.proven:
            return "This is proven."
        if math.isinf(self.gap):
            return "It is not known how much better another set may be."
        return f"Another set may be better by up to {self.gap:.3g}."


def said(contrast: float, kind: Contrast) -> str:
    """A contrast in words."""
    if kind == "types":
        return "1 type of place" if contrast == 1 else f"{contrast:.0f} different types of place"
    which = "zones are on average" if kind == "mean_distance" else "the two most alike are"
    return f"{which} {contrast:.3g} apart in profile"

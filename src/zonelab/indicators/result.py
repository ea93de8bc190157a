"""Knows the answer of a weighing (scores, ranks, parts, gaps) in words and tables; computes no score."""

from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zonelab.core.provenance import Provenance
from zonelab.core.results import Shapes, features
from zonelab.indicators.means import ASSUMED
from zonelab.indicators.scales import MEANINGS
from zonelab.indicators.specification import Specification
from zonelab.indicators.values import ValuesError

_ALWAYS = "Scores compare these areas with each other. They do not show change over time."


@dataclass(frozen=True, eq=False)
class Missing:
    """Empty cells.

    per_indicator: how many areas have no value, by key; per_area: how many indicators have no value, by area
    code; without_score: codes of the areas that could not be scored.
    """

    per_indicator: "pd.Series[int]"
    per_area: "pd.Series[int]"
    without_score: tuple[str, ...]


@dataclass(frozen=True)
class ExplainedPart:
    """What one indicator adds to a score.

    part: None where the area has no score; weight: its share of all weight in this area, 0 to 1; normalised
    and raw: its value on the common scale and as given, None where it is missing.
    """

    key: str
    group: str
    part: float | None
    weight: float
    normalised: float | None
    raw: float | None


@dataclass(frozen=True)
class Explanation:
    """Why one area has its score. rank: 1 = most need, `of` how many; parts: largest first, sum to score."""

    code: str
    score: float | None
    rank: int | None
    of: int
    parts: tuple[ExplainedPart, ...]

    def to_frame(self) -> pd.DataFrame:
        """One row an indicator, the largest part first: group, part, weight, normalised, raw."""
        return pd.DataFrame([asdict(part) for part in self.parts]).set_index("key")

    def summary(self) -> str:
        """The explanation in words, one line a part."""
        if self.score is None or self.rank is None:
            first = f"{self.code} has no score: a group with weight has no value here."
        else:
            first = f"{self.code} scores {self.score:.2f}. Its rank is {self.rank} of {self.of} (1 = most need)."
        lines = [first, "What the score is made of:"]
        for part in self.parts:
            adds = "  -" if part.part is None else f"{part.part:.2f}"
            value = "no value" if part.raw is None else f"value {part.raw:g}, on the scale {part.normalised:.2f}"
            lines.append(f"  {adds:>7}  {part.key} ({part.group}): {value}, weight {part.weight:.1%}")
        return "\n".join(lines)


@dataclass(frozen=True, eq=False)
class Composite:
    """Need scores of areas, and what they are made of. Arrays and tables are read-only.

    codes: area codes; score: one number an area, higher = more need, 0 to 100 (no bounds under "z"), NaN = no
    score; rank: 1 = most need, ties share the smallest rank, NaN = no rank; parts: areas × indicators,
    group_parts: areas × lowest groups, both sum to the score (a missing cell adds 0; a row without score is NaN; under
    "copeland" no parts sum to the score, so all are NaN);
    normalised: areas × indicators on the common scale, higher = more need, NaN = missing; values: as given;
    shares: areas × indicators, weight of each indicator within its group in that area, after the weight of
    missing cells was shared out.
    """

    codes: "pd.Index[str]"
    score: NDArray[np.float64]
    rank: NDArray[np.float64]
    parts: pd.DataFrame
    group_parts: pd.DataFrame
    normalised: pd.DataFrame
    values: pd.DataFrame
    shares: NDArray[np.float64]
    missing: Missing
    warnings: tuple[str, ...]
    specification: Specification
    provenance: Provenance

    @property
    def scored(self) -> int:
        """How many areas have a score."""
        return len(self.codes) - len(self.missing.without_score)

    @cached_property
    def all_group_parts(self) -> pd.DataFrame:
        """Areas × groups of all levels: the part of a group is the sum of those that lie in it."""
        spec = self.specification
        columns = {group: np.zeros(len(self.codes)) for group in spec.all_groups}
        for group in spec.groups:
            for above in spec.way_up(group):
                columns[above] = columns[above] + self.group_parts[group].to_numpy()
        table = np.column_stack(list(columns.values()))
        table.setflags(write=False)
        return pd.DataFrame(table, index=self.codes, columns=list(columns), copy=False)

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the scores take for granted, in words."""
        return (MEANINGS[self.specification.normalisation], ASSUMED[self.specification.mean], _ALWAYS)

    def to_frame(self) -> pd.DataFrame:
        """One row an area, in the order given: score, rank (Int64, NA = none), part_<group> a lowest group."""
        frame = pd.DataFrame({"score": self.score}, index=self.codes.rename("code"))
        frame["rank"] = pd.Series(self.rank, index=frame.index).astype("Int64")
        for group in self.group_parts.columns:
            frame[f"part_{group}"] = self.group_parts[group].to_numpy()
        return frame

    def to_geojson(self, boundaries: Shapes) -> dict[str, Any]:
        """A FeatureCollection with the columns of `to_frame`. Raises ResultError for areas without a boundary."""
        return features(boundaries, self.to_frame())

    def summary(self) -> str:
        """The result in plain English: what was scored, with which weights, the range, and each warning."""
        shares = ", ".join(f"{group} {share:.0%}" for group, share in self.specification.group_shares().items())
        sentences = [
            f"{self.scored} of {len(self.codes)} areas have a score. A higher score means more need.",
            f"Indicators: {len(self.specification.indicators)}. Weights: {shares}.",
        ]
        if self.scored:
            known = self.score[~np.isnan(self.score)]
            top = self.codes[int(np.nanargmax(self.score))]
            sentences.append(
                f"Scores run from {known.min():.2f} to {known.max():.2f} ({top}). "
                f"Half of the areas score above {np.median(known):.2f}."
            )
        return "\n".join((*sentences, *self.assumptions, *(f"Please note: {warning}" for warning in self.warnings)))

    def explain(self, code: str) -> Explanation:
        """Say why one area has its score. Raises ValuesError for an area that is not there."""
        if code not in self.codes:
            raise ValuesError(f"There is no area with the code {code!r}. Check the code; capital letters count.")
        row = int(self.codes.get_indexer(pd.Index([code]))[0])
        weights = self.specification.group_shares()
        parts = [
            ExplainedPart(
                key=indicator.key,
                group=indicator.group,
                part=_known(self.parts.iat[row, place]),
                weight=float(self.shares[row, place]) * weights[indicator.group],
                normalised=_known(self.normalised.iat[row, place]),
                raw=_known(self.values.iat[row, place]),
            )
            for place, indicator in enumerate(self.specification.indicators)
        ]
        parts.sort(key=lambda part: -abs(part.part or 0.0))
        rank = _known(self.rank[row])
        return Explanation(
            code=code,
            score=_known(self.score[row]),
            rank=None if rank is None else int(rank),
            of=self.scored,
            parts=tuple(parts),
        )


def _known(value: object) -> float | None:
    number = float(value)  # type: ignore[arg-type]  # a cell of a float table
    return None if np.isnan(number) else number

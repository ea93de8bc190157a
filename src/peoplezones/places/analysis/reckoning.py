"""Works out indicators from measures, for groups of areas: numerator, denominator and value of each period and window.

A group is a table of areas and shares (1 for a whole area). A value of a group is made from those of its areas where
both numerator and denominator are known; where more than a twentieth of its people live in areas without, it is not
known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ..models import Indicator
from ..rows import AREA, OF_AREA, PERIOD

SHARE, PEOPLE = "share", "population"
ENOUGH = 0.95  # of the people of a group must live where the figure is known


@dataclass(frozen=True)
class Reckoned:
    """One indicator in one group: `n` and `d` have one entry a period of `periods`; NaN where it is not known.

    The value of a period is per × n ÷ d.
    """

    indicator: Indicator
    periods: tuple[str, ...]
    n: NDArray[np.float64]
    d: NDArray[np.float64]

    def over(self, window: Sequence[str]) -> tuple[float, float]:
        """Numerator and denominator over a window; NaN unless every period of it is there."""
        places = [self.periods.index(period) for period in window if period in self.periods]
        if not window or len(places) < len(window):
            return np.nan, np.nan
        count = float(self.n[places].sum())
        if self.indicator.denominator in OF_AREA:
            return count, float(self.d[places].mean())
        if not self.indicator.has_counts and not np.isnan(count):
            return float(self.n[places[-1]]), float(self.d[places[-1]])
        return count, float(self.d[places].sum())

    def value_over(self, window: Sequence[str]) -> float:
        count, whole = self.over(window)
        return self.indicator.per * count / whole if whole > 0 else np.nan


def inside(shares: Mapping[str, float], people: pl.DataFrame) -> pl.DataFrame:
    """A group as a table: area, share, and what is known of the people of each; no area is a group as well."""
    schema = {AREA: pl.String, SHARE: pl.Float64}
    return pl.DataFrame(list(shares.items()), schema=schema, orient="row").join(people, on=AREA)


def numerator(indicator: Indicator) -> pl.Expr:
    """The sum of its measures; null where one of them is not known."""
    first, *others = [pl.col(name) for name in indicator.numerator]
    total = first
    for other in others:
        total = total + other
    return total


def denominator(indicator: Indicator) -> pl.Expr:
    """People or households of the area, a measure, or – for a value without counts – people, who weigh its mean."""
    if indicator.denominator == "households":
        return pl.when(pl.col("households") > 0).then(pl.col("households")).cast(pl.Float64)
    return pl.col(indicator.denominator or PEOPLE).cast(pl.Float64)


def reckon(frame: pl.DataFrame, group: pl.DataFrame, indicators: Sequence[Indicator]) -> list[Reckoned]:
    """Every indicator in a group, from the measures of its areas.

    frame: area, period, measures; group: area, share, population, households. One pass for all indicators.
    """
    rows = frame.join(group, on=AREA)
    alone = group.height == 1 and float(group[SHARE][0]) == 1.0
    answers = []
    for place, indicator in enumerate(indicators):
        n, d = numerator(indicator), denominator(indicator)
        both = n.is_not_null() & d.is_not_null()
        if indicator.is_rank and not alone:
            both = pl.lit(False)
        weighed = n if indicator.has_counts else n * d
        answers += [
            (pl.when(both).then(weighed).otherwise(0.0) * pl.col(SHARE)).sum().alias(f"n{place}"),
            (pl.when(both).then(d).otherwise(0.0) * pl.col(SHARE)).sum().alias(f"d{place}"),
            (pl.when(both).then(pl.col(PEOPLE)).otherwise(0.0) * pl.col(SHARE)).sum().alias(f"k{place}"),
            both.any().alias(f"b{place}"),
        ]
    people = float((group[PEOPLE] * group[SHARE]).sum())
    found = rows.group_by(PERIOD).agg(answers).sort(PERIOD)
    periods = tuple(found[PERIOD])
    reckoned = []
    for place, indicator in enumerate(indicators):
        tops, bottoms, known, some = (found[f"{letter}{place}"].to_numpy() for letter in "ndkb")
        enough = some & (known >= ENOUGH * people)
        tops, bottoms = (np.where(enough, part, np.nan) for part in (tops, bottoms))
        reckoned.append(Reckoned(indicator, periods, tops, bottoms))
    return reckoned


def by_area(
    frame: pl.DataFrame, people: pl.DataFrame, indicator: Indicator, window: Sequence[str]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Numerator and denominator of every area of `people`, in its order, over a window; NaN where not known."""
    rows = frame.filter(pl.col(PERIOD).is_in(list(window))).join(people, on=AREA)
    n, d = numerator(indicator), denominator(indicator)
    whole = (pl.len() == len(window)) & (n.null_count() == 0) & (d.null_count() == 0)
    if indicator.denominator in OF_AREA:
        top, bottom = n.sum(), d.mean()
    elif indicator.has_counts:
        top, bottom = n.sum(), d.sum()
    else:
        top, bottom = n.last(), pl.lit(1.0)
    found = rows.group_by(AREA).agg(pl.when(whole).then(top).alias("n"), pl.when(whole).then(bottom).alias("d"))
    ordered = people.select(AREA).join(found, on=AREA, how="left", maintain_order="left")
    return (
        ordered["n"].cast(pl.Float64).fill_null(np.nan).to_numpy(),
        ordered["d"].cast(pl.Float64).fill_null(np.nan).to_numpy(),
    )

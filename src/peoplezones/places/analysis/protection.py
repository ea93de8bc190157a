"""Says which counts of areas may not be shown over one window, and what the public could know of them instead.

A count is hidden where it is small or would give a small one of its district away (`zonelab.indicators.protect`). Two
indicators made of the same measures give each other away (x = (x + y) − y): an area that is hidden in one is hidden in
all of them. Denominators that come from the data set are hidden like counts (ADR-0015). Groups of areas: `hiding`.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from zonelab.indicators import protect

from ..models import Indicator
from ..rows import OF_AREA
from . import reckoning

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Hidden:
    """Over one window: areas, in their order; districts whose totals are hidden too; every sum that was measured."""

    areas: NDArray[np.bool_]
    districts: frozenset[str]
    counts: tuple[Numbers, ...]


def beside(indicator: Indicator, others: Iterable[Indicator]) -> list[Indicator]:
    """The indicator, those of its data set that share a measure with it, those that share one with these …"""
    left = [one for one in others if one.dataset_id == indicator.dataset_id and one.key != indicator.key]
    found, measures = [indicator], _measures(indicator)
    while near := [one for one in left if _measures(one) & measures]:
        found += near
        left = [one for one in left if one not in near]
        measures = measures.union(*(_measures(one) for one in near))
    return found


def _measures(indicator: Indicator) -> set[str]:
    return {*indicator.numerator, indicator.denominator} - {"", *OF_AREA}


def hidden_over(
    frame: pl.DataFrame, people: pl.DataFrame, together: Collection[Indicator], window: Sequence[str]
) -> Hidden:
    """What is hidden of indicators that may give each other away; `frame` holds their measures in all areas."""
    areas = np.zeros(people.height, dtype=bool)
    districts = people["district"].to_list()
    totals: set[str] = set()
    counts: list[Numbers] = []
    for one in together:
        if not one.has_counts:
            continue
        above, below = reckoning.by_area(frame, people, one, window)
        for count in (above,) if one.denominator in OF_AREA else (above, below):
            counts.append(whole(count))
            made = protect(counts[-1], districts, one.dataset.suppress_below)
            areas |= made.hide
            totals.update(map(str, made.hidden_totals))
    return Hidden(areas, frozenset(totals), tuple(counts))


def whole(counts: Numbers) -> Numbers:
    """Whole numbers (counts shared out between areas are none), and nothing only where nothing was counted."""
    return np.where((counts > 0) & (counts < 1), 1.0, np.round(counts))


def told(n: Numbers, d: Numbers, hidden: Hidden, people: pl.DataFrame) -> Numbers:
    """The counts as the public could know them: what its district hides, shared out over the hidden areas.

    Whatever is worked out from these gives nothing away. NaN in a district whose total is hidden too.
    """
    known = n.copy()
    districts = people["district"].to_numpy()
    for district in np.unique(districts[hidden.areas]):
        own = hidden.areas & (districts == district) & ~np.isnan(n) & ~np.isnan(d)
        below = d[own].sum()
        known[own] = np.nan if district in hidden.districts or below <= 0 else n[own].sum() * d[own] / below
    return known

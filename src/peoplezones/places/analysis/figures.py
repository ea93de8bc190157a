"""Works out what may be published of indicators in every area, for tables and the open interface; knows no page.

What is hidden of an area is hidden whole: count, denominator, value, interval and shrunk value (`protection`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zonelab.indicators import byar, wilson

from ..models import Indicator
from . import tables
from .profiles import is_proportion
from .setting import Setting
from .tables import Column, Numbers


@dataclass(frozen=True)
class Figures:
    """One indicator over its newest whole window: one entry an area, in map order; NaN: not known or hidden.

    `low` and `high` are the ends of the 95 % interval of `value`; values without counts have none, and no `shrunk`.
    """

    indicator: Indicator
    window: tuple[str, ...]
    count: Numbers
    denominator: Numbers
    value: Numbers
    low: Numbers
    high: Numbers
    shrunk: Numbers
    hidden: NDArray[np.bool_]


def digest_of(setting: Setting, indicator: Indicator) -> str:
    """Names all that the figures of an indicator are made from."""
    return tables.digest_of(setting.boundary_set, tables.with_siblings(setting, [indicator]), setting.lookups)


def figures_of(
    setting: Setting, indicators: Sequence[Indicator], places: Sequence[int] | None = None
) -> dict[str, Figures]:
    """These indicators by key, in every area or in those that stand at `places` of the map order."""
    columns = tables.columns(setting, indicators)
    at = slice(None) if places is None else np.asarray(places, dtype=np.intp)
    return {one.key: _figures(one, columns[one.key], at) for one in indicators}


def _figures(indicator: Indicator, column: Column, at: "slice | NDArray[np.intp]") -> Figures:
    hidden = column.hidden[at]
    n, d, raw, shrunk = (np.where(hidden, np.nan, part[at]) for part in (column.n, column.d, column.raw, column.shrunk))
    nothing = np.full(len(n), np.nan)
    if not indicator.has_counts:
        return Figures(indicator, column.window, nothing, nothing, raw, nothing, nothing, nothing, hidden)
    if is_proportion(indicator):
        interval = wilson(np.minimum(n, d), d, per=indicator.per)
    else:
        interval = byar(n, d, per=indicator.per)
    low, high = (np.where(np.isnan(raw), np.nan, end) for end in (interval.low, interval.high))
    return Figures(indicator, column.window, n, d, raw, low, high, shrunk, hidden)

"""Works out what may be published of indicators in every area, for tables and the open interface; knows no page.

What a data set hides (`suppress_below`) must not follow from anything that stands beside it:
- An area that is hidden in one indicator is hidden in all that are made from the same measures over the same window
  (x = (x + y) − y), and small denominators that come from the data set are hidden like counts.
- Where anything is hidden, no shrunk value is published at all: it is made from the mean and the spread of all areas,
  the hidden ones too, and these can be solved for.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zonelab.indicators import byar, wilson

from ..models import Indicator
from . import tables
from .profiles import is_proportion
from .reckoning import OF_AREA
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
    return tables.digest_of(setting.boundary_set, [indicator, *_beside(setting, indicator)], setting.lookups)


def figures_of(
    setting: Setting, indicators: Sequence[Indicator], places: Sequence[int] | None = None
) -> dict[str, Figures]:
    """These indicators by key, in every area or in those that stand at `places` of the map order."""
    wanted = {one.key: one for one in indicators}
    for one in indicators:
        wanted |= {other.key: other for other in _beside(setting, one)}
    columns = tables.columns(setting.boundary_set, list(wanted.values()), setting.lookups)
    at = slice(None) if places is None else np.asarray(places, dtype=np.intp)
    return {one.key: _figures(setting, one, columns, at) for one in indicators}


def _figures(
    setting: Setting, indicator: Indicator, columns: dict[str, Column], at: "slice | NDArray[np.intp]"
) -> Figures:
    column = columns[indicator.key]
    everywhere = _hidden(setting, indicator, columns)
    hidden = everywhere[at]
    n, d, raw, shrunk = (np.where(hidden, np.nan, part[at]) for part in (column.n, column.d, column.raw, column.shrunk))
    nothing = np.full(len(n), np.nan)
    if not indicator.has_counts:
        return Figures(indicator, column.window, nothing, nothing, raw, nothing, nothing, nothing, hidden)
    if is_proportion(indicator):
        interval = wilson(np.minimum(n, d), d, per=indicator.per)
    else:
        interval = byar(n, d, per=indicator.per)
    low, high = (np.where(np.isnan(raw), np.nan, end) for end in (interval.low, interval.high))
    kept = nothing if everywhere.any() else shrunk
    return Figures(indicator, column.window, n, d, raw, low, high, kept, hidden)


KEPT = 400  # masks; of all England one takes 33 kB
_masks: dict[tuple[str, str], NDArray[np.bool_]] = {}


def _hidden(setting: Setting, indicator: Indicator, columns: dict[str, Column]) -> NDArray[np.bool_]:
    """Where the figures of an indicator are hidden, on its own account or for one beside it; kept by content."""
    own = columns[indicator.key]
    if not indicator.dataset.suppress_below:
        return own.hidden
    name = digest_of(setting, indicator), indicator.key
    hidden = _masks.get(name)
    if hidden is None:
        hidden = own.hidden.copy()
        for one in _connected(indicator, _beside(setting, indicator), columns):
            column = columns[one.key]
            hidden |= column.hidden
            if one.denominator and one.denominator not in OF_AREA:
                hidden |= tables.protected(column.d, setting.people, one).hide
        while len(_masks) >= KEPT:
            _masks.pop(next(iter(_masks)), None)
        _masks[name] = hidden
    return hidden


def _beside(setting: Setting, indicator: Indicator) -> list[Indicator]:
    """The indicators of a data set with hidden counts, which may give each other away."""
    if not indicator.dataset.suppress_below:
        return []
    return [one for one in setting.indicators if one.dataset_id == indicator.dataset_id and one.key != indicator.key]


def _measures(indicator: Indicator) -> set[str]:
    return {*indicator.numerator, indicator.denominator} - {"", *OF_AREA}


def _connected(indicator: Indicator, others: Collection[Indicator], columns: dict[str, Column]) -> list[Indicator]:
    """The indicator, those over the same window that share a measure with it, those that share one with these …"""
    window = columns[indicator.key].window
    left = [one for one in others if columns[one.key].window == window]
    found, measures = [indicator], _measures(indicator)
    while near := [one for one in left if _measures(one) & measures]:
        found += near
        left = [one for one in left if one not in near]
        measures = measures.union(*(_measures(one) for one in near))
    return found

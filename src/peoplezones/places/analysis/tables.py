"""Values of every area of a boundary set, newest window of each indicator: what choices and comparisons rest on.

Rates of small areas swing by chance, so `values` are shrunk to the middle (`zonelab.indicators.shrink`) where there are
counts; `raw` has them as they are. Both are worked out once a process and content. Shrunk values are made from counts
as the public could know them, so that they give no hidden one away.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import isnan
from threading import Lock

import numpy as np
import pandas as pd
import polars as pl
from numpy.typing import NDArray

from zonelab.indicators import shrink

from ..models import BoundarySet, Dataset, Indicator, Lookup, Polarity
from ..rows import AREA
from . import crossing, protection, reckoning
from .setting import Setting

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Column:
    """One indicator in every area of a set, in map order, over its newest whole window; NaN: not known."""

    window: tuple[str, ...]
    n: Numbers
    d: Numbers
    raw: Numbers
    shrunk: Numbers
    hidden: NDArray[np.bool_]  # counts too small to be shown, and those that would give them away


@dataclass(frozen=True)
class ValueTable:
    """Indicators of every area of a set: one row an area (by code, in map order), one column a key.

    `values`: what areas are ranked by; `raw`: as counted; `hidden`: where neither may be shown. `digest` names the
    content: whoever keeps something worked out from it keeps it under this name.
    """

    digest: str
    values: pd.DataFrame
    raw: pd.DataFrame
    hidden: pd.DataFrame
    indicators: tuple[Indicator, ...]

    def of(self, code: str) -> dict[str, float]:
        """Indicator key to raw value for one area; what is missing or hidden is not there."""
        row, hidden = (frame.loc[code].to_numpy().tolist() for frame in (self.raw, self.hidden))
        shown = zip(self.raw.columns, row, hidden, strict=True)
        return {str(key): value for key, value, is_hidden in shown if not is_hidden and not isnan(value)}


def in_choice(indicators: Sequence[Indicator]) -> tuple[Indicator, ...]:
    """Those that a need score may be made of: they speak to an outcome and say where more need lies."""
    return tuple(one for one in indicators if one.feeds_choice and one.outcome and one.polarity != Polarity.NONE)


def value_table(boundary_set: BoundarySet) -> ValueTable:
    """The table that a choice rests on. Asked again with the same object, it answers without a query."""
    already: ValueTable | None = getattr(boundary_set, "_value_table", None)
    if already is None:
        setting = Setting.now(boundary_set)
        already = table_of(setting, in_choice(setting.indicators))
        boundary_set._value_table = already  # type: ignore[attr-defined]
    return already


def table_of(setting: Setting, indicators: Sequence[Indicator]) -> ValueTable:
    """These indicators in every area of the set."""
    digest = digest_of(setting.boundary_set, with_siblings(setting, indicators), setting.lookups)
    values, raw, hidden = _frames(_Asked(digest, setting, tuple(indicators)))
    return ValueTable(digest, values, raw, hidden, tuple(indicators))


def with_siblings(setting: Setting, indicators: Sequence[Indicator]) -> list[Indicator]:
    """These indicators, and those that decide with them what is hidden."""
    found = {one.key: one for one in indicators}
    for one in indicators:
        if one.dataset.suppress_below:
            found |= {other.key: other for other in protection.beside(one, setting.indicators)}
    return list(found.values())


def digest_of(boundary_set: BoundarySet, indicators: Sequence[Indicator], lookups: Sequence[Lookup]) -> str:
    """Names all that the values are made from: boundaries, snapshots, look-ups, and what the indicators mean."""
    parts = [
        boundary_set.digest,
        [lookup.digest for lookup in lookups],
        [
            [
                one.key,
                one.dataset.snapshot.digest if one.dataset.snapshot else "",
                one.dataset.suppress_below,
                one.dataset.counts_events,
                one.dataset.period_kind,
                one.dataset.definition.get("options", {}).get("weights", ""),
                one.numerator,
                one.denominator,
                one.per,
                one.window,
                one.polarity,
                one.outcome,
                one.is_rank,
            ]
            for one in indicators
        ],
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


@dataclass(frozen=True)
class _Asked:
    """What is worked out, known by its digest alone, so that it can be kept."""

    digest: str
    setting: Setting
    indicators: tuple[Indicator, ...]

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and other.digest == self.digest


@lru_cache(maxsize=4)
def _frames(asked: _Asked) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    found = columns(asked.setting, asked.indicators)
    codes = pd.Index(asked.setting.people[AREA].to_list(), name="code", dtype=object)

    def frame(part: str) -> pd.DataFrame:
        return pd.DataFrame({one.key: getattr(found[one.key], part) for one in asked.indicators}, index=codes)

    return frame("shrunk"), frame("raw"), frame("hidden").astype(bool)


def columns(setting: Setting, indicators: Sequence[Indicator]) -> dict[str, Column]:
    """Every indicator by its key; what has been worked out before from the same content is not worked out again."""
    digest = {
        one.key: digest_of(setting.boundary_set, with_siblings(setting, [one]), setting.lookups) for one in indicators
    }
    kept = {key: _columns.get(name) for key, name in digest.items()}
    found = {key: column for key, column in kept.items() if column is not None}
    wanted: dict[int, list[Indicator]] = {}
    for one in indicators:
        if one.key not in found:
            wanted.setdefault(one.dataset.pk, []).append(one)
    for own in wanted.values():
        for key, column in _worked_out(setting, own[0].dataset, own).items():
            found[key] = column
            with _writing:
                while len(_columns) >= KEPT_COLUMNS:
                    del _columns[next(iter(_columns))]
                _columns[digest[key]] = column
    return found


KEPT_COLUMNS = 400  # of all England one takes 1.4 MB, of one county 25 kB
_columns: dict[str, Column] = {}
_writing = Lock()  # threads may read meanwhile


def _worked_out(setting: Setting, dataset: Dataset, indicators: Sequence[Indicator]) -> dict[str, Column]:
    people = setting.people
    windows = {one.key: crossing.newest_window(dataset, one) for one in indicators}
    frame = crossing.measured(
        dataset,
        setting.boundary_set.vintage,
        setting.lookups,
        crossing.kinds_of(with_siblings(setting, indicators)),
        areas=people[AREA].to_list(),
        periods=sorted({period for window in windows.values() for period in window}),
    )
    return {one.key: _column(setting, frame, one, windows[one.key]) for one in indicators}


def _column(setting: Setting, frame: pl.DataFrame, indicator: Indicator, window: tuple[str, ...]) -> Column:
    n, d = reckoning.by_area(frame, setting.people, indicator, window)
    with np.errstate(divide="ignore", invalid="ignore"):
        raw = np.where(d > 0, indicator.per * n / d, np.nan)
    nowhere = np.zeros(len(raw), dtype=bool)
    if not indicator.has_counts:
        return Column(window, n, d, raw, raw, nowhere)
    if not indicator.dataset.suppress_below:
        return Column(window, n, d, raw, _shrunk(indicator, n, d), nowhere)
    hidden = protection.hidden_over(frame, setting.people, protection.beside(indicator, setting.indicators), window)
    public = protection.told(n, d, hidden, setting.people)
    return Column(window, n, d, raw, _shrunk(indicator, public, d), hidden.areas)


def _shrunk(indicator: Indicator, n: Numbers, d: Numbers) -> Numbers:
    """Evened out by what the public could know; an area of which it knows nothing stands where all do."""
    known = ~np.isnan(n) & (d > 0)
    if known.sum() < 2:
        return np.where(known, indicator.per * n / np.where(known, d, 1.0), np.nan)
    made = shrink(n, d, per=indicator.per)
    unknown = np.isnan(n) & (d > 0)
    return np.where(unknown, np.nanmax(made.prior_mean), made.shrunk)

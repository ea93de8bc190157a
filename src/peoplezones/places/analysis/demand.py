"""Works out demand by agency and the share of it that is reactive, over whole years, for any group of areas.

The share is the headline: a falling total is not the aim. An agency that delivered no figures for a month has no
figure for that year, and the year has no total.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from zonelab.indicators import Demand as Reckoning
from zonelab.indicators import demand_by_agency

from ..models import Demand, Indicator
from ..rows import OF_AREA, PeriodKind
from . import crossing, periods, reckoning
from .hiding import hidden_over
from .reckoning import SHARE
from .setting import Group, Setting

YEARS, MONTHS = 5, 12


@dataclass(frozen=True)
class Gap:
    """An agency has no figure for a year: it did not deliver every month, or its numbers are too small to show."""

    agency: str
    last_month: str
    is_hidden: bool


@dataclass(frozen=True)
class DemandPicture:
    """Demand of a group by agency and year; `years` are the last months of the years shown, oldest first."""

    years: tuple[str, ...]
    counted: Reckoning | None
    indicators: tuple[Indicator, ...]
    gaps: tuple[Gap, ...]


def demand_indicators(setting: Setting) -> list[Indicator]:
    """Those that count contacts of an agency, month by month, and of a known kind; they may overlap.

    Official counts and made-up ones are never added: where there are official ones, they stand alone.
    """
    found = [
        one
        for one in setting.indicators
        if one.demand != Demand.NEITHER
        and one.agency
        and one.denominator in OF_AREA
        and one.dataset.period_kind == PeriodKind.MONTH
    ]
    official = [one for one in found if one.dataset.is_official]
    return official or found


def streams_of(indicators: Iterable[Indicator]) -> list[Indicator]:
    """What each data set counts for an agency and kind, as one sum in which every measure stands once.

    A measure that indicators of two kinds count belongs to the one that counts it most closely.
    """
    counted: set[tuple[int, str]] = set()
    found: dict[tuple[int, str, str], Indicator] = {}
    for one in sorted(indicators, key=lambda one: len(one.numerator)):
        own = [measure for measure in one.numerator if (one.dataset_id, measure) not in counted]
        counted.update((one.dataset_id, measure) for measure in own)
        stream = found.setdefault(
            (one.dataset_id, one.agency, one.demand),
            Indicator(
                dataset=one.dataset,
                key=f"{one.dataset.key}/{one.agency}/{one.demand}",
                numerator=[],
                denominator="population",
                per=1,
                window=MONTHS,
                agency=one.agency,
                demand=one.demand,
            ),
        )
        stream.numerator += own
    return [stream for stream in found.values() if stream.numerator]


def demand_of(setting: Setting, group: Group) -> DemandPicture:
    """Reactive and developmental contacts of a group, per agency and together."""
    chosen = demand_indicators(setting)
    newest = {one.key: (one, crossing.newest_window(one.dataset, one)) for one in streams_of(chosen)}
    streams = [(one, window) for one, window in newest.values() if window]
    if not streams:
        return DemandPicture((), None, (), ())
    end = min(periods.ordinal(window[-1], PeriodKind.MONTH) for _one, window in streams)
    windows = periods.windows_back(periods.window_ending(end, MONTHS, PeriodKind.MONTH), YEARS, PeriodKind.MONTH)
    rows = _counts(setting, group, [one for one, _window in streams], windows)
    frame = pd.DataFrame(rows, columns=["agency", "kind", "period", "count", "population", "hidden"])
    gone: dict[tuple[str, str], bool] = {}
    for agency, _kind, last_month, count, _people, mask in rows:
        if np.isnan(count):
            gone[agency, last_month] = gone.get((agency, last_month), False) or mask
    gaps = tuple(Gap(agency, last_month, mask) for (agency, last_month), mask in sorted(gone.items()))
    empty = frame.groupby("period")["count"].apply(lambda counts: counts.isna().all())
    years = tuple(window[-1] for window in windows if not empty[window[-1]])
    counted = demand_by_agency(frame[frame["period"].isin(years)]) if years else None
    return DemandPicture(years, counted, tuple(chosen), tuple(gap for gap in gaps if gap.last_month in years))


def _counts(
    setting: Setting, group: Group, streams: Sequence[Indicator], windows: Sequence[tuple[str, ...]]
) -> list[tuple[str, str, str, float, float, bool]]:
    shares = reckoning.inside(group.shares, setting.people)
    people = float((shares[SHARE] * shares["population"]).sum())
    rows = []
    by_dataset: dict[int, list[Indicator]] = {}
    for one in streams:
        by_dataset.setdefault(one.dataset_id, []).append(one)
    wanted = sorted({period for window in windows for period in window})
    for own in by_dataset.values():
        frame = crossing.measured(
            own[0].dataset,
            setting.boundary_set.vintage,
            setting.lookups,
            crossing.kinds_of(own),
            areas=list(group.shares),
            periods=wanted,
        )
        for reckoned in reckoning.reckon(frame, shares, own):
            one = reckoned.indicator
            hidden = [False] * len(windows)
            if one.dataset.suppress_below:
                hidden = hidden_over(setting, reckoned, group, tuple(windows))
            for window, mask in zip(windows, hidden, strict=True):
                count = np.nan if mask else reckoned.over(window)[0]
                rows.append((one.agency, one.demand, window[-1], count, people, mask))
    return rows

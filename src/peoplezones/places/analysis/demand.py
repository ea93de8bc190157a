"""Works out demand by agency and the share of it that is reactive, over whole years, for any group of areas.

The share is the headline: a falling total is not the aim. An agency that delivered no figures for a month has no
figure for that year, and the year has no total.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from zonelab.indicators import Demand as Reckoning
from zonelab.indicators import demand_by_agency

from ..models import Demand, Indicator
from ..rows import PeriodKind
from . import crossing, periods, reckoning
from .hiding import hidden_over
from .reckoning import SHARE
from .setting import Group, Setting

YEARS = 5


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
    """Those that count contacts, month by month, and of a known kind; each count once."""
    found: dict[tuple[int, tuple[str, ...]], Indicator] = {}
    for one in setting.indicators:
        counts = one.denominator in reckoning.OF_AREA and one.agency
        if one.demand != Demand.NEITHER and counts and one.dataset.period_kind == PeriodKind.MONTH:
            found.setdefault((one.dataset_id, tuple(sorted(one.numerator))), one)
    return list(found.values())


def demand_of(setting: Setting, group: Group) -> DemandPicture:
    """Reactive and developmental contacts of a group, per agency and together."""
    chosen = demand_indicators(setting)
    newest = {one.key: crossing.newest_window(one.dataset, one) for one in chosen}
    chosen = [one for one in chosen if newest[one.key]]
    if not chosen:
        return DemandPicture((), None, (), ())
    end = min(periods.ordinal(newest[one.key][-1], PeriodKind.MONTH) for one in chosen)
    windows = periods.windows_back(periods.window_ending(end, 12, PeriodKind.MONTH), YEARS, PeriodKind.MONTH)
    rows = _counts(setting, group, chosen, windows)
    frame = pd.DataFrame(rows, columns=["agency", "kind", "period", "count", "population", "hidden"])
    gone = frame[frame["count"].isna()].groupby(["agency", "period"])["hidden"].any()
    gaps = tuple(Gap(str(agency), str(period), bool(hidden)) for (agency, period), hidden in gone.items())
    empty = frame.groupby("period")["count"].apply(lambda counts: counts.isna().all())
    years = tuple(window[-1] for window in windows if not empty[window[-1]])
    counted = demand_by_agency(frame[frame["period"].isin(years)]) if years else None
    return DemandPicture(years, counted, tuple(chosen), tuple(gap for gap in gaps if gap.last_month in years))


def _counts(
    setting: Setting, group: Group, chosen: Sequence[Indicator], windows: Sequence[tuple[str, ...]]
) -> list[tuple[str, str, str, float, float, bool]]:
    shares = reckoning.inside(group.shares, setting.people)
    people = float((shares[SHARE] * shares["population"]).sum())
    rows = []
    by_dataset: dict[int, list[Indicator]] = {}
    for one in chosen:
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

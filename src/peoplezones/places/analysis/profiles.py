"""Works out the profile of any group of areas: each indicator with its doubt, benchmarks, trend and series.

In the manner of Fingertips: the 95 % interval of the group against the benchmark as it is; polarity decides whether
that is better or worse; a trend needs five whole windows in a row.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import Literal

import numpy as np
import polars as pl

from zonelab.indicators import Interval, byar, compare, recent_trend, wilson

from .. import queries, store
from ..models import Dataset, Indicator, Polarity
from ..rows import AREA, NOTE, OF_AREA, PERIOD
from . import crossing, hiding, periods, reckoning, tables
from .reckoning import SHARE, Reckoned
from .setting import Group, Kind, Setting

TREND_WINDOWS = 5
MOST_POINTS = 60  # of a line period by period
DISTRICT, HOME, ENGLAND = "district", "home", "england"


@dataclass(frozen=True)
class Benchmark:
    """A larger area's figure over the same window, and how the group's interval lies to it."""

    level: str  # district | home | england
    code: str  # of the district
    value: float
    verdict: str  # better | similar | worse | higher | lower | not compared


@dataclass(frozen=True)
class Line:
    """One indicator in a group, over its newest whole window; NaN: not known. `hidden`: too small to be shown."""

    indicator: Indicator
    window: tuple[str, ...]
    count: float = np.nan
    denominator: float = np.nan
    value: float = np.nan
    low: float = np.nan
    high: float = np.nan
    method: str = ""
    hidden: bool = False
    note: str = ""  # what the publisher says of the figure: suppressed | provisional | estimated
    benchmarks: tuple[Benchmark, ...] = ()
    trend: str = ""  # increasing | decreasing | no significant change | cannot be calculated
    trend_words: str = ""
    trend_reason: str = ""
    # Oldest first: the last period of each window, or every period, and the value; NaN: missing.
    series: tuple[tuple[str, float], ...] = ()
    shrunk: float = np.nan
    share_below: int | None = None  # per cent of the areas on the map with a lower (shrunk) value


@dataclass(frozen=True)
class Profile:
    """All lines of a group, in the order of outcomes, with where the series pass from one census to another."""

    group: Group
    people: float
    lines: tuple[Line, ...]
    breaks: tuple["Break", ...] = ()


@dataclass(frozen=True)
class Break:
    """A series of a data set goes over to the areas of another census here; the areas of the group that it changed."""

    dataset: Dataset
    period: str
    split: tuple[str, ...]
    merged: tuple[str, ...]


def whole_areas(setting: Setting, kind: Kind, code: str = "") -> Group:
    """The areas of a ward or a district, or of the whole map."""
    own = setting.people if kind == HOME else setting.people.filter(pl.col(kind) == code)
    return Group(kind, dict.fromkeys(own[AREA], 1.0))


def profile(setting: Setting, group: Group) -> Profile:
    """The profile of a group: one pass over its rows for each data set; benchmarks are kept once worked out."""
    shares = reckoning.inside(group.shares, setting.people)
    columns = tables.columns(setting, setting.indicators)
    lines: dict[str, Line] = {}
    tested: dict[str, list[tuple[float, float]]] = {}
    breaks: list[Break] = []
    for dataset, own in setting.by_dataset():
        reckoned = reckoning.reckon(_rows(setting, dataset, own, list(group.shares)), shares, own)
        marks = _benchmarks(setting, dataset, own, group, shares)
        notes = _notes(setting, dataset, group)
        for one in reckoned:
            key = one.indicator.key
            back, masks = _windows(setting, group, one, columns[key].window)
            lines[key] = _line(setting, group, one, columns[key], (back, masks), marks, notes)
            if not lines[key].hidden and _may_have_a_trend(one.indicator, back):
                tested[key] = _over_each(one, back, masks)
        breaks += _breaks(setting, dataset, group)
    lines |= _with_trends(lines, tested)
    people = float((shares[SHARE] * shares["population"]).sum())
    return Profile(group, people, tuple(lines[one.key] for one in setting.indicators), tuple(breaks))


def _rows(
    setting: Setting,
    dataset: Dataset,
    own: Sequence[Indicator],
    areas: Sequence[str],
    only: Sequence[str] | None = None,
) -> pl.DataFrame:
    """Measures of the areas, of all periods unless `only` some are asked for."""
    vintage, kinds = setting.boundary_set.vintage, crossing.kinds_of(own)
    return crossing.measured(dataset, vintage, setting.lookups, kinds, areas=areas, periods=only)


def _newest_periods(dataset: Dataset, own: Sequence[Indicator]) -> list[str]:
    """What larger areas are needed for: the newest windows alone, so that all of England fits into memory."""
    return sorted({period for one in own for period in crossing.newest_window(dataset, one)})


def _line(
    setting: Setting,
    group: Group,
    reckoned: Reckoned,
    column: tables.Column,
    windows: tuple[list[tuple[str, ...]], list[bool]],
    marks: dict[str, tuple[str, dict[str, Reckoned]]],
    notes: dict[tuple[str, str], str],
) -> Line:
    indicator, window = reckoned.indicator, column.window
    back, masks = windows
    count, whole = reckoned.over(window)
    hidden = bool(masks and masks[-1])
    interval = interval_of(indicator, count, whole)
    line = Line(indicator, window, hidden=hidden, note=_note(indicator, window, notes))
    if hidden:
        return line
    alone = next(iter(group.shares)) if group.kind == "area" else None
    place = setting.people[AREA].index_of(alone) if alone else None
    return replace(
        line,
        count=count if indicator.has_counts else np.nan,
        denominator=whole if indicator.has_counts else np.nan,
        value=reckoned.value_over(window),
        low=float(interval.low[0]),
        high=float(interval.high[0]),
        method=str(interval.method[0]),
        benchmarks=tuple(
            Benchmark(
                level, code, found[indicator.key].value_over(window), _verdict(indicator, interval, found, window)
            )
            for level, (code, found) in marks.items()
            if indicator.key in found
            and (level == ENGLAND or not hiding.total_hidden(setting, indicator, code, tuple(back)))
        ),
        series=_series(reckoned, back, masks),
        shrunk=float(column.shrunk[place]) if place is not None and indicator.has_counts else np.nan,
        share_below=None if place is None else share_below(column.shrunk, float(column.shrunk[place])),
    )


def interval_of(indicator: Indicator, count: float, whole: float) -> Interval:
    """Wilson's for a share of people or households, Byar's for a rate; none for a value without counts."""
    if not indicator.has_counts or not whole > 0:
        count = whole = float("nan")
    if is_proportion(indicator):
        return wilson([min(count, whole)], [whole], per=indicator.per)
    return byar([count], [whole], per=indicator.per)


def is_proportion(indicator: Indicator) -> bool:
    """A share in per cent: those counted are among those below the line."""
    return indicator.has_counts and indicator.per == 100


def higher_is_better(indicator: Indicator) -> bool | None:
    return None if indicator.polarity == Polarity.NONE else indicator.polarity == Polarity.LOW


def share_below(values: tables.Numbers, value: float) -> int | None:
    """Per cent of the others that have a lower value (half of the equal ones counted)."""
    if np.isnan(value):
        return None
    others = max(int(np.count_nonzero(~np.isnan(values))) - 1, 1)
    lower, equal_others = int(np.count_nonzero(values < value)), int(np.count_nonzero(values == value)) - 1
    return round(100 * (lower + equal_others / 2) / others)


def _verdict(indicator: Indicator, interval: Interval, found: dict[str, Reckoned], window: Sequence[str]) -> str:
    against = [found[indicator.key].value_over(window)]
    return str(compare(interval, against, higher_is_better(indicator)).words[0])


def _windows(
    setting: Setting, group: Group, reckoned: Reckoned, newest: tuple[str, ...]
) -> tuple[list[tuple[str, ...]], list[bool]]:
    """The windows that a trend is told from, oldest first, and for each whether its count may not be shown."""
    dataset = reckoned.indicator.dataset
    back = periods.windows_back(newest, TREND_WINDOWS, dataset.period_kind) if newest else []
    if not dataset.suppress_below:
        return back, [False] * len(back)
    return back, hiding.hidden_over(setting, reckoned, group, tuple(back))


def _may_have_a_trend(indicator: Indicator, back: Sequence[Sequence[str]]) -> bool:
    return indicator.has_counts and len(back) == TREND_WINDOWS and indicator.dataset.period_kind != "once"


def _over_each(reckoned: Reckoned, back: Sequence[Sequence[str]], masks: Sequence[bool]) -> list[tuple[float, float]]:
    """Numerator and denominator over each window; NaN where it may not be shown."""
    pairs = [(np.nan, np.nan) if mask else reckoned.over(window) for window, mask in zip(back, masks, strict=True)]
    if is_proportion(reckoned.indicator):
        pairs = [(min(count, whole), whole) for count, whole in pairs]  # on the way to other areas sums are rounded
    return pairs


def _with_trends(lines: Mapping[str, Line], tested: Mapping[str, list[tuple[float, float]]]) -> dict[str, Line]:
    """The lines that can have a trend, with it; those that are tested alike are tested together."""
    alike: dict[tuple[bool, bool | None], list[str]] = {}
    for key in tested:
        indicator = lines[key].indicator
        alike.setdefault((is_proportion(indicator), higher_is_better(indicator)), []).append(key)
    told = {}
    for (proportions, better), keys in alike.items():
        numbers = np.array([tested[key] for key in keys])  # figures × windows × 2
        kind: Literal["proportion", "rate"] = "proportion" if proportions else "rate"
        found = recent_trend(numbers[:, :, 0], numbers[:, :, 1], kind=kind, higher_is_better=better)
        parts = (each.tolist() for each in (found.direction, found.words, found.reason))
        for key, direction, words, reason in zip(keys, *parts, strict=True):
            told[key] = replace(lines[key], trend=direction, trend_words=words, trend_reason=reason)
    return told


def _series(reckoned: Reckoned, back: Sequence[Sequence[str]], masks: Sequence[bool]) -> tuple[tuple[str, float], ...]:
    """One point a window; where that makes no line, and nothing is hidden, one a period, each as if for a window."""
    dataset = reckoned.indicator.dataset
    if dataset.period_kind == "once":
        return ()
    points = [
        (window[-1], np.nan if mask else reckoned.value_over(window)) for window, mask in zip(back, masks, strict=True)
    ]
    if _makes_a_line(points):
        return tuple(points)
    if dataset.suppress_below or reckoned.indicator.window == 1 or not reckoned.periods:
        return ()
    first, last = (periods.ordinal(reckoned.periods[place], dataset.period_kind) for place in (0, -1))
    single = periods.window_ending(last, min(last - first + 1, MOST_POINTS), dataset.period_kind)
    points = [(period, reckoned.indicator.window * reckoned.value_over([period])) for period in single]
    return tuple(points) if _makes_a_line(points) else ()


def _makes_a_line(points: Sequence[tuple[str, float]]) -> bool:
    return sum(not np.isnan(value) for _period, value in points) > 1


def _benchmarks(
    setting: Setting, dataset: Dataset, own: Sequence[Indicator], group: Group, shares: pl.DataFrame
) -> dict[str, tuple[str, dict[str, Reckoned]]]:
    """The larger areas that the group is compared with, smallest first, each with the indicators reckoned for it."""
    found: dict[str, tuple[str, dict[str, Reckoned]]] = {}
    districts = shares["district"].unique().to_list()
    if group.kind not in (DISTRICT, HOME) and len(districts) == 1:
        found[DISTRICT] = districts[0], _reckoned_for(setting, dataset, own, districts[0])
    if group.kind != HOME:
        found[HOME] = "", _reckoned_for(setting, dataset, own, HOME)
    if dataset.covers_england:
        found[ENGLAND] = "", _reckoned_for(setting, dataset, own, ENGLAND)
    return found


_kept: dict[tuple[str, str], dict[str, Reckoned]] = {}
_writing = Lock()  # threads may read meanwhile
KEPT = 500  # each is a few numbers an indicator and period


def _reckoned_for(setting: Setting, dataset: Dataset, own: Sequence[Indicator], which: str) -> dict[str, Reckoned]:
    key = tables.digest_of(setting.boundary_set, own, setting.lookups), which
    found = _kept.get(key)
    if found is None:
        if which == ENGLAND:
            reckoned = _of_england(dataset, own)
        else:
            people = setting.people if which == HOME else setting.people.filter(pl.col("district") == which)
            shares = people.with_columns(pl.lit(1.0).alias(SHARE))
            newest = _newest_periods(dataset, own)
            reckoned = reckoning.reckon(_rows(setting, dataset, own, people[AREA].to_list(), newest), shares, own)
        found = {one.indicator.key: one for one in reckoned}
        with _writing:
            while len(_kept) >= KEPT:
                del _kept[next(iter(_kept))]
            _kept[key] = found
    return found


def _of_england(dataset: Dataset, own: Sequence[Indicator]) -> list[Reckoned]:
    """Over all that the publisher has: sums with its own denominators, and means by the people that it counted.

    Those of the map are known at home alone; without the publisher's there is no mean.
    """
    assert dataset.snapshot is not None
    digest = dataset.snapshot.digest
    weights = str(dataset.definition.get("options", {}).get("weights", ""))
    can_weigh = weights in store.columns_of(digest)
    wanted = [
        one
        for one in own
        if (one.has_counts and one.denominator not in OF_AREA) or (can_weigh and not one.has_counts and not one.is_rank)
    ]
    if not wanted:
        return []
    names = {*crossing.kinds_of(wanted), *([weights] if can_weigh else [])}
    frame = store.of_periods(digest, sorted(names), _newest_periods(dataset, wanted))
    people = pl.col(weights).max().fill_null(0) if can_weigh else pl.lit(1)
    shares = frame.group_by(AREA).agg(
        pl.lit(1.0).first().alias(SHARE), people.alias("population"), pl.lit(1).first().alias("households")
    )
    return reckoning.reckon(frame, shares, wanted)


def _notes(setting: Setting, dataset: Dataset, group: Group) -> dict[tuple[str, str], str]:
    """What the publisher says of the figures of a single area, by measure and period."""
    assert dataset.snapshot is not None
    digest, vintages = dataset.snapshot.digest, dataset.snapshot.vintages
    names = [name for name in store.columns_of(digest) if name.endswith(NOTE)]
    if not names or group.kind != "area":
        return {}
    rows = store.of_areas(digest, names, group.shares).to_dicts()
    return {
        (name.removesuffix(NOTE), row[PERIOD]): row[name]
        for row in rows
        for name in names
        if row[name] and vintages.get(row[PERIOD]) == setting.boundary_set.vintage
    }


def _note(indicator: Indicator, window: Sequence[str], notes: dict[tuple[str, str], str]) -> str:
    """The newest thing that is said of a figure over a window."""
    said = (notes.get((measure, period), "") for period in reversed(window) for measure in indicator.numerator)
    return next((note for note in said if note), "")


def _breaks(setting: Setting, dataset: Dataset, group: Group) -> list[Break]:
    found = []
    for period, lookup in crossing.changed_between(dataset, setting.lookups):
        mine = "old" if lookup.old_vintage == setting.boundary_set.vintage else "new"
        changed = queries.changes(lookup).filter(pl.col(mine).is_in(list(group.shares)))
        split, merged = (tuple(changed.filter(pl.col("change") == kind)[mine].unique().sort()) for kind in ("S", "M"))
        found.append(Break(dataset, period, split, merged))
    return found

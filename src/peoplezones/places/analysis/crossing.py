"""Carries what was measured in the areas of one census to those of another, by the publisher's look-up.

Counts of a split area are shared out by its people, those of merged areas are added. Means (scores, rates that a
publisher worked out) of merged areas are weighted by people, and those of a split area stand for each of its parts.
Ranks are never carried over.
"""

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

import polars as pl

from .. import queries, store
from ..models import Change, Dataset, Indicator, Lookup
from ..rows import AREA, OF_AREA, PERIOD
from . import periods as order

COUNT, MEAN, RANK = "count", "mean", "rank"
SOURCE, TARGET = "source", "target"


def kinds_of(indicators: Collection[Indicator]) -> dict[str, str]:
    """What each measure that these indicators need is: a count, a mean or a rank."""
    found: dict[str, str] = {}
    for indicator in indicators:
        own = RANK if indicator.is_rank else COUNT if indicator.has_counts else MEAN
        found.update(dict.fromkeys(indicator.numerator, own))
        if indicator.denominator not in ("", *OF_AREA):
            found[indicator.denominator] = COUNT
    return found


def crossing(stored: int, wanted: int, lookups: Sequence[Lookup]) -> pl.DataFrame | None:
    """Which areas of the stored vintage make up those of the wanted one; None where no look-up tells.

    Columns: source, target, weight (part of the source's people in the target), mean_weight (part of the target's
    people from the source), unchanged.
    """
    for lookup in lookups:
        known = queries.changes(lookup)
        unchanged = (pl.col("change") == Change.UNCHANGED).alias("unchanged")
        if (lookup.old_vintage, lookup.new_vintage) == (stored, wanted):
            return known.select(
                pl.col("old").alias(SOURCE),
                pl.col("new").alias(TARGET),
                pl.col("share_of_old").alias("weight"),
                pl.col("share_of_new").alias("mean_weight"),
                unchanged,
            )
        if (lookup.new_vintage, lookup.old_vintage) == (stored, wanted):
            return known.select(
                pl.col("new").alias(SOURCE),
                pl.col("old").alias(TARGET),
                pl.col("share_of_new").alias("weight"),
                pl.col("share_of_old").alias("mean_weight"),
                unchanged,
            )
    return None


def measured(
    dataset: Dataset,
    vintage: int,
    lookups: Sequence[Lookup],
    kinds: Mapping[str, str],
    *,
    areas: Collection[str],
    periods: Collection[str] | None = None,
) -> pl.DataFrame:
    """Measures of a data set in these areas of a vintage: `area`, `period` and one column a measure, sorted.

    Null: not known. Without `periods`, all that the snapshot holds.
    """
    snapshot = dataset.snapshot
    assert snapshot is not None
    by_vintage: dict[int, list[str]] = {}
    for period in snapshot.vintages if periods is None else periods:
        if period in snapshot.vintages:
            by_vintage.setdefault(snapshot.vintages[period], []).append(period)
    names = list(kinds)
    empty = pl.DataFrame(schema={AREA: pl.String, PERIOD: pl.String, **dict.fromkeys(names, pl.Float64)})
    pieces = [empty]
    for stored, own in by_vintage.items():
        table = None if stored == vintage else crossing(stored, vintage, lookups)
        if table is not None:
            table = table.filter(pl.col(TARGET).is_in(list(areas)))
            native = _native(dataset, names, table[SOURCE].unique().to_list(), own)
            pieces.append(_carried(native, table, kinds))
        elif stored == vintage:
            pieces.append(_native(dataset, names, areas, own))
    return pl.concat(pieces).sort(AREA, PERIOD)


def _native(dataset: Dataset, names: Sequence[str], areas: Collection[str], periods: Sequence[str]) -> pl.DataFrame:
    """As it was published; where the data set counts events, a row that is not there means that nothing happened."""
    assert dataset.snapshot is not None
    digest = dataset.snapshot.digest
    held = store.codes_in(digest)
    if len(areas) * 4 > len(held):
        found = store.of_periods(digest, names, periods).filter(pl.col(AREA).is_in(list(areas)))
    else:
        found = store.of_areas(digest, names, areas).filter(pl.col(PERIOD).is_in(list(periods)))
    found = found.with_columns(pl.col(names).cast(pl.Float64))
    if not dataset.counts_events:
        return found
    codes = pl.DataFrame({AREA: list(areas)}, schema={AREA: pl.String})
    grid = codes.join(pl.DataFrame({PERIOD: list(periods)}, schema={PERIOD: pl.String}), how="cross")
    delivered = store.periods_with(digest)
    nothing = grid.join(found, on=[AREA, PERIOD], how="anti").with_columns(
        [pl.when(pl.col(PERIOD).is_in(list(delivered[name]))).then(0.0).alias(name) for name in names]
    )
    return pl.concat([found, nothing])


def _carried(native: pl.DataFrame, table: pl.DataFrame, kinds: Mapping[str, str]) -> pl.DataFrame:
    expected = table.group_by(TARGET).len("expected")
    rows = native.join(table, left_on=AREA, right_on=SOURCE).join(expected, on=TARGET)
    whole = pl.len() == pl.col("expected").first()
    answers = []
    for name, kind in kinds.items():
        known = whole & (pl.col(name).null_count() == 0)
        if kind == COUNT:
            value = (pl.col(name) * pl.col("weight")).sum()
        elif kind == MEAN:
            known = known & (pl.col("mean_weight").sum() > 0)
            value = (pl.col(name) * pl.col("mean_weight")).sum() / pl.col("mean_weight").sum()
        else:
            known = known & (pl.len() == 1) & pl.col("unchanged").all()
            value = pl.col(name).first()
        answers.append(pl.when(known).then(value).alias(name))
    return rows.group_by(TARGET, PERIOD).agg(answers).rename({TARGET: AREA}).select(native.columns)


def newest_window(dataset: Dataset, indicator: Indicator) -> tuple[str, ...]:
    """The newest whole window for which every measure of the indicator was delivered."""
    assert dataset.snapshot is not None
    delivered = store.periods_with(dataset.snapshot.digest)
    own = {*indicator.numerator, *({indicator.denominator} & set(delivered))}
    present = set.intersection(*(set(delivered.get(name, ())) for name in own))
    return order.newest_window(present, indicator.window, dataset.period_kind)


def changed_between(dataset: Dataset, lookups: Sequence[Lookup]) -> list[tuple[str, Lookup]]:
    """Where a series passes from one census's areas to another's: the first period of the newer, and the look-up."""
    snapshot = dataset.snapshot
    assert snapshot is not None
    found = []
    for before, after in pairwise(snapshot.periods):
        old, new = snapshot.vintages[before], snapshot.vintages[after]
        found += [
            (after, lookup)
            for lookup in lookups
            if old != new and {lookup.old_vintage, lookup.new_vintage} == {old, new}
        ]
    return found

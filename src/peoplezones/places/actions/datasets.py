"""Keeps what readers made of files: a new immutable snapshot and its place in the catalogue, or nothing at all."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace

import polars as pl
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from peoplezones.foundation import audit
from peoplezones.foundation.refusals import NotPossibleNow

from .. import store
from ..models import ColumnMapping, Dataset, Indicator, Snapshot
from ..registry import IMPORT_GATES, IMPORT_NOTES
from ..rows import AREA, NOTE, OF_AREA, PERIOD, DatasetEntry, IndicatorEntry, PeriodKind, Reading
from .vintages import with_vintages


@dataclass(frozen=True)
class Kept:
    """What came of a file: the snapshot, and whether it holds anything that was not there before."""

    snapshot: Snapshot
    is_new: bool


def check_may_import(entry: DatasetEntry, *, by: models.Model | None, now: dt.datetime) -> None:
    """Ask every gate that contexts above have registered; raises the sentence of the first that refuses."""
    for gate in IMPORT_GATES:
        gate(entry, by, now)


def keep_reading(
    *,
    entry: DatasetEntry,
    reading: Reading,
    source_name: str,
    source_digest: str,
    by: models.Model | None,
    now: dt.datetime,
) -> Kept:
    """Make a snapshot of a reading and put it in use; the periods of a series that it does not hold stay as they are.

    Raises NotPossibleNow (or BadFile) when the reading cannot be what the entry says; nothing is changed then. The
    same content again makes nothing new.
    """
    check_may_import(entry, by=by, now=now)
    reading = _with_all_kinds(entry, reading)
    _check_frame(entry, reading)
    reading = with_vintages(reading, entry)
    while True:
        before = Dataset.objects.filter(key=entry.key).select_related("snapshot").first()
        _check_same_kind(entry, before)
        frame, vintages = _joined(entry, reading, before.snapshot if before and before.in_use else None)
        written = store.write(frame, vintages)
        limited = replace(entry, suppress_below=_limit(entry, before, vintages, reading))
        source = {"source_name": source_name[:200], "source_digest": source_digest, "report": dict(reading.report)}
        kept = _catalogued(limited, before, written, {**source, "vintages": vintages}, frame, by=by, now=now)
        if kept is not None:
            return kept


@transaction.atomic
def _catalogued(
    entry: DatasetEntry,
    before: Dataset | None,
    written: store.Written,
    about: dict[str, object],
    frame: pl.DataFrame,
    *,
    by: models.Model | None,
    now: dt.datetime,
) -> Kept | None:
    """Put a file of the store in use; None where another load has come in between: then its months must be kept too."""
    there = Dataset.objects.select_for_update().filter(key=entry.key).first()
    if (there and there.snapshot_id) != (before and before.snapshot_id):
        return None
    was_described = (there.definition, there.in_use) if there else None
    old_limit = there.suppress_below if there else entry.suppress_below
    dataset = describe(entry)
    snapshot, is_new = Snapshot.objects.get_or_create(
        dataset=dataset,
        digest=written.digest,
        defaults={
            **about,
            "made_at": now,
            "made_by": audit.name_of(by),
            "rows": written.rows,
            "bytes": written.bytes,
            "areas": written.areas,
            "measures": Reading(frame, {}, {}).measures,
            "suppress_below": entry.suppress_below,
        },
    )
    if snapshot.suppress_below < entry.suppress_below:  # it never falls: what was told in confidence stays so
        snapshot.suppress_below = entry.suppress_below
        snapshot.save(update_fields=["suppress_below"])
    changed = dataset.snapshot_id != snapshot.pk
    dataset.snapshot = snapshot
    dataset.save(update_fields=["snapshot"])
    limits = {"suppress_below": [old_limit, entry.suppress_below]} if old_limit != entry.suppress_below else {}
    if changed:
        detail = {"rows": written.rows, "digest": written.digest, "source": about["source_name"], **snapshot.report}
        audit.record(by=by, action="places.load_dataset", target=dataset, now=now, detail=detail | limits)
    elif was_described != (dataset.definition, True):
        audit.record(by=by, action="places.describe_dataset", target=dataset, now=now, detail=limits)
    for note in IMPORT_NOTES:
        note(entry, int(snapshot.report.get("rows read", written.rows)), by, now)
    return Kept(snapshot, is_new or changed)


def _check_same_kind(entry: DatasetEntry, before: Dataset | None) -> None:
    """Months do not go on where years were: raises NotPossibleNow."""
    if before is not None and before.in_use and before.snapshot and before.period_kind != entry.period_kind.value:
        sentence = _(
            "“%(name)s” is kept by %(kind)s, and this file is by %(other)s. Give the data set another name, "
            "or take the one before out of use first."
        )
        kinds = {"month": _("month"), "quarter": _("quarter"), "year": _("year"), "once": _("a single picture")}
        words = {"name": before.name, "kind": kinds[before.period_kind], "other": kinds[entry.period_kind.value]}
        raise NotPossibleNow(sentence % words)


def _limit(entry: DatasetEntry, before: Dataset | None, vintages: Mapping[str, int], reading: Reading) -> int:
    """Where periods of the snapshot before stay, their limit stays with them."""
    snapshot = before.snapshot if before and before.in_use else None
    if snapshot is None or entry.period_kind == PeriodKind.ONCE or not set(vintages) - set(reading.vintages):
        return entry.suppress_below
    return max(entry.suppress_below, snapshot.suppress_below)


def _with_all_kinds(entry: DatasetEntry, reading: Reading) -> Reading:
    """Where events are counted, a kind that the file does not name happened nowhere in its periods."""
    if not entry.options.get("counts_events"):
        return reading
    needed = {measure for one in entry.indicators for measure in one.numerator}
    there = set(reading.measures)
    if not needed & there:
        return reading
    nowhere = [pl.lit(0).alias(measure) for measure in sorted(needed - there)]
    return replace(reading, frame=reading.frame.with_columns(nowhere))


def _check_frame(entry: DatasetEntry, reading: Reading) -> None:
    frame, name = reading.frame, entry.name
    if not frame.height:
        raise NotPossibleNow(_("The file for “%(name)s” holds no values.") % {"name": name})
    if frame.select(pl.any_horizontal(pl.col(AREA, PERIOD).is_null()).any()).item():
        raise NotPossibleNow(_("The file for “%(name)s” has rows without an area or a period.") % {"name": name})
    if set(frame[PERIOD].unique()) != set(reading.vintages):
        raise ValueError(f"The reading of {entry.key} names other periods than its rows have.")
    if frame.select(AREA, PERIOD).is_duplicated().any():
        codes = frame.filter(frame.select(AREA, PERIOD).is_duplicated())[AREA].unique().sort().head(10)
        raise NotPossibleNow(
            _("“%(name)s” has more than one row for these areas in a period: %(codes)s.")
            % {"name": name, "codes": ", ".join(codes)}
        )
    there = set(reading.measures)
    for indicator in entry.indicators:
        needed = {*indicator.numerator, *({indicator.denominator} - {"", *OF_AREA})}
        if missing := sorted(needed - there):
            sentence = _("“%(name)s” needs %(missing)s, which the file does not hold. It holds: %(there)s.")
            words = {"name": indicator.name, "missing": ", ".join(missing), "there": ", ".join(sorted(there)[:20])}
            raise NotPossibleNow(sentence % words)
        if frame.select(pl.all_horizontal(pl.col(one).is_null().all() for one in indicator.numerator)).item():
            raise NotPossibleNow(_("No area has a value for “%(name)s”.") % {"name": indicator.name})
    numbers = frame.select(reading.measures).select(pl.col(pl.Float64, pl.Float32))
    if odd := [column for column in numbers.columns if not numbers[column].drop_nulls().is_finite().all()]:
        sentence = _("“%(name)s” has values that are not numbers, under: %(columns)s.")
        raise NotPossibleNow(sentence % {"name": name, "columns": ", ".join(odd[:10])})
    _check_counts(entry, frame)


def _check_counts(entry: DatasetEntry, frame: pl.DataFrame) -> None:
    """What is counted, and whom it is counted among, is never below zero; a score may be."""
    counted = {
        measure
        for one in entry.indicators
        if one.denominator
        for measure in (*one.numerator, one.denominator)
        if measure not in OF_AREA
    }
    if below := [measure for measure in sorted(counted) if (frame[measure] < 0).any()]:
        sentence = _("“%(name)s” has counts below zero, under: %(columns)s.")
        raise NotPossibleNow(sentence % {"name": entry.name, "columns": ", ".join(below[:10])})


def _joined(entry: DatasetEntry, reading: Reading, before: Snapshot | None) -> tuple[pl.DataFrame, dict[str, int]]:
    """The new periods in place of the same ones of the snapshot before, beside its others."""
    vintages = {period: reading.vintages[period] for period in sorted(reading.vintages)}
    if before is None or entry.period_kind == PeriodKind.ONCE:
        return reading.frame, vintages
    staying = {period: vintage for period, vintage in before.vintages.items() if period not in vintages}
    if not staying:
        return reading.frame, vintages
    old = pl.read_parquet(store.path_of(before.digest)).filter(pl.col(PERIOD).is_in(list(staying)))
    if chosen := entry.options.get("keep"):  # what is no longer chosen does not stay in older periods either
        wanted = {AREA, PERIOD, *chosen, *(f"{name}{NOTE}" for name in chosen)}
        old = old.select(name for name in old.columns if name in wanted)
    parts = [old, reading.frame]
    if entry.options.get("counts_events"):
        parts = [_with_kinds_of(old, reading.frame), _with_kinds_of(reading.frame, old)]
    return pl.concat(parts, how="diagonal_relaxed"), {**staying, **vintages}


def _with_kinds_of(frame: pl.DataFrame, other: pl.DataFrame) -> pl.DataFrame:
    """Events of a kind that only the other table has did not happen here; what a table has itself stays as it is."""
    absent = [name for name in other.columns if name not in frame.columns and not name.endswith(NOTE)]
    return frame.with_columns(pl.lit(0, dtype=pl.Int64).alias(name) for name in absent)


def definition_of(entry: DatasetEntry) -> dict[str, object]:
    """The entry as JSON keeps it."""
    kept: dict[str, object] = json.loads(json.dumps(asdict(entry), default=str))
    return kept


def describe(entry: DatasetEntry) -> Dataset:
    """The data set and its indicators as the entry describes them; raises NotPossibleNow for a wrong description."""
    dataset, _new = Dataset.objects.update_or_create(
        key=entry.key,
        defaults={
            "name": entry.name,
            "publisher": entry.publisher,
            "licence": entry.licence,
            "address": entry.address,
            "refreshed": entry.refreshed,
            "period_kind": entry.period_kind.value,
            "suppress_below": entry.suppress_below,
            "counts_events": bool(entry.options.get("counts_events")),
            "covers_england": entry.covers_england,
            "is_official": entry.is_official,
            "definition": definition_of(entry),
            "in_use": True,
        },
    )
    dataset.indicators.exclude(key__in=[one.key for one in entry.indicators]).delete()
    for one in entry.indicators:
        _keep_indicator(dataset, one)
    return dataset


def _keep_indicator(dataset: Dataset, entry: IndicatorEntry) -> None:
    there = Indicator.objects.filter(key=entry.key).select_related("dataset").first()
    if there is not None and there.dataset_id != dataset.pk and there.dataset.in_use:
        sentence = _("“%(key)s” is already an indicator of “%(other)s”. Give it another key.")
        raise NotPossibleNow(sentence % {"key": entry.key, "other": there.dataset.name})
    indicator = there or Indicator(key=entry.key)
    indicator.dataset = dataset
    for field, value in asdict(entry).items():
        setattr(indicator, field, list(value) if isinstance(value, tuple) else value)
    try:
        indicator.full_clean(validate_unique=False)
    except ValidationError as error:
        sentence = _("“%(name)s” cannot be kept: %(reasons)s")
        raise NotPossibleNow(sentence % {"name": entry.name, "reasons": " ".join(error.messages)}) from error
    indicator.save()


@transaction.atomic
def retire_datasets(*, keeping: Iterable[str], by: models.Model | None, now: dt.datetime) -> int:
    """Take all data sets out of use but those with these keys; their snapshots stay. Gives back how many."""
    gone = list(Dataset.objects.filter(in_use=True).exclude(key__in=list(keeping)))
    for dataset in gone:
        retire_dataset(dataset=dataset, by=by, now=now)
    return len(gone)


@transaction.atomic
def retire_dataset(*, dataset: Dataset, by: models.Model | None, now: dt.datetime) -> None:
    """Take one data set out of use: its figures leave all pages, its snapshots stay, and loading it brings it back."""
    if not dataset.in_use:
        raise NotPossibleNow(_("“%(name)s” is out of use already.") % {"name": dataset.name})
    dataset.in_use = False
    dataset.save(update_fields=["in_use"])
    audit.record(by=by, action="places.retire_dataset", target=dataset, now=now)


@transaction.atomic
def remember_mapping(*, fingerprint: str, dataset_key: str, by: models.Model | None, now: dt.datetime) -> ColumnMapping:
    """Remember that tables with these columns are read as this data set is."""
    dataset = Dataset.objects.get(key=dataset_key)
    made, _new = ColumnMapping.objects.update_or_create(
        fingerprint=fingerprint, defaults={"dataset": dataset, "remembered_at": now}
    )
    audit.record(by=by, action="places.remember_mapping", target=made, now=now)
    return made

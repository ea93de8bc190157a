"""Tables that an analyst describes (tidy, wide, periods across) and partners' extracts of demand; guesses nothing.

`entry.options` names the columns; what they may hold is told at each reader. Every reader takes `sheet` and
`header_marks` too, as `opening.table` does, and `adds`: rows of the same area, period and measure add up (where it is
not given they do if the entry `counts_events`).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import polars as pl
from django.utils.translation import gettext as _

from ..rows import AREA, NOTE, PERIOD, BadFile, BadRow, DatasetEntry, PeriodKind, Reading, Step, no_steps
from .cells import AREA_CODE, LINE, bad_cells, numbers, periods, refuse
from .opening import table

MEASURE, VALUE = "measure", "value"
CODE, WHEN = "\0area", "\0period"  # what a row is about: named as no column of a file is
MOST_MEASURES = 1_000
RESERVED = (AREA, PERIOD, MEASURE, LINE, "population", "households")  # the last two are known of areas
DEMAND_COLUMNS = ("area_code", "month", "demand", "agency", "kind", "count")
DEMAND_KINDS = ("reactive", "developmental")
NAME = r"^[A-Za-z0-9][^\r\n\t]{0,99}$"  # so no name is a formula in a spreadsheet
EXAMPLE = "EXAMPLE"  # a demand that begins like this is a made-up row of the template


@dataclass(frozen=True)
class Demand:
    """One demand of a partner's extract, and the measure under which it is counted."""

    measure: str
    name: str
    agency: str
    kind: str  # reactive | developmental


@dataclass
class _Rows:
    """The rows of a file that lie in the area covered, with the file's own columns and CODE, WHEN and `line`."""

    file: str
    frame: pl.DataFrame
    report: dict[str, int]
    bad: list[BadRow] = field(default_factory=list)


def read_tidy(
    path: Path, entry: DatasetEntry, *, within: frozenset[str] | None = None, step: Step = no_steps
) -> Reading:
    """One row an area, period and measure.

    Options: `area`, `value` (empty where rows add up: every row is one), and where there are such columns `period`,
    `measure`, `denominator`. Measures are named by slugs of what stands in `measure`, or else by the option `key`, or
    else by the slug of `value`; a denominator is the measure "<measure>-denominator".
    """
    options = entry.options
    value, measure, below = (str(options.get(name) or "") for name in (VALUE, MEASURE, "denominator"))
    adds = _adds(entry)
    if not value and not adds:
        raise BadFile(_("Say which column holds the values, or that every row counts as one."))
    rows = _rows(path, entry, [value, measure, below], within, step)
    frame = rows.frame
    if measure:
        names = _slugs(frame[measure])
        rows.bad += bad_cells(frame, measure, names.is_null(), file=rows.file, expected=_("the name of a measure"))
        if names.n_unique() > MOST_MEASURES:
            sentence = _(
                "“%(name)s” holds more than %(most)s different names. Check that it is the column of measures."
            )
            raise BadFile(sentence % {"name": measure, "most": f"{MOST_MEASURES:,}"})
    else:
        key = str(options.get("key") or slug(value) or "events")
        names = pl.repeat(f"{key}-value" if key in RESERVED else key, frame.height, eager=True)
    parts = [_long(rows, names, value)]
    if below:
        parts.append(_long(rows, names + "-denominator", below))
    refuse(rows.bad, file=rows.file)
    long = _once(pl.concat(parts), [AREA, PERIOD, MEASURE], [VALUE], rows.file, adds=adds)
    return _reading(rows, _across(long), entry)


def read_wide(
    path: Path, entry: DatasetEntry, *, within: frozenset[str] | None = None, step: Step = no_steps
) -> Reading:
    """One row an area (and period), with a column for every measure, or (`periods_across`) for every period.

    Options: `area`, `period` where there is such a column, and `columns` (measures by header); or `area`,
    `periods_across` (periods by header) and `measure` (the key of the one measure).
    """
    across: Mapping[str, str] = entry.options.get("periods_across") or {}
    columns: Mapping[str, str] = across or entry.options.get("columns") or {}
    if not columns:
        raise BadFile(_("Say which columns hold values, and what they are."))
    if not across:
        _check_keys(list(columns.values()))
    rows = _rows(path, entry, list(columns), within, step, has_periods_across=bool(across))
    adds = _adds(entry)
    if across:
        key = str(entry.options.get(MEASURE) or VALUE)
        _check_keys([key])
        names = pl.repeat(key, rows.frame.height, eager=True)
        parts = [_long(rows, names, header, period=period) for header, period in across.items()]
        refuse(rows.bad, file=rows.file)
        frame = _across(_once(pl.concat(parts), [AREA, PERIOD, MEASURE], [VALUE], rows.file, adds=adds))
    else:
        read: list[pl.Series] = []
        for header, measure in columns.items():
            values, notes, bad = numbers(rows.frame, header, file=rows.file)
            rows.bad += bad
            read += [values.alias(measure), notes.alias(measure + NOTE)]
        refuse(rows.bad, file=rows.file)
        wide = rows.frame.select(LINE, pl.col(CODE).alias(AREA), pl.col(WHEN).alias(PERIOD)).with_columns(read)
        frame = _once(wide, [AREA, PERIOD], list(columns.values()), rows.file, adds=adds)
    return _reading(rows, frame, entry)


def read_demand(
    path: Path, entry: DatasetEntry, *, within: frozenset[str] | None = None, step: Step = no_steps
) -> Reading:
    """Partners' counts by area, month and demand, in the layout of `demand_template`; measures are "<agency>-<demand>".

    Nothing is filled in: an area without a row in a month is missing there, so an extract writes 0 where there was
    none. A count that the partner may not tell is "*", "c" or "<5".
    """
    options = {**entry.options, AREA: "area_code", PERIOD: "month"}
    described = replace(entry, options=options, period_kind=PeriodKind.MONTH)
    rows = _rows(path, described, DEMAND_COLUMNS[2:], within, step)
    frame = rows.frame
    for column in ("demand", "agency"):
        wrong = ~frame[column].str.contains(NAME).fill_null(False)
        rows.bad += bad_cells(frame, column, wrong, file=rows.file, expected=_("a name that begins with a letter"))
    example = frame["demand"].str.starts_with(EXAMPLE).fill_null(False)
    rows.bad += bad_cells(frame, "demand", example, file=rows.file, expected=_("your own rows: take the examples out"))
    kind = frame["kind"].str.to_lowercase().is_in(DEMAND_KINDS).fill_null(False)
    rows.bad += bad_cells(frame, "kind", ~kind, file=rows.file, expected=_("reactive or developmental"))
    names = _slugs(frame["agency"]) + "-" + _slugs(frame["demand"])
    kinds = pl.DataFrame([names.alias(MEASURE), frame["kind"].str.to_lowercase()])
    two = kinds.select((pl.col("kind") != pl.col("kind").first().over(MEASURE)).fill_null(False)).to_series() & kind
    rows.bad += bad_cells(frame, "kind", two, file=rows.file, expected=_("the same kind in every row of a demand"))
    long = _long(rows, names, "count")
    count = ((long[VALUE] < 0) | (long[VALUE] != long[VALUE].round(0))).fill_null(False)
    rows.bad += bad_cells(frame, "count", count, file=rows.file, expected=_("a whole number, 0 or more"))
    refuse(rows.bad, file=rows.file)
    return _reading(rows, _across(_once(long, [AREA, PERIOD, MEASURE], [VALUE], rows.file, adds=False)), described)


def demands_in(path: Path) -> list[Demand]:
    """The demands of an extract that `read_demand` takes, by measure."""
    said = table(path, needed=DEMAND_COLUMNS).select("demand", "agency", "kind").drop_nulls().unique()
    found = [
        Demand(f"{slug(agency)}-{slug(demand)}", demand, agency, kind.lower()) for demand, agency, kind in said.rows()
    ]
    return list({one.measure: one for one in sorted(found, key=lambda one: (one.measure, one.name))}.values())


def demand_template() -> str:
    """The layout of an extract of demand as CSV: the header and three made-up rows, which a partner replaces."""
    rows = [
        ("E01000001", "2025-03", "EXAMPLE Ambulance calls to falls", "EXAMPLE Ambulance service", "reactive", "4"),
        ("E01000001", "2025-03", "EXAMPLE Home safety visits", "EXAMPLE Fire service", "developmental", "0"),
        ("E01000002", "2025-03", "EXAMPLE Homelessness applications", "EXAMPLE Council", "reactive", "<5"),
    ]
    return "".join(",".join(row) + "\r\n" for row in (DEMAND_COLUMNS, *rows))


def slug(name: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", name.lower()))


def _slugs(column: pl.Series) -> pl.Series:
    """Keys of the names in a column; nothing where a name has no letter, or looks like a formula."""
    known = {name: (slug(name) if name[0].isalnum() else "") or None for name in column.unique().drop_nulls()}
    known = {name: f"{key}-value" if key in RESERVED else key for name, key in known.items()}
    return column.replace_strict(known, default=None, return_dtype=pl.String)


def _check_keys(keys: Sequence[str]) -> None:
    if len(set(keys)) < len(keys) or not all(keys) or any(key in RESERVED or key.endswith(NOTE) for key in keys):
        raise BadFile(_("Give every column of values a key of its own, and none that is called area or period."))


def _rows(
    path: Path,
    entry: DatasetEntry,
    columns: Sequence[str],
    within: frozenset[str] | None,
    step: Step,
    *,
    has_periods_across: bool = False,
) -> _Rows:
    """Opens the file and settles which area and period each row is about."""
    area, period = str(entry.options.get(AREA) or ""), str(entry.options.get(PERIOD) or "")
    if not area:
        raise BadFile(_("Say which column holds the codes of the areas."))
    if not period and not has_periods_across and not entry.period:
        raise BadFile(_("Say which column holds the periods, or which period the file is about."))
    needed = [name for name in dict.fromkeys((area, period, *columns)) if name]
    marks = tuple(entry.options.get("header_marks") or ())
    text = table(path, needed=needed, sheet=entry.options.get("sheet"), header_marks=marks, step=step)
    codes = text[area].str.to_uppercase()
    strange = codes.is_not_null() & ~codes.str.contains(AREA_CODE).fill_null(True)
    bad = bad_cells(text, area, strange, file=path.name, expected=_("an area code such as E01013600"))
    if period:
        when, not_read = periods(text, period, entry.period_kind, file=path.name)
        bad += not_read
    else:
        when = pl.repeat(entry.period, text.height, eager=True)
    frame = text.with_columns(codes.alias(CODE), when.alias(WHEN)).drop_nulls(CODE)
    report = {"rows read": text.height, "rows without an area code": text.height - frame.height}
    if within is not None:
        inside = frame.filter(pl.col(CODE).is_in(sorted(within)))
        report["rows outside the area"] = frame.height - inside.height
        frame = inside
    if frame.is_empty():
        refuse(bad, file=path.name)
        sentence = _("%(file)s has no row about the areas covered. Check the column of area codes.")
        raise BadFile(sentence % {"file": path.name})
    return _Rows(path.name, frame, report, bad)


def _long(rows: _Rows, names: pl.Series, column: str, *, period: str | None = None) -> pl.DataFrame:
    """One row a value. Without a column every row is one event."""
    if column:
        values, notes, bad = numbers(rows.frame, column, file=rows.file)
        rows.bad += bad
    else:
        values = pl.repeat(1.0, rows.frame.height, eager=True)
        notes = pl.repeat(None, rows.frame.height, dtype=pl.String, eager=True)
    when = pl.col(WHEN) if period is None else pl.lit(period)
    return rows.frame.select(
        LINE,
        pl.col(CODE).alias(AREA),
        when.alias(PERIOD),
        names.alias(MEASURE),
        values.alias(VALUE),
        notes.alias(VALUE + NOTE),
    )


def _adds(entry: DatasetEntry) -> bool:
    return bool(entry.options.get("adds", entry.options.get("counts_events")))


def _once(frame: pl.DataFrame, keys: Sequence[str], values: Sequence[str], file: str, *, adds: bool) -> pl.DataFrame:
    """One row for each key: a second one is a bad row, unless rows add up.

    A sum with a missing part is missing: a lower number would be taken for the whole.
    """
    again = frame.select(keys).is_duplicated()
    if not again.any():
        return frame.drop(LINE)
    if not adds:
        later = again & ~frame.select(keys).with_row_index().select(pl.struct(keys).is_first_distinct()).to_series()
        said = frame.select(LINE, pl.concat_str(keys, separator=", ").alias(AREA))
        expected = _("one row for each area, period and measure")
        refuse(bad_cells(said, AREA, later, file=file, expected=expected), file=file)
    sums = [
        pl.when(pl.col(value).is_null().any()).then(None).otherwise(pl.col(value).sum()).alias(value)
        for value in values
    ]
    notes = [pl.col(value + NOTE).drop_nulls().sort(descending=True).first() for value in values]
    return frame.group_by(keys, maintain_order=True).agg(*sums, *notes)


def _across(long: pl.DataFrame) -> pl.DataFrame:
    """A column for every measure."""
    index = [AREA, PERIOD]
    values = long.pivot(MEASURE, index=index, values=VALUE, sort_columns=True)
    notes = long.drop_nulls(VALUE + NOTE)
    if notes.is_empty():
        return values
    said = notes.pivot(MEASURE, index=index, values=VALUE + NOTE)
    said = said.rename({name: name + NOTE for name in said.columns if name not in index})
    return values.join(said, on=index, how="left")


def _reading(rows: _Rows, frame: pl.DataFrame, entry: DatasetEntry) -> Reading:
    measures = sorted(name for name in frame.columns if name not in (AREA, PERIOD) and not name.endswith(NOTE))
    notes = [name + NOTE for name in measures if name + NOTE in frame.columns and frame[name + NOTE].count()]
    kept = frame.select(AREA, PERIOD, *measures, *notes).sort(AREA, PERIOD)
    found = sum(kept[name].count() for name in measures)
    if not found:
        sentence = _("%(file)s has no value for the areas covered. Check which columns hold the values.")
        raise BadFile(sentence % {"file": rows.file})
    vintages = dict.fromkeys(kept[PERIOD].unique().sort().to_list(), entry.vintage)
    return Reading(kept, vintages, {**rows.report, "values read": found})

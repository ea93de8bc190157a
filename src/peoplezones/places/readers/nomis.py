"""Reads the census tables that Nomis offers whole: one row an area, one column a category; knows no one table.

`options` of an entry: `columns` (what is published as → measure; left out: every column, under a short name of its
own), `codes` (how the codes of the areas to keep begin; left out: small areas of England and Wales).
"""

import re
from collections.abc import Mapping
from pathlib import Path

import polars as pl
from django.utils.translation import gettext as _

from ..rows import AREA, PERIOD, BadFile, DatasetEntry, PeriodKind, Reading, Step, no_steps
from .area_tables import (
    SMALL_AREAS,
    codes_twice,
    columns_named,
    found_as,
    measured,
    only_codes,
    option,
    reading,
    set_apart,
    slug,
    vintage_of,
)
from .delimited import read_delimited
from .opening import LIMITS, LINE, members, period_of, periods, refuse, table

CODE, DATE, NAME = "geography code", "date", "geography"
MEMBER = "lsoa.csv"  # how the file of small areas ends in the publisher's zip
VALUE = re.compile(r";\s*measures:\s*value\s*$", re.IGNORECASE)
# The 2011 tables say the same of town and country apart: only the rows of both together are kept.
RURAL_URBAN, BOTH = "Rural Urban", "Total"


def read(path: Path, entry: DatasetEntry, *, within: frozenset[str] | None = None, step: Step = no_steps) -> Reading:
    """Every small area of the table; `within` is no matter: the file is of England and Wales."""
    file = path.name
    frame = _table(path, step)
    rows = frame.height
    if rural := found_as(RURAL_URBAN, frame.columns):
        frame = frame.filter(pl.col(rural) == BOTH).drop(rural)
    frame = only_codes(frame, CODE, option(entry, "codes", tuple, SMALL_AREAS))
    if frame.is_empty():
        sentence = _("%(file)s holds no small area (LSOA). Choose the file of lower layer super output areas.")
        raise BadFile(sentence % {"file": file})
    frame = _with_period(frame, entry, file)
    twice = _("%(file)s has areas that are there twice. Give the publisher's own file.") % {"file": file}
    refuse(codes_twice(frame, CODE, file=file, with_=[PERIOD]), file=file, sentence=twice)
    columns = _columns(frame, entry, file)
    values, wrong = measured(frame, columns, file=file, keep=(CODE, PERIOD))
    refuse(wrong, file=file)
    vintages = {period: vintage_of(entry, period) for period in values[PERIOD].unique().sort()}
    report = {"rows read": rows, "rows of other areas": rows - frame.height, "areas": frame[CODE].n_unique()}
    return reading(values.rename({CODE: AREA}), vintages=vintages, report=report)


def _table(path: Path, step: Step) -> pl.DataFrame:
    """The file of small areas in the publisher's zip (which holds one for each kind of area), or the file itself."""
    try:
        found = members(path, MEMBER)
    except BadFile:
        return table(path, needed=(CODE,), step=step)
    if len(found) != 1 or found[0].name == path.name:
        return table(path, needed=(CODE,), step=step)
    with found[0].open() as stream:
        return read_delimited(
            stream, file=found[0].name, size=found[0].size, needed=(CODE,), header_marks=(), limits=LIMITS, step=step
        )


def _with_period(frame: pl.DataFrame, entry: DatasetEntry, file: str) -> pl.DataFrame:
    date = found_as(DATE, frame.columns)
    if date:
        said, wrong = periods(frame, date, entry.period_kind, file=file)
        refuse(wrong, file=file)
        return frame.with_columns(said.alias(PERIOD)).drop(date)
    period = period_of(entry.period, PeriodKind.ONCE)
    if period is None:
        sentence = _("%(file)s has no column “date”. Give the data set a period, such as 2021.")
        raise BadFile(sentence % {"file": file})
    return frame.with_columns(pl.lit(period).alias(PERIOD))


def _columns(frame: pl.DataFrame, entry: DatasetEntry, file: str) -> dict[str, str]:
    """Column → measure. Whether the publisher wrote “; measures: Value” behind a name is no matter."""
    plain = {VALUE.sub("", name): name for name in set_apart(frame.columns) if name not in (CODE, NAME, PERIOD)}
    wanted: Mapping[str, str] = option(entry, "columns", dict, {})
    if not wanted:
        made = {name: slug(title) for title, name in plain.items()}
        if len(set(made.values())) < len(made):
            sentence = _("Some columns of %(file)s have the same short name. Name the measures in the entry (columns).")
            raise BadFile(sentence % {"file": file})
        return made
    titles = {VALUE.sub("", title): measure for title, measure in wanted.items()}
    shown = pl.DataFrame(schema={**dict.fromkeys(plain, pl.String), LINE: pl.Int64})
    found = columns_named(titles, shown, file=file)
    return {plain[found[title]]: measure for title, measure in titles.items()}

"""Reads tables with one row an area, such as the English Indices of Deprivation; knows what a table of ranks must hold.

`options` of an entry: `area` (the column with the codes), `columns` (what is published as → measure), and where needed
`ranks` (measures that rank every area from 1), `sheet` or `sheets` of a workbook, `codes` (how area codes begin).
"""

from collections.abc import Mapping
from functools import reduce
from pathlib import Path

import polars as pl
from django.utils.translation import gettext as _

from ..rows import AREA, PERIOD, BadFile, BadRow, DatasetEntry, PeriodKind, Reading, Step, no_steps
from .area_tables import (
    codes_twice,
    columns_named,
    found_as,
    measured,
    option,
    reading,
    sheet_names,
    vintage_of,
    wrong_codes,
)
from .opening import LINE, period_of, refuse, table

ENGLAND = ("E",)


def read(path: Path, entry: DatasetEntry, *, within: frozenset[str] | None = None, step: Step = no_steps) -> Reading:
    """Every area of the table as one picture of `entry.period`; `within` is no matter: ranks need all areas."""
    columns: Mapping[str, str] = option(entry, "columns", dict)
    area: str = option(entry, "area", str)
    period = _period(entry)
    parts = [_part(path, entry, sheet, columns, step) for sheet in (_sheets(path, entry) or (None,))]
    _check_all_found(path, columns, parts)
    frame = reduce(lambda one, other: _joined(path, one, other), parts)
    ranks = [name for name in option(entry, "ranks", tuple, ()) if name in frame.columns]
    report = {"rows read": frame.height, "areas": frame.height}
    if ranks:
        report["areas in each ranking"] = frame.height
        report["ranks that areas share"] = sum(frame.height - frame[name].n_unique() for name in ranks)
    return reading(
        frame.with_columns(pl.lit(period).alias(PERIOD)),
        vintages={period: vintage_of(entry, area)},
        report=report,
    )


def _period(entry: DatasetEntry) -> str:
    period = period_of(entry.period, PeriodKind.ONCE)
    if period is None:
        sentence = _('Say in the entry of the data set “%(name)s” which year it is of: period = "2019", for instance.')
        raise BadFile(sentence % {"name": entry.name})
    return period


def _sheets(path: Path, entry: DatasetEntry) -> tuple[str, ...]:
    """The sheets to read, where the file is a workbook and the entry names them."""
    if not sheet_names(path):
        return ()
    one = option(entry, "sheet", str, "")
    return (one,) if one else tuple(option(entry, "sheets", tuple, ()))


def _part(path: Path, entry: DatasetEntry, sheet: str | None, columns: Mapping[str, str], step: Step) -> pl.DataFrame:
    """The measures of one sheet, or of the whole file: checked, with its areas in order."""
    file = path.name if sheet is None else f"{path.name}, {sheet}"
    area: str = option(entry, "area", str)
    frame = table(path, needed=() if sheet is None else (area,), sheet=sheet, header_marks=(area,), step=step)
    code = columns_named([area], frame, file=file)[area]
    starts = option(entry, "codes", tuple, ENGLAND)
    refuse(
        wrong_codes(frame, code, starts, file=file),
        file=file,
        sentence=_("%(file)s has rows without an area code of England. Take them away, or give the publisher's file.")
        % {"file": file},
    )
    refuse(
        codes_twice(frame, code, file=file),
        file=file,
        sentence=_("%(file)s has areas that are there twice. Give a file with one row an area.") % {"file": file},
    )
    there = {name: measure for title, measure in columns.items() if (name := found_as(title, frame.columns))}
    values, wrong = measured(frame, there, file=file, keep=(code, LINE))
    refuse(wrong, file=file)
    ranks = option(entry, "ranks", tuple, ())
    for name, measure in there.items():
        if measure in ranks:
            _check_ranks(values, measure, name, file)
    return values.drop(LINE).rename({code: AREA})


def _check_all_found(path: Path, columns: Mapping[str, str], parts: list[pl.DataFrame]) -> None:
    found = {name for part in parts for name in part.columns}
    missing = [title for title, measure in columns.items() if measure not in found]
    if missing:
        raise _lacks(path.name, missing)


def _lacks(file: str, missing: list[str]) -> BadFile:
    sentence = _(
        "%(file)s lacks the columns %(missing)s. Give the publisher's own file, or say in the data set's entry "
        "what the columns are called."
    )
    rows = [BadRow(file, 1, title, "", _("a column of this name")) for title in missing]
    return BadFile(sentence % {"file": file, "missing": ", ".join(missing)}, rows)


def _joined(path: Path, one: pl.DataFrame, other: pl.DataFrame) -> pl.DataFrame:
    """Two sheets side by side; they must be of the same areas."""
    apart = set(one[AREA]) ^ set(other[AREA])
    if apart:
        sentence = _("The sheets of %(file)s are not of the same areas: %(areas)s is in one and not in another.")
        raise BadFile(sentence % {"file": path.name, "areas": min(apart)})
    fresh = [name for name in other.columns if name == AREA or name not in one.columns]
    return one.join(other.select(fresh), on=AREA, how="left", maintain_order="left")


def _check_ranks(values: pl.DataFrame, measure: str, title: str, file: str) -> None:
    """Ranks count from 1 without a gap, but that equal areas share the better rank: 1, 2, 2, 4."""
    ranks = values[measure]
    count, most = len(ranks), ranks.max()
    if isinstance(most, float) and most > count:
        sentence = _(
            "%(file)s ranks at least %(most)s areas and holds %(count)s. A rank says nothing about a part of England: "
            "give the file with all areas."
        )
        raise BadFile(sentence % {"file": file, "most": f"{most:,.0f}", "count": f"{count:,}"})
    right = ranks.rank("min").cast(pl.Float64)
    wrong = (ranks != right).fill_null(True)
    rows = [
        BadRow(
            file,
            line,
            title,
            "" if found is None else f"{found:g}",
            _("a rank from 1 to %(count)s, without a gap") % {"count": f"{count:,}"},
        )
        for line, found in values.filter(wrong).select(LINE, measure).iter_rows()
    ]
    sentence = _("The ranks in the column “%(title)s” of %(file)s do not count from 1 to %(count)s without a gap.")
    refuse(rows, file=file, sentence=sentence % {"title": title, "file": file, "count": f"{count:,}"})

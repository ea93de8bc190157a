"""Reads the CSV files of OHID's Fingertips: one row an area, time, sex, age and group; picks one indicator of them.

`options` of an entry: `indicator` (its number), `key` (what the measure is called), and, where the file holds more than
one of them, `sex`, `age`, `area_type`. Rows of a group inside an area (“Category”) are left out. The measures are the
key itself, and with -count, -denominator, -low and -high behind it where the file has any.
"""

import re
from pathlib import Path

import polars as pl
from django.utils.translation import gettext as _

from ..rows import AREA, NOTE, PERIOD, BadFile, BadRow, DatasetEntry, Reading, Step, no_steps
from .area_tables import codes_twice, found_as, measured, option, reading, vintage_of, wrong_codes
from .opening import LINE, bad_cells, refuse, table

INDICATOR, CODE, TIME, VALUE_NOTE = "Indicator ID", "Area Code", "Time period Sortable", "Value note"
CHOICES = {"sex": "Sex", "age": "Age", "area_type": "Area Type"}
GROUPS = ("Category Type", "Category")
VALUE = "Value"
BESIDE = {
    "Count": "-count",
    "Denominator": "-denominator",
    "Lower CI 95.0 limit": "-low",
    "Upper CI 95.0 limit": "-high",
}
NEEDED = (INDICATOR, CODE, *CHOICES.values(), *GROUPS, VALUE, TIME)
YEARLY = r"^((?:19|20)\d\d)0000$"
# What the publisher's words about a value come to; other words are counted and change nothing.
MEANT = (
    ("suppressed", r"suppress|disclosure|small (?:count|number)"),
    ("provisional", r"provisional"),
    ("estimated", r"estimate|modelled|imputed"),
)


def read(path: Path, entry: DatasetEntry, *, within: frozenset[str] | None = None, step: Step = no_steps) -> Reading:
    """The chosen indicator in every area, a period a year; `within` is no matter."""
    file = path.name
    everything = table(path, needed=NEEDED, step=step)
    report = {"rows read": everything.height}
    frame = _chosen(everything, entry, file, report)
    frame = _with_years(frame, file)
    refuse(wrong_codes(frame, CODE, option(entry, "codes", tuple, ("E",)), file=file), file=file)
    key = option(entry, "key", str)
    columns = {VALUE: key} | {
        found: key + end for name, end in BESIDE.items() if (found := found_as(name, frame.columns))
    }
    values, wrong = measured(frame, columns, file=file, keep=(CODE, PERIOD, LINE))
    refuse(wrong + _below_nothing(frame, values, key, file), file=file)
    values = _noted(values, frame, key, report)
    # The same row stands under each larger area that it is part of; what differs is a contradiction.
    once = values.unique(subset=[name for name in values.columns if name != LINE], keep="first", maintain_order=True)
    report["rows that repeat another"] = values.height - once.height
    sentence = _("%(file)s tells two different values of one area and year. Choose sex, age and area type.")
    refuse(codes_twice(once, CODE, file=file, with_=[PERIOD]), file=file, sentence=sentence % {"file": file})
    report["areas"] = once[CODE].n_unique()
    vintages = dict.fromkeys(once[PERIOD].unique().sort(), vintage_of(entry))
    return reading(once.rename({CODE: AREA}), vintages=vintages, report=report)


def _chosen(frame: pl.DataFrame, entry: DatasetEntry, file: str, report: dict[str, int]) -> pl.DataFrame:
    """The rows of one indicator, sex, age and kind of area, and of no group inside an area."""
    number = str(option(entry, "indicator", object))
    own = frame.filter(pl.col(INDICATOR) == number)
    report["rows of other indicators"] = frame.height - own.height
    if own.is_empty():
        raise BadFile(_("%(file)s holds no row of indicator %(number)s.") % {"file": file, "number": number})
    whole = own.filter(pl.all_horizontal(pl.col(name).is_null() for name in GROUPS))
    report["rows of groups inside an area"] = own.height - whole.height
    kept = whole
    for name, column in CHOICES.items():
        asked = option(entry, name, str, "")
        there = sorted(kept[column].drop_nulls().unique())
        if asked:
            kept = kept.filter(pl.col(column) == asked)
        told = {"file": file, "column": column, "there": ", ".join(there), "asked": asked, "name": name}
        if asked and kept.is_empty():
            raise BadFile(_("%(file)s holds no row with %(column)s “%(asked)s”. It has: %(there)s.") % told)
        if not asked and len(there) > 1:
            sentence = _("%(file)s holds more than one %(column)s: %(there)s. Say in the entry which one (%(name)s).")
            raise BadFile(sentence % told)
    report["rows of another sex, age or kind of area"] = whole.height - kept.height
    return kept


def _with_years(frame: pl.DataFrame, file: str) -> pl.DataFrame:
    """The year in which each time begins: 20210000 is 2021, 2021/22 or 2021 - 23."""
    years = frame[TIME].str.extract(YEARLY)
    expected = _("a year such as 20210000; quarters and months are not taken")
    refuse(bad_cells(frame, TIME, years.is_null(), file=file, expected=expected), file=file)
    return frame.with_columns(years.alias(PERIOD))


def _below_nothing(frame: pl.DataFrame, values: pl.DataFrame, key: str, file: str) -> list[BadRow]:
    wrong: list[BadRow] = []
    for column in ("Count", "Denominator"):
        measure = key + BESIDE[column]
        if measure in values.columns:
            below = (values[measure] < 0).fill_null(False)
            wrong += bad_cells(frame, column, below, file=file, expected=_("0 or more"))
    return wrong


def _noted(values: pl.DataFrame, frame: pl.DataFrame, key: str, report: dict[str, int]) -> pl.DataFrame:
    """The values with what the publisher's words about them come to; a suppressed value hides its count as well."""
    words = found_as(VALUE_NOTE, frame.columns)
    if words is None:
        return values
    meant = {text: _meaning(text) for text in frame[words].drop_nulls().unique()}
    said = frame[words].replace_strict(meant, default=None, return_dtype=pl.String).alias("said")
    report["rows with another note"] = int((frame[words].is_not_null() & said.is_null()).sum())
    values = values.with_columns(said)
    for measure in [name for name in values.columns if name == key or name.removeprefix(key) in BESIDE.values()]:
        note = f"{measure}{NOTE}"
        before = pl.col(note) if note in values.columns else pl.lit(None, pl.String)
        # A word about the value is one about its count only where that is missing for the same reason.
        fits = pl.lit(True) if measure == key else (pl.col("said") == "suppressed") & pl.col(measure).is_null()
        values = values.with_columns(pl.when(fits).then(pl.coalesce("said", before)).otherwise(before).alias(note))
        if values[note].null_count() == values.height:
            values = values.drop(note)
    return values.drop("said")


def _meaning(words: str) -> str | None:
    return next((note for note, pattern in MEANT if re.search(pattern, words, re.IGNORECASE)), None)

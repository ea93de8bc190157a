"""Guesses the layout of an unknown table from its text: which column holds what, how sure that is, and why.

It reads no file and decides nothing: an analyst confirms or changes every guess on the mapping page.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl
from django.utils.translation import gettext as _

from ..rows import PeriodKind
from .cells import AREA_CODE, LINE, MARKS, NUMBER, period_of
from .headers import same

LOOKED_AT = 5_000  # rows
SURE = 0.9  # share of cells
MOST_MEASURES = 300
VALUE_WORDS = re.compile(r"\b(value|count|number|n|obs_?value|rate|total|amount)\b")
MEASURE_WORDS = re.compile(
    r"\b(measures?|indicators?|metrics?|variables?|statistics?|what|types?|kinds?|categor(y|ies)|demand)\b"
)
PLACE_WORDS = re.compile(r"area|geograph|place|boundar|unit|value|data|time|period")  # "Area type" is no measure
POINT_WORDS = re.compile(r"lat|lon|lng|long|latitude|longitude|x|y|easting|northing|bng_[en]")
PERIOD_WORDS = re.compile(r"year|month|quarter|date|period|time|ending")
KINDS = (PeriodKind.YEAR, PeriodKind.MONTH, PeriodKind.QUARTER)


@dataclass(frozen=True)
class Guess:
    """What a table seems to be; `layout` is tidy, wide or periods_across, or empty where no area codes are found."""

    layout: str
    area: str = ""
    period: str = ""
    period_kind: PeriodKind = PeriodKind.ONCE
    measure: str = ""
    values: tuple[str, ...] = ()
    periods_across: Mapping[str, str] = field(default_factory=dict)  # period by header
    adds: bool = False  # rows of the same area and period; that no row means nothing is never guessed
    confidence: float = 0.0  # 0 to 1
    why: str = ""

    @property
    def options(self) -> dict[str, Any]:
        """The options of `tidy.read_tidy` or `tidy.read_wide`."""
        found: dict[str, Any] = {"area": self.area, "period": self.period, "adds": self.adds}
        if self.layout == "periods_across":
            return {**found, "periods_across": dict(self.periods_across)}
        if self.layout == "wide":
            return {**found, "columns": {name: "-".join(re.findall(r"[a-z0-9]+", same(name))) for name in self.values}}
        return {**found, "measure": self.measure, "value": self.values[0] if self.values else ""}


def guess(frame: pl.DataFrame) -> Guess:
    """What a table of text (`opening.table`) seems to be, from its first rows."""
    rows = frame.drop(LINE, strict=False).head(LOOKED_AT)
    area, share = _area(rows)
    if not area:
        return Guess("", why=_("No column holds area codes such as E01013600."))
    others = [name for name in rows.columns if name != area and rows[name].count()]
    across, across_kind = _periods_across(rows, others)
    if across:
        period, kind, period_share = "", across_kind, 1.0
    else:
        period, kind, period_share = _period(rows, others)
    numeric = [name for name in others if name != period and _holds_values(rows[name])]
    keys = [name for name in (area, period) if name]
    words = [name for name in others if name not in (period, *numeric)]
    measure, unique = ("", 1.0) if across else _measure(rows, words, keys)
    if not (across or measure or len(numeric) > 1):
        measure = _only_name(rows, words)
    if across:
        layout, values = "periods_across", tuple(across)
    elif measure or len(numeric) < 2:
        layout, values = "tidy", tuple(_likeliest(numeric))
    else:
        layout, values = "wide", tuple(numeric)
    adds = layout == "tidy" and unique < 1
    known = 1.0 if values else 0.4
    return Guess(
        layout=layout,
        area=area,
        period=period,
        period_kind=kind,
        measure=measure,
        values=values,
        periods_across=across,
        adds=adds,
        confidence=round(share * period_share * (0.5 + unique / 2) * known, 2),
        why=_why(layout, area, share, period or (_("the headers") if across else ""), measure, values, unique),
    )


def fingerprint(headers: Iterable[str]) -> str:
    """What a mapping is remembered by: the same for the same columns in another order, case or spacing."""
    names = sorted({same(name) for name in headers} - {LINE, ""})
    return hashlib.sha256("\n".join(names).encode()).hexdigest()[:16]


def _area(rows: pl.DataFrame) -> tuple[str, float]:
    """The column with most codes; of several the one with most different ones, which is the smallest area."""
    found = []
    for name in rows.columns:
        cells = rows[name].drop_nulls()
        share = _true(cells.str.to_uppercase().str.contains(AREA_CODE))
        if share >= 0.5:
            found.append((share >= SURE, cells.n_unique(), share, name))
    best = max(found, key=lambda one: one[:3], default=None)
    return (best[3], best[2]) if best else ("", 0.0)


def _period(rows: pl.DataFrame, names: list[str]) -> tuple[str, PeriodKind, float]:
    best: tuple[str, PeriodKind, float] = ("", PeriodKind.ONCE, 0.8)  # no period at all: the analyst must say it
    score = 0.0
    for name in names:
        seen = rows[name].drop_nulls().unique(maintain_order=True).head(500).to_list()
        hinted = bool(PERIOD_WORDS.search(same(name)))
        only_figures = all(re.fullmatch(r"[\d.]+", text) for text in seen)
        if rows[name].null_count() > rows.height / 2 or (only_figures and not hinted):
            continue  # a count of 2,015 is no year, and an income of 45,717 no day
        for kind in KINDS:
            share = sum(period_of(text, kind) is not None for text in seen) / len(seen)
            # "2011-12" may be a month; a column of nothing but such pairs is one of financial years.
            if share >= SURE and share + hinted > score:
                best, score = (name, kind, share), share + hinted
                break
    if best[0] and best[1] is PeriodKind.YEAR and _are_days(rows[best[0]]):
        return best[0], PeriodKind.MONTH, best[2]
    return best


def _are_days(cells: pl.Series) -> bool:
    """Whether days are in more than one month of a year: then they tell months, and not years."""
    months = {period_of(text, PeriodKind.MONTH) for text in cells.drop_nulls().unique().head(500)} - {None}
    years = {str(month)[:4] for month in months}
    return len(months) > len(years)


def _periods_across(rows: pl.DataFrame, names: list[str]) -> tuple[dict[str, str], PeriodKind]:
    for kind in KINDS:
        found = {name: when for name in names if (when := period_of(name, kind))}
        apart = len(set(found.values())) == len(found)
        if len(found) > 1 and apart and all(_share_of_numbers(rows[name]) >= SURE for name in found):
            return found, kind
    return {}, PeriodKind.ONCE


def _holds_values(column: pl.Series) -> bool:
    """Whether a column is of numbers that say something about an area: no coordinates, and no years of something."""
    name = same(column.name)
    if POINT_WORDS.fullmatch(name) or _share_of_numbers(column) < SURE:
        return False
    if not PERIOD_WORDS.search(name):
        return True
    return not all(period_of(text, PeriodKind.YEAR) for text in column.drop_nulls().unique().head(500))


def _share_of_numbers(column: pl.Series) -> float:
    """Share of cells that are numbers or marks for missing ones; 0 where none is a number."""
    cells = column.drop_nulls().str.strip_chars()
    number = cells.str.contains(NUMBER) & cells.str.contains(r"\d")
    mark = cells.str.to_lowercase().is_in(MARKS) | cells.str.contains(r"^<\s*\d+$")
    return _true(number | mark) if number.any() else 0.0


def _true(cells: pl.Series) -> float:
    """The share of cells that are true."""
    return float(cells.sum() / len(cells)) if len(cells) else 0.0


def _measure(rows: pl.DataFrame, names: list[str], keys: list[str]) -> tuple[str, float]:
    """The column that tells rows of the same area and period apart, and the share of rows that are then single."""
    alone = _single(rows, keys)
    if alone == 1:
        return "", 1.0
    tries = []
    for name in names:
        few = rows[name].n_unique()
        if 1 < few <= min(MOST_MEASURES, max(2, rows.height // 2)) and rows[name].null_count() == 0:
            tries.append((_single(rows, [*keys, name]), -few, name))
    best = max(tries, default=(0.0, 0, ""))
    return (best[2], best[0]) if best[0] > alone else ("", alone)


def _only_name(rows: pl.DataFrame, names: list[str]) -> str:
    """The column that says of all rows what they are about. A town may be in all rows too: headers tell them apart."""
    for name in names:
        called = same(name)
        if MEASURE_WORDS.search(called) and not PLACE_WORDS.search(called) and rows[name].n_unique() == 1:
            return name
    return ""


def _single(rows: pl.DataFrame, keys: list[str]) -> float:
    return rows.select(keys).n_unique() / rows.height if rows.height else 1.0


def _likeliest(names: list[str]) -> list[str]:
    """One column of values: the one whose name says so, or else the last."""
    named = [name for name in names if VALUE_WORDS.search(same(name))]
    return (named or names)[-1:]


def _why(
    layout: str, area: str, share: float, period: str, measure: str, values: tuple[str, ...], unique: float
) -> str:
    said = [
        _("%(share)s%% of the cells of “%(name)s” are area codes.") % {"share": int(100 * share), "name": area},
        _("Periods are in %(name)s.") % {"name": f"“{period}”" if layout != "periods_across" else period}
        if period
        else _("No column holds periods."),
    ]
    if measure:
        said.append(_("“%(name)s” says what the rows are about.") % {"name": measure})
    if values:
        shown = ", ".join(values[:5]) + (" …" if len(values) > 5 else "")
        said.append(_("Numbers are in: %(names)s.") % {"names": shown})
    else:
        said.append(_("No column holds numbers: every row may be one event."))
    if unique < 1:
        said.append(_("Some rows are about the same area and period: they may have to be added."))
    return " ".join(said)

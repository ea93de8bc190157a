"""Writes tables as files for others to work with: plain numbers, UTF-8, safe in spreadsheets; in pieces, never whole.

CSV is written without a byte order mark: every program but one reads it right without, and several stumble over it.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from math import isnan

import polars as pl

from peoplezones.ui.downloads import FORMULA_STARTS, safe_cell

from .. import store
from ..analysis.figures import Figures

LINE_END = "\r\n"  # RFC 4180
DECIMALS = 6
AT_ONCE = 2_000  # rows of a table of areas
NUMBERS = ("count", "denominator", "value", "low", "high", "shrunk")
NAMES = ("code", "name", "district", "window", *NUMBERS, "unit", "source", "licence", "note")


def plain(value: float) -> float | int | None:
    """A number as programs read it: whole ones without a point, nothing for one that is not known."""
    if isnan(value):
        return None
    return int(value) if float(value).is_integer() else round(float(value), DECIMALS)


def csv_lines(rows: Iterable[Sequence[object]]) -> str:
    lines = StringIO()
    csv.writer(lines, lineterminator=LINE_END).writerows([safe_cell(cell) for cell in row] for row in rows)
    return lines.getvalue()


def snapshot_as_csv(digest: str) -> Iterator[bytes]:
    """A table of the store, as many rows at once as it holds together; raises NotPossibleNow at once if it is gone."""
    path = store.path_of(digest)
    return _pieces(pl.scan_parquet(path), store.columns_of(digest))


def _pieces(table: pl.LazyFrame, names: Sequence[str]) -> Iterator[bytes]:
    yield csv_lines([names]).encode()
    start = 0
    while (rows := table.slice(start, store.ROW_GROUP).collect()).height:
        texts = [name for name, kind in rows.schema.items() if kind == pl.String]
        rows = rows.with_columns(_safe(pl.col(name)).alias(name) for name in texts)
        yield rows.write_csv(include_header=False, line_terminator=LINE_END, float_scientific=False).encode()
        start += rows.height


def _safe(text: pl.Expr) -> pl.Expr:
    risky = pl.any_horizontal(text.str.starts_with(start) for start in FORMULA_STARTS)
    return pl.when(risky).then(pl.lit("'") + text).otherwise(text)


def note_of(figures: Figures, place: int) -> str:
    """Why there is no value, and whether the figures are made up."""
    notes = [] if figures.indicator.dataset.is_official else ["illustrative"]
    if figures.hidden[place]:
        notes.append("suppressed")
    elif isnan(figures.value[place]):
        notes.append("not known")
    return "; ".join(notes)


def window_of(figures: Figures) -> str:
    """`2025-01 to 2025-12`, as periods are written in the table itself."""
    window = figures.window
    if not window:
        return ""
    return window[0] if len(window) == 1 else f"{window[0]} to {window[-1]}"


def figures_as_csv(figures: Figures, areas: Sequence[tuple[str, str, str]]) -> Iterator[bytes]:
    """Every area with what may be published of an indicator; `areas`: code, name and district in map order."""
    yield csv_lines([NAMES]).encode()
    dataset, window = figures.indicator.dataset, window_of(figures)
    numbers = [getattr(figures, name) for name in NUMBERS]
    beside = [figures.indicator.unit, f"{dataset.name}, {dataset.publisher}", dataset.licence]
    for start in range(0, len(areas), AT_ONCE):
        yield csv_lines(
            [*area, window, *(plain(column[place]) for column in numbers), *beside, note_of(figures, place)]
            for place, area in enumerate(areas[start : start + AT_ONCE], start)
        ).encode()

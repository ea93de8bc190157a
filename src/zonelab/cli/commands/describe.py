"""Knows `zonelab describe`: what a table of indicators holds and where to look twice; changes and judges nothing."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from zonelab.cli import completing, guesses, likeness, reading, vintages
from zonelab.cli.completing import Commands
from zonelab.cli.progress import Progress
from zonelab.indicators import describe, redundancy

_MOST = 10  # of a kind that are told one by one


def add(commands: Commands) -> None:
    command = commands.add_parser(
        "describe", help="report on a table of indicators: gaps, outliers, what says the same"
    )
    completing.csv(
        command.add_argument("indicators", type=Path, metavar="INDICATORS.csv", help="one row an area, with a heading")
    )
    command.add_argument("--code", metavar="COLUMN", help="column with the area codes (default: guessed)")
    command.add_argument(
        "--columns", metavar="A,B,…", type=lambda given: given.split(","), help="which columns (default: all numbers)"
    )
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    with Progress(sys.stderr).step("describing", "Looking at the table"):
        told = list(_told(options))
    print("\n".join(told))
    return 0


def _told(options: argparse.Namespace) -> Iterator[str]:
    guessed = guesses.guess(options.indicators, options.code)
    problems: list[str] = []
    table = reading.table(options.indicators, guessed.code, problems.append)
    keys = options.columns or [
        name for name in table.heading if name in (*guessed.indicators, *guessed.orders, *guessed.same)
    ]
    if not keys:
        raise reading.ReadingError(f"{options.indicators}: no column holds numbers. Add an indicator.")
    values = table.numbers(keys)
    areas = len(table.codes)
    yield f"{options.indicators}: areas {areas:,} (codes in {guessed.code!r}), columns of numbers {len(keys)}."
    for title, lines in (
        ("Rows and cells that cannot be read", problems),
        ("Codes", list(_codes(table))),
        ("Each column", list(_columns(values))),
        ("Areas that say the same", list(_same(values))),
        ("Columns that go together", list(_together(values))),
        ("Left out: text, people", list(_others(guessed))),
    ):
        if lines:
            yield f"\n{title}"
            yield from (f"  {line}" for line in lines[: 4 * _MOST])
            if len(lines) > 4 * _MOST:
                yield f"  and {len(lines) - 4 * _MOST} more"


def _codes(table: reading.Table) -> Iterator[str]:
    newer = vintages.of_2021(table.codes)
    if newer:
        yield f"{len(newer)} codes came with the census of 2021 ({newer[0]}): take boundaries of 2021."
    elif any(code[:3] in vintages.FIRST_OF_2021 for code in table.codes):
        yield "No code is of an area that came with the census of 2021: these may be areas of 2011."
    kinds = pd.Series([code[:3] for code in table.codes]).value_counts()
    if 1 < len(kinds) <= _MOST:
        yield "They begin with " + ", ".join(f"{start} ({count})" for start, count in kinds.items()) + "."


def _columns(values: pd.DataFrame) -> Iterator[str]:
    known = values.loc[:, values.notna().any()]
    for key in values.columns.difference(known.columns, sort=False):
        yield f"{key}: empty throughout."
    if known.empty:
        return
    width = max(map(len, known.columns))
    for shape in describe(known).shapes:
        column = known[shape.key].dropna()
        told = f"{shape.key:<{width}}  {column.min():g} to {column.max():g}, half above {column.median():g}"
        if shape.missing:
            told += f"; {shape.missing} empty"
        if column.min() == column.max():
            told += "; the same everywhere: it cannot tell areas apart"
        elif shape.outside:
            told += (
                f"; a few values lie far from the others (skewness {shape.skewness:.1f}, kurtosis {shape.kurtosis:.1f})"
            )
        elif abs(shape.skewness) > 1:
            told += f"; lopsided (skewness {shape.skewness:.1f})"
        yield told


def _same(values: pd.DataFrame) -> Iterator[str]:
    empty = values.index[values.isna().all(axis=1)]
    if len(empty):
        yield f"No value at all: {', '.join(empty[:_MOST])}{' and others' if len(empty) > _MOST else ''}."
    known = values.dropna(how="all")
    alike = known[known.duplicated(keep=False)]
    if len(alike) and values.shape[1] > 1:
        for _, rows in list(alike.groupby(list(alike.columns), dropna=False))[:_MOST]:
            yield f"The same in every column: {', '.join(rows.index[:_MOST])}. Is one a copy?"


def _together(values: pd.DataFrame) -> Iterator[str]:
    known = values.loc[:, values.nunique() > 1]
    if known.shape[1] < 2:
        return
    found = redundancy(known)
    yield from found.summary().splitlines()
    yield from likeness.sentences(found, _MOST)


def _others(guessed: guesses.Guessed) -> Iterator[str]:
    for what in ("name", "population", "district", "type"):
        column = getattr(guessed, what)
        if column:
            yield f"{column}: looks like the {what}."
    if guessed.words:
        yield f"Text: {', '.join(guessed.words[:_MOST])}."

"""Data sets of a few squares, made up for tests of what is worked out from them."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from peoplezones.places.models import Area, Dataset, Lookup
from tests.peoplezones.places.factories import AreaFactory, CodeChangeFactory, DatasetFactory, LookupFactory, keep


def code(number: int) -> str:
    return f"E{number:08d}"


def table(rows: Sequence[Sequence[Any]], *measures: str) -> pl.DataFrame:
    """Rows are (number of the area, period, value, …)."""
    schema = {"area": pl.String, "period": pl.String, **dict.fromkeys(measures, pl.Float64)}
    return pl.DataFrame([(code(row[0]), *row[1:]) for row in rows], schema=schema, orient="row")


def held(frame: pl.DataFrame, vintages: "int | Mapping[str, int]" = 2011, **about: Any) -> Dataset:
    """A data set whose snapshot holds this table."""
    if isinstance(vintages, int):
        vintages = dict.fromkeys(frame["period"].unique().sort(), vintages)
    return keep(DatasetFactory(**about), frame, dict(vintages))


def months(year: int) -> list[str]:
    return [f"{year}-{month:02d}" for month in range(1, 13)]


def squares(*populations: int, **about: Any) -> list[Area]:
    """Areas 1, 2, … in map order."""
    return [
        AreaFactory(position=place, code=code(place + 1), population=people, **about)
        for place, people in enumerate(populations)
    ]


def look_up(*changes: tuple[int, int, str, float, float], old: int = 2011, new: int = 2021) -> Lookup:
    """Changes are (old, new, kind, share of old, share of new)."""
    made = LookupFactory(old_vintage=old, new_vintage=new)
    for before, after, kind, of_old, of_new in changes:
        CodeChangeFactory(
            lookup=made, old=code(before), new=code(after), change=kind, share_of_old=of_old, share_of_new=of_new
        )
    return made

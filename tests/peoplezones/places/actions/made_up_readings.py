"""Entries and readings as readers hand them over, made up for tests of what is kept of them."""

from typing import Any

import polars as pl

from peoplezones.foundation import clock
from peoplezones.places.actions import Kept, keep_reading
from peoplezones.places.rows import DatasetEntry, IndicatorEntry, PeriodKind, Reading


def rate(key: str = "crime", **other: Any) -> IndicatorEntry:
    given: dict[str, Any] = {"numerator": ("crimes",), "denominator": "population", "per": 1000, "window": 1}
    return IndicatorEntry(key=key, name=f"Rate of {key}", unit="per 1,000 people", **(given | other))


def entry(**other: Any) -> DatasetEntry:
    given: dict[str, Any] = {
        "key": "crimes",
        "name": "Crimes",
        "publisher": "Nobody",
        "licence": "None",
        "layout": "made-up",
        "period_kind": PeriodKind.MONTH,
        "indicators": (rate(),),
    }
    return DatasetEntry(**(given | other))


def reading(rows: list[tuple[Any, ...]], measures: tuple[str, ...] = ("crimes",), **vintages: int) -> Reading:
    """Rows are (area, period, value, …); a period's vintage is 0 (to be found out) unless `y2025_01=2021` says it."""
    schema = {"area": pl.String, "period": pl.String, **dict.fromkeys(measures, pl.Float64)}
    frame = pl.DataFrame(rows, schema=schema, orient="row").sort("area", "period")
    said = {name[1:].replace("_", "-"): vintage for name, vintage in vintages.items()}
    found = {period: said.get(period, 0) for period in frame["period"].unique().sort()}
    return Reading(frame, found, {"rows read": frame.height})


def keep(about: DatasetEntry, read: Reading, *, name: str = "crimes.csv", digest: str = "d1", by: Any = None) -> Kept:
    return keep_reading(entry=about, reading=read, source_name=name, source_digest=digest, by=by, now=clock.now())

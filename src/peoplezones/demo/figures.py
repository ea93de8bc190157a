"""Makes the illustrative figures of the demo from demo-data/ by `zonelab.synthetic`, always the same.

Two data sets: what is asked of services, month by month; and how people are, year by year.
"""

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl

from peoplezones.places.actions import Source
from peoplezones.places.models import BoundarySet
from peoplezones.places.rows import AREA, PERIOD, DatasetEntry, IndicatorEntry, PeriodKind, Reading
from zonelab.synthetic import (
    DemandStream,
    SyntheticIndicator,
    SyntheticIndicators,
    demand,
    neighbourhoods,
    yearly_series,
)

SEED = 2018
CROWDED = 0.85  # need follows crowding more than chance, as it does in most counties
PERCENT = 100
SMALLEST_SHOWN = 5
MADE_UP = {"publisher": "People Zones demo", "licence": "MIT", "layout": "made-up", "is_official": False}


def illustrative(boundary_set: BoundarySet, folder: Path) -> Iterator[Source]:
    """The made-up data sets for the areas of a set; each is only made where it is not there yet."""
    streams = tomllib.loads((folder / "demand.toml").read_text(encoding="utf-8"))
    proportions = tomllib.loads((folder / "indicators.toml").read_text(encoding="utf-8"))
    made_from = hashlib.sha256(
        (folder / "demand.toml").read_bytes() + (folder / "indicators.toml").read_bytes() + boundary_set.digest.encode()
    ).hexdigest()
    kept: list[SyntheticIndicators] = []

    def need() -> SyntheticIndicators:
        if not kept:
            kept.append(_need(boundary_set, proportions))
        return kept[0]

    yield Source(_demand_entry(streams), "demand.toml", made_from, lambda: _contacts(boundary_set, streams, need()))
    entry = _circumstances_entry(proportions)
    yield Source(entry, "indicators.toml", made_from, lambda: _years(boundary_set, proportions, need()))


def _proportions(file: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Those that count people among others; rates come from what is asked of services."""
    return [entry for entry in file["indicator"] if entry["made"]["kind"] == "proportion"]


def _need(boundary_set: BoundarySet, file: Mapping[str, Any]) -> SyntheticIndicators:
    areas = list(boundary_set.areas.order_by("position").values_list("code", "longitude", "latitude", "population"))
    codes, longitude, latitude, population = zip(*areas, strict=True)
    return neighbourhoods(
        codes,
        longitude,
        latitude,
        population,
        [SyntheticIndicator(key=entry["key"], **entry["made"]) for entry in _proportions(file)],
        np.random.default_rng(SEED),
        crowded=CROWDED,
        counted=True,
    )


def _indicator(entry: Mapping[str, Any], **more: Any) -> IndicatorEntry:
    shared = ("name", "unit", "outcome", "demand", "demand_reason", "acted_on_by")
    return IndicatorEntry(**{field: entry[field] for field in shared}, **more)


def _demand_entry(file: Mapping[str, Any]) -> DatasetEntry:
    indicators = tuple(
        _indicator(
            stream,
            key=stream["indicator"],
            numerator=(stream["key"],),
            denominator="population",
            per=1000,
            window=12,
            polarity=stream["polarity"],
            agency=stream["agency"],
            feeds_choice=stream["feeds_choice"],
        )
        for stream in file["stream"]
    )
    return DatasetEntry(
        key="made-up-demand",
        name="What people ask of services, made up for the demo",
        period_kind=PeriodKind.MONTH,
        indicators=indicators,
        suppress_below=SMALLEST_SHOWN,
        **MADE_UP,
    )


def _circumstances_entry(file: Mapping[str, Any]) -> DatasetEntry:
    indicators = tuple(
        _indicator(
            entry,
            key=entry["key"],
            numerator=(entry["key"],),
            denominator=f"{entry['key']}-of",
            per=PERCENT,
            polarity="high" if entry["higher_is_more_need"] else "low",
        )
        for entry in _proportions(file)
    )
    return DatasetEntry(
        key="made-up-circumstances",
        name="How people are, made up for the demo",
        period_kind=PeriodKind.YEAR,
        indicators=indicators,
        **MADE_UP,
    )


def _contacts(boundary_set: BoundarySet, file: Mapping[str, Any], made: SyntheticIndicators) -> Reading:
    """Counts by area and month; the months that an agency did not deliver have no count."""
    people = list(boundary_set.areas.order_by("position").values_list("code", "population"))
    codes, population = zip(*people, strict=True)
    months = [str(month) for month in pd.period_range(file["first_month"], file["last_month"], freq="M")]
    rows = demand(
        codes,
        population,
        made.latent.to_numpy(),
        [
            DemandStream(key=one["key"], agency=one["agency"], kind=one["demand"], **one["made"])
            for one in file["stream"]
        ],
        months,
        np.random.default_rng(file["seed"]),
        missing={gap["agency"]: gap["months"] for gap in file["not_delivered"]},
    ).rows
    keys = [stream["key"] for stream in file["stream"]]
    wide = rows.pivot(index=["area", "month"], columns="demand", values="count").reset_index()
    return _reading(wide.rename(columns={"month": PERIOD}), keys, boundary_set.vintage)


def _years(boundary_set: BoundarySet, file: Mapping[str, Any], made: SyntheticIndicators) -> Reading:
    """Counts and whom they are among, by area and year."""
    yearly = file["yearly"]
    rows = yearly_series(
        made,
        yearly["years"],
        np.random.default_rng(yearly["seed"]),
        drift=yearly["drift"],
        trends=yearly["trends"],
    ).rows
    wide = rows.pivot(index=["area", "year"], columns="indicator", values=["count", "denominator"])
    wide.columns = [key if part == "count" else f"{key}-of" for part, key in wide.columns]
    wide = wide.reset_index()
    wide[PERIOD] = wide.pop("year").astype(str)
    return _reading(wide, [name for name in wide.columns if name not in (AREA, PERIOD)], boundary_set.vintage)


def _reading(wide: pd.DataFrame, measures: list[str], vintage: int) -> Reading:
    columns: dict[str, Any] = {AREA: wide[AREA].tolist(), PERIOD: wide[PERIOD].tolist()}
    for name in measures:
        columns[name] = pl.Series(wide[name].to_numpy(dtype=float), nan_to_null=True)
    frame = pl.DataFrame(columns).sort(AREA, PERIOD)
    vintages = {str(period): vintage for period in frame[PERIOD].unique().sort()}
    return Reading(frame, vintages, {"rows made up": frame.height})

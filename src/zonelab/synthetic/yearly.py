"""Knows how made-up indicators came to be what they are, year by year; knows no real figure of any place."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zonelab.core.provenance import Provenance, digest
from zonelab.core.version import version
from zonelab.synthetic.drawing import counted_value, drawn, seed_of, shifted
from zonelab.synthetic.neighbourhoods import SyntheticIndicators

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class SyntheticYears:
    """Made-up counts of several years and their known answers.

    rows: one row an indicator, area and year, in the order of the indicators, then of the areas, then of time;
    columns area, year (2021), indicator (its key), count, denominator (the people that the count is among) and
    value (in the indicator's unit: per 1,000, or 0 to 1; NaN where the denominator is 0); expected: the true rate
    or proportion of each row, on the same index; provenance: digests, and the seed where it is known.
    """

    rows: pd.DataFrame
    expected: "pd.Series[float]"
    provenance: Provenance


def yearly_series(
    made: SyntheticIndicators,
    years: Sequence[int],
    rng: np.random.Generator,
    *,
    drift: float = 0.05,
    trends: Mapping[str, float] | None = None,
) -> SyntheticYears:
    """Make up the years that led to counted indicators: the newest year is `made` itself, earlier ones drift.

    made: what `neighbourhoods(counted=True)` gave; years: ascending, each once; drift: standard deviation of one
    year's change of an area, on the log (rate) or logit (proportion) scale, 0 or more; trends: change a year that
    all areas share, by key of indicator, on that scale (0.02: about 2 % more each year for a rate); none: no
    trend. Denominators stay as they are. The same arguments and the same state of `rng` give the same data.
    Raises ValueError.

    >>> from zonelab.synthetic.neighbourhoods import SyntheticIndicator, neighbourhoods
    >>> absent = SyntheticIndicator("absent", "proportion", middle=0.2, spread=0.4, loading=0.6, of="pupils")
    >>> places = ["A", "B"], [-1.1, -1.2], [52.6, 52.7], [1500, 1600]
    >>> made = neighbourhoods(*places, [absent], np.random.default_rng(7), counted=True)
    >>> series = yearly_series(made, [2024, 2025], np.random.default_rng(8))
    >>> series.rows.columns.tolist(), len(series.rows)
    (['area', 'year', 'indicator', 'count', 'denominator', 'value'], 4)
    """
    trends = dict(trends or {})
    _check(made, years, drift, trends)
    counts, denominators = _counted(made)
    provenance = _provenance(made, years, rng, drift, trends)
    areas, steps = counts.index, np.diff(years)
    parts, truths = [], []
    for indicator in made.indicators:
        key, kind = indicator.key, indicator.kind
        changes = drift * np.sqrt(steps) * rng.normal(size=(len(areas), len(steps))) + trends.get(key, 0.0) * steps
        before = -np.cumsum(changes[:, ::-1], axis=1)[:, ::-1]  # of each earlier year, against the newest
        newest = made.expected[key].to_numpy()[:, None]
        true = np.hstack([shifted(kind, newest, before), newest])
        among = np.repeat(denominators[key].to_numpy()[:, None], len(years), axis=1)
        earlier = drawn(kind, true[:, :-1], among[:, :-1].astype(np.float64), rng)
        count = np.hstack([earlier, counts[key].to_numpy()[:, None]])
        value = counted_value(kind, count, among.astype(np.float64))
        parts.append({"count": count.ravel(), "denominator": among.ravel(), "value": value.ravel()})
        truths.append(true.ravel())
    keys = np.array([indicator.key for indicator in made.indicators], dtype=object)
    named = {
        "area": np.tile(np.repeat(areas.to_numpy(dtype=object), len(years)), len(keys)),
        "year": np.tile(np.asarray(years, dtype=np.int64), len(areas) * len(keys)),
        "indicator": np.repeat(keys, len(areas) * len(years)),
    }
    counted = {name: np.concatenate([part[name] for part in parts]) for name in ("count", "denominator", "value")}
    return SyntheticYears(
        rows=pd.DataFrame(named | counted),
        expected=pd.Series(np.concatenate(truths), name="expected"),
        provenance=provenance,
    )


def _counted(made: SyntheticIndicators) -> tuple[pd.DataFrame, pd.DataFrame]:
    if made.counts is None or made.denominators is None:
        raise ValueError("Only counted indicators have a series: call neighbourhoods with counted=True.")
    return made.counts, made.denominators


def _check(made: SyntheticIndicators, years: Sequence[int], drift: float, trends: Mapping[str, float]) -> None:
    if not len(years) or not (np.diff(years) > 0).all():
        raise ValueError(f"Give years from old to new, each once, not {list(years)}.")
    if not 0 <= drift < np.inf:
        raise ValueError(f"drift is 0 or more, not {drift}.")
    keys = [indicator.key for indicator in made.indicators]
    if unknown := sorted(set(trends) - set(keys)):
        raise ValueError(f"There is a trend for {unknown[0]!r}, which is none of {', '.join(keys)}.")
    if not np.isfinite(list(trends.values())).all():
        raise ValueError("Each trend is a finite number.")


def _provenance(
    made: SyntheticIndicators,
    years: Sequence[int],
    rng: np.random.Generator,
    drift: float,
    trends: Mapping[str, float],
) -> Provenance:
    inputs = {
        "made": digest([made.expected, made.counts, made.denominators]),
        "indicators": digest([asdict(indicator) for indicator in made.indicators]),
        "settings": digest([[int(year) for year in years], float(drift), dict(trends)]),
        "rng": digest(rng.bit_generator.state),
    }
    return Provenance(inputs, version(), seed_of(rng))

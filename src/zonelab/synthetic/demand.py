"""Knows how to make up what people ask of services, month by month, from one known need; knows no real count."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from zonelab.core.provenance import Provenance, digest
from zonelab.core.version import version
from zonelab.synthetic.drawing import overdispersed, seed_of, shifted

Floats = NDArray[np.float64]

_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
_YEAR = 12  # months


@dataclass(frozen=True)
class DemandStream:
    """One made-up stream of demand: what is asked of one agency, counted month by month.

    key: its name in the rows; agency: who is asked; kind: "reactive" (something has happened and asks for a
    response) or "developmental" (it helps people later); middle: median over areas of the rate, events per 1,000
    people a month, in the first month and apart from the season; spread: standard deviation of the areas' rates on
    the log scale; loading: their correlation with need on that scale, -1 to 1 (above 0: more need, more demand);
    overdispersion: of a month's count, variance = mean + overdispersion · mean²; season: how far the highest month
    lies above the year's mean, as a share of it, from 0 to under 1; peak: that month, 1 to 12; trend: change a
    year, as a share (0.02: 2 % more each year). Raises ValueError.
    """

    key: str
    agency: str
    kind: Literal["reactive", "developmental"]
    middle: float
    spread: float
    loading: float
    overdispersion: float = 0.0
    season: float = 0.0
    peak: int = 1
    trend: float = 0.0

    def __post_init__(self) -> None:
        rules = {
            "key and agency are not empty": bool(self.key and self.agency),
            "kind is reactive or developmental": self.kind in ("reactive", "developmental"),
            "middle is a number above 0": 0 < self.middle < np.inf,
            "spread is a number above 0": 0 < self.spread < np.inf,
            "loading lies from -1 to 1": -1 <= self.loading <= 1,
            "overdispersion is 0 or more": 0 <= self.overdispersion < np.inf,
            "season lies from 0 to under 1": 0 <= self.season < 1,
            "peak is a month, 1 to 12": self.peak in range(1, _YEAR + 1),
            "trend is above -1": -1 < self.trend < np.inf,
        }
        for rule, holds in rules.items():
            if not holds:
                raise ValueError(f"Stream {self.key!r}: {rule}.")


@dataclass(frozen=True, eq=False)
class SyntheticDemand:
    """Made-up demand and its known answers.

    rows: one row a stream, area and month, in the order of the streams, then of the areas, then of time; columns
    area, month ("2021-04"), demand (the stream's key), agency, kind ("reactive" or "developmental") and count (of
    events, 0 or more). A month that an agency did not deliver has no row: it is missing, never 0. expected: the
    true mean of each row's count, on the same index; levels: areas × streams, the true rate of each area, events
    per 1,000 people a month, in the first month and apart from the season; provenance: digests, and the seed where
    it is known.
    """

    rows: pd.DataFrame
    expected: "pd.Series[float]"
    levels: pd.DataFrame
    provenance: Provenance


def demand(
    areas: Sequence[str],
    populations: ArrayLike,
    need: ArrayLike,
    streams: Sequence[DemandStream],
    months: Sequence[str],
    rng: np.random.Generator,
    *,
    missing: Mapping[str, Sequence[str]] | None = None,
) -> SyntheticDemand:
    """Make up monthly counts of demand for areas whose need is known.

    areas: n codes, each once; populations: n people, above 0; need: n numbers, mean 0 and standard deviation 1 over
    the areas, higher = more need (`neighbourhoods(...).latent`: smooth over the map); months: "2021-04", ascending,
    each once; missing: agency to the months that it does not deliver. Counts are negative binomial. The same
    arguments and the same state of `rng` give the same data; streams added at the end do not change those before,
    and missing months do not change the others. Raises ValueError.

    >>> fires = DemandStream("fires", "Fire service", "reactive", middle=0.15, spread=0.6, loading=0.5)
    >>> place = ["A", "B"], [1500, 1600], [-1.0, 1.0]
    >>> late = {"Fire service": ["2021-05"]}
    >>> made = demand(*place, [fires], ["2021-04", "2021-05"], np.random.default_rng(7), missing=late)
    >>> made.rows[["area", "month", "demand", "agency", "kind"]].to_numpy().tolist()
    [['A', '2021-04', 'fires', 'Fire service', 'reactive'], ['B', '2021-04', 'fires', 'Fire service', 'reactive']]
    """
    people, needs = (np.asarray(given, dtype=np.float64) for given in (populations, need))
    missing = {agency: tuple(gone) for agency, gone in (missing or {}).items()}
    _check(areas, people, needs)
    _check_streams(streams, months, missing)
    provenance = _provenance(areas, people, needs, streams, months, missing, rng)
    counts, truths, levels = [], [], {}
    for stream in streams:
        noise = rng.normal(size=len(people))
        score = stream.loading * needs + np.sqrt(1 - stream.loading**2) * noise
        levels[stream.key] = shifted("rate", stream.middle, stream.spread * score)
        mean = np.outer(people * levels[stream.key] / 1000, _over_time(stream, months))
        counts.append(overdispersed(mean, stream.overdispersion, rng))
        truths.append(mean)
    delivered = np.array([[month not in missing.get(one.agency, ()) for month in months] for one in streams])
    rows = _rows(areas, streams, months, np.concatenate(counts).ravel())
    there = np.repeat(delivered, len(areas), axis=0).ravel()
    return SyntheticDemand(
        rows=rows[there].reset_index(drop=True),
        expected=pd.Series(np.concatenate(truths).ravel()[there], name="expected"),
        levels=pd.DataFrame(levels, index=pd.Index(areas, name="area")),
        provenance=provenance,
    )


def _over_time(stream: DemandStream, months: Sequence[str]) -> Floats:
    """What each month's rate is of the first month's, apart from the season there: trend and season."""
    number = np.array([_YEAR * int(month[:4]) + int(month[5:]) - 1 for month in months])
    season = 1 + stream.season * np.cos(2 * np.pi * (number % _YEAR - (stream.peak - 1)) / _YEAR)
    factors: Floats = season * (1 + stream.trend) ** ((number - number[0]) / _YEAR)
    return factors


def _rows(
    areas: Sequence[str], streams: Sequence[DemandStream], months: Sequence[str], counts: NDArray[np.int64]
) -> pd.DataFrame:
    """The tidy frame; its text columns are made of few texts many times, so they are put together by number."""
    n_streams, n_areas, n_months = len(streams), len(areas), len(months)
    stream = np.repeat(np.arange(n_streams), n_areas * n_months)
    texts = {
        "area": (areas, np.tile(np.repeat(np.arange(n_areas), n_months), n_streams)),
        "month": (months, np.tile(np.arange(n_months), n_streams * n_areas)),
        "demand": ([one.key for one in streams], stream),
        "agency": ([one.agency for one in streams], stream),
        "kind": ([one.kind for one in streams], stream),
    }
    columns = {name: np.array(few, dtype=object)[which] for name, (few, which) in texts.items()}
    return pd.DataFrame({**columns, "count": counts})


def _check(areas: Sequence[str], people: Floats, need: Floats) -> None:
    if not areas or len(set(areas)) != len(areas):
        raise ValueError("Give at least one area code, each once.")
    for name, given in (("population", people), ("need", need)):
        if given.shape != (len(areas),) or not np.isfinite(given).all():
            raise ValueError(f"Give one finite {name} for each of the {len(areas)} areas.")
    if not (people > 0).all():
        raise ValueError("Each area needs a population above 0.")


def _check_streams(
    streams: Sequence[DemandStream], months: Sequence[str], missing: Mapping[str, Sequence[str]]
) -> None:
    keys = [stream.key for stream in streams]
    if not keys or len(set(keys)) != len(keys):
        raise ValueError("Give at least one stream, each key once.")
    if not months or list(months) != sorted(set(months)):
        raise ValueError("Give months from old to new, each once.")
    for month in months:
        if not _MONTH.fullmatch(month):
            raise ValueError(f"A month is written as 2021-04, not {month!r}.")
    agencies = {stream.agency for stream in streams}
    for agency, gone in missing.items():
        if agency not in agencies:
            raise ValueError(f"No stream belongs to {agency!r}, so it has no missing months.")
        if unknown := sorted(set(gone) - set(months)):
            raise ValueError(f"{agency!r} cannot leave out {unknown[0]!r}, which is none of the months.")


def _provenance(
    areas: Sequence[str],
    people: Floats,
    need: Floats,
    streams: Sequence[DemandStream],
    months: Sequence[str],
    missing: Mapping[str, Sequence[str]],
    rng: np.random.Generator,
) -> Provenance:
    inputs = {
        "areas": digest([list(areas), people, need]),
        "streams": digest([asdict(stream) for stream in streams]),
        "months": digest(list(months)),
        "missing": digest(dict(missing)),
        "rng": digest(rng.bit_generator.state),
    }
    return Provenance(inputs, version(), seed_of(rng))

"""Knows how to make up indicator values from one known need; knows no real figure of any place."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from zonelab.core.provenance import Provenance, digest
from zonelab.core.version import version
from zonelab.synthetic.drawing import Kind, counted_value, drawn, seed_of, shifted
from zonelab.synthetic.fields import crowding, kilometres, smooth, standardised
from zonelab.synthetic.groups import GROUPS, Group, age_groups

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class SyntheticIndicator:
    """One made-up indicator.

    kind: "rate" (events per 1,000 people, lognormal) or "proportion" (0 to 1, logistic-normal); middle: its
    median, in that unit; spread: standard deviation on the log (rate) or logit (proportion) scale; loading:
    correlation with need on that scale, -1 to 1 (negative: a high value is less need); of: whom it is about
    (see `age_groups`), the denominator when it is counted. Raises ValueError.
    """

    key: str
    kind: Kind
    middle: float
    spread: float
    loading: float
    of: Group = "people"

    def __post_init__(self) -> None:
        if self.kind not in ("rate", "proportion"):
            raise ValueError(f"Indicator {self.key!r}: kind is rate or proportion, not {self.kind!r}.")
        if not (0 < self.middle < (np.inf if self.kind == "rate" else 1)):
            raise ValueError(f"Indicator {self.key!r}: {self.middle} cannot be the middle of a {self.kind}.")
        if not 0 < self.spread < np.inf:
            raise ValueError(f"Indicator {self.key!r}: spread is a number above 0, not {self.spread}.")
        if not -1 <= self.loading <= 1:
            raise ValueError(f"Indicator {self.key!r}: loading lies from -1 to 1, not {self.loading}.")
        if self.of not in GROUPS:
            raise ValueError(f"Indicator {self.key!r} is of {', '.join(GROUPS)}, not of {self.of!r}.")


@dataclass(frozen=True, eq=False)
class SyntheticIndicators:
    """Made-up values and their known answers.

    values: areas × indicators; expected: areas × indicators, the true rates and proportions that the values are
    counted from (the same as the values when nothing was counted); latent: the true need of each area, mean 0,
    standard deviation 1, higher = more need; loadings: correlation of each indicator with need that was asked
    for; counts: areas × indicators, events (rate) or people (proportion), or None when nothing was counted;
    denominators: areas × indicators, the people that each count is among, or None; indicators: as they were
    asked for; provenance: digests, and the seed where it is known.
    """

    values: pd.DataFrame
    expected: pd.DataFrame
    latent: "pd.Series[float]"
    loadings: "pd.Series[float]"
    counts: pd.DataFrame | None
    denominators: pd.DataFrame | None
    indicators: tuple[SyntheticIndicator, ...]
    provenance: Provenance


def neighbourhoods(
    codes: Sequence[str],
    longitude: ArrayLike,
    latitude: ArrayLike,
    population: ArrayLike,
    indicators: Sequence[SyntheticIndicator],
    rng: np.random.Generator,
    *,
    reach_km: float = 6.0,
    crowded: float = 0.5,
    counted: bool = False,
) -> SyntheticIndicators:
    """Make up indicators that share one need, smooth over the map and higher where many people live.

    codes: n area codes, each once; longitude, latitude: n degrees (WGS84); population: n people, above 0;
    reach_km: how far need stays alike; crowded: weight of crowding in need, 0 to 1, the rest is the smooth
    surface; counted: whole events or people are drawn (Poisson or binomial) among the people, adults, children,
    … that each indicator is of, and values made from these counts, so that small areas are noisier; a rate then
    is events per 1,000 of them as counted, and a value is NaN where an area has none of them. The same arguments
    and the same state of `rng` give the same data; indicators added at the end do not change those before.
    Raises ValueError.

    >>> burglary = SyntheticIndicator("burglary", "rate", middle=12, spread=0.5, loading=0.8)
    >>> places = ["A", "B", "C"], [-1.1, -1.2, -1.3], [52.6, 52.7, 52.6], [1500, 1600, 1400]
    >>> made = neighbourhoods(*places, [burglary], np.random.default_rng(7))
    >>> made.values.shape, round(float(made.latent.std(ddof=0)), 6), made.provenance.seed
    ((3, 1), 1.0, 7)
    """
    east, north, people = (np.asarray(given, dtype=np.float64) for given in (longitude, latitude, population))
    _check(codes, east, north, people, indicators)
    if not (reach_km > 0 and 0 <= crowded <= 1):
        raise ValueError(f"reach_km is above 0 and crowded from 0 to 1, not {reach_km} and {crowded}.")
    provenance = _provenance(codes, east, north, people, indicators, rng, (reach_km, crowded, counted))
    groups = age_groups(people, rng)
    places = kilometres(east, north)
    surface = standardised(smooth(places, reach_km, rng))
    need = np.sqrt(1 - crowded**2) * surface + crowded * standardised(crowding(places, people))
    latent = standardised(need)
    index = pd.Index(codes, name="code")
    values, expected, counts, among = (pd.DataFrame(index=index) for _ in range(4))
    for indicator in indicators:
        noise = rng.normal(size=len(people))
        score = indicator.loading * latent + np.sqrt(1 - indicator.loading**2) * noise
        true = shifted(indicator.kind, indicator.middle, indicator.spread * score)
        expected[indicator.key] = values[indicator.key] = true
        if counted:
            count = drawn(indicator.kind, true, groups[indicator.of], rng)
            counts[indicator.key] = count
            among[indicator.key] = groups[indicator.of].astype(np.int64)
            values[indicator.key] = counted_value(indicator.kind, count, groups[indicator.of])
    return SyntheticIndicators(
        values=values,
        expected=expected,
        latent=pd.Series(latent, index=index, name="need"),
        loadings=pd.Series({indicator.key: float(indicator.loading) for indicator in indicators}, name="loading"),
        counts=counts if counted else None,
        denominators=among if counted else None,
        indicators=tuple(indicators),
        provenance=provenance,
    )


def _check(
    codes: Sequence[str],
    east: Floats,
    north: Floats,
    people: Floats,
    indicators: Sequence[SyntheticIndicator],
) -> None:
    if len(codes) < 2 or len(set(codes)) != len(codes):
        raise ValueError("Give at least two area codes, each once.")
    for name, given in (("longitude", east), ("latitude", north), ("population", people)):
        if given.shape != (len(codes),) or not np.isfinite(given).all():
            raise ValueError(f"Give one finite {name} for each of the {len(codes)} areas.")
    if np.abs(east).max() > 180 or np.abs(north).max() > 90:
        raise ValueError("Longitude and latitude are degrees: -180 to 180 and -90 to 90.")
    if not (people > 0).all():
        raise ValueError("Each area needs a population above 0.")
    keys = [indicator.key for indicator in indicators]
    if not keys or len(set(keys)) != len(keys):
        raise ValueError("Give at least one indicator, each key once.")


def _provenance(
    codes: Sequence[str],
    east: Floats,
    north: Floats,
    people: Floats,
    indicators: Sequence[SyntheticIndicator],
    rng: np.random.Generator,
    settings: tuple[float, float, bool],
) -> Provenance:
    inputs = {
        "areas": digest([list(codes), east, north, people]),
        "indicators": digest([asdict(indicator) for indicator in indicators]),
        "settings": digest(settings),
        "rng": digest(rng.bit_generator.state),
    }
    return Provenance(inputs, version(), seed_of(rng))

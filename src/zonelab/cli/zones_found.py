"""Knows how zones, what they are like and a contrasting set are found, and keeps the rest where one cannot be had."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from zonelab.cli import zone_traits
from zonelab.cli.asked import Asked
from zonelab.cli.inputs import Inputs
from zonelab.cli.progress import Progress
from zonelab.cli.settings import Contrast, Sure, Zones
from zonelab.cli.varied_needs import varied_needs
from zonelab.indicators import ScoredAreas
from zonelab.regions import (
    ContrastError,
    ContrastingSets,
    ZoneSearch,
    ZoneSearchError,
    ZoneStability,
    contrasting_sets,
    search_zones,
    zone_stability,
)
from zonelab.regions.contrast import Contrast as Kind

_CONTRASTS: dict[str, Kind] = {
    "type": "types",
    "profile": "mean_distance",
    "most_alike": "smallest_distance",
}


@dataclass(frozen=True, eq=False)
class ZonesFound:
    """What was found of zones; None = not asked for or not possible. lost: why something that was asked for is not."""

    search: ZoneSearch | None = None
    stability: ZoneStability | None = None
    traits: pd.DataFrame | None = None
    sets: ContrastingSets | None = None
    lost: tuple[str, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a reader must know, in the order of the steps."""
        said = [] if self.search is None else list(self.search.warnings)
        said += [] if self.sets is None else self.sets.warnings
        return (*said, *self.lost)


def zones_found(asked: Asked, inputs: Inputs, score: ScoredAreas, progress: Progress, n_jobs: int) -> ZonesFound:
    """Search for zones and for a contrasting set, as far as asked for.

    Where there is no zone, or no set, the answer says why: what was found before is worth keeping. Takes for
    granted that the files can give what is asked for (`fitting`).
    """
    zones, contrast = asked.zones, asked.contrast
    if zones is None:
        return ZonesFound()
    try:
        with progress.step("zones", "Searching for zones") as step:
            search = _search(zones, asked.sure.seed, inputs, score, n_jobs, step.told)
    except ZoneSearchError as error:
        return ZonesFound(lost=(f"{asked.path.name}, [zones]: {error}",))
    traits = zone_traits.of(search, inputs, score)
    stability, sets, lost = None, None, []
    try:
        with progress.step("stability", "Searching again with other weights") as step:
            stability = _stability(zones, asked.sure, inputs, score, n_jobs, step.told)
    except ZoneSearchError as error:
        lost.append(f"{asked.path.name}, [zones], with other weights: {error}")
    if contrast is not None and len(traits) < contrast.k:
        lost.append(f"A contrasting set has {contrast.k} zones, and {len(traits)} were found: there is none.")
    elif contrast is not None:
        try:
            with progress.step("sets", "Finding contrasting sets"):
                sets = _contrasting(contrast, traits, zones.seconds)
        except ContrastError as error:
            lost.append(f"{asked.path.name}, [contrast]: {error}")
    return ZonesFound(search, stability, traits, sets, tuple(lost))


def _search(
    asked: Zones, seed: int, inputs: Inputs, score: ScoredAreas, n_jobs: int, told: Callable[[float, float], None]
) -> ZoneSearch:
    graph, people = inputs.areas.graph, inputs.population
    assert graph is not None
    assert people is not None
    need = pd.Series(score.score, index=score.codes).reindex(graph.codes)
    # An area without a score is in no zone: nobody could say what the zone's need is.
    scored = need.notna().to_numpy()
    kept = graph.codes[scored]
    perimeter = inputs.areas.perimeter if graph.border is not None else None
    district = inputs.described["district"] if asked.keeps_to_districts else None
    return search_zones(
        need[kept],
        people[kept],
        graph.part(scored),
        low=asked.low,
        high=asked.high,
        objective=asked.objective,
        threshold=asked.threshold,
        penalty=asked.penalty,
        perimeter=None if perimeter is None else perimeter[kept],
        containing=asked.containing,
        avoiding=asked.avoiding,
        how_many=asked.how_many,
        district=None if district is None else district[kept],
        most_per_district=asked.most_per_district,
        jointly=asked.jointly,
        way=asked.way,
        rng=np.random.default_rng(seed),
        n_jobs=n_jobs,
        seconds=asked.seconds,
        progress=told,
    )


def _stability(
    zones: Zones, sure: Sure, inputs: Inputs, score: ScoredAreas, n_jobs: int, told: Callable[[float, float], None]
) -> ZoneStability | None:
    """How often each zone is the best under other weights; None where there are none, or other limits decide too."""
    graph, people = inputs.areas.graph, inputs.population
    assert graph is not None
    assert people is not None
    weighed = sum(share > 0 for share in score.prepared.specification.group_shares().values())
    limited = zones.containing or zones.avoiding or zones.keeps_to_districts
    if not sure.zone_draws or weighed < 2 or limited:
        return None
    rng = np.random.default_rng(sure.seed)
    needs = varied_needs(score, sure.zone_draws, sure.concentration, rng)
    part = graph.part(graph.codes.isin(needs.columns))
    perimeter = inputs.areas.perimeter if graph.border is not None else None
    return zone_stability(
        needs[part.codes].to_numpy(),
        people[part.codes],
        part,
        low=zones.low,
        high=zones.high,
        objective=zones.objective,
        threshold=zones.threshold,
        penalty=zones.penalty,
        perimeter=None if perimeter is None else perimeter[part.codes],
        rng=rng,
        n_jobs=n_jobs,
        progress=told,
    )


def _contrasting(asked: Contrast, traits: pd.DataFrame, seconds: float) -> ContrastingSets:
    profile = [str(name) for name in traits if str(name).startswith(zone_traits.PROFILE)]
    return contrasting_sets(
        traits,
        asked.k,
        contrast=_CONTRASTS[asked.by],
        weight=asked.weight,
        profile=[] if asked.by == "type" else profile,
        must_have=asked.must_have,
        most_per_district=1 if asked.one_per_district else None,
        most_per_partnership=asked.most_per_partnership,
        seconds=seconds,
    )

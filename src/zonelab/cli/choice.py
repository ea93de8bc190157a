"""Knows the order in which a choice is made and keeps what each step found; each step itself is another part's."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
import pandas as pd

from zonelab.cli import zone_traits
from zonelab.cli.asked import Asked
from zonelab.cli.inputs import Inputs
from zonelab.cli.progress import Progress
from zonelab.cli.settings import Sure, Zones
from zonelab.cli.varied_needs import varied_needs
from zonelab.indicators import (
    Description,
    HotSpots,
    Method,
    RankSensitivity,
    RankUncertainty,
    Redundancy,
    ScoredAreas,
    Specification,
    describe,
    getis_ord,
    rank_sensitivity,
    rank_uncertainty,
    redundancy,
    score_areas,
)
from zonelab.indicators.specification import NORMALISATIONS
from zonelab.indicators.values import ValuesError
from zonelab.regions import ZoneSearch, ZoneStability, search_zones, zone_stability

_MANY = 5_000
AREA_COLUMNS = ["code", "score", "rank", "rank_low", "rank_high", "p_top_k", "label"]


class ContrastingSets(Protocol):
    """Sets of zones that differ, each with its need and its contrast."""

    @property
    def warnings(self) -> tuple[str, ...]: ...
    @property
    def assumptions(self) -> tuple[str, ...]: ...
    def to_frame(self) -> pd.DataFrame: ...
    def summary(self) -> str: ...


@dataclass(frozen=True)
class RankedArea:
    """One area with a score; rank 1 = most need; low, high: the ranks that it has in nine draws of ten."""

    code: str
    name: str
    score: float
    rank: int
    low: int
    high: int
    chance: float
    label: str


@dataclass(frozen=True, eq=False)
class Choice:
    """Everything that was found, in the order of the steps; None = not asked for or not possible."""

    asked: Asked
    inputs: Inputs
    score: ScoredAreas
    sure: RankUncertainty
    sensitivity: RankSensitivity | None
    gathering: HotSpots | None
    shapes: Description
    alike: Redundancy | None
    search: ZoneSearch | None
    stability: ZoneStability | None
    traits: pd.DataFrame | None
    sets: ContrastingSets | None

    @cached_property
    def areas(self) -> pd.DataFrame:
        """One row an area, most need first: code, score, rank, rank_low, rank_high, p_top_k, label."""
        told = self.sure.to_frame()
        table = self.score.to_frame()[["score", "rank"]].join(told[["rank_low", "rank_high", "p_top_k", "label"]])
        table["label"] = table["label"].fillna("")  # left out: too few of its values are known
        for name in ("rank_low", "rank_high"):
            table[name] = table[name].astype("Int64")
        table = table.rename_axis("code").reset_index()
        # By code where ranks are level, so that the order of the files changes nothing.
        return table.sort_values(["rank", "code"], na_position="last", ignore_index=True)[AREA_COLUMNS]

    @cached_property
    def ranked(self) -> tuple[RankedArea, ...]:
        """The areas that have a rank, most need first."""
        table = self.areas.dropna(subset=["rank"])
        return tuple(
            RankedArea(code, self.inputs.name_of(code), score, int(rank), int(low), int(high), chance, label)
            for code, score, rank, low, high, chance, label in table.itertuples(index=False, name=None)
        )

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a reader must know, each once, in the order of the steps."""
        said = [*self.inputs.notes, *self.score.warnings, *self.sure.warnings]
        said += [] if self.search is None else self.search.warnings
        said += [] if self.sets is None else self.sets.warnings
        return tuple(dict.fromkeys(said))


def choose(asked: Asked, inputs: Inputs, progress: Progress, n_jobs: int) -> Choice:
    """Score, say how sure the ranks are, look for zones and for a contrasting set.

    The seed of the specification starts every step afresh, so that one more step changes no other.
    Raises ValueError, with what to do.
    """
    spec = asked.specification
    with progress.step("describing", "Looking at the data"):
        check_values(inputs)
        shapes = describe(inputs.values)
        alike = redundancy(inputs.values) if inputs.values.shape[1] > 1 else None
    with progress.step("scoring", "Scoring the areas"):
        score = scored(spec, inputs)
    methods = methods_of(asked.sure, spec)
    error = _doubt_of_filled(score)
    with progress.step("ranks", "Finding out how sure the ranks are"):
        sure = rank_uncertainty(
            score,
            draws=asked.sure.draws,
            concentration=asked.sure.concentration,
            methods=methods,
            indicator_error=error,
            k=asked.sure.k,
            rng=np.random.default_rng(asked.sure.seed),
            n_jobs=n_jobs,
        )
    with progress.step("sensitivity", "Finding out what the ranks hang on"):
        sensitivity = _sensitivity(asked.sure, score, methods, error)
    gathering = None
    if inputs.areas.graph is not None:
        with progress.step("hot spots", "Finding out where need gathers"):
            gathering = _gathering(asked.sure.seed, inputs, score)
    search = traits = stability = None
    if asked.zones is not None:
        with progress.step("zones", "Searching for zones") as step:
            search = _search(asked.zones, asked.sure.seed, inputs, score, n_jobs, step.told)
        traits = zone_traits.of(search, inputs, score)
        with progress.step("stability", "Searching again with other weights") as step:
            stability = _stability(asked.zones, asked.sure, inputs, score, n_jobs, step.told)
    return Choice(asked, inputs, score, sure, sensitivity, gathering, shapes, alike, search, stability, traits, None)


def check_values(inputs: Inputs) -> None:
    """Refuse values that cannot be scored, by the name of their file."""
    if not len(inputs.values):
        raise ValueError(f"{inputs.table.path}: there is no area left to score.")
    for key in inputs.values.columns[inputs.values.isna().all()]:
        raise ValueError(
            f"{inputs.table.path}, column {key!r}: it has no value for any area. Fill it, or take it out of the "
            f"specification."
        )


def methods_of(sure: Sure, spec: Specification) -> tuple[Method, ...]:
    """The stated way to reckon first, then the others that were named, each once; none if none was named."""
    bounded = spec.normalisation if spec.normalisation != "z" else "percentile"
    named = [
        Method(name) if name in NORMALISATIONS else Method(bounded, name)  # type: ignore[arg-type]  # settings know both
        for name in sure.methods
    ]
    return tuple(dict.fromkeys([Method(spec.normalisation, spec.mean), *named])) if named else ()


def scored(spec: Specification, inputs: Inputs) -> ScoredAreas:
    graph = inputs.areas.graph
    try:
        return score_areas(
            inputs.values,
            spec,
            groups=inputs.described.get("district"),
            graph=None if graph is None else graph.part(graph.codes.isin(inputs.values.index)),
            population=inputs.population,
            lookup=inputs.lookup,
        )
    except ValuesError as error:
        raise ValueError(f"{inputs.table.path}: {error}") from error


def _doubt_of_filled(score: ScoredAreas) -> pd.DataFrame | None:
    """Standard errors of what was filled in, for the areas and indicators that were kept; None where nothing was."""
    kept = score.doubt.loc[score.prepared.codes, list(score.prepared.specification.keys)]
    return kept if (kept > 0).any(axis=None) else None


def _sensitivity(
    sure: Sure, score: ScoredAreas, methods: tuple[Method, ...], error: pd.DataFrame | None
) -> RankSensitivity | None:
    weighed = sum(share > 0 for share in score.prepared.specification.group_shares().values())
    if not sure.sensitivity_draws or (weighed < 2 and len(methods) < 2 and error is None):
        return None
    return rank_sensitivity(
        score,
        draws=sure.sensitivity_draws,
        concentration=sure.concentration,
        methods=methods,
        indicator_error=error,
        k=sure.k,
        rng=np.random.default_rng(sure.seed),
    )


def _gathering(seed: int, inputs: Inputs, score: ScoredAreas) -> HotSpots | None:
    """Getis-Ord G* of the scores: beside them and not a part of them; None where there is too little to say."""
    graph = inputs.areas.graph
    assert graph is not None
    need = pd.Series(score.score, index=score.codes).reindex(graph.codes)
    if need.nunique() < 2 or not len(graph.edges):
        return None
    permutations = 9_999 if len(graph) <= _MANY else 999  # a whole country: a tenth, or it takes minutes
    return getis_ord(need, graph, permutations=permutations, rng=np.random.default_rng(seed))


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
    if asked.penalty > 0 and perimeter is None:
        raise ValueError(
            "[zones]: a penalty for long boundaries needs the perimeter of each area and the length of its borders. "
            "Give --areas, or --perimeters and a column border in --edges."
        )
    district = inputs.described.get("district") if asked.keeps_to_districts else None
    if asked.keeps_to_districts and district is None:
        raise ValueError("[zones]: limits by district need the district of each area. Name its column: --district.")
    try:
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
    except ValueError as error:
        raise ValueError(f"[zones]: {error}") from error


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

"""Knows the order in which a choice is made and keeps what each step found; each step itself is another part's."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from zonelab.cli import fitting
from zonelab.cli.asked import Asked
from zonelab.cli.inputs import Inputs
from zonelab.cli.progress import Progress
from zonelab.cli.settings import Sure
from zonelab.cli.zones_found import ZonesFound, zones_found
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
from zonelab.regions import ContrastingSets, ZoneSearch, ZoneStability

_MANY = 5_000
AREA_COLUMNS = ["code", "score", "rank", "rank_low", "rank_high", "p_top_k", "label"]


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
    found: ZonesFound

    @property
    def search(self) -> ZoneSearch | None:
        return self.found.search

    @property
    def stability(self) -> ZoneStability | None:
        return self.found.stability

    @property
    def traits(self) -> pd.DataFrame | None:
        return self.found.traits

    @property
    def sets(self) -> ContrastingSets | None:
        return self.found.sets

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
        said += self.found.warnings
        if self.search is not None and self.inputs.areas.boundaries is None:
            said.append("There is no map, so zones.geojson has no shapes. Give --areas to have the zones as shapes.")
        return tuple(dict.fromkeys(said))


def choose(asked: Asked, inputs: Inputs, progress: Progress, n_jobs: int) -> Choice:
    """Score, say how sure the ranks are, look for zones and for a contrasting set.

    The seed of the specification starts every step afresh, so that one more step changes no other.
    Raises ValueError, with what to do.
    """
    fitting.check(asked, inputs)
    spec = asked.specification
    with progress.step("describing", "Looking at the data"):
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
            k=asked.sure.top(len(inputs.values)),
            rng=np.random.default_rng(asked.sure.seed),
            n_jobs=n_jobs,
        )
    with progress.step("sensitivity", "Finding out what the ranks hang on"):
        sensitivity = _sensitivity(asked.sure, score, methods, error)
    gathering = None
    if inputs.areas.graph is not None:
        with progress.step("hot spots", "Finding out where need gathers"):
            gathering = _gathering(asked.sure.seed, inputs, score)
    found = zones_found(asked, inputs, score, progress, n_jobs)
    return Choice(asked, inputs, score, sure, sensitivity, gathering, shapes, alike, found)


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
        k=sure.top(len(score.codes)),
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

"""Knows how sure a rank is when weights, methods and values could have been others; chooses none of them.

Method: Monte Carlo. Each draw takes weights around the stated ones, one of the methods and values with fresh error,
and ranks all areas. Sources: Saisana, Saltelli and Tarantola (2005), Uncertainty and sensitivity analysis techniques
as tools for the quality assessment of composite indicators, Journal of the Royal Statistical Society A 168(2); OECD
and JRC (2008), Handbook on Constructing Composite Indicators, step 7.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from zonelab.core.provenance import Provenance, digest
from zonelab.core.results import Shapes, features
from zonelab.core.version import version
from zonelab.indicators.composite import Prepared, prepare
from zonelab.indicators.rank_counts import count_ranks
from zonelab.indicators.rank_methods import Method, Scorer, checked_errors, scorers
from zonelab.indicators.scored_areas import ScoredAreas
from zonelab.indicators.scoring import score_areas
from zonelab.indicators.specification import Specification, SpecificationError
from zonelab.indicators.turning_points import TurningPoint, checked_k, turning_points
from zonelab.indicators.values import ValuesError
from zonelab.indicators.weight_draws import Levels, shares_of

Floats = NDArray[np.float64]

LOW, HIGH = 0.05, 0.95
ROBUST, DEPENDS, NOT = "robust", "depends", "not"


@dataclass(frozen=True, eq=False)
class RankUncertainty:
    """How sure the ranks are; arrays with one entry an area, read-only, NaN (label: empty) = no score.

    rank: at the stated weights, 1 = most need; median, low, high: ranks that half, 5 % and 95 % of the draws reach
    or pass; mean_score: over the draws on the scale of the stated normalisation; chance: of a rank ≤ k, 0 to 1;
    chance_error: standard error of `chance` from the number of draws; label: "robust" = in the top k in at least
    95 % of the draws (high ≤ k), "not" = in less than 5 % (low > k), "depends" = between; turning_points: which
    single weight alters the top k soonest; concentration: of the weights, None = weights were given draw by draw.
    """

    codes: "pd.Index[str]"
    rank: Floats
    median: Floats
    low: Floats
    high: Floats
    mean_score: Floats
    chance: Floats
    chance_error: Floats
    label: NDArray[np.str_]
    k: int
    draws: int
    concentration: float | None
    methods: tuple[Method, ...]
    with_error: bool
    turning_points: tuple[TurningPoint, ...]
    warnings: tuple[str, ...]
    specification: Specification
    provenance: Provenance

    def to_frame(self) -> pd.DataFrame:
        """One row an area, index = code."""
        return pd.DataFrame(
            {
                "rank": self.rank,
                "rank_median": self.median,
                "rank_low": self.low,
                "rank_high": self.high,
                "mean_score": self.mean_score,
                "p_top_k": self.chance,
                "label": self.label,
            },
            index=self.codes,
        )

    def to_geojson(self, boundaries: Shapes) -> dict[str, Any]:
        """A FeatureCollection with the columns of `to_frame`. Raises ResultError for areas without a boundary."""
        return features(boundaries, self.to_frame())

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the answer takes for granted, in words."""
        said = [
            "Weights within a group stay as they are; only the weights of the groups change.",
            f"An area is robust in the top {self.k} when it is there in at least 95 % of the draws, and out when it "
            "is there in less than 5 %.",
        ]
        if self.concentration is not None and len(self.specification.groups) > 1:
            everywhere = ", at every level of groups" if self.specification.above else ""
            said.append(
                f"Weights are drawn around the stated ones{everywhere} (Dirichlet, concentration "
                f"{self.concentration:g}): a group with a quarter of all weight is off by "
                f"{_off(self.concentration):.0%} of that, up or down, in a typical draw."
            )
        if len(self.methods) > 1:
            said.append(f"Each of the {len(self.methods)} methods is as likely as the others.")
        if self.with_error:
            said.append(
                "Errors in the values are normal and independent of each other. They move an area on the scale; the "
                "scale itself stays that of the stated values."
            )
        else:
            said.append("The values are taken as exact.")
        return tuple(said)

    def summary(self) -> str:
        """The answer in words."""
        count = {label: int(np.count_nonzero(self.label == label)) for label in (ROBUST, DEPENDS, NOT)}
        lines = [
            f"Areas that are in the top {self.k} in at least 95 % of {self.draws} draws: {count[ROBUST]}. It depends, "
            f"for {count[DEPENDS]}. In the top in less than 5 % of the draws: {count[NOT]}."
        ]
        if self.turning_points and self.turning_points[0].change is not None:
            lines.append(f"What alters the top soonest: {self.turning_points[0].summary()}")
        return "\n".join((*lines, *self.warnings))


def rank_uncertainty(
    given: Prepared | ScoredAreas | Specification,
    values: pd.DataFrame | None = None,
    *,
    draws: int = 10_000,
    concentration: float | None = None,
    weights: ArrayLike | None = None,
    methods: Sequence[Method] = (),
    indicator_error: pd.DataFrame | None = None,
    k: int = 10,
    rng: np.random.Generator,
    n_jobs: int | None = None,
) -> RankUncertainty:
    """Rank the areas again and again, and say how far each rank can be trusted.

    given: what `score_areas` or `prepare` made, or a specification with `values` (its steps are carried out). Areas
    that `score_areas` left out have no place in the answer.
    concentration: of the Dirichlet distribution of the group weights around the stated shares s: each has the
    variance s (1 − s) / (concentration + 1). Not given: that at which a group of average weight is off by a quarter
    of its weight (`concentration_for`); higher means surer of the weights. A weight of 0 stays 0. Where groups lie in
    groups, weights are drawn at every level, among those that lie side by side.
    weights: instead of that, own draws × lowest groups, for example the weights that several people gave, or those of
    another design; zero or more, of any sum; `draws` is then not looked at.
    methods: each draw takes one of them, all alike likely; not given: the stated normalisation and mean.
    indicator_error: standard errors, areas × indicators, in the units of the values; a column that is not given
    is exact. Errors are normal, and fresh in each draw.
    k: how many areas are at the top. n_jobs: threads, −1 = one a core, None = one, or what the caller's
    `joblib.parallel_config` says; another back end set there (processes, Dask, Ray) is used. They change the time, and
    nothing in the answer.
    Memory: draws × areas × 2 bytes, but at most .7 GB; more than that is worked off in parts, more slowly.
    Raises SpecificationError and ValuesError, both ValueErrors.

    >>> from zonelab.indicators import Indicator
    >>> spec = Specification((Indicator("burglary", "safe"), Indicator("asthma", "well")), {"safe": 1, "well": 1})
    >>> table = pd.DataFrame({"burglary": [9.0, 7, 1], "asthma": [8.0, 9, 2]}, index=["A", "B", "C"])
    >>> found = rank_uncertainty(spec, table, k=2, draws=1000, rng=np.random.default_rng(1))
    >>> found.low.tolist(), found.high.tolist(), found.label.tolist()
    ([1.0, 1.0, 3.0], [2.0, 2.0, 3.0], ['robust', 'robust', 'not'])
    """
    prepared = prepared_of(given, values)
    checked_k(k)
    _check_whole(draws, n_jobs)
    inputs = inputs_of(prepared, indicator_error, rng)
    shares = np.array(list(prepared.specification.group_shares().values()))
    if weights is not None:
        drawn = _checked_weights(weights, len(shares), concentration)
        inputs["weights"] = digest(drawn)
    else:
        drawn, concentration = _drawn_weights(prepared.specification, concentration, draws, rng)
    stated_method = Method(prepared.specification.normalisation, prepared.specification.mean)
    chosen = tuple(methods) or (stated_method,)
    errors = checked_errors(prepared, indicator_error)
    groups = (shares > 0) | (drawn > 0).any(axis=0)
    areas = areas_by_code(prepared, groups)
    plan = _Draws(
        scorers(prepared, chosen, areas, groups, errors),
        np.ascontiguousarray(drawn[:, groups]),
        rng.integers(len(chosen), size=len(drawn)),
        int(rng.integers(2**63)),
        stated_method.bounded,
    )
    counts = count_ranks(plan.scores, len(drawn), len(areas), (0.5, LOW, HIGH), k, n_jobs)
    median, low, high = (_placed(row, areas, prepared) for row in counts.at)
    chance = counts.in_top / len(drawn)
    stated = prepared.weigh()
    return RankUncertainty(
        codes=prepared.codes,
        rank=stated.rank,
        median=median,
        low=low,
        high=high,
        mean_score=_placed(counts.score_sum / (counts.scored or np.nan), areas, prepared),
        chance=_placed(chance, areas, prepared),
        chance_error=_placed(np.sqrt(chance * (1 - chance) / len(drawn)), areas, prepared),
        label=_labels(low, high, k),
        k=k,
        draws=len(drawn),
        concentration=concentration,
        methods=chosen,
        with_error=errors is not None,
        turning_points=() if prepared.specification.mean == "copeland" else turning_points(prepared, k),
        warnings=(*stated.warnings, *_warnings(stated.rank, k, len(drawn))),
        specification=prepared.specification,
        provenance=Provenance(inputs, version()),
    )


def prepared_of(given: Prepared | ScoredAreas | Specification, values: pd.DataFrame | None) -> Prepared:
    if isinstance(given, Specification):
        if values is None:
            raise ValuesError("A specification needs a table of values with it. Give values, or what prepare() made.")
        return score_areas(values, given).prepared if given.has_steps else prepare(values, given)
    if values is not None:
        raise ValuesError("What prepare() or score_areas() made has its values already. Leave values out.")
    return given.prepared if isinstance(given, ScoredAreas) else given


def areas_by_code(prepared: Prepared, groups: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Places of the areas that have a score, by code, so that the order of the table does not matter."""
    known = np.flatnonzero(~np.isnan(prepared.group_means[:, groups]).any(axis=1))
    if not len(known):
        raise ValuesError("No area has a score: each lacks every value of a group with weight. Fill gaps first.")
    return known[np.argsort(prepared.codes.to_numpy()[known])]


def inputs_of(prepared: Prepared, errors: pd.DataFrame | None, rng: np.random.Generator) -> dict[str, str]:
    """Digests of what an answer is made from; to be taken before `rng` is used."""
    inputs = {
        "values": prepared.values_digest,
        "specification": digest(prepared.specification.as_mapping()),
        "rng": digest(rng.bit_generator.state),
    }
    return inputs if errors is None else inputs | {"indicator_error": digest(errors)}


@dataclass(frozen=True, eq=False)
class _Draws:
    """All draws: weights (draws × groups), method of each, and the seed of the errors."""

    scorers: tuple[Scorer, ...]
    weights: Floats
    which: NDArray[np.int64]
    seed: int
    bounded: bool

    def scores(self, block: slice) -> tuple[Floats, NDArray[np.bool_] | None]:
        weights, which = self.weights[block], self.which[block]
        rng = np.random.default_rng([self.seed, block.start])  # by block, so that jobs change nothing
        if len(self.scorers) == 1:
            scorer = self.scorers[0]
            scores = scorer.scores(weights, rng)
            return scores, None if scorer.method.bounded == self.bounded else np.zeros(len(weights), dtype=bool)
        scores = np.empty((len(weights), len(self.scorers[0].means)))
        alike = np.zeros(len(weights), dtype=bool)
        for number, scorer in enumerate(self.scorers):
            rows = which == number
            scores[rows] = scorer.scores(weights[rows], rng)
            alike |= rows & (scorer.method.bounded == self.bounded)
        return scores, alike


def _check_whole(draws: int, n_jobs: int | None) -> None:
    if isinstance(draws, bool) or not isinstance(draws, int) or draws < 1:
        raise SpecificationError(f"draws is a whole number of 1 or more, not {draws!r}.")
    if n_jobs is not None and (isinstance(n_jobs, bool) or not isinstance(n_jobs, int) or not n_jobs):
        raise SpecificationError(f"n_jobs is a whole number of jobs, or −1 for one a core, not {n_jobs!r}.")


def _drawn_weights(
    spec: Specification, concentration: float | None, draws: int, rng: np.random.Generator
) -> tuple[Floats, float]:
    levels = Levels.of(spec)
    return levels.weights(levels.gammas(concentration, draws, rng)), levels.concentration_at_top(concentration)


def _checked_weights(weights: ArrayLike, groups: int, concentration: float | None) -> Floats:
    if concentration is not None:
        raise SpecificationError("Give either a concentration or weights, not both.")
    drawn = np.array(weights, dtype=np.float64)
    if drawn.ndim != 2 or drawn.shape[1] != groups or not len(drawn):
        raise SpecificationError(f"Weights are a table, draws × {groups} groups, not of shape {drawn.shape}.")
    if not np.isfinite(drawn).all() or (drawn < 0).any() or not (drawn > 0).any(axis=1).all():
        raise SpecificationError("Weights are zero or more, and each draw needs one above 0. Mend the table.")
    return shares_of(drawn)


def _labels(low: Floats, high: Floats, k: int) -> NDArray[np.str_]:
    label = np.where(np.isnan(low), "", np.where(high <= k, ROBUST, np.where(low > k, NOT, DEPENDS)))
    label.setflags(write=False)
    return label


def _warnings(rank: Floats, k: int, draws: int) -> list[str]:
    said = []
    at_top = int(np.count_nonzero(rank <= k))
    scored = int(np.count_nonzero(~np.isnan(rank)))
    if at_top > k:
        said.append(f"{at_top} areas share the top {k}: the last of them are level. Say beforehand what decides then.")
    if k >= scored:
        said.append(f"Only {scored} areas have a score, so all of them are in the top {k}. Take a smaller k.")
    if draws < 1000:
        said.append(f"{draws} draws are few: a chance of 5 % may be off by {2 * np.sqrt(0.0475 / draws):.1%} or more.")
    return said


def _off(concentration: float) -> float:
    return float(np.sqrt(0.75 / 0.25 / (concentration + 1)))


def _placed(found: ArrayLike, areas: NDArray[np.int64], prepared: Prepared) -> Floats:
    everywhere = np.full(len(prepared.codes), np.nan)
    everywhere[areas] = found
    everywhere.setflags(write=False)
    return everywhere

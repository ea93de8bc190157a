"""Knows how much of the doubt in the ranks at the edge of the top comes from each weight, the method and the errors.

Method: variance-based sensitivity. Weights are independent gamma draws divided by their sum, which are Dirichlet
weights; the method and the whole error of the values are one choice more each. Sources: Saltelli and others (2010),
Variance based sensitivity analysis of model output, Computer Physics Communications 181(2) (first-order: Saltelli,
total: Jansen); Saisana, Saltelli and Tarantola (2005), Journal of the Royal Statistical Society A 168(2).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zonelab.core.provenance import Provenance
from zonelab.core.version import version
from zonelab.indicators.checks import named
from zonelab.indicators.composite import Prepared
from zonelab.indicators.rank_counts import blocks_of
from zonelab.indicators.rank_methods import Method, Scorer, checked_errors, scorers
from zonelab.indicators.ranks import TIE
from zonelab.indicators.scored_areas import ScoredAreas
from zonelab.indicators.specification import Specification, SpecificationError
from zonelab.indicators.turning_points import checked_k
from zonelab.indicators.uncertainty import areas_by_code, inputs_of, prepared_of
from zonelab.indicators.weight_draws import Levels

Floats = NDArray[np.float64]

METHOD, ERROR = "method", "error in the values"
_NEAR = 5  # areas on each side of the edge
_RESAMPLED = 200  # bootstrap samples for the sampling error
_FEWEST = 32


@dataclass(frozen=True, eq=False)
class RankSensitivity:
    """Where the doubt at the edge of the top k comes from. Tables are areas × choices, NaN = the rank never changes.

    codes: the areas at the edge, best stated rank first; choices: one for the weight of each group ("weight of
    …"), then "method" and "error in the values" where there are any; first: share of the variance of the rank that
    the choice explains alone (first-order Sobol index), total: with all that it does together with others;
    first_error, total_error: their standard errors, by bootstrap over the base draws; deviation: standard deviation
    of each area's rank. Small indices may come out below 0 by sampling.
    """

    codes: tuple[str, ...]
    choices: tuple[str, ...]
    first: pd.DataFrame
    total: pd.DataFrame
    first_error: pd.DataFrame
    total_error: pd.DataFrame
    deviation: "pd.Series[float]"
    k: int
    draws: int
    evaluations: int
    provenance: Provenance

    def to_frame(self) -> pd.DataFrame:
        """One row an area and choice."""
        named = ("first", "first_error", "total", "total_error")
        return pd.DataFrame(
            {
                "code": np.repeat(self.codes, len(self.choices)),
                "choice": self.choices * len(self.codes),
                **{name: getattr(self, name).to_numpy().ravel() for name in named},
            }
        )

    def summary(self) -> str:
        """The answer in words: what matters most, on average over the areas at the edge."""
        mean = self.total.mean().sort_values(ascending=False, kind="stable")
        if mean.isna().all():
            return f"No choice changes the ranks at the edge of the top {self.k}."
        listed = "; ".join(f"{choice} {share:.0%}" for choice, share in mean.head(3).items())
        return f"What the ranks at the edge of the top {self.k} hang on most (total effect): {listed}."

    @property
    def warnings(self) -> tuple[str, ...]:
        """Which ranks nothing changes."""
        still = self.deviation.index[self.deviation == 0]
        return (f"No choice changes the rank of {named(still)}.",) if len(still) else ()

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the answer takes for granted, in words."""
        return (
            "Choices are made independently of each other. Total effects sum to more than 1 where they act together.",
            f"Only the areas at the edge of the top {self.k} are looked at; others may hang on other choices.",
            f"With {self.draws} base draws the shares are rough: see their standard errors.",
        )


def rank_sensitivity(
    given: Prepared | ScoredAreas | Specification,
    values: pd.DataFrame | None = None,
    *,
    draws: int = 512,
    concentration: float | None = None,
    methods: Sequence[Method] = (),
    indicator_error: pd.DataFrame | None = None,
    k: int = 10,
    rng: np.random.Generator,
) -> RankSensitivity:
    """Split the doubt in the ranks of the areas at the edge of the top k by what makes it.

    Arguments as in `rank_uncertainty`; the edge is up to five areas on each side of it, at the stated weights.
    draws: base draws of Saltelli's design, 32 or more; the ranks are reckoned draws × (choices + 2) times.
    A group without weight, a single method and exact values are no choice. One group alone, with one method and no
    error, leaves no choice at all: SpecificationError.

    >>> from zonelab.indicators import Indicator
    >>> spec = Specification((Indicator("burglary", "safe"), Indicator("asthma", "well")), {"safe": 1, "well": 1})
    >>> table = pd.DataFrame({"burglary": [9.0, 7, 1], "asthma": [8.0, 9, 2]}, index=["A", "B", "C"])
    >>> found = rank_sensitivity(spec, table, k=1, draws=64, rng=np.random.default_rng(1))
    >>> found.choices, float(found.deviation["C"])
    (('weight of safe', 'weight of well'), 0.0)
    """
    prepared = prepared_of(given, values)
    checked_k(k)
    if isinstance(draws, bool) or not isinstance(draws, int) or draws < _FEWEST:
        raise SpecificationError(f"draws is a whole number of {_FEWEST} or more, not {draws!r}.")
    inputs = inputs_of(prepared, indicator_error, rng)
    spec, rank = prepared.specification, prepared.weigh().rank
    shares = np.array(list(spec.group_shares().values()))
    groups = shares > 0
    areas = areas_by_code(prepared, groups)
    chosen = tuple(methods) or (Method(spec.normalisation, spec.mean),)
    errors = checked_errors(prepared, indicator_error)
    levels = Levels.of(spec)
    choices = _choices(levels, len(chosen) > 1, errors is not None)
    codes = prepared.codes[areas].to_numpy()
    edge = _edge(rank[areas], k)
    model = _Model(scorers(prepared, chosen, areas, groups, errors), edge, levels, groups)
    base, other = (_design(levels, concentration, len(chosen), draws, seed, rng) for seed in (0, 1))
    seeds = rng.integers(2**32, size=(draws, 2))
    ranks_base, ranks_other = model.ranks(base, seeds), model.ranks(other, seeds)
    swapped = np.array([model.ranks(_mixed(base, other, column), seeds) for column in choices.values()])
    first, total = sobol_indices(ranks_base, ranks_other, swapped)
    drawn = (rng.integers(draws, size=draws) for _ in range(_RESAMPLED))
    again = np.array([sobol_indices(ranks_base[rows], ranks_other[rows], swapped[:, rows]) for rows in drawn])
    first_error, total_error = again.std(axis=0, ddof=1)
    names = [str(code) for code in codes[edge]]

    def table(part: Floats) -> pd.DataFrame:
        return pd.DataFrame(part.T, index=names, columns=list(choices))

    return RankSensitivity(
        codes=tuple(names),
        choices=tuple(choices),
        first=table(first),
        total=table(total),
        first_error=table(first_error),
        total_error=table(total_error),
        deviation=pd.Series(np.concatenate([ranks_base, ranks_other]).std(axis=0), index=names),
        k=k,
        draws=draws,
        evaluations=draws * (len(choices) + 2),
        provenance=Provenance(inputs, version()),
    )


def _choices(levels: Levels, methods: bool, errors: bool) -> dict[str, int]:
    """Name of each choice and its column in the design."""
    choices = {f"weight of {group}": levels.names.index(group) for group in levels.choices}
    choices |= {METHOD: -2} if methods else {}
    choices |= {ERROR: -1} if errors else {}
    if not choices:
        raise SpecificationError("There is nothing to choose: one group, one method, exact values.")
    return choices


def _mixed(base: Floats, other: Floats, column: int) -> Floats:
    mixed = base.copy()
    mixed[:, column] = other[:, column]
    return mixed


def _edge(rank: Floats, k: int) -> NDArray[np.int64]:
    order = np.argsort(rank, kind="stable")  # level areas stay in the order of their codes
    return order[max(0, k - _NEAR) : k + _NEAR]


def _design(
    levels: Levels, concentration: float | None, methods: int, draws: int, seed: int, rng: np.random.Generator
) -> Floats:
    """Draws × (groups of all levels, method, which of two seeds of the errors): independent columns."""
    weights = levels.gammas(concentration, draws, rng)
    return np.column_stack([weights, rng.integers(methods, size=draws), np.full(draws, seed)])


@dataclass(frozen=True, eq=False)
class _Model:
    scorers: tuple[Scorer, ...]
    edge: NDArray[np.int64]
    levels: Levels
    groups: NDArray[np.bool_]

    def ranks(self, design: Floats, seeds: NDArray[np.int64]) -> Floats:
        """Draws × areas at the edge: 1 + how many score higher."""
        weights = np.ascontiguousarray(self.levels.weights(design[:, :-2])[:, self.groups])
        which = design[:, -2]
        ranks = np.empty((len(design), len(self.edge)))
        for number, scorer in enumerate(self.scorers):
            mine = np.flatnonzero(which == number)
            if scorer.moved is None:
                for block in blocks_of(len(mine), len(scorer.means)):
                    ranks[mine[block]] = self._among(scorer.scores(weights[mine[block]]))
            else:
                for row in mine.tolist():  # one by one: each has a seed of its own
                    rng = np.random.default_rng(int(seeds[row, int(design[row, -1])]))
                    ranks[row] = self._among(scorer.scores(weights[row : row + 1], rng))[0]
        return ranks

    def _among(self, scores: Floats) -> NDArray[np.int64]:
        return np.array([[1 + np.count_nonzero(row > row[area] + TIE) for area in self.edge] for row in scores])


def sobol_indices(base: Floats, other: Floats, swapped: Floats) -> tuple[Floats, Floats]:
    """First-order and total indices, choices × outputs; NaN where an output never changes.

    base, other: draws × outputs of two independent designs; swapped: choices × draws × outputs of the first design
    with the column of one choice taken from the second.
    """
    both = np.concatenate([base, other])
    variance = np.where(both.min(axis=0) == both.max(axis=0), np.nan, both.var(axis=0))
    # The mean is taken off first: a large one makes the product noisy.
    first = ((other - both.mean(axis=0)) * (swapped - base)).mean(axis=1) / variance
    total = ((base - swapped) ** 2).mean(axis=1) / 2 / variance
    return first, total

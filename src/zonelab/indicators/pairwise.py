"""Knows how comparisons in pairs become weights, and whether they agree with each other; compares nothing itself.

The analytic hierarchy process: a_ij says how many times as important i is as j; the weights are the principal
eigenvector; the consistency index is (λ − n) / (n − 1), and its ratio to that of random judgements should be below
0.1. Sources: Saaty (1980), The Analytic Hierarchy Process, with its random index; Saaty (2008), Decision making with
the analytic hierarchy process, International Journal of Services Sciences 1(1); Aczél and Saaty (1983), Procedures for
synthesizing ratio judgements, Journal of Mathematical Psychology 27, for the geometric mean over people.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zonelab.core.provenance import Provenance
from zonelab.indicators.checks import SpecificationError, named
from zonelab.indicators.weighing import Weights, weights_of

Floats = NDArray[np.float64]
Judgements = Mapping[tuple[str, str], float]

# Of 1 to 15 things; from 11 on by the same simulation, as Saaty printed later.
RANDOM_INDEX = (0.0, 0.0, 0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59)
ACCEPTED = 0.1
_SCALE = 9.0
_EVEN = 1e-9


@dataclass(frozen=True, eq=False)
class Judged:
    """What one person's (or all people's joint) comparisons say.

    weights: by name, they sum to 1; eigenvalue: λ, the number of things where all agree; index: (λ − n) / (n − 1);
    ratio: to the random index, NaN below three things, which cannot disagree; judgements: one row a pair, the one that
    fits least first: first, second, said (how many times as important first is), fitting (by the weights), off (the
    larger of said / fitting and its inverse).
    """

    weights: "pd.Series[float]"
    eigenvalue: float
    index: float
    ratio: float
    judgements: pd.DataFrame

    def summary(self) -> str:
        """The weights and how well the judgements agree, in words."""
        shares = ", ".join(f"{name} {share:.0%}" for name, share in self.weights.items())
        if np.isnan(self.ratio):
            return f"{shares}."
        worst = self.judgements.iloc[0]
        agreed = f"{shares}. Consistency ratio {self.ratio:.2f}"
        if self.ratio <= ACCEPTED:
            return f"{agreed}: the comparisons agree well enough (up to {ACCEPTED:g})."
        return (
            f"{agreed}: the comparisons contradict each other (above {ACCEPTED:g}). Look at {worst['first']} against "
            f"{worst['second']} first: said {_times(worst['said'])}, the others let expect {_times(worst['fitting'])}."
        )


@dataclass(frozen=True, eq=False)
class PairwiseWeights:
    """Weights from comparisons in pairs. joint: of all people together; people: of each alone; weights: the joint
    ones with each person's own beside them, see `Weights`."""

    weights: Weights
    joint: Judged
    people: Mapping[str, Judged]
    provenance: Provenance

    @property
    def warnings(self) -> tuple[str, ...]:
        """Whose comparisons contradict each other."""
        return self.weights.warnings

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What the weights take for granted, in words."""
        return self.weights.assumptions

    def to_frame(self) -> pd.DataFrame:
        """One row a name: weight, lowest, highest, deviation over the people."""
        return self.weights.to_frame()

    def summary(self) -> str:
        """The answer in words."""
        return "\n".join((self.joint.summary(), *self.warnings))


def pairwise_weights(
    judgements: "Judgements | pd.DataFrame | Mapping[str, Judgements | pd.DataFrame]",
) -> PairwiseWeights:
    """Weights from comparisons in pairs (AHP), of one or of several people.

    judgements: for each pair of names how many times as important the first is as the second, 1/9 to 9, each pair once
    (the other way round is its inverse); or a square table with names as index and columns; or one of these by person.
    Several people are joined by the geometric mean of their judgements, pair by pair.
    Raises SpecificationError for pairs that are missing or contradict their inverse, and numbers out of the scale.

    >>> found = pairwise_weights({("safe", "well"): 2, ("well", "skills"): 3, ("safe", "skills"): 6})
    >>> found.joint.weights.round(3).tolist(), round(found.joint.ratio, 3)
    ([0.6, 0.3, 0.1], 0.0)
    """
    people = _people(judgements)
    tables = {person: _square(given, person) for person, given in people.items()}
    names = list(next(iter(tables.values())).index)
    for person, table in tables.items():
        if set(table.index) != set(names):
            differing = sorted(set(table.index) ^ set(names))
            raise SpecificationError(f"{person} did not compare the same things: {named(differing)} differ.")
    matrices = [table.loc[names, names].to_numpy() for table in tables.values()]
    joint = compared(pd.DataFrame(np.exp(np.mean([np.log(each) for each in matrices], axis=0)), names, names))
    alone = {person: compared(table.loc[names, names]) for person, table in tables.items()}
    warnings = [
        f"{person}: {comparison.summary().split('. ', 1)[1]}"
        for person, comparison in alone.items()
        if comparison.ratio > ACCEPTED
    ]
    given = {person: table.loc[names, names] for person, table in tables.items()}
    rows = pd.DataFrame([each.weights for each in alone.values()], index=list(alone))
    found = weights_of(
        rows,
        "comparison in pairs",
        "geometric mean",
        {"judgements": given},
        ("Judgements are ratios: 3 means three times as important.",),
        tuple(warnings),
    )
    weights = Weights(
        weights={str(name): float(share) for name, share in joint.weights.items()},
        method=found.method.replace("geometric mean of", "geometric mean of the judgements of"),
        by_person=found.by_person,
        assumptions=found.assumptions,
        warnings=found.warnings,
        provenance=found.provenance,
    )
    return PairwiseWeights(weights, joint, alone, found.provenance)


def compared(table: pd.DataFrame) -> Judged:
    """Weights, λ and consistency of one square table of positive ratios, whose mirror holds the inverses."""
    matrix = table.to_numpy(dtype=np.float64)
    size = len(matrix)
    values, vectors = np.linalg.eig(matrix)
    place = int(np.argmax(values.real))
    eigenvalue = max(float(values[place].real), float(size))
    vector = np.abs(vectors[:, place].real)
    weights = vector / vector.sum()
    index = (eigenvalue - size) / (size - 1) if size > 1 else 0.0
    random = RANDOM_INDEX[min(size, len(RANDOM_INDEX)) - 1]
    rows = []
    for one, two in combinations(range(size), 2):
        fitting = weights[one] / weights[two]
        off = matrix[one, two] / fitting
        rows.append((table.index[one], table.index[two], matrix[one, two], fitting, max(off, 1 / off)))
    judgements = pd.DataFrame(rows, columns=["first", "second", "said", "fitting", "off"])
    return Judged(
        weights=pd.Series(weights, index=table.index),
        eigenvalue=eigenvalue,
        index=index,
        ratio=index / random if random else float("nan"),
        judgements=judgements.sort_values("off", ascending=False, kind="stable", ignore_index=True),
    )


def _people(
    judgements: "Judgements | pd.DataFrame | Mapping[str, Judgements | pd.DataFrame]",
) -> "dict[str, Judgements | pd.DataFrame]":
    if isinstance(judgements, pd.DataFrame):
        return {"One person": judgements}
    if not judgements:
        raise SpecificationError("There is no comparison. Give one for each pair.")
    if all(isinstance(key, str) for key in judgements):
        return dict(judgements)  # type: ignore[arg-type]  # by person, as the keys say
    return {"One person": judgements}  # type: ignore[dict-item]


def _square(given: "Judgements | pd.DataFrame", person: str) -> pd.DataFrame:
    if isinstance(given, pd.DataFrame):
        return _checked_table(given, person)
    if not isinstance(given, Mapping) or not all(isinstance(pair, tuple) and len(pair) == 2 for pair in given):
        raise SpecificationError(f"{person}: judgements are given by pairs of names, or as a square table.")
    names = list(dict.fromkeys(name for pair in given for name in pair))
    matrix = np.full((len(names), len(names)), np.nan)
    np.fill_diagonal(matrix, 1.0)
    for (one, two), times in given.items():
        place = names.index(one), names.index(two)
        if not np.isnan(matrix[place]):
            raise SpecificationError(f"{person}: {one!r} against {two!r} stands there twice, or against itself.")
        _check_ratio(times, person, one, two)
        matrix[place], matrix[place[::-1]] = times, 1 / times
    absent = [f"{names[one]} against {names[two]}" for one, two in np.argwhere(np.isnan(matrix)).tolist() if one < two]
    if absent:
        raise SpecificationError(f"{person} has not compared {named(absent)}. Each pair is needed.")
    return pd.DataFrame(matrix, index=names, columns=names)


def _checked_table(table: pd.DataFrame, person: str) -> pd.DataFrame:
    names = list(table.index)
    if set(names) != set(table.columns) or not table.index.is_unique or len(names) != table.shape[1]:
        raise SpecificationError(f"{person}: a table of judgements has the same names as rows and as columns.")
    square = table.loc[names, names].astype(np.float64)
    matrix = square.to_numpy(copy=True)
    for one, two in combinations(range(len(names)), 2):
        times, back = float(matrix[one, two]), float(matrix[two, one])
        _check_ratio(times, person, names[one], names[two])
        if not abs(times * back - 1) < 0.01:  # 1/3 is often written .33
            raise SpecificationError(
                f"{person}: {names[one]!r} against {names[two]!r} is {times:g}, and the other way round {back:g}. One "
                "must be the inverse of the other."
            )
        matrix[two, one] = 1 / times
    np.fill_diagonal(matrix, 1.0)
    return pd.DataFrame(matrix, index=names, columns=names)


def _check_ratio(times: float, person: str, one: str, two: str) -> None:
    number = isinstance(times, int | float | np.number) and not isinstance(times, bool)
    if not number or not 1 / _SCALE - _EVEN <= float(times) <= _SCALE + _EVEN:
        raise SpecificationError(f"{person}: {one!r} against {two!r} is {times!r}. A judgement runs from 1/9 to 9.")


def _times(ratio: float) -> str:
    return f"{ratio:.1f} times as important" if ratio >= 1 else f"1/{1 / ratio:.1f} as important"

"""Knows weights that people gave, and how to write them down so that all can see who gave what; judges nobody.

Here: weights given outright, equal weights, swing weights, and points that several people shared out. Comparisons in
pairs are in `pairwise`, weights from the values alone in `data_weights`.
Sources: von Winterfeldt and Edwards (1986), Decision Analysis and Behavioral Research (swing weights); OECD and JRC
(2008), Handbook on Constructing Composite Indicators, step 6 (budget allocation).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zonelab.core.provenance import Provenance
from zonelab.indicators.checks import SpecificationError, check_name, check_weight, named
from zonelab.indicators.counts import sealed

Floats = NDArray[np.float64]
Joined = Literal["mean", "geometric mean"]


@dataclass(frozen=True, eq=False)
class Weights:
    """Weights of groups (or indicators) and where they come from.

    weights: by name, they sum to 1, fit for `Specification.group_weights`; method: how they were found; by_person:
    people × names, each row of sum 1, one row where nobody was asked; spread: by name, lowest, highest, deviation
    (n − 1, NaN for one person) of the people's weights.
    """

    weights: Mapping[str, float] = field(hash=False)
    method: str
    by_person: pd.DataFrame
    assumptions: tuple[str, ...]
    warnings: tuple[str, ...]
    provenance: Provenance

    @property
    def spread(self) -> pd.DataFrame:
        """One row a name: how far people are apart."""
        table = self.by_person
        return pd.DataFrame(
            {"lowest": table.min(), "highest": table.max(), "deviation": table.std(ddof=1)},
            index=pd.Index(table.columns, name="name"),
        )

    def draws(self, names: Iterable[str]) -> Floats:
        """People × names: each person's own weights, fit for `rank_uncertainty(weights=…)`.

        names: the groups of the specification (`Specification.groups`), in its order. Raises SpecificationError.
        """
        wanted = list(names)
        absent = sorted(set(wanted) ^ set(self.by_person.columns))
        if absent:
            raise SpecificationError(f"These weights are not for the same groups: {named(absent)} differ.")
        return sealed(self.by_person[wanted].to_numpy(copy=True))

    def to_frame(self) -> pd.DataFrame:
        """One row a name: weight, lowest, highest, deviation."""
        return self.spread.assign(weight=pd.Series(dict(self.weights)))[["weight", "lowest", "highest", "deviation"]]

    def summary(self) -> str:
        """The weights in words, and where people are farthest apart."""
        shares = ", ".join(f"{name} {share:.0%}" for name, share in self.weights.items())
        lines = [f"Weights by {self.method}: {shares}."]
        if len(self.by_person) > 1:
            spread = self.spread
            name = str((spread["highest"] - spread["lowest"]).idxmax())
            low, high = spread.loc[name, ["lowest", "highest"]]
            lines.append(
                f"{len(self.by_person)} people gave weights. They differ most on {name}: from {low:.0%} to {high:.0%}."
            )
        return "\n".join((*lines, *self.warnings))


def given_weights(weights: Mapping[str, float]) -> Weights:
    """Weights that somebody states, zero or more, of any sum. Raises SpecificationError.

    >>> dict(given_weights({"safe": 3, "well": 1}).weights)
    {'safe': 0.75, 'well': 0.25}
    """
    return weights_of(pd.DataFrame([_checked(weights, "The weights")]), "statement", "mean", {"weights": dict(weights)})


def equal_weights(names: Iterable[str]) -> Weights:
    """The same weight for all. That is a choice, too: two groups on one matter count it twice."""
    listed = list(names)
    found = _checked(dict.fromkeys(listed, 1.0), "The weights")
    return weights_of(
        pd.DataFrame([found]),
        "counting all alike",
        "mean",
        {"names": listed},
        assumptions=(
            "All groups matter alike. That is a choice as any other: a matter that two groups share counts twice.",
        ),
    )


def swing_weights(points: "Mapping[str, float] | Mapping[str, Mapping[str, float]]", join: Joined = "mean") -> Weights:
    """Swing weights, of one or of several people.

    Each person imagines an area that is best off in everything, and says which group they would least like to see
    swing to its worst: that has 100 points; the others have points in proportion, 0 for a swing that would not matter.
    points: by name, or by person and name. join: how several people become one, as in `budget_allocation`.
    Raises SpecificationError unless each person's largest number of points is 100.

    >>> dict(swing_weights({"safe": 100, "well": 60, "skills": 40}).weights)
    {'safe': 0.5, 'well': 0.3, 'skills': 0.2}
    """
    people = _people(points)
    for person, own in people.items():
        if abs(max(own.values(), default=0.0) - 100) > 1e-9:
            raise SpecificationError(f"{person}: the swing that matters most has 100 points, the others up to 100.")
    return _joined(people, "swings", join, "Points compare swings from the best to the worst area of this table.")


def budget_allocation(
    points: "Mapping[str, float] | Mapping[str, Mapping[str, float]]", join: Joined = "mean", total: float | None = None
) -> Weights:
    """Points that one or several people share out over the groups.

    points: by name, or by person and name, zero or more. join: "mean" of the people's shares, or their "geometric
    mean" (made to sum to 1), in which a zero of one person is a veto. total: what each person's points must sum to,
    for instance 100; None = any sum.
    Raises SpecificationError for other names, other sums, and where every group has somebody's veto.

    >>> found = budget_allocation({"Asha": {"safe": 70, "well": 30}, "Ben": {"safe": 30, "well": 70}}, total=100)
    >>> dict(found.weights), found.spread.loc["safe", "highest"]
    ({'safe': 0.5, 'well': 0.5}, np.float64(0.7))
    """
    people = _people(points)
    for person, own in people.items():
        given = sum(own.values())
        if total is not None and abs(given - total) > 1e-6 * abs(total):
            raise SpecificationError(f"{person} gave {given:g} points, not {total:g}. Ask them again.")
    return _joined(people, "points shared out", join, "Each person's points count alike.")


def weights_of(
    by_person: pd.DataFrame,
    method: str,
    join: Joined,
    given: Mapping[str, object],
    assumptions: tuple[str, ...] = (),
    warnings: tuple[str, ...] = (),
) -> Weights:
    """Make one set of weights of people's. by_person: people × names, zero or more, of any sum above 0 in each row."""
    table = by_person.astype(np.float64)
    # Divided by the largest first: the sum of huge weights would be infinite.
    table = table.div(table.max(axis=1), axis=0)
    table = table.div(table.sum(axis=1), axis=0)
    if join == "mean":
        middle = table.mean()
    elif join == "geometric mean":
        with np.errstate(divide="ignore"):
            middle = np.exp(np.log(table).mean())
    else:
        raise SpecificationError(f'People are joined by the "mean" or the "geometric mean", not by {join!r}.')
    if not middle.sum() > 0:
        raise SpecificationError("Each group has a zero from somebody, so no weight is left. Join by the mean.")
    middle = middle / middle.sum()
    veto = [str(name) for name in table.columns if join == "geometric mean" and 0 == middle[name] < table[name].max()]
    if veto:
        warnings = (*warnings, f"These have no weight because somebody gave none: {named(veto)}.")
    return Weights(
        weights={str(name): float(share) for name, share in middle.items()},
        method=method if len(table) == 1 else f"{method}, by the {join} of {len(table)} people",
        by_person=table,
        assumptions=assumptions,
        warnings=warnings,
        provenance=Provenance.of(dict(given) | {"join": join}),
    )


def _joined(people: Mapping[str, Mapping[str, float]], method: str, join: Joined, assumption: str) -> Weights:
    rows = {person: _checked(own, person) for person, own in people.items()}
    names = list(next(iter(rows.values())))
    for person, own in rows.items():
        differing = sorted(set(own) ^ set(names))
        if differing:
            raise SpecificationError(
                f"{person} did not weigh the same groups as the others: {named(differing)} differ."
            )
    table = pd.DataFrame([[own[name] for name in names] for own in rows.values()], index=list(rows), columns=names)
    return weights_of(table, method, join, {"points": {who: dict(own) for who, own in rows.items()}}, (assumption,))


def _people(points: "Mapping[str, float] | Mapping[str, Mapping[str, float]]") -> dict[str, Mapping[str, float]]:
    """By person; the points of one person alone are those of “One person”."""
    nested = {person: own for person, own in points.items() if isinstance(own, Mapping)}
    if nested and len(nested) == len(points):
        return nested
    alone = {name: own for name, own in points.items() if not isinstance(own, Mapping)}
    if len(alone) != len(points) or not points:
        raise SpecificationError("Points are given by name, or by person and name. Give one or the other.")
    return {"One person": alone}


def _checked(weights: Mapping[str, float], whose: str) -> dict[str, float]:
    if not weights:
        raise SpecificationError(f"{whose}: there is nothing to weigh. Name at least one group.")
    for name, weight in weights.items():
        check_name(name, f"{whose}: a name")
        check_weight(weight, f"{whose}: {name!r}")
    if not any(weight > 0 for weight in weights.values()):
        raise SpecificationError(f"{whose}: all weights are 0. Give one of them more.")
    return {name: float(weight) for name, weight in weights.items()}

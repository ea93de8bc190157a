"""Knows which indicator belongs to which group, group to which group above, and with what weight; holds no values."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from zonelab.indicators.checks import SpecificationError, named


@dataclass(frozen=True)
class Hierarchy:
    """A tree from indicators, through groups of any number of levels, to one top.

    parents: the group above each indicator and each group, the top alone has none; weights: zero or more, of any sum
    within a group (they are made to sum to 1), 1 where none is given; 0 leaves it out.
    Raises SpecificationError (a ValueError) when there is no single top, a circle, or a group without weight.
    Source: OECD and JRC (2008), Handbook on Constructing Composite Indicators, steps 2 and 6.

    >>> tree = Hierarchy({"burglary": "safe", "theft": "safe", "asthma": "well", "safe": "need", "well": "need"},
    ...                  {"burglary": 3, "safe": 2})
    >>> tree.top, tree.groups, {key: round(share, 3) for key, share in tree.shares().items()}
    ('need', ('safe', 'well', 'need'), {'burglary': 0.5, 'theft': 0.167, 'asthma': 0.333})
    """

    parents: Mapping[str, str] = field(hash=False)
    weights: Mapping[str, float] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        # Copies, so that later changes to the caller's mappings cannot reach a hierarchy in use.
        object.__setattr__(self, "parents", dict(self.parents))
        object.__setattr__(self, "weights", dict(self.weights))
        if not self.parents:
            raise SpecificationError("There is no indicator. Name the group above each one.")
        wrong = [
            name for pair in self.parents.items() for name in pair if not isinstance(name, str) or not name.strip()
        ]
        if wrong:
            raise SpecificationError(f"Indicators and groups have names, as text, not {wrong[0]!r}.")
        self._check_tree()
        self._check_weights()

    @property
    def keys(self) -> tuple[str, ...]:
        """Indicators: what has nothing below it, in the order in which they are given."""
        above = set(self.parents.values())
        return tuple(name for name in self.parents if name not in above)

    @property
    def top(self) -> str:
        """The one group that has none above it."""
        return next(name for name in self.parents.values() if name not in self.parents)

    @property
    def groups(self) -> tuple[str, ...]:
        """Groups, each after all that is below it; the top comes last."""
        height = dict.fromkeys(self.keys, 0)
        for key in self.keys:
            for step, name in enumerate(self._way_up(key), start=1):
                height[name] = max(height.get(name, 0), step)
        places = {name: place for place, name in enumerate(height)}
        found = [name for name in height if height[name]]
        return tuple(sorted(found, key=lambda name: (height[name], places[name])))

    def children(self, group: str) -> dict[str, float]:
        """What is directly below a group and has weight, with weights that sum to 1."""
        given = {name: float(self.weights.get(name, 1.0)) for name, above in self.parents.items() if above == group}
        largest = max(given.values())
        # Divided by the largest first: the sum of huge weights would be infinite.
        scaled = {name: weight / largest for name, weight in given.items() if weight > 0}
        total = math.fsum(scaled.values())
        return {name: weight / total for name, weight in scaled.items()}

    def shares(self) -> dict[str, float]:
        """The weight of each indicator in the top: the product of its weights on the way up; they sum to 1."""
        below = {group: self.children(group) for group in self.groups}
        shares = {}
        for key in self.keys:
            share, name = 1.0, key
            for above in self._way_up(key):
                share *= below[above].get(name, 0.0)
                name = above
            shares[key] = share
        return shares

    def _way_up(self, name: str) -> list[str]:
        way: list[str] = []
        while name in self.parents:
            name = self.parents[name]
            way.append(name)
            if len(way) > len(self.parents):
                raise SpecificationError(f"{name!r} stands above itself. Give each group the one group above it.")
        return way

    def _check_tree(self) -> None:
        tops = list(dict.fromkeys(self._way_up(name)[-1] for name in self.parents))
        if len(tops) > 1:
            raise SpecificationError(f"These have nothing above them: {named(tops)}. Give all but one a group above.")

    def _check_weights(self) -> None:
        unknown = [name for name in self.weights if name not in self.parents]
        if unknown:
            raise SpecificationError(f"These have a weight and no group above: {named(unknown)}. Mend the name.")
        for name, weight in self.weights.items():
            number = isinstance(weight, int | float) and not isinstance(weight, bool)
            if not number or not math.isfinite(weight) or weight < 0:
                raise SpecificationError(f"{name!r} has weight {weight!r}. Write a number that is zero or more.")
        for group in self.groups:
            if not any(self.weights.get(name, 1.0) > 0 for name, above in self.parents.items() if above == group):
                raise SpecificationError(
                    f"All that is in group {group!r} has weight 0. Give one of them a weight, or leave the group out "
                    "by giving the group itself weight 0."
                )

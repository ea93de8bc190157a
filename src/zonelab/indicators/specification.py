"""Knows what a score is made of: indicators, direction, groups, weights, steps, scale, mean; has no values."""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import Any, Literal, get_args

from zonelab.indicators.checks import (
    SpecificationError,
    check_choice,
    check_entries,
    check_name,
    check_weight,
    meant,
    named,
)
from zonelab.indicators.hierarchy import Hierarchy
from zonelab.indicators.specification_text import written
from zonelab.indicators.steps import FILLS, OTHERWISE, Fill, Gaps, Otherwise, Outliers

__all__ = [
    "AGGREGATIONS",
    "DEMANDS",
    "NORMALISATIONS",
    "UNBOUNDED",
    "Aggregation",
    "Demand",
    "Indicator",
    "Normalisation",
    "Specification",
    "SpecificationError",
]

Normalisation = Literal[
    "percentile", "min_max", "z", "rank", "distance_to_target", "exponential", "fraction_of_maximum"
]
NORMALISATIONS: tuple[str, ...] = get_args(Normalisation)
UNBOUNDED = "z"  # all other scales run from 0 to 100
Aggregation = Literal["arithmetic", "geometric", "harmonic", "copeland"]
AGGREGATIONS: tuple[str, ...] = get_args(Aggregation)
Demand = Literal["none", "reactive", "developmental"]
DEMANDS: tuple[str, ...] = get_args(Demand)
_OPTIONAL = ("higher_is_more_need", "weight", "demand", "target", "missing", "transform")
_STEPS: Mapping[str, Any] = {"missing": Gaps, "outliers": Outliers}


@dataclass(frozen=True)
class Indicator:
    """One indicator of the score.

    key: its column in the table of values; group: the outcome it speaks to; higher_is_more_need: False where
    a high value is good news (for example the share of people with a qualification); weight: within its
    group, zero or more; demand: "reactive" (calls, admissions) or "developmental" (checks, courses) where it counts
    contacts with services; target: the value at which there is no need left (for "distance_to_target"); missing: how
    its gaps are filled, None = as those of all; transform: "log" or "box_cox", whatever its shape.
    """

    key: str
    group: str
    higher_is_more_need: bool = True
    weight: float = 1.0
    demand: Demand = "none"
    target: float | None = None
    missing: Fill | None = None
    transform: Otherwise = "none"

    def __post_init__(self) -> None:
        for name in ("key", "group"):
            check_name(getattr(self, name), f"An indicator's {name}")
        whose = f"Indicator {self.key!r}"
        if not isinstance(self.higher_is_more_need, bool):
            raise SpecificationError(
                f"{whose}: higher_is_more_need is true or false, not {self.higher_is_more_need!r}."
            )
        check_weight(self.weight, whose)
        check_choice(self.demand, DEMANDS, f"{whose}: demand")
        if self.missing is not None:
            check_choice(self.missing, FILLS, f"{whose}: missing")
        check_choice(self.transform, OTHERWISE, f"{whose}: transform")
        target = self.target
        number = isinstance(target, int | float) and not isinstance(target, bool)
        if target is not None and not (number and math.isfinite(target)):
            raise SpecificationError(f"{whose}: the target is a number, not {target!r}.")


@dataclass(frozen=True)
class Specification:
    """Indicators, the weight of each group, and how values become a score.

    group_weights: zero or more for each group, of any sum (those side by side are made to sum to 1); 0 leaves a group
    out of the score. Within a group the weights of the indicators are made to sum to 1 as well. normalisation:
    "percentile", "min_max", "rank", "exponential", "distance_to_target" (each indicator needs a target),
    "fraction_of_maximum" (all 0 to 100), or "z" (0 is the mean, 1 a standard deviation). mean: of the groups;
    "arithmetic", "geometric" or "harmonic" (a scale of 0 to 100 becomes 1 to 100 first), or "copeland", in which no
    strength makes up for a weakness; within a group of indicators the mean is arithmetic. above: the group that a
    group lies in, for needs made of outcomes made of indicators; a group that is not named there lies at the top.
    missing, outliers: steps before the scale, carried out by `score_areas`; nothing unless it is asked for.
    Raises SpecificationError when the parts do not fit together.

    >>> indicators = (Indicator("burglary", "safe"), Indicator("asthma", "well"), Indicator("falls", "well"))
    >>> Specification(indicators, {"safe": 3, "well": 1}).group_shares()
    {'safe': 0.75, 'well': 0.25}
    >>> deep = Specification(
    ...     (Indicator("burglary", "theft"), Indicator("assault", "violence"), Indicator("asthma", "well")),
    ...     {"theft": 1, "violence": 1, "safe": 3, "well": 1}, above={"theft": "safe", "violence": "safe"},
    ... )
    >>> deep.group_shares(), deep.top_groups
    ({'theft': 0.375, 'violence': 0.375, 'well': 0.25}, ('safe', 'well'))
    """

    indicators: tuple[Indicator, ...]
    group_weights: Mapping[str, float] = field(hash=False)
    normalisation: Normalisation = "percentile"
    mean: Aggregation = "arithmetic"
    above: Mapping[str, str] = field(default_factory=dict, hash=False)
    missing: Gaps = field(default_factory=Gaps)
    outliers: Outliers = field(default_factory=Outliers)

    def __post_init__(self) -> None:
        # Copies, so that later changes to the caller's list and mapping cannot reach a specification in use.
        object.__setattr__(self, "indicators", tuple(self.indicators))
        object.__setattr__(self, "group_weights", dict(self.group_weights))
        object.__setattr__(self, "above", dict(self.above))
        check_choice(self.normalisation, NORMALISATIONS, "Normalisation")
        check_choice(self.mean, AGGREGATIONS, "Mean")
        self._check_scale()
        self._check_indicators()
        self._check_levels()
        self._check_groups()

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the indicators, in their order."""
        return tuple(indicator.key for indicator in self.indicators)

    @property
    def groups(self) -> tuple[str, ...]:
        """The lowest groups, which hold indicators, in the order in which the indicators name them."""
        return tuple(dict.fromkeys(indicator.group for indicator in self.indicators))

    @property
    def all_groups(self) -> tuple[str, ...]:
        """Groups of all levels, each after all that lie in it."""
        if not self.above:
            return self.groups
        upper = [group for group in self.hierarchy.groups if group != self.hierarchy.top]
        return (*self.groups, *upper)

    @property
    def top_groups(self) -> tuple[str, ...]:
        """The groups that lie in no other one; their parts make up the score."""
        return tuple(dict.fromkeys(self.way_up(group)[-1] for group in self.groups))

    @cached_property
    def hierarchy(self) -> Hierarchy:
        """The tree of the groups: the lowest groups are its keys, and its top is "need" (or "all need")."""
        top = "need"
        while top in self.group_weights or top in self.groups or top in self.above.values():
            top = f"all {top}"
        every = dict.fromkeys((*self.groups, *self.above, *self.above.values()))
        return Hierarchy({group: self.above.get(group, top) for group in every}, self.group_weights)

    def way_up(self, group: str) -> tuple[str, ...]:
        """The group, the one that it lies in, and so on up to the top."""
        way = [group]
        while way[-1] in self.above:
            way.append(self.above[way[-1]])
        return tuple(way)

    def group_shares(self) -> dict[str, float]:
        """Weights of the lowest groups in the whole, on their way up to the top; they sum to 1."""
        if self.above:
            shares = self.hierarchy.shares()
            return {group: shares[group] for group in self.groups}
        # Divided by the largest first: the sum of huge weights would be infinite.
        largest = max(self.group_weights.values())
        scaled = {group: self.group_weights[group] / largest for group in self.groups}
        total = math.fsum(scaled.values())
        return {group: weight / total for group, weight in scaled.items()}

    @property
    def has_steps(self) -> bool:
        """Whether values may change, or areas go, before they are put on a scale."""
        each = any(one.missing not in (None, "none") or one.transform != "none" for one in self.indicators)
        return each or self.missing != Gaps() or self.outliers.asked

    @classmethod
    def from_hierarchy(
        cls,
        tree: Hierarchy,
        normalisation: Normalisation = "percentile",
        mean: Aggregation = "arithmetic",
        lower_is_more_need: tuple[str, ...] = (),
    ) -> "Specification":
        """Take indicators, groups and weights from a tree. Raises SpecificationError.

        An indicator that lies beside groups gets a group of its own, of its own name.

        >>> tree = Hierarchy({"burglary": "safe", "safe": "need", "asthma": "need"}, {"safe": 3})
        >>> Specification.from_hierarchy(tree).group_shares()
        {'safe': 0.75, 'asthma': 0.25}
        """
        keys = tree.keys
        unknown = [key for key in lower_is_more_need if key not in keys]
        if unknown:
            raise SpecificationError(f"The tree has no indicator {unknown[0]!r}.{meant(unknown[0], keys)}")
        upper = {place for name, place in tree.parents.items() if name not in keys} | {tree.top}
        above = {name: place for name, place in tree.parents.items() if name not in keys and place != tree.top}
        indicators: list[Indicator] = []
        weights: dict[str, float] = {}
        for key in keys:
            group, weight = tree.parents[key], tree.weights.get(key, 1.0)
            if group in upper:  # beside groups
                weights[key], weight = weight, 1.0
                above |= {} if group == tree.top else {key: group}
                group = key
            indicators.append(Indicator(key, group, key not in lower_is_more_need, weight))
            weights.setdefault(group, tree.weights.get(group, 1.0))
        weights = {name: tree.weights.get(name, 1.0) for name in above.values()} | weights
        return cls(tuple(indicators), weights, normalisation, mean, above)

    def as_mapping(self) -> dict[str, Any]:
        """The specification as plain values; `from_mapping` reads it back. What is not asked for is left out."""
        steps = {name: getattr(self, name) for name in _STEPS}
        return {
            "normalisation": self.normalisation,
            **({} if self.mean == "arithmetic" else {"mean": self.mean}),
            **{name: asdict(step) for name, step in steps.items() if step != _STEPS[name]()},
            "group_weights": {group: float(weight) for group, weight in self.group_weights.items()},
            **({"above": dict(self.above)} if self.above else {}),
            "indicators": [_as_mapping(indicator) for indicator in self.indicators],
        }

    def to_toml(self, notes: Mapping[str, str] | None = None) -> str:
        """The specification as a TOML file with comments; `from_toml` reads it back.

        notes: more comments by the key of an indicator, each above it.

        >>> print(Specification((Indicator("burglary", "safe"),), {"safe": 1}).to_toml().splitlines()[-2])
        key = "burglary"
        """
        return written(self.as_mapping(), notes or {})

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, Any]) -> "Specification":
        """Read plain values, as they stand in a TOML or JSON file. Raises SpecificationError.

        >>> Specification.from_mapping({
        ...     "group_weights": {"safe": 1},
        ...     "indicators": [{"key": "burglary", "group": "safe"}],
        ... }).keys
        ('burglary',)
        """
        required = ("group_weights", "indicators")
        check_entries(mapping, required, ("normalisation", "mean", "above", *_STEPS), "The file")
        listed = mapping["indicators"]
        tables = {"group_weights": "one weight a group", "above": "the group above, by group"}
        tables |= dict.fromkeys(_STEPS, "one line a setting")
        for name, holds in tables.items():
            if not isinstance(mapping.get(name, {}), Mapping):
                raise SpecificationError(f"{name} is a table: {holds}. Write [{name}] above it.")
        if not isinstance(listed, list | tuple) or not all(isinstance(entry, Mapping) for entry in listed):
            raise SpecificationError("indicators is a list of tables. Write [[indicators]] above each.")
        indicators = []
        for place, entry in enumerate(listed, start=1):
            check_entries(entry, ("key", "group"), _OPTIONAL, f"Indicator {place}")
            indicators.append(Indicator(**entry))
        given = {name: mapping[name] for name in ("normalisation", "mean", "above") if name in mapping}
        for name, step in _STEPS.items():
            known = tuple(each.name for each in fields(step))
            check_entries(mapping.get(name, {}), (), known, f"The table [{name}]")
            given[name] = step(**mapping.get(name, {}))
        return cls(tuple(indicators), mapping["group_weights"], **given)

    @classmethod
    def from_toml(cls, path: str | PathLike[str]) -> "Specification":
        """Read a TOML file. Raises SpecificationError, which names the file, and OSError."""
        content = Path(path).read_bytes()
        try:
            return cls.from_mapping(tomllib.loads(content.decode("utf-8-sig")))
        except UnicodeDecodeError as error:
            raise SpecificationError(f"{path}: this is not UTF-8 text. Save it as UTF-8.") from error
        except tomllib.TOMLDecodeError as error:
            raise SpecificationError(f"{path}: this is not TOML: {error}. Mend that line.") from error
        except SpecificationError as error:
            raise SpecificationError(f"{path}: {error}") from error

    def _check_scale(self) -> None:
        if self.normalisation == UNBOUNDED and self.mean in ("geometric", "harmonic"):
            raise SpecificationError(
                f"A {self.mean} mean needs numbers above 0, and z scores are below 0 for half of the areas. "
                f"Take percentile or min_max with it."
            )
        if self.normalisation == "distance_to_target":
            without = [indicator.key for indicator in self.indicators if indicator.target is None]
            if without:
                raise SpecificationError(f"These have no target to be distant from: {named(without)}. Give each one.")

    def _check_indicators(self) -> None:
        if not self.indicators:
            raise SpecificationError("There is no indicator. Name at least one.")
        twice = sorted({key for key in self.keys if self.keys.count(key) > 1})
        if twice:
            raise SpecificationError(f"Indicators named twice: {', '.join(twice)}. Keep one of each.")
        for group in self.groups:
            if not any(indicator.weight > 0 for indicator in self.indicators if indicator.group == group):
                raise SpecificationError(
                    f"All indicators of group {group!r} have weight 0. Give one of them a weight, "
                    f"or leave the group out by giving the group itself weight 0."
                )

    def _check_levels(self) -> None:
        for group, above in self.above.items():
            check_name(above, f"The group above {group!r}")
        both = [group for group in self.groups if group in self.above.values()]
        if both:
            raise SpecificationError(
                f"Group {both[0]!r} holds indicators and groups. Put its indicators into a group of their own."
            )
        empty = [group for group in self.above if group not in (*self.groups, *self.above.values())]
        if empty:
            known = (*self.groups, *self.above.values())
            raise SpecificationError(
                f"No indicator is in group {empty[0]!r}, which lies in {self.above[empty[0]]!r}."
                f"{meant(empty[0], known)} Take it out, or add an indicator."
            )
        if self.above:
            for group in self.groups:  # so that no loop of groups can catch a reader of the way up
                way = [group]
                while way[-1] in self.above:
                    way.append(self.above[way[-1]])
                    if len(way) > len(self.above) + 1:
                        raise SpecificationError(f"{group!r} stands above itself. Give each group the one above it.")

    def _check_groups(self) -> None:
        every = tuple(dict.fromkeys((*self.groups, *self.above.values())))
        unknown = [group for group in self.group_weights if group not in every]
        if unknown:
            raise SpecificationError(
                f"No indicator is in group {unknown[0]!r}.{meant(unknown[0], every)} Take its weight "
                f"out, or add an indicator. Groups are: {', '.join(every)}."
            )
        absent = [group for group in every if group not in self.group_weights]
        if absent:
            raise SpecificationError(f"Group {absent[0]!r} has no weight. Give it one; 0 leaves it out of the score.")
        for group, weight in self.group_weights.items():
            check_weight(weight, f"Group {group!r}")
        if not any(self.group_weights[group] > 0 for group in self.top_groups):
            raise SpecificationError("All groups have weight 0. Give at least one group a weight above 0.")
        if self.above:
            _ = self.hierarchy  # refuses what does not fit


def _as_mapping(indicator: Indicator) -> dict[str, Any]:
    """An indicator as plain values, without what nobody asked for."""
    default = Indicator("any", "any")
    plain = {"key": indicator.key, "group": indicator.group, "higher_is_more_need": indicator.higher_is_more_need}
    plain["weight"] = float(indicator.weight)
    more = {name: getattr(indicator, name) for name in ("demand", "target", "missing", "transform")}
    return plain | {name: given for name, given in more.items() if given != getattr(default, name)}

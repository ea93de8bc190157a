"""Knows what a score is to be made of: indicators, direction, groups, weights, normalisation; no values."""

import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from difflib import get_close_matches
from os import PathLike
from pathlib import Path
from typing import Any, Literal, get_args

Normalisation = Literal["percentile", "min_max", "z"]
NORMALISATIONS: tuple[str, ...] = get_args(Normalisation)


class SpecificationError(ValueError):
    """The specification cannot be used; the message says what to do."""


@dataclass(frozen=True)
class Indicator:
    """One indicator of the score.

    key: its column in the table of values; group: the outcome it speaks to; higher_is_more_need: False where
    a high value is good news (for example the share of people with a qualification); weight: within its
    group, zero or more.
    """

    key: str
    group: str
    higher_is_more_need: bool = True
    weight: float = 1.0

    def __post_init__(self) -> None:
        for name in ("key", "group"):
            given = getattr(self, name)
            if not isinstance(given, str) or not given.strip():
                raise SpecificationError(f"An indicator's {name} is a word, not {given!r}. Write one.")
        if not isinstance(self.higher_is_more_need, bool):
            raise SpecificationError(
                f"Indicator {self.key!r}: higher_is_more_need is true or false, not {self.higher_is_more_need!r}."
            )
        _check_weight(self.weight, f"Indicator {self.key!r}")


@dataclass(frozen=True)
class Specification:
    """Indicators, the weight of each group, and how values are put on one scale.

    group_weights: zero or more for each group, of any sum (they are made to sum to 1); 0 leaves a group out
    of the score. Within a group the weights of the indicators are made to sum to 1 as well. normalisation:
    "percentile" (0 to 100), "min_max" (0 to 100) or "z" (0 is the mean, 1 a standard deviation).
    Raises SpecificationError when the parts do not fit together.

    >>> indicators = (Indicator("burglary", "safe"), Indicator("asthma", "well"))
    >>> Specification(indicators, {"safe": 3, "well": 1}).group_shares()
    {'safe': 0.75, 'well': 0.25}
    """

    indicators: tuple[Indicator, ...]
    group_weights: Mapping[str, float] = field(hash=False)
    normalisation: Normalisation = "percentile"

    def __post_init__(self) -> None:
        # Copies, so that later changes to the caller's list and mapping cannot reach a specification in use.
        object.__setattr__(self, "indicators", tuple(self.indicators))
        object.__setattr__(self, "group_weights", dict(self.group_weights))
        if self.normalisation not in NORMALISATIONS:
            raise SpecificationError(
                f"Normalisation {self.normalisation!r} is not known. Choose {', '.join(NORMALISATIONS[:-1])} "
                f"or {NORMALISATIONS[-1]}."
            )
        self._check_indicators()
        self._check_groups()

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the indicators, in their order."""
        return tuple(indicator.key for indicator in self.indicators)

    @property
    def groups(self) -> tuple[str, ...]:
        """Groups in the order in which the indicators name them."""
        return tuple(dict.fromkeys(indicator.group for indicator in self.indicators))

    def group_shares(self) -> dict[str, float]:
        """Weights of the groups, made to sum to 1."""
        # Divided by the largest first: the sum of huge weights would be infinite.
        largest = max(self.group_weights.values())
        scaled = {group: self.group_weights[group] / largest for group in self.groups}
        total = math.fsum(scaled.values())
        return {group: weight / total for group, weight in scaled.items()}

    def as_mapping(self) -> dict[str, Any]:
        """The specification as plain values; `from_mapping` reads it back."""
        return {
            "normalisation": self.normalisation,
            "group_weights": {group: float(weight) for group, weight in self.group_weights.items()},
            "indicators": [asdict(indicator) | {"weight": float(indicator.weight)} for indicator in self.indicators],
        }

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, Any]) -> "Specification":
        """Read plain values, as they stand in a TOML or JSON file. Raises SpecificationError.

        >>> Specification.from_mapping({
        ...     "group_weights": {"safe": 1},
        ...     "indicators": [{"key": "burglary", "group": "safe"}],
        ... }).keys
        ('burglary',)
        """
        _check_names(mapping, required=("group_weights", "indicators"), optional=("normalisation",), where="The file")
        listed, weights = mapping["indicators"], mapping["group_weights"]
        if not isinstance(weights, Mapping):
            raise SpecificationError("group_weights is a table: one weight a group. Write [group_weights] above it.")
        if not isinstance(listed, list | tuple) or not all(isinstance(entry, Mapping) for entry in listed):
            raise SpecificationError("indicators is a list of tables. Write [[indicators]] above each.")
        indicators = []
        for place, entry in enumerate(listed, start=1):
            _check_names(entry, ("key", "group"), ("higher_is_more_need", "weight"), f"Indicator {place}")
            indicators.append(Indicator(**entry))
        return cls(tuple(indicators), weights, mapping.get("normalisation", "percentile"))

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

    def _check_groups(self) -> None:
        unknown = [group for group in self.group_weights if group not in self.groups]
        if unknown:
            raise SpecificationError(
                f"No indicator is in group {unknown[0]!r}.{_meant(unknown[0], self.groups)} Take its weight "
                f"out, or add an indicator. Groups are: {', '.join(self.groups)}."
            )
        absent = [group for group in self.groups if group not in self.group_weights]
        if absent:
            raise SpecificationError(f"Group {absent[0]!r} has no weight. Give it one; 0 leaves it out of the score.")
        for group, weight in self.group_weights.items():
            _check_weight(weight, f"Group {group!r}")
        if not any(weight > 0 for weight in self.group_weights.values()):
            raise SpecificationError("All groups have weight 0. Give at least one group a weight above 0.")


def _check_weight(weight: object, whose: str) -> None:
    if isinstance(weight, bool) or not isinstance(weight, int | float) or not math.isfinite(weight) or weight < 0:
        raise SpecificationError(f"{whose} has weight {weight!r}. Write a number that is zero or more.")


def _check_names(entry: Mapping[str, Any], required: tuple[str, ...], optional: tuple[str, ...], where: str) -> None:
    for name in required:
        if name not in entry:
            raise SpecificationError(f"{where} has no {name}. Add it.")
    for name in entry:
        if name not in required + optional:
            known = ", ".join(required + optional)
            raise SpecificationError(
                f"{where} has {name!r}, which is not known.{_meant(name, required + optional)} Known are: {known}."
            )


def _meant(word: str, known: Iterable[str]) -> str:
    close = get_close_matches(str(word), list(known), n=1)
    return f" Did you mean {close[0]!r}?" if close else ""

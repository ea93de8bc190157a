"""Knows whether what a person stated is a name, a weight or a known word, and what to say if not; knows no table."""

import math
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

_NAMED = 10  # how many areas a message names before it only counts


class SpecificationError(ValueError):
    """The specification cannot be used; the message says what to do."""


def named(names: Iterable[object]) -> str:
    """List names for a message: the first ten, then how many more.

    >>> named(["E01", "E02"])
    'E01, E02'
    >>> named(range(12))
    '0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 2 more'
    """
    listed = [str(name) for name in names]
    more = len(listed) - _NAMED
    return ", ".join(listed[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def check_weight(weight: object, whose: str) -> None:
    if isinstance(weight, bool) or not isinstance(weight, int | float) or not math.isfinite(weight) or weight < 0:
        raise SpecificationError(f"{whose} has weight {weight!r}. Write a number that is zero or more.")


def check_name(given: object, whose: str) -> None:
    if not isinstance(given, str) or not given.strip():
        raise SpecificationError(f"{whose} is a word, not {given!r}. Write one.")


def check_choice(given: object, known: tuple[str, ...], what: str) -> None:
    """Let one of the known words through; else say which there are, and which is nearest.

    >>> check_choice("geometrical", ("arithmetic", "geometric"), "Mean")
    Traceback (most recent call last):
    zonelab.indicators.checks.SpecificationError: Mean 'geometrical' is not known. Choose arithmetic or geometric. Did you mean 'geometric'?
    """  # noqa: E501
    if given not in known:
        raise SpecificationError(
            f"{what} {given!r} is not known. Choose {', '.join(known[:-1])} or {known[-1]}.{meant(given, known)}"
        )


def check_entries(entry: Mapping[str, Any], required: tuple[str, ...], optional: tuple[str, ...], where: str) -> None:
    for name in required:
        if name not in entry:
            raise SpecificationError(f"{where} has no {name}. Add it.")
    for name in entry:
        if name not in required + optional:
            known = ", ".join(required + optional)
            raise SpecificationError(
                f"{where} has {name!r}, which is not known.{meant(name, required + optional)} Known are: {known}."
            )


def meant(word: object, known: Iterable[str]) -> str:
    """The nearest known word, as a question that can end a message; empty where none is near."""
    close = get_close_matches(str(word), list(known), n=1)
    return f" Did you mean {close[0]!r}?" if close else ""

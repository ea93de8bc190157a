"""Knows how numbers of a choice are said in plain English; works nothing out."""

import math
from collections.abc import Sequence

from zonelab.indicators.uncertainty import DEPENDS, NOT, ROBUST

LABELS = {ROBUST: "Robust", DEPENDS: "It depends", NOT: "Not in the top", "": "No score"}
_TEN = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def count(number: int, one: str, many: str) -> str:
    """A number with its word, small ones written out.

    >>> count(1, "zone", "zones"), count(12, "zone", "zones")
    ('one zone', '12 zones')
    """
    said = _TEN[number] if number < len(_TEN) else f"{number:,}"
    return f"{said} {one if number == 1 else many}"


def people(number: float) -> str:
    """How many people, to the nearest ten: a population is no more exact than that.

    >>> people(11_934.2), people(7)
    ('11,930', '7')
    """
    return f"{round(number, -1):,.0f}" if number >= 100 else f"{number:,.0f}"


def score(number: float) -> str:
    """A score with one decimal.

    >>> score(91.26), score(float("nan"))
    ('91.3', 'none')
    """
    return "none" if math.isnan(number) else f"{number:.1f}"


def value(number: float) -> str:
    """A value as its publisher would write it: four digits that count.

    >>> value(0.123456), value(12345.6), value(float("nan"))
    ('0.1235', '12,346', 'none')
    """
    if math.isnan(number):
        return "none"
    return f"{number:,.0f}" if abs(number) >= 1000 else f"{number:.4g}"


def chance(share: float) -> str:
    """A chance in per cent, never 0 % or 100 % where it is not.

    >>> chance(1.0), chance(0.9996), chance(0.125), chance(0.0001), chance(0.0)
    ('100%', 'over 99%', '12%', 'under 1%', '0%')
    """
    if math.isnan(share):
        return "–"
    if 0.995 <= share < 1:
        return "over 99%"
    if 0 < share < 0.005:
        return "under 1%"
    return f"{share:.0%}"


def ranks(low: float, high: float) -> str:
    """A range of ranks.

    >>> ranks(1, 4), ranks(2, 2)
    ('1 – 4', '2')
    """
    if math.isnan(low):
        return "–"
    return f"{low:.0f}" if low == high else f"{low:.0f} – {high:.0f}"


def gap(share: float, proven: bool) -> str:
    """How far from the best possible a zone can be at most.

    >>> gap(0.0, True), gap(0.0031, False), gap(0.0004, False), gap(float("inf"), False)
    ('Proven best', 'At most 0.4% below the best possible', 'At most 0.1% below the best possible', 'Not known')
    """
    if proven:
        return "Proven best"
    if not math.isfinite(share):
        return "Not known"
    return f"At most {max(0.1, math.ceil(share * 1000 - 1e-6) / 10):.1f}% below the best possible"


def enumerated(names: Sequence[str]) -> str:
    """Names in a sentence.

    >>> enumerated(["A"]), enumerated(["A", "B", "C"])
    ('A', 'A, B and C')
    """
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def code_after(name: str, code: str) -> str:
    """The code in brackets, after a name that is not the code itself."""
    return "" if name == code else f" ({code})"

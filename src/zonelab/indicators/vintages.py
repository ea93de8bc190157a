"""Knows which official area codes cannot stand in one table: other kinds of area, other censuses; has no look-up.

Codes of the Office for National Statistics begin with a letter (country) and two digits (kind of area). The small areas
of 2011 and of 2021 share a beginning and most codes: only a look-up between them can tell which year a table is of.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from zonelab.indicators.checks import named
from zonelab.indicators.values import ValuesError

LOOKUP = "ONS: LSOA (2011) to LSOA (2021) to Local Authority District Exact Fit Lookup for EW"
_OFFICIAL = re.compile(r"[EWSNKJLM]\d{8}")
_DISTRICTS = ("E06", "E07", "E08", "E09", "W06", "S12", "N09")  # of one level, though not of one beginning
KINDS: Mapping[str, str] = {
    "E00": "output areas of England",
    "W00": "output areas of Wales",
    "S00": "output areas of Scotland",
    "E01": "lower-layer super output areas of England",
    "W01": "lower-layer super output areas of Wales",
    "S01": "data zones of Scotland",
    "E02": "middle-layer super output areas of England",
    "W02": "middle-layer super output areas of Wales",
    "S02": "intermediate zones of Scotland",
    "E05": "wards of England",
    "W05": "wards of Wales",
    "S13": "wards of Scotland",
    "E10": "counties of England",
    "E12": "regions of England",
    **dict.fromkeys(_DISTRICTS, "local authority districts"),
}


class VintageError(ValuesError):
    """Codes of areas that exclude one another stand in one table; the message says which and what to do."""


@dataclass(frozen=True)
class Vintage:
    """Which census the codes are of: "older", "newer", or "either" where all of them are the same in both; strangers:
    codes that the look-up does not have."""

    vintage: Literal["older", "newer", "either"]
    strangers: tuple[str, ...]

    def summary(self) -> str:
        """The answer in words."""
        said = {"either": "All codes are the same before and after the change."}.get(
            self.vintage, f"The codes are those of the {self.vintage} areas."
        )
        return said + (f" The look-up does not have {named(self.strangers)}." if self.strangers else "")


def check_kinds(codes: Iterable[str]) -> str:
    """Refuse official codes of several kinds of area in one table: they overlap, or are of other statistics.

    Returns the kind in words, empty where the codes are not official ones. Raises VintageError.

    >>> check_kinds(["E01000001", "E01000002"])
    'lower-layer super output areas of England'
    >>> check_kinds(["E01000001", "E05000026"])
    Traceback (most recent call last):
    zonelab.indicators.vintages.VintageError: The table mixes lower-layer super output areas of England \
(E01000001; 1 in all) and wards of England (E05000026; 1 in all). Keep one kind of area; say so if you mean to mix them.
    """
    found: dict[str, list[str]] = {}
    others = []
    for code in codes:
        if _OFFICIAL.fullmatch(code):
            found.setdefault(KINDS.get(code[:3], f"areas that begin with {code[:3]}"), []).append(code)
        else:
            others.append(code)
    if found and others:
        found["codes that are not official ones"] = others
    if len(found) > 1:
        told = [f"{kind} ({named(members[:1])}; {len(members)} in all)" for kind, members in found.items()]
        raise VintageError(
            f"The table mixes {', '.join(told[:-1])} and {told[-1]}. Keep one kind of area; say so if you mean to mix "
            "them."
        )
    return next(iter(found), "")


def check_vintage(codes: Iterable[str], lookup: pd.DataFrame, name: str = LOOKUP) -> Vintage:
    """Refuse a table in which areas of before and after a change of boundaries stand together.

    lookup: one row for each pair of an older and a newer area that share people, columns old and new, as `carry_over`
    takes it; an area that did not change has itself. name: of the look-up, for the message.
    Raises VintageError where a code that only the older areas have stands beside one that only the newer ones have,
    ValuesError for a look-up without its columns.

    >>> lookup = pd.DataFrame({"old": ["A", "B", "B"], "new": ["A", "B1", "B2"]})
    >>> check_vintage(["A", "B"], lookup).vintage, check_vintage(["A", "B1"], lookup).vintage
    ('older', 'newer')
    """
    absent = [column for column in ("old", "new") if column not in lookup.columns]
    if absent:
        raise ValuesError(f"The look-up has no column {named(absent)}. It needs old and new: a code of each in a row.")
    given = list(dict.fromkeys(codes))
    old, new = set(lookup["old"].dropna()), set(lookup["new"].dropna())
    older = [code for code in given if code in old and code not in new]
    newer = [code for code in given if code in new and code not in old]
    if older and newer:
        raise VintageError(
            f"The table mixes areas of before a change of boundaries ({named(older)}) with areas of after it "
            f"({named(newer)}). Bring all to one of them with carry_over() and the look-up “{name}”."
        )
    strangers = tuple(code for code in given if code not in old and code not in new)
    return Vintage("older" if older else "newer" if newer else "either", strangers)

"""Knows which area codes are known, and finds out from which census those of a reading are.

Refuses those that are mixed or cannot be used.
"""

from collections.abc import Mapping
from dataclasses import replace

import polars as pl
from django.utils.translation import gettext as _

from peoplezones.foundation.refusals import NotPossibleNow

from .. import queries
from ..rows import AREA, PERIOD, DatasetEntry, Reading

# The first small area of England whose code was given out in 2021; each census goes on counting where the last ended.
FIRST_OF_2021 = "E01033769"


def with_vintages(reading: Reading, entry: DatasetEntry) -> Reading:
    """The reading with the vintage of every period; raises NotPossibleNow where there is none that can be used."""
    boundary_set = queries.current_boundary_set()
    if boundary_set is None:
        raise NotPossibleNow(_("Load boundaries first: figures need areas to belong to."))
    given = {period: vintage or entry.vintage for period, vintage in reading.vintages.items()}
    known = queries.codes_by_vintage()
    if not all(given.values()):
        given = _found_out(reading, given, known, boundary_set.vintage)
    joined = {boundary_set.vintage}
    for lookup in queries.lookups():
        pair = {lookup.old_vintage, lookup.new_vintage}
        if boundary_set.vintage in pair:
            joined |= pair
    if foreign := sorted({vintage for vintage in given.values() if vintage not in joined}):
        sentence = _(
            "“%(name)s” uses area codes of %(found)s, and the map those of %(ours)s. "
            "Load the official look-up between them first: “How areas of 2011 became areas of 2021” "
            "(lookup-lsoa-2011-2021)."
        )
        words = {"name": entry.name, "found": ", ".join(map(str, foreign)), "ours": boundary_set.vintage}
        raise NotPossibleNow(sentence % words)
    if not known_codes().intersection(reading.frame[AREA].unique()):
        raise NotPossibleNow(_("None of the areas in the file for “%(name)s” is on the map.") % {"name": entry.name})
    return replace(reading, vintages=given)


def _found_out(
    reading: Reading, given: Mapping[str, int], known: Mapping[int, frozenset[str]], ours: int
) -> dict[str, int]:
    """By the codes that only one census has; a period without any takes the answer of the one before it."""
    codes = {
        str(period): frozenset(own[AREA]) for (period,), own in reading.frame.select(PERIOD, AREA).group_by(PERIOD)
    }
    found: dict[str, int] = {}
    last = 0
    for period in sorted(given):
        if given[period]:
            found[period] = last = given[period]
            continue
        telling = {
            vintage: own.intersection(codes.get(period, ())) - set().union(*_others(known, vintage))
            for vintage, own in known.items()
            if len(known) > 1  # a census that stands alone sets nothing apart
        }
        named = [vintage for vintage, seen in telling.items() if seen]
        if len(named) > 1:
            raise NotPossibleNow(_mixed(period, {vintage: telling[vintage] for vintage in named}))
        last = named[0] if named else last
        found[period] = last
    seen = reading.codes_seen.union(reading.frame[AREA].unique())
    newer = any(code.startswith("E01") and code >= FIRST_OF_2021 for code in seen)
    first = next((vintage for vintage in found.values() if vintage), 2021 if newer else ours)
    return {period: vintage or first for period, vintage in found.items()}


def _others(known: Mapping[int, frozenset[str]], but: int) -> list[frozenset[str]]:
    return [codes for vintage, codes in known.items() if vintage != but]


def _mixed(period: str, telling: Mapping[int, frozenset[str]]) -> str:
    seen = "; ".join(
        _("%(codes)s of %(vintage)s") % {"codes": ", ".join(sorted(codes)[:3]), "vintage": vintage}
        for vintage, codes in sorted(telling.items())
    )
    return _("%(period)s mixes area codes of different censuses: %(seen)s. Ask the publisher for one or the other.") % {
        "period": period,
        "seen": seen,
    }


def known_codes() -> frozenset[str]:
    """Area codes, of all vintages, that lie in the boundary set in use."""
    boundary_set = queries.current_boundary_set()
    if boundary_set is None:
        raise NotPossibleNow(_("Load boundaries first: figures need areas to belong to."))
    own = set(queries.people(boundary_set)[AREA])
    found = set(own)
    for lookup in queries.lookups():
        table = queries.changes(lookup)
        mine, other = ("old", "new") if lookup.old_vintage == boundary_set.vintage else ("new", "old")
        found.update(table.filter(pl.col(mine).is_in(list(own)))[other])
    return frozenset(found)

"""Reads look-up tables: how codes of areas changed, and to which ward, district and part of town an area belongs.

Knows the tables of the Office for National Statistics and the House of Commons Library; draws no boundary.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..rows import BadFile, BadRow, CodeChange, Step, no_steps
from . import ons_columns
from .opening import LINE, refuse, table

UNCHANGED, SPLIT, MERGED, IRREGULAR = "U", "S", "M", "X"
LEVELS = ("lsoa", "msoa", "oa")
CHANGE = r"()(?:chn?gind|change_?code|change)"
ROWS = "rows read"
SHARED_EQUALLY = "areas shared equally, since the people of a part are not known"
FOUND_IRREGULAR = "areas that changed irregularly"
WITHOUT_CODE = "rows without an area code"

# line, code in the older vintage, code in the newer one, kind of change
Row = tuple[int, str, str, str]


def changes(
    path: Path, populations: Mapping[str, int], *, report: Counter[str] | None = None, step: Step = no_steps
) -> list[CodeChange]:
    """How the codes of one census became those of the next, from the look-up of the ONS, sorted by code.

    An area that became several is shared out by the people of its parts (`populations`, by the newer code), and
    equally where those of any part are not known or all are none. For an irregular change (X) this is a rough guess:
    parts of other areas are in the newer ones too. `report` is told how many areas were shared equally, and how many
    changed irregularly. Raises BadFile where the file contradicts itself.
    """
    counted = Counter() if report is None else report
    step(0.0, _("Reading which codes changed"))
    frame = table(path, step=step)
    rows, columns = _change_rows(frame, path.name)
    bad = _badly_written(rows, columns, path.name) or _contradictions(rows, columns, path.name)
    sentence = ngettext(
        "%(file)s contradicts itself in %(count)d row. Get it again from its publisher, whole and unchanged.",
        "%(file)s contradicts itself in %(count)d rows. Get it again from its publisher, whole and unchanged.",
        len(bad),
    )
    refuse(bad, file=path.name, sentence=sentence % {"file": path.name, "count": len(bad)})
    counted[ROWS] += len(rows)
    counted[FOUND_IRREGULAR] += len({old for _line, old, _new, change in rows if change == IRREGULAR})
    shares = _shares(rows, populations, counted)
    return sorted(
        (CodeChange(old, new, change, shares[old, new]) for _line, old, new, change in rows),
        key=lambda one: (one.old, one.new),
    )


def _change_rows(frame: pl.DataFrame, file: str) -> tuple[list[Row], tuple[str, str, str]]:
    names = [name for name in frame.columns if name != LINE]
    by_level = [ons_columns.columns_like(rf"{level}(\d\d){ons_columns.CODE}", names) for level in LEVELS]
    codes = next((found for found in by_level if len(found) > 1), [])
    kinds = ons_columns.columns_like(CHANGE, names)
    if not codes or not kinds:
        sentence = _(
            "%(file)s is no look-up of changed codes: it needs columns such as LSOA11CD, LSOA21CD and CHGIND, and has "
            "%(columns)s."
        )
        raise BadFile(sentence % {"file": file, "columns": ", ".join(names)})
    columns = codes[-1], codes[0], kinds[0]
    text = [pl.col(name).fill_null("").str.strip_chars().str.to_uppercase() for name in columns]
    return frame.select(LINE, *text).rows(), columns


def _badly_written(rows: Sequence[Row], columns: tuple[str, str, str], file: str) -> list[BadRow]:
    bad = []
    for line, old, new, change in rows:
        for column, code in zip(columns, (old, new), strict=False):
            if not re.fullmatch(ons_columns.GSS_CODE, code, re.ASCII):
                bad.append(BadRow(file, line, column, code[:60], _("a code such as E01013600")))
        if change not in (UNCHANGED, SPLIT, MERGED, IRREGULAR):
            bad.append(BadRow(file, line, columns[2], change[:60], _("U, S, M or X")))
    return bad


def _contradictions(rows: Sequence[Row], columns: tuple[str, str, str], file: str) -> list[BadRow]:
    """Rows whose kind of change is not what the rows together show; an irregular change may be anything."""
    pairs = Counter((old, new) for _line, old, new, _change in rows)
    regular = [row for row in rows if row[3] != IRREGULAR]
    from_old = Counter(old for _line, old, _new, _change in regular)
    into_new = Counter(new for _line, _old, new, _change in regular)
    meanings = {
        UNCHANGED: _("U: one area that stayed as it was"),
        SPLIT: _("S: one area that became several, and no other area in them"),
        MERGED: _("M: several areas that became one, and nothing else"),
    }
    bad = []
    for line, old, new, change in rows:
        parts, whole = from_old[old], into_new[new]
        holds = {
            UNCHANGED: parts == whole == 1,
            SPLIT: parts > 1 and whole == 1,
            MERGED: parts == 1 and whole > 1,
            IRREGULAR: True,
        }[change]
        if pairs[old, new] > 1:
            bad.append(BadRow(file, line, columns[0], f"{old} – {new}", _("a pair that stands in the file once")))
        elif not holds:
            bad.append(BadRow(file, line, columns[2], f"{change}: {old} – {new}", meanings[change]))
    return bad


def _shares(rows: Sequence[Row], populations: Mapping[str, int], counted: Counter[str]) -> dict[tuple[str, str], float]:
    parts = defaultdict(list)
    for _line, old, new, _change in rows:
        parts[old].append(new)
    shares = {}
    for old, became in parts.items():
        people = [populations.get(new, 0) for new in became]
        known = all(new in populations for new in became) and sum(people) > 0
        if len(became) > 1 and not known:
            counted[SHARED_EQUALLY] += 1
        for new, lives in zip(became, people, strict=True):
            shares[old, new] = lives / sum(people) if known else 1 / len(became)
    return shares


def memberships(
    path: Path,
    *,
    code: str | None = None,
    columns: Mapping[str, str] | None = None,
    report: Counter[str] | None = None,
    step: Step = no_steps,
) -> dict[str, dict[str, str]]:
    """What a table tells of each area: from its code to ward, district, MSOA, local name, and more.

    The keys are those of `ons_columns.TOLD`; only what is known of an area is there. `code` is the column of codes;
    without it, that of the smallest areas. `columns` says for a key which column tells it, where the name of the
    column does not: `{"population": "pop2020"}`. Rows without a code are counted in `report` and left out. An area
    may come in several rows, if they agree; raises BadFile where they do not.
    """
    counted = Counter() if report is None else report
    step(0.0, _("Reading to what areas belong"))
    frame = table(path, step=step)
    code_column, told = _membership_columns(frame, path.name, code, columns or {})
    found: dict[str, dict[str, str]] = {}
    bad = []
    taken = dict.fromkeys([code_column, *told.values()])
    cells = frame.select(LINE, *(pl.col(name).fill_null("").str.strip_chars() for name in taken))
    for row in cells.iter_rows(named=True):
        area, known = row[code_column], {what: row[name] for what, name in told.items() if row[name]}
        if not area:
            counted[WITHOUT_CODE] += 1
        elif found.setdefault(area, known) != known:
            bad.append(BadRow(path.name, row[LINE], code_column, area, _("the same as in its other rows")))
    sentence = ngettext(
        "%(file)s says different things of the same area in %(count)d row. Give a table with one row an area.",
        "%(file)s says different things of the same area in %(count)d rows. Give a table with one row an area.",
        len(bad),
    )
    refuse(bad, file=path.name, sentence=sentence % {"file": path.name, "count": len(bad)})
    counted[ROWS] += frame.height
    return found


def _membership_columns(
    frame: pl.DataFrame, file: str, code: str | None, given: Mapping[str, str]
) -> tuple[str, dict[str, str]]:
    if unknown := given.keys() - ons_columns.TOLD.keys():
        raise ValueError(f"Nothing is known of {sorted(unknown)}; known are {sorted(ons_columns.TOLD)}.")
    names = [name for name in frame.columns if name != LINE]
    by_small = {name.lower(): name for name in names}
    asked = [*given.values(), *([code] if code else [])]
    if missing := [name for name in asked if name.lower() not in by_small]:
        sentence = _("%(file)s has no column %(column)s, but %(columns)s.")
        raise BadFile(sentence % {"file": file, "column": ", ".join(missing), "columns": ", ".join(names)})
    codes = [by_small[code.lower()]] if code else ons_columns.code_columns(names)
    told = ons_columns.told_in(names) | {what: by_small[name.lower()] for what, name in given.items()}
    told = {what: name for what, name in told.items() if name not in codes[:1]}
    if not codes or not told:
        sentence = _(
            "%(file)s does not say to what areas belong: it needs a column of codes such as LSOA21CD, and one such as "
            "WD25CD, LAD25CD or MSOA21CD. It has %(columns)s."
        )
        raise BadFile(sentence % {"file": file, "columns": ", ".join(names)})
    return codes[0], told


def through(
    lookup: Mapping[str, Mapping[str, str]], key: str, other: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, str]]:
    """The look-up with what `other` tells of each area's `key`: `through(areas, "msoa_code", names_of_msoas)`.

    What the look-up tells itself stays.
    """
    return {area: {**other.get(known.get(key, ""), {}), **known} for area, known in lookup.items()}

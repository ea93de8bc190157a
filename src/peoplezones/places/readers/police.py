"""Archives of data.police.uk (street-level crime, outcomes, stop and search) as counts by area and month.

Identical rows are separate incidents and are all counted. The area is the code that the police published: the points
are moved to the nearest of a list of streets, and fall into another area for about one row in twenty.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl
from django.utils.translation import gettext as _

from ..rows import AREA, PERIOD, BadFile, BadRow, DatasetEntry, Reading, Step, no_steps
from .cells import AREA_CODE, bad_cells, refuse
from .delimited import read_delimited
from .opening import LIMITS, Limits, Member, members

NAME = re.compile(r"(?:^|/)(\d{4}-(?:0[1-9]|1[0-2]))-([a-z0-9-]+?)-(street|outcomes|stop-and-search)\.csv$")
KIND = r"^[A-Za-z][A-Za-z ,;()'/-]{0,99}$"
# Until then there were fewer and other types of crime: one without a row in a month was not yet counted apart.
TYPES_SINCE = "2013-05"
STOP_AND_SEARCH = "stop-and-search"
CODE, FILE, MEASURE, COUNT = "LSOA code", "file", "measure", "count"
AT_ONCE = 1_000_000  # rows
MOST_TYPES = 100  # there are 14 types of crime, and some 25 of outcomes
LONGITUDE, LATITUDE = "Longitude", "Latitude"
Place = Callable[[float, float], str]  # longitude, latitude -> area code, or nothing


@dataclass
class _Tally:
    """What has been counted so far."""

    rows: int = 0
    without_code: int = 0
    outside: int = 0
    counted: int = 0
    counts: list[pl.DataFrame] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class _File:
    member: Member
    month: str
    force: str


def read_street(
    path: Path,
    entry: DatasetEntry,
    *,
    within: frozenset[str] | None = None,
    step: Step = no_steps,
    limits: Limits = LIMITS,
) -> Reading:
    """Incidents by area, month and type of crime; the measures are the types ("anti-social-behaviour")."""
    return _read(path, "street", "Crime type", within, step, limits)


def read_outcomes(
    path: Path,
    entry: DatasetEntry,
    *,
    within: frozenset[str] | None = None,
    step: Step = no_steps,
    limits: Limits = LIMITS,
) -> Reading:
    """Outcomes of crimes by area, month of the outcome and type of outcome."""
    return _read(path, "outcomes", "Outcome type", within, step, limits)


def read_stop_search(
    path: Path,
    entry: DatasetEntry,
    *,
    within: frozenset[str] | None = None,
    step: Step = no_steps,
    limits: Limits = LIMITS,
) -> Reading:
    """Searches by area and month; their areas are told by `entry.options["place"]`, from longitude and latitude."""
    place: Place | None = entry.options.get("place")
    if place is None:
        sentence = _(
            "%(file)s tells where people were stopped by points alone, without area codes. Load the boundaries of the "
            "areas first, so that the points can be placed."
        )
        raise BadFile(sentence % {"file": path.name})
    tally = _Tally()
    files = _files(path, "stop-and-search", limits)
    for number, file in enumerate(files):
        step(number / len(files), file.member.name)
        _add(_placed(file, place, tally, limits), within, tally)
    return _reading(path, files, tally)


def _read(path: Path, kind: str, column: str, within: frozenset[str] | None, step: Step, limits: Limits) -> Reading:
    tally = _Tally()
    files = _files(path, kind, limits)
    batch: list[pl.DataFrame] = []
    for number, file in enumerate(files):
        step(number / len(files), file.member.name)
        batch.append(_rows(file, ("Month", CODE, column), limits).with_columns(pl.lit(number).alias(FILE)))
        if sum(rows.height for rows in batch) >= AT_ONCE or number == len(files) - 1:
            _count_batch(pl.concat(batch), column, files, within, tally)
            batch = []
    return _reading(path, files, tally)


def _count_batch(
    rows: pl.DataFrame, column: str, files: list[_File], within: frozenset[str] | None, tally: _Tally
) -> None:
    """Counts the rows of several files; what is wrong is looked for among the different rows, which are few."""
    months = pl.Series([file.month for file in files])
    groups = rows.group_by(FILE, "Month", CODE, column).agg(pl.len().cast(pl.Int64).alias(COUNT))
    groups = groups.with_columns(
        pl.col("Month", CODE, column).str.strip_chars().replace("", None), months.gather(groups[FILE]).alias(PERIOD)
    )
    right = (
        (pl.col("Month") == pl.col(PERIOD))
        & pl.col(CODE).str.contains(AREA_CODE).fill_null(True)
        & pl.col(column).str.contains(KIND)
    )
    if groups[column].n_unique() > MOST_TYPES:
        sentence = _(
            "%(file)s has more than %(most)s values under “%(column)s”. Check that it is the publisher's file."
        )
        names = {"file": files[int(groups[FILE][0])].member.name, "most": MOST_TYPES, "column": column}
        raise BadFile(sentence % names)
    wrong = groups.filter(~right.fill_null(False))
    for number in wrong[FILE].unique().sort():
        tally.bad += _wrong(rows.filter(pl.col(FILE) == number), column, files[number])
    slugs = {kind: slug(kind) for kind in groups[column].unique().drop_nulls()}
    measures = groups[column].replace_strict(slugs, default=None, return_dtype=pl.String)
    forces = pl.Series([file.force for file in files]).gather(groups[FILE])
    _add(
        groups.select(pl.col(CODE).alias(AREA), PERIOD, forces.alias("force"), measures.alias(MEASURE), COUNT),
        within,
        tally,
    )


def _files(path: Path, kind: str, limits: Limits) -> list[_File]:
    """The archive's files of one kind; raises BadFile where there are none, or one month of a force is there twice."""
    found: dict[tuple[str, str], _File] = {}
    for member in members(path, ".csv", limits):
        said = NAME.search(member.name.replace("\\", "/").lower())
        if said is None or said[3] != kind:
            continue
        month, force = said[1], said[2]
        if (month, force) in found:
            sentence = _("%(file)s holds %(month)s of %(force)s twice: %(first)s and %(second)s. Take one of them out.")
            names = {"file": path.name, "month": month, "force": force, "second": member.name}
            raise BadFile(sentence % {**names, "first": found[month, force].member.name})
        found[month, force] = _File(member, month, force)
    if not found:
        sentence = _(
            "%(file)s holds no file named like 2025-03-leicestershire-%(kind)s.csv. Give the archive as it comes from "
            "data.police.uk."
        )
        raise BadFile(sentence % {"file": path.name, "kind": kind})
    return [found[one] for one in sorted(found)]


def _rows(file: _File, needed: tuple[str, ...], limits: Limits) -> pl.DataFrame:
    with file.member.open() as stream:
        return read_delimited(
            stream,
            file=file.member.name,
            size=file.member.size,
            needed=needed,
            header_marks=(),
            limits=limits,
            step=no_steps,
            only_needed=True,
        )


def _wrong(rows: pl.DataFrame, column: str, file: _File) -> list[BadRow]:
    """What is wrong with the rows of one file, line by line."""
    name = file.member.name
    text = rows.with_columns(pl.col("Month", CODE, column).str.strip_chars().replace("", None))
    month = _("%(month)s, as the name of the file says") % {"month": file.month}
    code = text[CODE].str.contains(AREA_CODE).fill_null(True)
    return [
        *bad_cells(text, "Month", text["Month"].ne_missing(file.month), file=name, expected=month),
        *bad_cells(text, CODE, ~code, file=name, expected=_("an area code such as E01013600, or nothing")),
        *bad_cells(
            text, column, ~text[column].str.contains(KIND).fill_null(False), file=name, expected=_("a type in words")
        ),
    ]


def _placed(file: _File, place: Place, tally: _Tally, limits: Limits) -> pl.DataFrame:
    rows = _rows(file, ("Date", LATITUDE, LONGITUDE), limits).with_columns(
        pl.col(pl.String).str.strip_chars().replace("", None)
    )
    name = file.member.name
    # Times are published in UTC: the first hour of a month of summer stands under the day before.
    day = rows["Date"].str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)
    months = pl.select(
        (day.dt.strftime("%Y-%m") == file.month) | (day.dt.offset_by("1d").dt.strftime("%Y-%m") == file.month)
    ).to_series()
    expected = _("a day of %(month)s, as the name of the file says") % {"month": file.month}
    tally.bad += bad_cells(rows, "Date", ~months.fill_null(False), file=name, expected=expected)
    points = rows.with_columns(pl.col(LONGITUDE, LATITUDE).cast(pl.Float64, strict=False).name.suffix(" read"))
    for column, most in ((LONGITUDE, 180), (LATITUDE, 90)):
        read = points[f"{column} read"]
        wrong = rows[column].is_not_null() & ~(read.is_between(-most, most)).fill_null(False)
        tally.bad += bad_cells(rows, column, wrong, file=name, expected=_("degrees"))
    columns = [f"{LONGITUDE} read", f"{LATITUDE} read"]
    there = [] if tally.bad else points.select(columns).drop_nulls().unique().rows()
    codes = pl.DataFrame(
        [(x, y, place(x, y) or None) for x, y in there],
        schema={columns[0]: pl.Float64, columns[1]: pl.Float64, AREA: pl.String},
        orient="row",
    )
    placed = points.join(codes, on=columns, how="left", maintain_order="left")
    counts = placed.group_by(AREA).agg(pl.len().cast(pl.Int64).alias(COUNT))
    about = {PERIOD: file.month, "force": file.force, MEASURE: STOP_AND_SEARCH}
    return counts.select(AREA, *(pl.lit(value).alias(name) for name, value in about.items()), COUNT)


def _add(counts: pl.DataFrame, within: frozenset[str] | None, tally: _Tally) -> None:
    coded = counts.drop_nulls(AREA)
    inside = coded if within is None else coded.filter(pl.col(AREA).is_in(sorted(within)))
    rows, with_code, counted = (int(some[COUNT].sum()) for some in (counts, coded, inside))
    tally.rows += rows
    tally.without_code += rows - with_code
    tally.outside += with_code - counted
    tally.counted += counted
    tally.counts.append(inside)
    tally.codes.update(coded[AREA].unique())


def _reading(path: Path, files: list[_File], tally: _Tally) -> Reading:
    refuse(tally.bad, file=path.name)
    counts = pl.concat(tally.counts)
    if counts.is_empty():
        sentence = _(
            "%(file)s has no incident in the areas covered. Check that it is the archive of your police force."
        )
        raise BadFile(sentence % {"file": path.name})
    sums = counts.group_by(AREA, PERIOD, MEASURE).agg(pl.col(COUNT).sum())
    wide = sums.pivot(MEASURE, index=[AREA, PERIOD], values=COUNT)
    measures = sorted(set(wide.columns) - {AREA, PERIOD})
    there = _there(counts, files)
    known = there.join(wide, on=[AREA, PERIOD], how="left").select(AREA, PERIOD, *measures)
    known = _without_gaps(known, measures)
    # A month for which an area's own force gave nothing is missing there, and not a month in which nothing happened.
    months = pl.DataFrame({PERIOD: sorted({file.month for file in files})})
    grid = there.select(AREA).unique().join(months, how="cross")
    frame = grid.join(known, on=[AREA, PERIOD], how="left").sort(AREA, PERIOD)
    kept = int(sum(frame[measure].sum() for measure in measures))
    report = {
        "rows read": tally.rows,
        "rows without an area code": tally.without_code,
        "rows outside the area": tally.outside,
        "incidents counted": kept,
    }
    if kept < tally.counted:
        report["incidents in months that the area's own force lacks"] = tally.counted - kept
    vintages = dict.fromkeys(sorted({file.month for file in files}), 0)
    return Reading(frame, vintages, report, codes_seen=frozenset(tally.codes))


def _there(counts: pl.DataFrame, files: list[_File]) -> pl.DataFrame:
    """Every area with the months for which it is known, with or without an incident.

    They are the months of the force that recorded most of the area's incidents: where that force's file is missing, the
    few incidents that a neighbour or the transport police recorded there are not the area's number.
    """
    main = (
        counts.group_by(AREA, "force")
        .agg(pl.col(COUNT).sum())
        .sort(COUNT, "force", descending=[True, False])
        .unique(AREA, keep="first")
        .select(AREA, "force")
    )
    months = pl.DataFrame([(file.force, file.month) for file in files], schema=["force", PERIOD], orient="row")
    return main.join(months, on="force").select(AREA, PERIOD)


def _without_gaps(frame: pl.DataFrame, measures: list[str]) -> pl.DataFrame:
    """Nothing recorded is 0, but where a type was not counted apart: then it is missing."""
    old = frame.filter(pl.col(PERIOD) < TYPES_SINCE)
    apart = {name: old.drop_nulls(name)[PERIOD].unique() for name in measures} if old.height else {}
    return frame.with_columns(
        pl.when((pl.col(PERIOD) >= TYPES_SINCE) | pl.col(PERIOD).is_in(apart[name].implode()))
        .then(pl.col(name).fill_null(0))
        .alias(name)
        if apart
        else pl.col(name).fill_null(0)
        for name in measures
    )


def slug(kind: str) -> str:
    """A type of crime as a key: "Anti-social behaviour" is "anti-social-behaviour"."""
    key = "-".join(re.findall(r"[a-z0-9]+", kind.lower()))
    return f"{key}-type" if key in (AREA, PERIOD) else key

"""Reads the mid-year estimates of small areas by single year of age, of the ONS; knows its older and its newer layout.

Older workbooks hold one year, with a sheet a sex ("Mid-2020 Persons": 0 … 89, 90+). Newer ones hold several years, a
sheet each ("Mid-2022 LSOA 2021": F0 … F90, M0 … M90). A CSV of one such sheet is taken too.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from django.utils.translation import gettext as _

from ..rows import AREA, PERIOD, BadFile, BadRow, DatasetEntry, Reading, Step, no_steps
from .area_tables import (
    SMALL_AREAS,
    codes_twice,
    found_as,
    measured,
    only_codes,
    option,
    reading,
    sheet_names,
    vintage_of,
)
from .opening import LINE, refuse, table

AREA_COLUMNS = ("LSOA 2021 Code", "LSOA 2011 Code", "LSOA Code", "LSOA21CD", "LSOA11CD")
TOTAL_COLUMNS = ("Total", "All Ages")
HEADER = ("lsoa", "90")  # both layouts name the areas so, and end with the ages 90 and over
AGE = re.compile(r"([FM]?)(\d{1,2})\+?", re.IGNORECASE)
OLDEST = 90  # and over
BANDS = {
    "aged-0-15": range(16),
    "aged-16-24": range(16, 25),
    "aged-25-64": range(25, 65),
    "aged-65-plus": range(65, 91),
}
SHEET = re.compile(r"mid[- ]?(\d{4})\s+(persons|females|males|lsoas?\s+\d{4})", re.IGNORECASE)
YEAR = re.compile(r"mid[-_ ]?(20\d\d)(?!\d)", re.IGNORECASE)
BEFORE_2021 = "2011"  # what the area codes of a sheet a sex are of


@dataclass(frozen=True)
class Sheet:
    name: str | None  # None: the file has no sheets
    year: str
    sex: str  # persons | females | males; empty: both sexes side by side


@dataclass(frozen=True)
class Counted:
    """One sheet's people: AREA, LINE, `persons`, the bands, and `females`, `males` where they are told apart."""

    frame: pl.DataFrame
    vintage: int
    rows: int
    others: int


def read(path: Path, entry: DatasetEntry, *, within: frozenset[str] | None = None, step: Step = no_steps) -> Reading:
    """People by age and sex, a period a year; `within` is no matter: the file is of England and Wales."""
    frames: list[pl.DataFrame] = []
    vintages: dict[str, int] = {}
    report = {"rows read": 0, "rows of other areas": 0}
    sheets = _sheets(path, entry)
    for year in sorted({sheet.year for sheet in sheets}):
        parts = {sheet.sex: _counted(path, entry, sheet, step) for sheet in sheets if sheet.year == year}
        people = parts.get("") or parts.get("persons")
        if people is None:
            sentence = _("%(file)s has no sheet for all persons of %(year)s. Give the publisher's own file.")
            raise BadFile(sentence % {"file": path.name, "year": year})
        frame = people.frame
        for sex in ("females", "males"):
            if sex in parts:
                own = parts[sex].frame.select(AREA, pl.col("persons").alias(sex))
                frame = frame.join(own, on=AREA, how="left", maintain_order="left")
        refuse(_sexes_apart(frame, path.name), file=path.name, sentence=_does_not_add_up(path.name))
        frames.append(frame.with_columns(pl.lit(year).alias(PERIOD)))
        vintages[year] = people.vintage
        report["rows read"] += people.rows
        report["rows of other areas"] += people.others
    report["areas"] = pl.concat([frame.select(AREA) for frame in frames])[AREA].n_unique()
    return reading(pl.concat(frames, how="diagonal"), vintages=vintages, report=report)


def _sheets(path: Path, entry: DatasetEntry) -> list[Sheet]:
    """The sheets that hold people by age, or the file itself where it has none."""
    asked = option(entry, "sheet", str, "")
    names = sheet_names(path)
    if not names:
        return [Sheet(None, _year(entry, path.name), _sex(path.name))]
    if asked:
        return [Sheet(asked, _year(entry, asked, path.name), _sex(asked))]
    found = [Sheet(name, match[1], _sex(name)) for name in names if (match := SHEET.search(name))]
    if found:
        return found
    sentence = _(
        "%(file)s has no sheet such as “Mid-2020 Persons” or “Mid-2022 LSOA 2021”. It has: %(names)s. Give the "
        "estimates of small areas by single year of age."
    )
    raise BadFile(sentence % {"file": path.name, "names": ", ".join(names)})


def _sex(name: str) -> str:
    found = re.search(r"persons|females|males", name.lower())
    return found[0] if found else ""


def _year(entry: DatasetEntry, *names: str) -> str:
    for name in names:
        if found := SHEET.search(name) or YEAR.search(name):
            return str(found[1])
    if re.fullmatch(r"20\d\d", entry.period):
        return entry.period
    sentence = _("Nothing says which year %(file)s is of. Call it “mid-2022.csv”, or give the data set a period.")
    raise BadFile(sentence % {"file": names[-1]})


def _counted(path: Path, entry: DatasetEntry, sheet: Sheet, step: Step) -> Counted:
    file = path.name if sheet.name is None else f"{path.name}, {sheet.name}"
    frame = table(path, sheet=sheet.name, header_marks=HEADER, step=step)
    area, total = _one_of(AREA_COLUMNS, frame, file), _one_of(TOTAL_COLUMNS, frame, file)
    ages = _ages(frame.columns, file)
    rows = frame.height
    frame = only_codes(frame, area, option(entry, "codes", tuple, SMALL_AREAS))
    if frame.is_empty():
        sentence = _("%(file)s holds no small area (LSOA). Give the estimates of small areas.")
        raise BadFile(sentence % {"file": file})
    twice = _("%(file)s has areas that are there twice. Give the publisher's own file.") % {"file": file}
    refuse(codes_twice(frame, area, file=file), file=file, sentence=twice)
    columns = {total: "persons"} | {name: f"{sex}{age}" for (sex, age), name in ages.items()}
    values, wrong = measured(frame, columns, file=file, keep=(area, LINE))
    refuse(wrong, file=file)
    added = values.select(pl.sum_horizontal(columns[name] for name in ages.values()).alias("sum"))["sum"]
    refuse(_unlike(values, total, added, file), file=file, sentence=_does_not_add_up(file))
    bands = [
        pl.sum_horizontal(f"{sex}{age}" for sex, age in ages if age in band).alias(name) for name, band in BANDS.items()
    ]
    sexes = [
        pl.sum_horizontal(f"{sex}{age}" for sex, age in ages if sex == letter).alias(name)
        for letter, name in (("F", "females"), ("M", "males"))
        if (letter, 0) in ages
    ]
    return Counted(
        frame=values.select(pl.col(area).alias(AREA), LINE, "persons", *bands, *sexes),
        vintage=vintage_of(entry, area, BEFORE_2021 if sheet.sex else ""),
        rows=rows,
        others=rows - frame.height,
    )


def _one_of(names: Sequence[str], frame: pl.DataFrame, file: str) -> str:
    for name in names:
        if found := found_as(name, frame.columns):
            return found
    sentence = _("%(file)s has no column called one of: %(names)s. Give the publisher's own file.")
    raise BadFile(
        sentence % {"file": file, "names": ", ".join(names)},
        [BadRow(file, 1, names[0], "", _("a column of this name"))],
    )


def _ages(columns: Sequence[str], file: str) -> dict[tuple[str, int], str]:
    """What the column of each sex (empty: all) and single year of age is called; every year must be there."""
    ages: dict[tuple[str, int], str] = {}
    for name in columns:
        if (match := AGE.fullmatch(name)) and int(match[2]) <= OLDEST:
            ages[match[1].upper(), int(match[2])] = name
    sexes = {sex for sex, _age in ages}
    if sexes in ({""}, {"F", "M"}) and len(ages) == len(sexes) * (OLDEST + 1):
        return ages
    sentence = _("%(file)s does not hold every single year of age from 0 to 90 and over. Give the file by single year.")
    raise BadFile(sentence % {"file": file})


def _unlike(values: pl.DataFrame, total: str, added: pl.Series, file: str) -> list[BadRow]:
    """The rows whose total is missing or is not the sum of the ages."""
    wrong = ((values["persons"] - added).abs() > 0.5).fill_null(True)
    found = values.select(LINE, "persons").with_columns(added.alias("sum")).filter(wrong)
    return [
        BadRow(
            file,
            line,
            total,
            "" if people is None else f"{people:g}",
            _("the sum of the ages, %(sum)s") % {"sum": f"{ages:g}"},
        )
        for line, people, ages in found.iter_rows()
    ]


def _sexes_apart(frame: pl.DataFrame, file: str) -> list[BadRow]:
    """The rows in which females and males do not make up all persons, where both are told."""
    if not {"females", "males"} <= set(frame.columns):
        return []
    wrong = ((frame["persons"] - frame["females"] - frame["males"]).abs() > 0.5).fill_null(True)
    expected = _("as many as females and males together")
    return [
        BadRow(file, line, "persons", f"{people:g}", expected)
        for line, people in frame.filter(wrong).select(LINE, "persons").iter_rows()
    ]


def _does_not_add_up(file: str) -> str:
    return _("In %(file)s the people of some areas do not add up. Get the file from its publisher again.") % {
        "file": file
    }

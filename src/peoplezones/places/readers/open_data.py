"""Reads a folder of official open data whose tables have been cut to one county; knows its files and their columns.

The data sets are those of sources.toml. Where a file of the folder calls its columns otherwise than the publisher
does, the difference stands here.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import polars as pl
from django.utils.translation import gettext as _

from peoplezones.foundation.refusals import NotPossibleNow

from ..actions import LookupRows, Places, Source, known_codes
from ..models import BoundarySet
from ..rows import AREA, PERIOD, AreaRow, DatasetEntry, PostcodeRow, Reading, SetDescription
from . import boundaries, deprivation, lookups, police, sources
from .opening import numbers, table

BOUNDARIES = SetDescription(
    key="lsoa-2011",
    name="Lower layer super output areas, December 2011, generalised",
    vintage=2011,
    publisher="Office for National Statistics",
    licence=(
        "Contains National Statistics and OS data © Crown copyright and database right. Open Government Licence v3.0"
    ),
    population_source="Office for National Statistics, mid-year estimate 2020",
    home="Leicester, Leicestershire and Rutland",
)
SHAPES = "llr/llr_lsoa_2011.geojson"
ABOUT_AREAS = "llr/llr_lsoa11_lookup_pop.csv"
CHANGES = "llr/llr_lsoa11_lsoa21.csv"
PEOPLE_2021 = "llr/llr_lsoa21_lookup_census2021.csv"
POSTCODES = "llr/llr_postcodes.csv.gz"
OLD, NEW = 2011, 2021

_DOMAINS = {
    "overall": "IMD",
    "income": "Income",
    "employment": "Employment",
    "education": "Education",
    "health": "Health",
    "crime": "Crime",
    "barriers": "Housing_and_Access",
    "environment": "Environment",
    "children-skills": "Children_and_young_people",
    "adult-skills": "Adult_skills",
    "geographical-barriers": "Geographical_barriers",
    "wider-barriers": "Wider_barriers",
    "indoors": "Indoors",
    "outdoors": "Outdoors",
}
_NEWER_NAMES = {"barriers": "Housing_and_Services"}
_RANKS_2019 = {f"{name}_{kind}": f"{key}-{kind}" for key, name in _DOMAINS.items() for kind in ("rank", "decile")}
_COLUMNS_2019 = _RANKS_2019 | {
    "IMD_score": "overall-score",
    "Income_score_rate": "income-score",
    "Employment_score_rate": "employment-score",
    "pop_mid2019": "all-residents",
}
# Sub-domains are written small in the newer file.
_SUB_DOMAINS = list(_DOMAINS)[8:]
_COLUMNS_2025 = {
    f"{_NEWER_NAMES.get(key, name.lower() if key in _SUB_DOMAINS else name)}_{kind}": f"{key}-{kind}"
    for key, name in _DOMAINS.items()
    for kind in ("rank", "decile", "score")
}


@dataclass(frozen=True)
class _Held:
    """A data set that the folder holds: its files, how they are read, and what is called otherwise in them."""

    key: str
    files: tuple[str, ...]
    read: Callable[[Path, DatasetEntry], Reading]
    options: Mapping[str, Any] = field(default_factory=dict)
    is_cut: bool = False  # to the county: its sum is not England


def _street(file: Path, entry: DatasetEntry) -> Reading:
    return police.read_street(file, entry, within=known_codes())


def _census(file: Path, entry: DatasetEntry) -> Reading:
    """Counts of one table of the census, among others in a wide file."""
    columns: Mapping[str, str] = entry.options["columns"]
    rows = table(file, needed=["LSOA21CD", *columns])
    found: dict[str, Any] = {AREA: rows["LSOA21CD"], PERIOD: [entry.period] * rows.height}
    for name, measure in columns.items():
        found[measure], _notes, _bad = numbers(rows, name, file=file.name)
    return Reading(pl.DataFrame(found).sort(AREA), {entry.period: NEW}, {"rows read": rows.height})


HELD = (
    _Held(
        "recorded-crime",
        ("police/leicestershire-street-2022.zip", "police/leicestershire-street-2025.zip"),
        _street,
        {"counts_events": True},
    ),
    _Held(
        "indices-2019",
        ("england/england_imd2019.csv.gz",),
        deprivation.read,
        {"area": "lsoa11_code", "columns": _COLUMNS_2019, "ranks": [f"{key}-rank" for key in _DOMAINS]},
    ),
    _Held(
        "indices-2025",
        ("england/england_imd2025.parquet",),
        deprivation.read,
        {"area": "lsoa21_code", "columns": _COLUMNS_2025, "ranks": [f"{key}-rank" for key in _DOMAINS]},
    ),
    _Held(
        "census-2021-disability",
        (PEOPLE_2021,),
        _census,
        {
            "columns": {
                "dis_total": "all-residents",
                "dis_disabled_under_the_equality_act": "disabled",
            }
        },
        is_cut=True,
    ),
    _Held(
        "census-2021-household-deprivation",
        (PEOPLE_2021,),
        _census,
        {
            "columns": {
                "hhdep_total": "all-households",
                "hhdep_household_is_not_deprived_in_any_dimension": "deprived-in-none",
                "hhdep_household_is_deprived_in_one_dimension": "deprived-in-one",
                "hhdep_household_is_deprived_in_two_dimensions": "deprived-in-two",
                "hhdep_household_is_deprived_in_three_dimensions": "deprived-in-three",
                "hhdep_household_is_deprived_in_four_dimensions": "deprived-in-four",
            }
        },
        is_cut=True,
    ),
)


def places(folder: Path) -> Places:
    """All that the folder holds."""
    rows = areas(folder)
    return Places(
        about=BOUNDARIES,
        areas=rows,
        postcodes=list(postcodes(folder, known={row.code for row in rows})),
        sources=lambda made: sources_in(folder, made),
        lookups=[lookup(folder)],
    )


def _there(folder: Path, name: str) -> Path:
    file = folder / name
    if not file.exists():
        sentence = _("The folder with data holds no file %(file)s. Give the folder that holds llr/ and england/.")
        raise NotPossibleNow(sentence % {"file": file.name})
    return file


def areas(folder: Path) -> list[AreaRow]:
    """Areas with the name that the House of Commons Library gave to their part of town."""
    shapes = boundaries.read(_there(folder, SHAPES))
    about = lookups.memberships(
        _there(folder, ABOUT_AREAS), columns={"population": "pop2020", "households": "census2011_households"}
    )
    return boundaries.areas(shapes, about)


def lookup(folder: Path) -> LookupRows:
    """How areas of 2011 became those of 2021, shared out by the people of 2021."""
    rows = table(_there(folder, PEOPLE_2021), needed=["LSOA21CD", "dis_total"])
    people, _notes, _bad = numbers(rows, "dis_total", file=PEOPLE_2021)
    populations = dict(zip(rows["LSOA21CD"], people.cast(pl.Int64), strict=True))
    return LookupRows(OLD, NEW, lookups.changes(_there(folder, CHANGES), populations), Path(CHANGES).name)


def postcodes(folder: Path, *, known: set[str]) -> Iterator[PostcodeRow]:
    """Postcodes whose area is not among `known` come as not yet placed."""
    rows = table(_there(folder, POSTCODES), needed=["postcode", "LSOA11CD", "lon", "lat"])
    for postcode, code, longitude, latitude in rows.select("postcode", "LSOA11CD", "lon", "lat").iter_rows():
        yield PostcodeRow(
            postcode=postcode.replace(" ", ""),
            area_code=code if code in known else "",
            longitude=float(longitude),
            latitude=float(latitude),
        )


def sources_in(folder: Path, made: BoundarySet) -> Iterator[Source]:
    """The data sets of the folder, each to be read when it is new."""
    for held in HELD:
        files = [_there(folder, name) for name in held.files]
        entry = entry_for(held.key)
        digest = hashlib.sha256(b"".join(hashlib.sha256(file.read_bytes()).digest() for file in files)).hexdigest()
        names = ", ".join(file.name for file in files)
        yield Source(entry, names, digest, lambda held=held, files=files, entry=entry: _read(held, files, entry))  # type: ignore[misc]


def entry_for(key: str) -> DatasetEntry:
    """The entry of sources.toml with what is called otherwise in the folder; without indicators it cannot feed."""
    held = next(one for one in HELD if one.key == key)
    entry = sources.entry(key)
    if held.is_cut:
        entry = replace(entry, covers_england=False)
    options = {**entry.options, **held.options}
    if "columns" not in options:
        return replace(entry, options=options)
    there = {*options["columns"].values(), "", "population", "households"}
    able = tuple(one for one in entry.indicators if {*one.numerator, one.denominator} <= there)
    return replace(entry, options=options, indicators=able)


def _read(held: _Held, files: list[Path], entry: DatasetEntry) -> Reading:
    """The files one after the other: a month stands in one of them alone."""
    readings = [held.read(file, entry) for file in files]
    if len(readings) == 1:
        return readings[0]
    frame = pl.concat([reading.frame for reading in readings], how="diagonal_relaxed").sort(AREA, PERIOD)
    report: dict[str, int] = {}
    vintages: dict[str, int] = {}
    for reading in readings:
        vintages |= reading.vintages
        report = {key: report.get(key, 0) + many for key, many in reading.report.items()}
    return Reading(frame, vintages, report)

"""What readers hand over and actions keep: descriptions, rows and tables; knows no file and no data base."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import polars as pl

from peoplezones.foundation.jobs import Cancelled as Cancelled  # a step's own word, for those who know rows alone
from peoplezones.foundation.refusals import NotPossibleNow

AREA, PERIOD = "area", "period"
NOTE = "|note"  # "<measure>|note" holds why a value is missing or not final: one of NOTES, or nothing
NOTES = ("suppressed", "provisional", "estimated")
SHOWN_BAD_ROWS = 50
OF_AREA = ("population", "households")  # denominators that are known of an area, and not of a period or a data set


class PeriodKind(StrEnum):
    """How the periods of a data set are written, so that text order is the order of time."""

    MONTH = "month"  # 2025-03
    QUARTER = "quarter"  # 2025-Q1
    YEAR = "year"  # 2025; a year that does not begin in January by the year it begins in
    ONCE = "once"  # 2019: a single picture, not a series


@dataclass(frozen=True)
class BadRow:
    """One thing that is wrong with a file; `line` counts from 1 and includes the header (0: the file as a whole)."""

    file: str
    line: int
    column: str
    found: str
    expected: str


class BadFile(NotPossibleNow):
    """A file cannot be taken: the sentence says why and what to do, `rows` the first things that are wrong."""

    def __init__(self, sentence: str, rows: Sequence[BadRow] = (), *, more: int = 0) -> None:
        super().__init__(sentence)
        self.rows = tuple(rows)
        self.more = more  # how many bad rows there are beyond `rows`

    def lines(self) -> list[str]:
        """The bad rows as text, one a line."""
        said = [
            f"{row.file}, line {row.line}, {row.column}: found “{row.found}”, expected {row.expected}"
            for row in self.rows
        ]
        return [*said, f"… and {self.more} more"] if self.more else said


# Told how much is done (0 to 1) and what is being done; raises Cancelled.
Step = Callable[[float, str], None]


def no_steps(done: float, doing: str) -> None:
    """A step for work that nobody watches."""


@dataclass(frozen=True)
class IndicatorEntry:
    """One indicator of a data set: how it is worked out from measures, and what it means.

    Its value over a window of the newest `window` periods is `per` × Σ numerator ÷ denominator. `denominator` is
    "population" (people of the area), "households", another measure of the data set, or empty: the measure is
    the value itself (a score, a rate that the publisher worked out, a rank).
    """

    key: str
    name: str
    unit: str
    numerator: tuple[str, ...]  # measures of the data set; more than one are added
    denominator: str = ""
    per: float = 1.0
    window: int = 1  # periods
    decimals: int = 1
    polarity: str = "high"  # more need where the value is high | low | none: no judgement
    outcome: str = ""  # safe | well | skills | resources; empty: context, never part of a score
    demand: str = "neither"  # reactive | developmental | neither
    demand_reason: str = ""
    agency: str = ""  # whose work the demand is
    acted_on_by: str = ""
    is_rank: bool = False  # ranks are never added, averaged or carried over to other areas
    feeds_choice: bool = True


@dataclass(frozen=True)
class DatasetEntry:
    """One data set: an entry of sources.toml, or one that an analyst described on the mapping page."""

    key: str
    name: str
    publisher: str
    licence: str
    layout: str  # which reader: a key of readers.LAYOUTS
    period_kind: PeriodKind
    address: str = ""  # the publisher's page about it
    download: str = ""  # the publisher's file, for `data fetch`
    sha256: str = ""  # of that file; empty where the publisher replaces it in place
    vintage: int = 0  # year of the area codes; 0: the reader finds it out
    period: str = ""  # the period of a single picture
    options: Mapping[str, Any] = field(default_factory=dict)  # what the reader needs to know: columns and the like
    indicators: tuple[IndicatorEntry, ...] = ()
    suppress_below: int = 0  # counts from 1 to one less than this are not shown; 0: published openly
    is_official: bool = True
    covers_england: bool = False  # a sum over all its areas is England
    refreshed: str = ""  # how often the publisher brings it up to date, in words
    proven: bool = True  # its reader has met an original file of the publisher
    # A partner's own record: which kind of record and for which purpose, in the words that agreements use, and, of one
    # file, whose. Empty: open data, of which nobody is asked.
    under_agreement: str = ""
    used_for: str = ""
    given_by: str = ""


@dataclass(frozen=True)
class Reading:
    """What a reader made of a file of values.

    `frame`: one row an area and period, sorted by both; columns `area`, `period`, then one numeric column a measure
    (null: missing, never zero), and `<measure>|note` where a publisher says why. A period that has no row at all is
    missing. `vintages`: the year of the area codes of each period. `report`: what was counted on the way, in the
    order it should be told, from an English key ("rows read", "rows without an area code") to a number.
    """

    frame: pl.DataFrame
    vintages: Mapping[str, int]
    report: Mapping[str, int]
    codes_seen: frozenset[str] = frozenset()  # area codes of the file, also those that were left out as outside

    @property
    def measures(self) -> list[str]:
        return [name for name in self.frame.columns if name not in (AREA, PERIOD) and not name.endswith(NOTE)]


@dataclass(frozen=True)
class SetDescription:
    """What is published about a set of boundaries; the fields are those of `BoundarySet`."""

    key: str
    name: str
    vintage: int
    publisher: str
    licence: str
    population_source: str
    home: str = ""  # what all its areas together are called


@dataclass(frozen=True)
class AreaRow:
    """One area; `boundary` is a GeoJSON geometry in degrees (WGS84)."""

    code: str
    name: str
    local_name: str
    district_code: str
    district_name: str
    population: int
    rural_urban: str
    boundary: str
    ward_code: str = ""
    ward_name: str = ""
    households: int = 0


@dataclass(frozen=True)
class PostcodeRow:
    postcode: str
    area_code: str  # empty: not yet placed
    longitude: float
    latitude: float


@dataclass(frozen=True)
class CodeChange:
    """How an area of an older vintage became one of a newer one.

    `change`: U unchanged, S split (the old area became several), M merged (several became one), X neither.
    `share`: the part of the old area's people who live in the new one (1 unless it was split).
    """

    old: str
    new: str
    change: str
    share: float = 1.0

"""The shape of what is asked and answered: names, units and meaning of every field; knows no data base.

What stands below a field is its description for programmers, in English like all our reference.
"""

from typing import Any, Generic, Literal, TypeVar

from ninja import Field, Schema
from pydantic import ConfigDict

Item = TypeVar("Item")
Polarity = Literal["high", "low", "none"]


MOST = 1_000


class Described(Schema):
    model_config = ConfigDict(use_attribute_docstrings=True)


class Paging(Described):
    page: int = Field(1, ge=1, le=1_000_000, examples=[1])
    """The number of the page, from 1."""
    per_page: int = Field(100, ge=1, le=MOST, examples=[100])
    """How many a page, at most 1,000."""


class InDistrict(Paging):
    district: str = Field("", pattern="^([A-Z][0-9]{8})?$", examples=["E06000016"])
    """The code of a district: its areas alone."""


class Problem(Described):
    detail: str = Field(examples=["There is no area in use with this code."])
    """One sentence: what was wrong and what to do."""


class Paged(Described, Generic[Item]):
    """One page of a list."""

    count: int = Field(examples=[611])
    """How many there are on all pages."""
    page: int = Field(examples=[1])
    """The number of this page, from 1."""
    per_page: int = Field(examples=[100])
    """The most that one page holds."""
    next: str | None
    """The address of the next page; null on the last."""
    items: list[Item]


class Place(Described):
    code: str = Field(examples=["E06000016"])
    name: str = Field(examples=["Leicester"])


class AreaOut(Described):
    """A small census area; its people are those of the population source of the boundary set."""

    code: str = Field(examples=["E01013726"])
    """The official code."""
    name: str = Field(examples=["Leicester 023A"])
    """The official name."""
    local_name: str = Field(examples=["Abbey"])
    """A name that people know; may be empty."""
    district: Place
    ward: Place | None
    """Null where wards are not known."""
    population: int = Field(examples=[1640])


class Doubt(Described):
    """A figure with its doubt. Null: not known, or hidden (see `note`); never zero."""

    count: float | None
    """What was counted over the window; null for values without counts."""
    denominator: float | None
    """People, households or what else it is a part of."""
    value: float | None
    """In the unit of the indicator."""
    low: float | None
    """Lower end of the 95 % interval."""
    high: float | None
    """Upper end of the 95 % interval."""
    shrunk: float | None
    """The value drawn towards the mean of all areas, by which areas are ranked. Null where the figure is hidden.
    Worked out from what is public alone, so that it gives no hidden count away."""
    note: str = Field(examples=["", "suppressed"])
    """“illustrative”: made up; “suppressed”: too small to be shown; “not known”. Several are parted by “; ”."""


class FigureOut(Doubt):
    """One indicator in one area."""

    indicator: str = Field(examples=["made-up-disorder"])
    """Its key."""
    name: str
    unit: str
    window: list[str]
    """First and last period; empty where there is no whole window."""
    source: str
    licence: str


class AreaWithFigures(AreaOut):
    boundary_set: str = Field(examples=["Lower layer super output areas, December 2011"])
    boundary_licence: str
    figures: list[FigureOut]


class ValueOut(Doubt):
    """One area of an indicator."""

    code: str = Field(examples=["E01013726"])
    name: str
    district: str
    """The name of its district."""


class IndicatorOut(Described):
    key: str = Field(examples=["made-up-disorder"])
    name: str
    unit: str = Field(examples=["reports per 1,000 people a year"])
    formula: str
    """How it is worked out, in words."""
    window: int = Field(examples=[12])
    """How many of the newest periods are taken together."""
    polarity: Polarity
    """Where more need lies: at high values, at low ones; none: no judgement."""
    outcome: str
    """safe, well, skills or resources; empty: context."""
    demand: str
    """reactive, developmental or neither."""
    demand_reason: str
    agency: str
    """Whose work the demand is; may be empty."""
    acted_on_by: str
    """Who can act on it."""
    is_rank: bool
    feeds_choice: bool
    """Whether need scores are made of it."""
    dataset: str
    """The key of its data set."""
    source: str
    licence: str
    illustrative: bool
    """True: the figures are made up. Do not judge a place by them."""


class ValuesOut(Paged[ValueOut]):
    """Values of one indicator, with all that is the same for each."""

    indicator: str
    unit: str
    window: list[str]
    """First and last period; empty where there is no whole window."""
    source: str
    licence: str
    illustrative: bool


class DatasetOut(Described):
    key: str = Field(examples=["made-up-demand"])
    name: str
    publisher: str
    licence: str
    address: str
    """The publisher's page about it; may be empty."""
    refreshed: str
    """How often the publisher brings it up to date, in words."""
    period_kind: Literal["month", "quarter", "year", "once"]
    first_period: str = Field(examples=["2021-01"])
    last_period: str = Field(examples=["2025-12"])
    missing: list[tuple[str, str]]
    """First and last period of each gap: missing, not zero."""
    loaded: str
    """When it was loaded: date and time, ISO 8601."""
    digest: str
    """The sha256 of the present content."""
    areas: int
    suppress_below: int
    """Counts from 1 to one less are hidden; 0: all are shown."""
    csv: str | None
    """The present content as CSV; null where it holds hidden counts."""
    parquet: str | None
    """The same as Parquet."""
    indicators: list[str]
    """Keys."""
    illustrative: bool


class Feature(Described):
    """A GeoJSON feature (RFC 7946), WGS84 degrees."""

    type: Literal["Feature"]
    id: str
    geometry: dict[str, Any]
    properties: dict[str, Any]
    """code, name, vintage, publisher, licence."""

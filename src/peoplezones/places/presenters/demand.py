"""Says in plain English what people ask of services, and which share of it is reactive."""

from collections.abc import Sequence
from math import isnan
from typing import Any

import pandas as pd
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from peoplezones.ui import charts
from peoplezones.ui.words import number
from zonelab.core.figures import Point

from ..analysis import DemandPicture, Gap, Group, Setting, demand_of
from ..models import Demand
from ..rows import PeriodKind
from .words import period_in_words


def demand_context(setting: Setting, group: Group) -> dict[str, Any]:
    """Everything that the section on demand shows of a group of areas; `demand` is None where nothing is counted."""
    picture = demand_of(setting, group)
    if picture.counted is None:
        return {"demand": None}
    totals = picture.counted.totals.set_index("period")
    newest = picture.years[-1]
    return {
        "demand": {
            "year": _year(newest),
            "headline": _headline(totals.loc[newest]),
            "one_kind": _only_kind(picture),
            "chart": _chart(picture, totals),
            "agencies": _agencies(picture),
            "none": NONE,
            "shares_by_agency": bool(picture.counted.by_agency["reactive_share"].notna().any()),
            "people": number(float(totals.loc[newest, "population"])),
            "counted": _what_is_counted(picture),
            "gaps": [_gap(one) for one in picture.gaps],
            "illustrative": any(not one.dataset.is_official for one in picture.indicators),
        }
    }


NONE = "–"


def _year(last_month: str) -> str:
    return _("year to %(month)s") % {"month": period_in_words(last_month, PeriodKind.MONTH)}


def _gap(gap: Gap) -> str:
    words = {"agency": gap.agency, "month": period_in_words(gap.last_month, PeriodKind.MONTH)}
    if gap.is_hidden:
        return _("Numbers of %(agency)s in the year to %(month)s are too small to show, so that year has no total.") % (
            words
        )
    return _("%(agency)s did not deliver every month of the year to %(month)s, so that year has no total.") % words


def _percent(share: float, decimals: int = 0) -> str:
    return f"{number(100 * share, decimals)}%"


def _decimals(row: "pd.Series[float]") -> int:
    """As many as let the share lie inside its own range."""
    low, share, high = (100 * row[f"reactive_share{end}"] for end in ("_low", "", "_high"))
    return 0 if low <= round(share) <= high else 1


def _headline(row: "pd.Series[float]") -> dict[str, str] | None:
    """The share, with its range; None where the newest year has no total."""
    if isnan(row["reactive_share"]):
        return None
    return {
        "share": _percent(row["reactive_share"], _decimals(row)),
        "low": _percent(row["reactive_share_low"], 1),
        "high": _percent(row["reactive_share_high"], 1),
        "reactive": number(row["reactive"]),
        "developmental": number(row["developmental"]),
        "rate": number(row["reactive_per_1000"]),
    }


def _only_kind(picture: DemandPicture) -> str:
    """What is said where all that is counted is of one kind: a share needs both."""
    kinds = {one.demand for one in picture.indicators}
    if kinds == {Demand.REACTIVE}:
        return _(
            "Only reactive demand is counted here so far, so its share is not known. "
            "It appears when agencies give counts of developmental work: checks, courses, clubs."
        )
    if kinds == {Demand.DEVELOPMENTAL}:
        return _("Only developmental demand is counted here so far, so the reactive share is not known.")
    return ""


def _chart(picture: DemandPicture, totals: pd.DataFrame) -> charts.Chart | None:
    known = totals["reactive_share"].dropna()
    if len(known) < 2:
        return None
    points = []
    for month in picture.years:
        row = totals.loc[month]
        if isnan(row["reactive_share"]):
            points.append(Point(_short(month), None))
            continue
        share, low, high = (100 * row[f"reactive_share{end}"] for end in ("", "_low", "_high"))
        points.append(Point(_short(month), share, f"{number(share, 1)}%", low, high))
    first, last = known.iloc[0], known.iloc[-1]
    words = {"first": _percent(first, 1), "last": _percent(last, 1), "since": _year(str(known.index[0]))}
    sentence = _("In the %(since)s, %(first)s of all demand was reactive; it is %(last)s now.")
    return charts.over_time(
        "reactive-share",
        title=_("Reactive share of demand"),
        sentence=sentence % words,
        points=points,
        name=_("Reactive share, %"),
        band_text=_("Range by chance alone (95%)"),
        gap_text=_("No total: counts are missing or too small to show"),
        headers=[_("Year to"), _("Reactive share")],
        from_zero=False,
        missing=_("missing"),
    )


def _short(month: str) -> str:
    return f"{month[5:7]}/{month[2:4]}"


def _agencies(picture: DemandPicture) -> list[dict[str, str]]:
    """One row an agency for the newest year; what it was a year before stands beside it."""
    assert picture.counted is not None
    table = picture.counted.by_agency.set_index(["agency", "period"])
    newest = picture.years[-1]
    before = picture.years[-2] if len(picture.years) > 1 else ""
    shown = []
    for place, agency in enumerate(picture.counted.by_agency["agency"].unique()):
        row = table.loc[(agency, newest)]
        earlier = table.loc[(agency, before)] if (agency, before) in table.index else None
        shown.append(
            {
                "name": str(agency),
                "reactive": _count(row["reactive"]),
                "developmental": _count(row["developmental"]),
                "rate": _rate(row),
                "share": NONE if isnan(row["reactive_share"]) else _percent(row["reactive_share"]),
                "before": NONE if earlier is None else _rate(earlier),
                "chart": _rates_over_years(f"agency-{place}", str(agency), table, picture.years),
            }
        )
    return shown


def _rates_over_years(key: str, agency: str, table: pd.DataFrame, years: Sequence[str]) -> SafeString | None:
    """The agency's reactive contacts for every 1,000 people, year by year."""
    rates = [
        float(table.loc[(agency, year), "reactive_per_1000"]) if (agency, year) in table.index else float("nan")
        for year in years
    ]
    known = [rate for rate in rates if not isnan(rate)]
    if len(known) < 2:
        return None
    words = {"first": number(known[0], 1), "last": number(known[-1], 1), "year": _year(years[0])}
    return charts.sparkline(
        key,
        title=_("%(agency)s: reactive per 1,000 people") % {"agency": agency},
        sentence=_("From %(first)s in the %(year)s to %(last)s now.") % words,
        values=rates,
    )


def _count(value: float) -> str:
    return NONE if isnan(value) else number(value)


def _rate(row: "pd.Series[float]") -> str:
    return NONE if isnan(row["reactive_per_1000"]) else number(row["reactive_per_1000"], 1)


def _what_is_counted(picture: DemandPicture) -> list[dict[str, str]]:
    """Each indicator with its kind and the reason for it."""
    return [
        {
            "name": one.name,
            "agency": one.agency,
            "kind": one.demand,
            "label": str(Demand(one.demand).label),
            "reason": one.demand_reason,
        }
        for one in sorted(picture.indicators, key=lambda one: (one.demand != Demand.REACTIVE, one.agency, one.name))
    ]

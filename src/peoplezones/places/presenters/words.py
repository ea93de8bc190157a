"""Says values, periods and sources in plain English."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from peoplezones.ui.words import number

from .. import queries
from ..models import BoundarySet, Dataset, District, Evidence, Indicator
from ..rows import PeriodKind

MOST_NAMED = 3  # neighbourhoods


def value_in_words(indicator: Indicator, value: float) -> str:
    space = "" if indicator.unit.startswith("%") else " "
    return f"{number(value, indicator.decimals)}{space}{indicator.unit}"


def period_in_words(period: str, kind: str) -> str:
    """`March 2025`, `April to June 2025`, `2025`."""
    if kind == PeriodKind.MONTH:
        return f"{MONTHS[int(period[5:7])]} {period[:4]}"
    if kind == PeriodKind.QUARTER:
        first = 3 * int(period[6:7]) - 2
        return _("%(first)s to %(last)s %(year)s") % {
            "first": MONTHS[first],
            "last": MONTHS[first + 2],
            "year": period[:4],
        }
    return period


def window_in_words(window: Sequence[str], kind: str) -> str:
    """From the first to the last of periods in a row: `January to December 2025`, `2021 to 2025`."""
    if not window:
        return _("no whole period")
    first, last = window[0], window[-1]
    if first == last:
        return period_in_words(first, kind)
    words = {"first": period_in_words(first, kind), "last": period_in_words(last, kind)}
    if kind == PeriodKind.MONTH and first[:4] == last[:4]:
        words["first"] = str(MONTHS[int(first[5:7])])
    return _("%(first)s to %(last)s") % words


def periods_in_words(dataset: Dataset) -> str:
    """From when to when the data set's snapshot reaches; gaps are told elsewhere."""
    if dataset.snapshot is None:
        return ""
    periods = dataset.snapshot.periods
    return window_in_words(periods if len(periods) == 1 else [periods[0], periods[-1]], dataset.period_kind)


def source_in_words(indicator: Indicator) -> str:
    """The data set and how far it reaches."""
    return f"{indicator.dataset.name}, {periods_in_words(indicator.dataset)}"


def crumbs_to(district: District | None, here: str) -> list[tuple[str, str]]:
    """Home, the district where there is one, and the page itself."""
    between = [(district.name, reverse("places:district", args=[district.code]))] if district else []
    return [(_("Home"), "/"), *between, (here, "")]


def names_of(boundary_set: BoundarySet) -> dict[str, str]:
    """What the larger areas are called: each district by its code, and the whole map."""
    return {district.code: district.name for district in queries.districts()} | {"home": boundary_set.home}


def about_in_words(one: Evidence) -> str:
    """Of which districts and neighbourhoods a document speaks; many neighbourhoods are not named one by one."""
    areas = list(one.areas.all())
    named = [str(area) for area in areas]
    if len(areas) > MOST_NAMED:
        named = [_("%(count)s neighbourhoods") % {"count": len(areas)}]
    return ", ".join([*(district.name for district in one.districts.all()), *named])

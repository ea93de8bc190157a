"""Says in plain English what is known of a place: numbers with their unit and what they mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from django.urls import reverse
from django.utils.translation import gettext as _

from peoplezones.ui.maps import Legend, MapView
from peoplezones.ui.words import number

from .models import Area, BoundarySet, Indicator, Outcome


@dataclass(frozen=True)
class Known:
    """One indicator as an area's page shows it."""

    name: str
    value: str
    compared: str
    source: str
    illustrative: bool


def value_in_words(indicator: Indicator, value: float) -> str:
    space = "" if indicator.unit.startswith("%") else " "
    return f"{number(value, indicator.decimals)}{space}{indicator.unit}"


def share_below(column: pd.Series, value: float) -> int:
    """Per cent of the areas with a value that have a lower one (half of the equal ones counted)."""
    numbers = column.to_numpy(dtype=float)
    present = np.count_nonzero(~np.isnan(numbers))
    equal_others = np.count_nonzero(numbers == value) - 1
    return round(100 * (np.count_nonzero(numbers < value) + equal_others / 2) / max(present - 1, 1))


def compared_in_words(indicator: Indicator, column: pd.Series, value: float) -> str:
    """How the value compares, said from the side of need: `More need here than in 83% of neighbourhoods`."""
    below = share_below(column, value)
    more = below if indicator.higher_is_more_need else 100 - below
    if more >= 50:
        return _("More need here than in %(share)s%% of neighbourhoods") % {"share": more}
    return _("Less need here than in %(share)s%% of neighbourhoods") % {"share": 100 - more}


def known_by_outcome(
    indicators: Sequence[Indicator], values: Mapping[str, float], table: pd.DataFrame
) -> list[dict[str, Any]]:
    """The indicators of an area under the four outcomes, in the outcomes' order; empty outcomes are left out."""
    groups: dict[str, list[Known]] = {outcome.value: [] for outcome in Outcome}
    for indicator in indicators:
        value = values.get(indicator.key)
        groups[indicator.outcome].append(
            Known(
                name=indicator.name,
                value=_("Not known") if value is None else value_in_words(indicator, value),
                compared="" if value is None else compared_in_words(indicator, table[indicator.key], value),
                source=f"{indicator.source}, {indicator.period}",
                illustrative=not indicator.is_official,
            )
        )
    return [
        {"outcome": outcome.value, "label": outcome.label, "rows": groups[outcome.value]}
        for outcome in Outcome
        if groups[outcome.value]
    ]


def area_url_pattern() -> str:
    """The address of an area's page with CODE where the code goes, for the map."""
    return reverse("places:area", args=["E00000000"]).replace("E00000000", "CODE")


def tiles_url(boundary_set: BoundarySet) -> str:
    return reverse("places:tile", args=[boundary_set.digest, 0, 0, 0]).replace("/0/0/0.mvt", "/{z}/{x}/{y}.mvt")


def map_of(
    boundary_set: BoundarySet,
    *,
    label: str,
    list_id: str,
    bounds: tuple[float, float, float, float] | None = None,
    zones_url: str = "",
    legend: Sequence[Legend] = (),
    small: bool = False,
) -> MapView:
    """The map component over the areas of a set."""
    return MapView(
        label=label,
        bounds=bounds or boundary_set.bounds,
        tiles_url=tiles_url(boundary_set),
        area_url=area_url_pattern(),
        list_id=list_id,
        attribution=boundary_set.licence,
        zones_url=zones_url,
        legend=legend,
        small=small,
    )


def bounds_around(area: Area, *, widen: float = 1.5) -> tuple[float, float, float, float]:
    """The box of an area with its surroundings."""
    across, up = (area.east - area.west) * widen, (area.north - area.south) * widen
    return area.west - across, area.south - up, area.east + across, area.north + up

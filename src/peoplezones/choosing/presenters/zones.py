"""Says which zones of a human size are proposed under the reader's weights, and how good they are; decides nothing."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import numpy as np
import pandas as pd
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peoplezones.places.models import Area, BoundarySet
from peoplezones.places.presenters import bounds_of, map_of
from peoplezones.ui.maps import Legend, MapView
from peoplezones.ui.words import number
from zonelab.indicators import Composite
from zonelab.regions import Zone, ZoneSearch

from ..forms import PEOPLE, ZONES, ZonesForm
from .addresses import address
from .scores import CLASS_WORDS

PROVEN = 1e-9  # as `Zone.proven`


def zones_address(form: ZonesForm) -> str:
    """The query that reproduces the proposals."""
    more: dict[str, object] = {}
    if form.people != PEOPLE:
        more |= {"low": form.people[0], "high": form.people[1]}
    if form.how_many != ZONES:
        more["many"] = form.how_many
    if form.only_new:
        more["new"] = "on"
    query = address(form.weights(), form.in_district, form.top)
    return f"{query}&{urlencode(more)}" if more else query


def zones_map(boundary_set: BoundarySet, areas: Sequence[Area], query: str) -> MapView:
    """Drawn around the neighbourhoods that are proposed; the whole set where none are."""
    legend = [Legend(str(colour), words) for colour, words in enumerate(CLASS_WORDS, start=1)]
    return map_of(
        boundary_set,
        label=_("Map of the proposals: darker means more need"),
        list_id="proposals",
        bounds=bounds_of(areas, widen=0.15),
        zones_url=f"{reverse('choosing:zones_geojson')}?{query}",
        legend=[*legend, Legend("zone", _("Proposed zone"))],
    )


def codes_of(found: ZoneSearch | None) -> list[str]:
    return [code for zone in found.zones for code in zone.areas] if found else []


def proposals(
    found: ZoneSearch | None, result: Composite, areas: Mapping[str, Area], query: str
) -> list[dict[str, Any]]:
    """What the list shows of each zone, the one with the highest need first."""
    return [_proposal(place, zone, result, areas, query) for place, zone in enumerate(found.zones, 1)] if found else []


def _proposal(place: int, zone: Zone, result: Composite, areas: Mapping[str, Area], query: str) -> dict[str, Any]:
    standing = _standing(zone, result)
    return {
        "name": _name(place, zone, result, areas),
        "people": number(zone.population),
        "need": number(zone.need, 1),
        "districts": ", ".join(_districts(zone, areas)),
        "how_good": how_good(zone, place),
        "areas": [
            {
                "name": str(areas[code]),
                "people": number(areas[code].population),
                "rank": rank,
                "score": number(score, 1),
                "why_url": f"{reverse('choosing:why', args=[code])}?{query}",
            }
            for code, rank, score in standing
        ],
    }


def _standing(zone: Zone, result: Composite) -> list[tuple[str, int, float]]:
    """Code, rank and score of its areas, most need first."""
    places = result.codes.get_indexer(pd.Index(zone.areas)).tolist()
    rows = [(code, int(result.rank[at]), float(result.score[at])) for code, at in zip(zone.areas, places, strict=True)]
    return sorted(rows, key=lambda row: (row[1], row[0]))


def _name(place: int, zone: Zone, result: Composite, areas: Mapping[str, Area]) -> str:
    """By its area with most need, since nobody has given the proposal a name."""
    first = areas[_standing(zone, result)[0][0]]
    return _("%(number)s. Around %(area)s") % {"number": place, "area": first.local_name or first.name}


def _districts(zone: Zone, areas: Mapping[str, Area]) -> list[str]:
    return sorted({areas[code].district.name for code in zone.areas})


def how_good(zone: Zone, place: int) -> str:
    """How far from the best possible it can be, in words. place: 1 = taken first, among all neighbourhoods."""
    if zone.gap <= PROVEN and place > 1:
        return _("Of the neighbourhoods left, no other zone of this size has more need a person: that is proven.")
    if zone.gap <= PROVEN:
        return _("No other zone of this size has more need a person: that is proven.")
    if not np.isfinite(zone.gap):
        return _("There may be a better one: how far from the best it is could not be worked out in time.")
    if zone.gap < 0.001:
        return _("A better one has at most 0.1% more need a person, if there is one.")
    return _("A better one has at most %(percent)s%% more need a person, if there is one.") % {
        "percent": number(100 * _above(zone), 1)
    }


def _above(zone: Zone) -> float:
    """How much higher than this zone the best possible can lie, as a share of this zone's need."""
    return (zone.bound - zone.objective) / abs(zone.objective) if zone.objective else float("inf")


def zones_in_words(form: ZonesForm, found: ZoneSearch | None, result: Composite) -> dict[str, str]:
    """What was looked for, and what to do where less was found."""
    low, high = form.people
    words = {"low": number(low), "high": number(high), "many": form.how_many}
    sentence = _(
        "Neighbours joined to zones of %(low)s to %(high)s people, with the highest need a person under your weights."
    )
    short = ""
    if found is None and result.scored == 0:
        short = _("No neighbourhood has a score under these weights, so no zone can be proposed.")
    elif found is None:
        short = _("No zone of that size hangs together here. Widen the range of people, or show all districts.")
    elif len(found.zones) < form.how_many:
        words["found"] = len(found.zones)
        short = ngettext(
            "Only %(found)s zone was found: what is left is too small, or does not hang together.",
            "Only %(found)s zones were found: what is left is too small, or does not hang together.",
            len(found.zones),
        )
    return {"sentence": sentence % words, "short": short % words}


def outlines_table(found: ZoneSearch | None, result: Composite, areas: Mapping[str, Area]) -> pd.DataFrame:
    """One row a zone: what the GeoJSON says of it beside its outline."""
    rows = [
        {
            "name": _name(place, zone, result, areas),
            "population": int(zone.population),
            "need": round(zone.need, 4),
            "better_by_at_most_percent": _percent(zone),
            "districts": _districts(zone, areas),
            "areas": list(zone.areas),
        }
        for place, zone in enumerate(found.zones if found else (), 1)
    ]
    return pd.DataFrame(rows, index=pd.Index([zone.name for zone in found.zones] if found else [], dtype=object))


def _percent(zone: Zone) -> float | None:
    above = _above(zone)
    return round(100 * above, 4) if np.isfinite(above) else None


def zone_rows(
    found: ZoneSearch | None, result: Composite, areas: Mapping[str, Area], *, illustrative: bool
) -> Iterator[Sequence[object]]:
    """Header, then one row an area of a proposed zone."""
    yield [
        *("zone", "zone_population", "zone_need", "zone_better_by_at_most_percent"),
        *("code", "name", "local_name", "district", "population", "score", "rank", "figures"),
    ]
    for place, zone in enumerate(found.zones if found else (), 1):
        percent = _percent(zone)
        whole = [_name(place, zone, result, areas), int(zone.population), round(zone.need, 4)]
        for code, rank, score in _standing(zone, result):
            area = areas[code]
            yield [
                *whole,
                "" if percent is None else percent,
                *(code, area.name, area.local_name, area.district.name, area.population),
                *(round(score, 4), rank, "illustrative" if illustrative else "official"),
            ]

"""Says what the list of scores shows: its rows, the map, the weights that count, and what the reader must know."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peoplezones.places.analysis import ValueTable
from peoplezones.places.models import Area, BoundarySet, Outcome
from peoplezones.places.presenters import map_of, source_in_words
from peoplezones.ui.maps import Legend, MapView
from peoplezones.ui.paging import Page
from peoplezones.ui.words import number
from zonelab.indicators import Composite, RankUncertainty

from ..forms import WeightsForm
from .sureness import interval, label_of

CLASS_WORDS = [
    gettext_lazy("least need (lowest seventh)"),
    gettext_lazy("low need"),
    gettext_lazy("lower than the middle"),
    gettext_lazy("in the middle"),
    gettext_lazy("higher than the middle"),
    gettext_lazy("high need"),
    gettext_lazy("most need (highest seventh)"),
]


def ranked_codes(result: Composite, within: Collection[str] | None = None) -> list[str]:
    """Codes from most need to least; equal ones in map order; those without a score last."""
    order = np.lexsort((np.arange(len(result.codes)), np.nan_to_num(result.rank, nan=np.inf)))
    codes = result.codes[order]
    return [code for code in codes if within is None or code in within]


def need_map(boundary_set: BoundarySet) -> MapView:
    legend = [Legend(str(colour), words) for colour, words in enumerate(CLASS_WORDS, start=1)]
    return map_of(
        boundary_set,
        label=_("Map of need: darker means more need"),
        list_id="ranking",
        zones_url=reverse("zones:boundaries"),
        legend=[*legend, Legend("zone", _("People Zone"))],
    )


def _bar(parts: Mapping[str, float]) -> SafeString:
    """The score as one bar cut by outcome, 0 to 100; decoration, since the numbers stand in the text."""
    left = 0.0
    pieces = []
    for outcome, part in parts.items():
        pieces.append((outcome, f"{left:.2f}", f"{part:.2f}"))
        left += part
    inner = format_html_join("", '<rect class="pz-fill--{}" x="{}" width="{}" height="14"/>', pieces)
    rest = mark_safe('<rect class="pz-fill--rest" width="100" height="14"/>')
    return mark_safe(
        f'<svg class="pz-bar" viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true">{rest}{inner}</svg>'
    )


def rows(
    result: Composite, codes: Sequence[str], areas: Mapping[str, Area], sure: RankUncertainty | None, query: str
) -> list[dict[str, Any]]:
    """What the list shows of each area, ready to print; `query` goes along to the reasons."""
    why_url = reverse("choosing:why", args=["CODE"])
    places_in_result = result.codes.get_indexer(pd.Index(codes))
    group_parts = result.group_parts.to_numpy()
    groups = list(result.group_parts.columns)
    shown = []
    for code, place in zip(codes, places_in_result, strict=True):
        area = areas[code]
        score = float(result.score[place])
        known = not np.isnan(score)
        parts = dict(zip(groups, map(float, group_parts[place]), strict=True))
        shown.append(
            {
                "rank": int(result.rank[place]) if known else "–",
                "interval": interval(sure, place) if known and sure else "",
                "label": label_of(sure, place) if sure else None,
                "name": str(area),
                "district": area.district.name,
                "people": number(area.population),
                "score": number(score, 1) if known else _("Not known"),
                "bar": _bar(parts) if known else "",
                "why_url": f"{why_url.replace('CODE', code)}?{query}",
            }
        )
    return shown


def weight_rows(
    form: WeightsForm, weights: Mapping[str, int], result: Composite, with_values: Sequence[Outcome]
) -> list[dict[str, Any]]:
    """One row an outcome: its field, what was typed, and the share of the whole that it really had."""
    shares = result.specification.group_shares()
    shown = []
    for outcome in Outcome:
        bound = form[outcome.value]
        share = 100 * shares.get(outcome.value, 0.0)
        shown.append(
            {
                "key": outcome.value,
                "label": outcome.label,
                "value": bound.value() if outcome.value in form.data else weights[outcome.value],
                "errors": bound.errors,
                "share": round(share),
                "bar": _bar({outcome.value: share}),
                "has_values": outcome in with_values,
            }
        )
    return shown


def swapped_too() -> str:
    """What else changes on the page when weights take effect without a new one; a status keeps its element."""
    errors = [f"#id_{outcome.value}_error" for outcome in Outcome]
    return ",".join(["#weights-problems", "#ranking-status:innerHTML", *errors, "#id_k_error"])


def status(page: Page, shown: Sequence[Mapping[str, Any]]) -> str:
    """What a screen reader hears when the list has changed."""
    if not shown:
        return _("The list is empty.")
    return _("%(total)s neighbourhoods. Number %(rank)s is %(name)s.") % {
        "total": page.total,
        "rank": shown[0]["rank"],
        "name": shown[0]["name"],
    }


def cautions(result: Composite, table: ValueTable) -> list[str]:
    """What the reader must know about gaps and about figures that tell nothing apart, in words."""
    used = {group for group, share in result.specification.group_shares().items() if share > 0}
    areas = len(result.codes)
    said = []
    for one in table.indicators:
        if one.outcome not in used:
            continue
        gaps = int(result.missing.per_indicator[one.key])
        words = {"figure": one.name, "gaps": gaps, "areas": areas, "outcome": one.get_outcome_display()}
        if gaps:
            said.append(
                _(
                    "“%(figure)s” is not known in %(gaps)s of %(areas)s neighbourhoods. "
                    "There, the other figures of “%(outcome)s” count more."
                )
                % words
            )
        if table.values[one.key].nunique() == 1:
            said.append(_("“%(figure)s” is the same everywhere, so it makes no difference.") % words)
    if unscored := len(result.missing.without_score):
        said.append(
            _("%(count)s neighbourhoods have no score: an outcome that has weight has no figure there.")
            % {"count": unscored}
        )
    return said


def data_in_words(table: ValueTable) -> dict[str, Any]:
    """What the scores rest on: how many indicators, from which sources, and whether any is made up."""
    sources = sorted({source_in_words(one) for one in table.indicators})
    licences = sorted({one.dataset.licence for one in table.indicators})
    return {
        "count": len(table.indicators),
        "sources": sources,
        "licences": licences,
        "illustrative": any(not one.dataset.is_official for one in table.indicators),
    }

"""Says in plain English what a need score is made of; builds the list, the reasons, the download and the addresses."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import numpy as np
import pandas as pd
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peoplezones.places.analysis import ValueTable, value_table
from peoplezones.places.models import Area, BoundarySet, Indicator, Outcome
from peoplezones.places.presenters import map_of, source_in_words, value_in_words
from peoplezones.ui import charts
from peoplezones.ui.maps import Legend, MapView
from peoplezones.ui.paging import Page
from peoplezones.ui.words import number, numbers_that_add_up
from zonelab.core.figures import Part
from zonelab.indicators import Composite, ExplainedPart

from . import analysis
from .forms import WeightsForm

CLASS_WORDS = [
    gettext_lazy("least need (lowest seventh)"),
    gettext_lazy("low need"),
    gettext_lazy("lower than the middle"),
    gettext_lazy("in the middle"),
    gettext_lazy("higher than the middle"),
    gettext_lazy("high need"),
    gettext_lazy("most need (highest seventh)"),
]


def address(weights: Mapping[str, int], district: str = "") -> str:
    """The query that reproduces a view."""
    parts: dict[str, object] = dict(weights)
    if district:
        parts["district"] = district
    return urlencode(parts)


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
    result: Composite, codes: Sequence[str], areas: Mapping[str, Area], weights: Mapping[str, int]
) -> list[dict[str, Any]]:
    """What the list shows of each area, ready to print."""
    query = address(weights)
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
    return ",".join(["#weights-problems", "#ranking-status:innerHTML", *errors])


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


def why(result: Composite, table: ValueTable, code: str) -> dict[str, Any]:
    """The reasons for one score: a sentence, its parts by outcome as a chart, every indicator in a table.

    What is shown adds up: figures to their outcome, outcomes to the score.
    """
    explained = result.explain(code)
    found: dict[str, Any] = {"rank": explained.rank, "of": explained.of, "chart": None}
    adds: dict[str, float] = {}
    if explained.score is not None:
        by_outcome = _shown_by_outcome(result, code, explained.score)
        for outcome, shown in by_outcome.items():
            own = [part for part in explained.parts if part.group == outcome and part.part is not None]
            rounded = numbers_that_add_up([part.part or 0.0 for part in own], shown, 1)
            adds |= dict(zip((part.key for part in own), rounded, strict=True))
        found["chart"] = _parts_chart(explained.score, by_outcome)
    known = {one.key: one for one in table.indicators}
    counted = table.of(code)
    found["lines"] = [_line(known[part.key], part, adds, counted) for part in explained.parts]
    found["evened"] = any(line["evened"] for line in found["lines"])
    return found


def _shown_by_outcome(result: Composite, code: str, score: float) -> dict[str, float]:
    parts = result.group_parts.loc[code].to_numpy(dtype=float).tolist()
    return dict(zip(result.group_parts.columns, numbers_that_add_up(parts, score, 1), strict=True))


def _line(
    indicator: Indicator, part: ExplainedPart, adds: Mapping[str, float], counted: Mapping[str, float]
) -> dict[str, Any]:
    """`counted`: the figures as they are, where they may be shown; what was ranked is evened out for small numbers."""
    ranked = None if part.raw is None else number(part.raw, indicator.decimals)
    here = counted.get(indicator.key)
    shown = None if here is None else number(here, indicator.decimals)
    return {
        "evened": ranked if shown is not None and ranked != shown else "",
        "name": indicator.name,
        "outcome": indicator.outcome,
        "outcome_label": indicator.get_outcome_display(),
        "value": _here_in_words(indicator, part, here),
        "order": number(part.normalised, 1) if part.normalised is not None else "–",
        "weight": f"{number(100 * part.weight, 1)}%",
        "adds": number(adds[part.key], 1) if part.key in adds else "–",
        "source": source_in_words(indicator),
        "acted_on_by": indicator.acted_on_by,
        "illustrative": not indicator.dataset.is_official,
    }


def _here_in_words(indicator: Indicator, part: ExplainedPart, here: float | None) -> str:
    if here is not None:
        return value_in_words(indicator, here)
    return _("Not known") if part.raw is None else _("Not shown: the number is small")


def _parts_chart(score: float, by_outcome: Mapping[str, float]) -> charts.Chart:
    labels = {outcome.value: str(outcome.label) for outcome in Outcome}
    largest = max(by_outcome, key=lambda outcome: by_outcome[outcome])
    sentence = _("The score is %(score)s of 100. The largest part, %(part)s, comes from “%(outcome)s”.") % {
        "score": number(score, 1),
        "part": number(by_outcome[largest], 1),
        "outcome": labels[largest],
    }
    return charts.stacked(
        "parts",
        title=_("What the score is made of"),
        sentence=sentence,
        parts=[
            Part(labels[outcome], part, number(part, 1), charts.OUTCOME_FILLS[outcome])
            for outcome, part in by_outcome.items()
        ],
        headers=[_("Outcome"), _("Adds to the score")],
        whole=100,
    )


def why_crumbs(area: Area, weights: Mapping[str, int], district: str) -> list[tuple[str, str]]:
    back = f"{reverse('choosing:index')}?{address(weights, district)}"
    return [(_("Back to the list with these weights"), back), (area.name, "")]


def download_rows(result: Composite, table: ValueTable, areas: Mapping[str, Area]) -> Iterator[list[object]]:
    """Header, then one row an area by rank; the weights that were used and the kind of figures stand beside."""
    groups = list(result.group_parts.columns)
    illustrative = data_in_words(table)["illustrative"]
    yield [
        "code",
        "name",
        "local_name",
        "district",
        "population",
        "score",
        "rank",
        *[f"part_{group}" for group in groups],
        *[f"weight_{group}_percent" for group in groups],
        "figures",
    ]
    codes = ranked_codes(result)
    in_result = result.codes.get_indexer(pd.Index(codes))
    group_parts = result.group_parts.to_numpy()
    used = [round(100 * share, 2) for share in result.specification.group_shares().values()]
    for code, place in zip(codes, in_result, strict=True):
        area, score = areas[code], result.score[place]
        known = not np.isnan(score)
        yield [
            code,
            area.name,
            area.local_name,
            area.district.name,
            area.population,
            round(float(score), 4) if known else "",
            int(result.rank[place]) if known else "",
            *[round(float(part), 4) if known else "" for part in group_parts[place]],
            *used,
            "illustrative" if illustrative else "official",
        ]


def score_of_area(request: HttpRequest, area: Area) -> dict[str, Any] | None:
    """For the page of an area: where it stands under equal weights."""
    table = value_table(area.boundary_set)
    weights = WeightsForm.equal()
    result = analysis.need(table, weights)
    if result is None:
        return None
    explained = result.explain(area.code)
    if explained.rank is None:
        return None
    return {
        "rank": explained.rank,
        "of": explained.of,
        "why_url": f"{reverse('choosing:why', args=[area.code])}?{address(weights)}",
        "illustrative": data_in_words(table)["illustrative"],
    }

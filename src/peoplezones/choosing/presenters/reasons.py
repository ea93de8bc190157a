"""Says why one area has its score: its parts, every figure, and how sure its rank is."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from peoplezones.places.analysis import ValueTable, value_table
from peoplezones.places.models import Area, Indicator, Outcome
from peoplezones.places.presenters import source_in_words, value_in_words
from peoplezones.ui import charts
from peoplezones.ui.words import number, numbers_that_add_up
from zonelab.core.figures import Part
from zonelab.indicators import Composite, ExplainedPart, RankUncertainty

from .. import analysis
from ..forms import WeightsForm
from .addresses import address
from .scores import data_in_words
from .sureness import sureness_of_area


def why(result: Composite, table: ValueTable, sure: RankUncertainty | None, code: str) -> dict[str, Any]:
    """The reasons for one score: a sentence, its parts by outcome as a chart, every indicator in a table.

    What is shown adds up: figures to their outcome, outcomes to the score.
    """
    explained = result.explain(code)
    found: dict[str, Any] = {"rank": explained.rank, "of": explained.of, "chart": None}
    found["sure"] = sureness_of_area(sure, code) if sure else ""
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

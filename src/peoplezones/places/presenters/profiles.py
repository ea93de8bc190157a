"""Says a profile in plain English: figures with their doubt, how they compare, and where they are going."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from math import isnan
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from peoplezones.ui import charts
from peoplezones.ui.words import number

from .. import queries
from ..analysis import Benchmark, Break, Group, Line, Profile, Setting, profile
from ..analysis.profiles import ENGLAND, HOME
from ..models import Evidence, Indicator, Outcome
from .words import about_in_words, names_of, period_in_words, periods_in_words, value_in_words, window_in_words

VERDICTS = {
    "better": gettext_lazy("Better than"),
    "worse": gettext_lazy("Worse than"),
    "similar": gettext_lazy("Similar to"),
    "higher": gettext_lazy("Higher than"),
    "lower": gettext_lazy("Lower than"),
    "not compared": gettext_lazy("In"),
}
TRENDS = {
    "getting better": gettext_lazy("Getting better"),
    "getting worse": gettext_lazy("Getting worse"),
    "increasing": gettext_lazy("Rising"),
    "decreasing": gettext_lazy("Falling"),
    "no significant change": gettext_lazy("No clear change"),
    "cannot be calculated": gettext_lazy("The trend cannot be told"),
}
REASONS = {
    "a period is missing": gettext_lazy("a period is missing"),
    "too few periods": gettext_lazy("there are too few periods"),
    "one period alone makes the trend": gettext_lazy("one period alone makes the difference"),
}
NOTES = {
    "suppressed": gettext_lazy("Held back by the publisher"),
    "provisional": gettext_lazy("Provisional: the publisher may still change it"),
    "estimated": gettext_lazy("Estimated by the publisher"),
}


def profile_in_words(profile: Profile, names: Mapping[str, str], *, compared_with: str) -> dict[str, Any]:
    """Everything a profile shows. `names`: what the levels are called (district code, "home")."""
    rows: dict[str, list[dict[str, Any]]] = {outcome.value: [] for outcome in Outcome} | {"": []}
    for line in profile.lines:
        rows[line.indicator.outcome].append(_row(line, names))
    labels = {outcome.value: outcome.label for outcome in Outcome} | {"": _("About the people")}
    return {
        "groups": [{"outcome": outcome, "label": labels[outcome], "rows": own} for outcome, own in rows.items() if own],
        "glance": _at_a_glance(profile.lines, compared_with),
        "breaks": [_break_in_words(one) for one in profile.breaks],
        "illustrative": any(not line.indicator.dataset.is_official for line in profile.lines),
        "hidden": any(line.hidden for line in profile.lines),
        "shrunk": any(not isnan(line.shrunk) for line in profile.lines),
    }


def _row(line: Line, names: Mapping[str, str]) -> dict[str, Any]:
    indicator = line.indicator
    dataset = indicator.dataset
    return {
        "key": indicator.key,
        "name": indicator.name,
        "dataset": dataset,
        "period": window_in_words(line.window, dataset.period_kind),
        "illustrative": not dataset.is_official,
        "value": _value(line),
        "doubt": _doubt(line),
        "counted": _counted(line),
        "evened": _evened(line),
        "note": NOTES.get(line.note, ""),
        "acted_on_by": indicator.acted_on_by,
        "benchmarks": [_benchmark(line, one, names) for one in line.benchmarks if not isnan(one.value)],
        "order": _order(line),
        "trend": _trend(line),
        "trend_is_told": line.trend != "cannot be calculated",
        "trend_kind": line.trend_words.replace(" ", "-") if line.trend in ("increasing", "decreasing") else "",
        "chart": _sparkline(line),
        "years": _listed(line),
    }


def _listed(line: Line) -> list[tuple[str, str]]:
    """Every point of the line in words; what is missing in a row is told as one."""
    kind = line.indicator.dataset.period_kind
    said: list[tuple[str, str]] = []
    for missing, points in groupby(line.series, key=lambda point: isnan(point[1])):
        if missing:
            said.append((window_in_words([period for period, _value in points], kind), _("missing")))
        else:
            said += [(period_in_words(period, kind), _plain(line.indicator, value)) for period, value in points]
    return said


def _plain(indicator: Indicator, value: float) -> str:
    return number(value, indicator.decimals)


def _value(line: Line) -> str:
    if line.hidden:
        return _("Not shown")
    return _("Not known") if isnan(line.value) else value_in_words(line.indicator, line.value)


def _doubt(line: Line) -> str:
    if line.hidden:
        return _("The number is small, and people could be found out from it.")
    if isnan(line.low):
        return ""
    return _("By chance alone it could be from %(low)s to %(high)s") % {
        "low": _plain(line.indicator, line.low),
        "high": _plain(line.indicator, line.high),
    }


def _counted(line: Line) -> str:
    if isnan(line.count):
        return ""
    words = {"count": number(line.count), "whole": number(line.denominator)}
    if line.indicator.denominator == "population":
        return _("%(count)s among %(whole)s people") % words
    if line.indicator.denominator == "households":
        return _("%(count)s among %(whole)s households") % words
    return _("%(count)s of %(whole)s") % words


def _evened(line: Line) -> str:
    """The shrunk value, where it reads differently from the raw one."""
    if line.hidden or isnan(line.shrunk) or isnan(line.value):
        return ""
    shrunk = _plain(line.indicator, line.shrunk)
    return "" if shrunk == _plain(line.indicator, line.value) else _("Evened out: %(value)s") % {"value": shrunk}


def _benchmark(line: Line, one: Benchmark, names: Mapping[str, str]) -> dict[str, str]:
    name = _("England") if one.level == ENGLAND else names[one.code or HOME]
    return {
        "kind": one.verdict.replace(" ", "-"),
        "verdict": str(VERDICTS[one.verdict]),
        "name": name,
        "value": _plain(line.indicator, one.value),
    }


def _order(line: Line) -> str:
    """How a neighbourhood stands among the others, said from the side of need where there is one."""
    if line.share_below is None or line.hidden:
        return ""
    below = line.share_below
    if line.indicator.polarity == "none":
        return _("Higher than in %(share)s%% of neighbourhoods") % {"share": below}
    more = below if line.indicator.higher_is_more_need else 100 - below
    if more == 100:
        return _("More need here than in nearly all other neighbourhoods")
    if more == 0:
        return _("Less need here than in nearly all other neighbourhoods")
    if more >= 50:
        return _("More need here than in %(share)s%% of neighbourhoods") % {"share": more}
    return _("Less need here than in %(share)s%% of neighbourhoods") % {"share": 100 - more}


def _trend(line: Line) -> str:
    if not line.trend:
        return ""
    words = str(TRENDS[line.trend_words])
    reason = REASONS.get(line.trend_reason)
    return f"{words}: {reason}" if reason else words


def _sparkline(line: Line) -> SafeString | None:
    if not line.series:
        return None
    kind = line.indicator.dataset.period_kind
    first, last = (period_in_words(line.series[place][0], kind) for place in (0, -1))
    return charts.sparkline(
        f"series-{line.indicator.key}",
        title=_("%(figure)s over time") % {"figure": line.indicator.name},
        sentence=_("From %(first)s to %(last)s.") % {"first": first, "last": last},
        values=[value for _period, value in line.series],
    )


def _at_a_glance(lines: Sequence[Line], compared_with: str) -> list[str]:
    """The few sentences at the top: how many figures are worse, similar, better, and which way they go."""
    verdicts = [
        next((one.verdict for one in line.benchmarks if one.level == HOME and not isnan(one.value)), "")
        for line in lines
    ]
    said = []
    judged = [verdict for verdict in verdicts if verdict in ("better", "worse", "similar")]
    if judged and compared_with:
        said.append(
            _("Compared with %(home)s, %(worse)s figures are worse, %(similar)s similar and %(better)s better.")
            % {"home": compared_with, **{word: judged.count(word) for word in ("worse", "similar", "better")}}
        )
    said += _worst_first(lines)
    worse = [line.indicator.name for line in lines if line.trend_words == "getting worse"]
    better = [line.indicator.name for line in lines if line.trend_words == "getting better"]
    if worse:
        said.append(_("Getting worse over five periods in a row: %(figures)s.") % {"figures": "; ".join(worse)})
    if better:
        said.append(_("Getting better over five periods in a row: %(figures)s.") % {"figures": "; ".join(better)})
    hidden = sum(line.hidden for line in lines)
    if hidden:
        sentence = ngettext(
            "%(count)s figure is not shown, because its number is small.",
            "%(count)s figures are not shown, because their numbers are small.",
            hidden,
        )
        said.append(sentence % {"count": hidden})
    return said


def _worst_first(lines: Sequence[Line]) -> list[str]:
    """The figures that lie worst, against the whole map, and who can act on them."""
    found = []
    for line in lines:
        for one in line.benchmarks:
            if one.level == HOME and one.verdict == "worse" and one.value > 0 and line.value > 0:
                times = line.value / one.value
                found.append((times if line.indicator.higher_is_more_need else 1 / times, line.indicator))
    found.sort(key=lambda pair: -pair[0])
    return [
        _("%(figure)s is furthest from it: %(times)s times as much. Who can act: %(who)s.")
        % {"figure": indicator.name, "times": number(times, 1), "who": indicator.acted_on_by}
        for times, indicator in found[:1]
        if indicator.acted_on_by and indicator.higher_is_more_need
    ]


def _break_in_words(one: Break) -> str:
    kind = one.dataset.period_kind
    words = {"dataset": one.dataset.name, "period": period_in_words(one.period, kind)}
    if not one.split and not one.merged:
        return (
            _("“%(dataset)s” uses newer neighbourhood boundaries from %(period)s. None of those here was changed.")
            % words
        )
    parts = []
    if one.split:
        parts.append(_("%(codes)s split") % {"codes": ", ".join(one.split)})
    if one.merged:
        parts.append(_("%(codes)s merged") % {"codes": ", ".join(one.merged)})
    return _(
        "“%(dataset)s” uses newer neighbourhood boundaries from %(period)s. Of those here: %(changed)s. "
        "Counts of split ones are shared out by their people, those of merged ones are added."
    ) % {**words, "changed": "; ".join(parts)}


def sources_of(profile: Profile) -> list[dict[str, Any]]:
    """The data sets behind a profile, with what must be said of each."""
    seen = {line.indicator.dataset_id: line.indicator.dataset for line in profile.lines}
    return [
        {"dataset": dataset, "periods": periods_in_words(dataset)}
        for dataset in sorted(seen.values(), key=lambda one: one.name)
    ]


def evidence_in_words(found: Sequence[Evidence]) -> list[dict[str, Any]]:
    """Documents that stand beside the figures: of where they speak, and whether they are made up."""
    return [
        {
            "evidence": one,
            "about": about_in_words(one),
        }
        for one in found
    ]


def profile_context(setting: Setting, group: Group) -> dict[str, Any]:
    """What the template of a profile needs: the profile in words, its sources, and documents beside it."""
    found = profile(setting, group)
    evidence = queries.evidence_about(group.shares, setting.districts_of(group))
    home = setting.boundary_set.home
    return {
        "profile": profile_in_words(found, names_of(setting.boundary_set), compared_with=home),
        "people": found.people,
        "sources": sources_of(found),
        "evidence": evidence_in_words(list(evidence)),
        "home": home,
    }

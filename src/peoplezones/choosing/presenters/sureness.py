"""Says how sure the order is: ranks from–to, the chance to be among the first, what would alter the top soonest."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from peoplezones.places.analysis import ValueTable
from peoplezones.places.models import Area, Outcome
from peoplezones.ui import charts
from peoplezones.ui.words import number
from zonelab.core.figures import IntervalRow
from zonelab.indicators import Composite, RankUncertainty, Redundancy, TurningPoint

SHOWN = 20  # areas whose intervals are drawn
LABELS: dict[str, str | Promise] = {
    "robust": gettext_lazy("Surely in the top %(k)s"),
    "depends": gettext_lazy("Top %(k)s? Depends on weights"),
}


def interval(sure: RankUncertainty, place: int) -> str:
    """From the rank that 5 % of the draws reach to the one that 95 % do: `8–19`; one number where both are the same."""
    low, high = int(sure.low[place]), int(sure.high[place])
    return f"{low}–{high}" if low != high else str(low)


def label_of(sure: RankUncertainty, place: int) -> dict[str, str] | None:
    """Key and words of the label; None for an area that is out of the top in nearly every draw, or without score."""
    key = str(sure.label[place])
    return {"key": key, "words": str(LABELS[key]) % {"k": sure.k}} if key in LABELS else None


def percent(chance: float) -> str:
    """Never "0%" or "100%": draws cannot say that something is impossible or certain."""
    if chance < 0.01:
        return _("under 1%")
    return _("over 99%") if chance > 0.99 else f"{round(100 * chance)}%"


def list_sureness(sure: RankUncertainty | None, query: str) -> dict[str, str]:
    """What stands above the list."""
    return {
        "url": f"{reverse('choosing:sure')}?{query}",
        "sentence": _(
            "The small numbers under a rank: between these the place lies in 90 of 100 tries, if each weight may be "
            "off by about a quarter. “Surely”: in at least 95 of 100 tries."
        )
        if sure
        else "",
    }


def sureness_of_area(sure: RankUncertainty, code: str) -> str:
    """For the reasons of one area: its ranks from–to and its chance, in a sentence; nothing without a score."""
    place = int(sure.codes.get_loc(code))
    if not sure.label[place]:
        return ""
    words = {"k": sure.k, "low": int(sure.low[place]), "high": int(sure.high[place])}
    words["chance"] = percent(float(sure.chance[place]))
    if words["low"] == words["high"]:
        return _(
            "If each weight may be off by about a quarter, it stays number %(low)s in 90 of 100 tries. "
            "Its chance to be in the top %(k)s is %(chance)s."
        ) % (words)
    return _(
        "If each weight may be off by about a quarter, it lies between number %(low)s and %(high)s in 90 of 100 tries. "
        "Its chance to be in the top %(k)s is %(chance)s."
    ) % (words)


def shown_codes(result: Composite, ranked: Sequence[str]) -> list[str]:
    """The first of the list that have a score: those whose intervals are drawn."""
    return list(ranked[: min(SHOWN, result.scored)])


def named_codes(result: Composite, ranked: Sequence[str], sure: RankUncertainty | None) -> list[str]:
    """Every area that the page names, each once."""
    turning = sure.turning_points[0] if sure and sure.turning_points else None
    more = [turning.enters, turning.leaves] if turning and turning.change is not None else []
    return list(dict.fromkeys([*shown_codes(result, ranked), *more]))


def how_sure(
    result: Composite,
    sure: RankUncertainty | None,
    spread: Mapping[str, tuple[float, float]],
    shown: Sequence[str],
    areas: Mapping[str, Area],
    query: str,
) -> dict[str, Any]:
    """Everything that the page on the order says of it; without `sure`, why nothing can be said."""
    if sure is None:
        return {"sentence": _why_not(result), "chart": None, "assumed": []}
    words = {"areas": number(result.scored), "tries": number(sure.draws)}
    return {
        "sentence": _(
            "We put %(areas)s neighbourhoods in order %(tries)s times. Each time the weights were a little different "
            "from yours. What stays the same can be trusted more."
        )
        % words,
        "k": sure.k,
        "weights": _weights(sure, spread),
        "counts": _counts(sure),
        "notes": _notes(result, sure),
        "chart": _chart(sure, shown, areas),
        "rows": _rows(sure, shown, areas, query),
        "turning": _turning(sure, areas),
        "assumed": _assumed(sure),
    }


def _why_not(result: Composite) -> str:
    if result.scored == 0:
        return _("No neighbourhood has a score under these weights, so there is no order.")
    [only] = [group for group, share in result.specification.group_shares().items() if share > 0]
    return _(
        "Only “%(outcome)s” has weight here, so there are no weights to vary. Give a second outcome some weight, and "
        "this page says how far the order depends on it."
    ) % {"outcome": _outcome(only)}


def _outcome(key: str) -> str:
    return str(Outcome(key).label)


def _weights(sure: RankUncertainty, spread: Mapping[str, tuple[float, float]]) -> list[dict[str, Any]]:
    shares = sure.specification.group_shares()
    return [
        {
            "key": group,
            "label": _outcome(group),
            "share": f"{round(100 * share)}%",
            "tried": _("mostly %(low)s%% to %(high)s%%")
            % dict(zip(("low", "high"), (round(100 * end) for end in spread[group]), strict=True)),
        }
        for group, share in shares.items()
        if share > 0
    ]


def _counts(sure: RankUncertainty) -> list[dict[str, Any]]:
    def many(label: str) -> int:
        return int(np.count_nonzero(sure.label == label))

    said = [
        ("robust", _("surely in the top %(k)s: in at least 95 of 100 tries")),
        ("depends", _("in the top %(k)s in some tries and not in others: it depends on the weights")),
        ("not", _("in the top %(k)s in fewer than 5 of 100 tries")),
    ]
    return [{"key": key, "count": number(many(key)), "words": words % {"k": sure.k}} for key, words in said]


def _notes(result: Composite, sure: RankUncertainty) -> list[str]:
    said = []
    if sure.k >= result.scored:
        said.append(
            ngettext(
                "Only %(scored)s neighbourhood has a score, so it is in the top whatever happens. "
                "Ask for a smaller top.",
                "Only %(scored)s neighbourhoods have a score, so all are in the top whatever happens. "
                "Ask for a smaller top.",
                result.scored,
            )
            % {"scored": result.scored}
        )
    elif (level := int(np.count_nonzero(result.rank <= sure.k))) > sure.k:
        said.append(
            _("%(count)s neighbourhoods share the top %(k)s, because the last of them are level.")
            % {"count": level, "k": sure.k}
        )
    return said


def _chart(sure: RankUncertainty, shown: Sequence[str], areas: Mapping[str, Area]) -> charts.Chart:
    places = sure.codes.get_indexer(list(shown)).tolist()
    drawn = [
        IntervalRow(
            label=". ".join((str(int(sure.rank[place])), str(areas[code]))),
            value=float(sure.rank[place]),
            text=interval(sure, place),
            low=float(sure.low[place]),
            high=float(sure.high[place]),
            fill=charts.PLUM,
        )
        for code, place in zip(shown, places, strict=True)
    ]
    widest = max(range(len(places)), key=lambda one: sure.high[places[one]] - sure.low[places[one]])
    return charts.intervals(
        "ranks",
        title=_("Ranks of the first %(count)s") % {"count": len(shown)},
        sentence=_(
            "The dot is the rank under your weights; the line shows where the place lies in 90 of 100 tries. "
            "The longest line here, %(ends)s, is that of %(name)s."
        )
        % {"ends": drawn[widest].text, "name": areas[shown[widest]]},
        rows=drawn,
        headers=[_("Neighbourhood"), _("Ranks")],
        benchmark=sure.k + 0.5,
        benchmark_text=_("Left of the dashed line: the top %(k)s") % {"k": sure.k},
    )


def _rows(sure: RankUncertainty, shown: Sequence[str], areas: Mapping[str, Area], query: str) -> list[dict[str, Any]]:
    """The table beside the drawing, which says more than it."""
    found = []
    for code, place in zip(shown, sure.codes.get_indexer(list(shown)).tolist(), strict=True):
        label = label_of(sure, place)
        found.append(
            {
                "rank": int(sure.rank[place]),
                "name": str(areas[code]),
                "district": areas[code].district.name,
                "why_url": f"{reverse('choosing:why', args=[code])}?{query}",
                "ends": interval(sure, place),
                "chance": percent(float(sure.chance[place])),
                "key": label["key"] if label else "not",
                "words": label["words"] if label else _("Rarely in the top %(k)s") % {"k": sure.k},
            }
        )
    return found


def _turning(sure: RankUncertainty, areas: Mapping[str, Area]) -> str:
    """The smallest change of one weight that alters who is in the top."""
    soonest: TurningPoint | None = sure.turning_points[0] if sure.turning_points else None
    if soonest is None or soonest.change is None:
        return _("No change of one weight alone alters which places are in the top %(k)s.") % {"k": sure.k}
    now, then = shares_apart(soonest.share, soonest.share + soonest.change)
    words = {
        "outcome": _outcome(soonest.group),
        "share": now,
        "then": then,
        "enters": areas[soonest.enters],
        "leaves": areas[soonest.leaves],
        "k": sure.k,
    }
    return _(
        "The weight of “%(outcome)s”. It is %(share)s%% of all weight now. At %(then)s%%, with the others in the same "
        "proportion as now, %(enters)s draws level with %(leaves)s; beyond that it takes its place in the top %(k)s."
    ) % (words)


def shares_apart(one: float, other: float) -> list[str]:
    """Two shares in percent, with as many digits as tell them apart, one to four."""
    both = [100 * one, 100 * other]
    decimals = next((many for many in (1, 2, 3) if round(both[0], many) != round(both[1], many)), 4)
    return [number(share, decimals) for share in both]


def _assumed(sure: RankUncertainty) -> list[str]:
    half = 2 * 50 / sure.draws**0.5
    return [
        _(
            "Each weight may be off by about a quarter of itself, up or down; a small weight by more of itself, a "
            "large one by less. (Dirichlet draws around your weights, concentration %(concentration)s.)"
        )
        % {"concentration": number(sure.concentration or 0)},
        _("An outcome without weight stays without. Within an outcome, all figures count the same in every try."),
        _("The figures themselves are taken as exact. They are not: see what each neighbourhood's own page says."),
        _(
            "%(tries)s tries, the same ones whenever somebody opens this address. A chance may be off by up to "
            "%(half)s points because they are no more."
        )
        % {"tries": number(sure.draws), "half": number(half, 1)},
    ]


def alike_in_words(found: Redundancy | None, table: ValueTable) -> list[str]:
    """Which figures say nearly the same, so that what they share counts as often as there are figures."""
    names = {one.key: one.name for one in table.indicators}
    if found is None:
        return [_("Only one figure counts here.")]
    if found.alike:
        return [
            _("These say nearly the same, so what they share counts %(count)s times: %(names)s.")
            % {"count": len(keys), "names": ", ".join(f"“{names[key]}”" for key in keys)}
            for keys in found.alike
        ]
    nearest = found.pairs.dropna(subset=["spearman"])
    if nearest.empty:
        return [_("Too few neighbourhoods have figures to tell.")]
    first = nearest.iloc[0]
    return [
        _(
            "No two figures say nearly the same. Nearest are “%(first)s” and “%(second)s” (rank correlation "
            "%(correlation)s, where 1 or −1 is the same)."
        )
        % {
            "first": names[first["first"]],
            "second": names[first["second"]],
            "correlation": number(float(first["spearman"]), 2).replace("-", "−"),
        }
    ]

"""Says in plain English what a data set holds, how it is worked out, how fresh it is and what is left out."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.ui.lists import Column
from peoplezones.ui.words import number

from ..analysis import crossing, in_choice, periods
from ..models import BoundarySet, Dataset, Demand, Evidence, Indicator, Lookup, Outcome, Snapshot
from ..rows import OF_AREA, PeriodKind
from .words import about_in_words, periods_in_words, window_in_words

DIGITS = 12  # of a digest that people are shown


DATASET_COLUMNS = [
    Column(gettext_lazy("Data set"), lambda one: one.name),
    Column(gettext_lazy("Key"), lambda one: one.key),
    Column(gettext_lazy("Publisher"), lambda one: one.publisher),
    Column(gettext_lazy("Licence"), lambda one: one.licence),
    Column(gettext_lazy("Periods"), periods_in_words),
    Column(gettext_lazy("Loaded"), lambda one: one.snapshot.made_at if one.snapshot else None),
    Column(gettext_lazy("Area codes"), lambda one: one.snapshot.areas if one.snapshot else 0),
    Column(gettext_lazy("Used for"), lambda one: ", ".join(feeds(one))),
    Column(gettext_lazy("Outcomes"), lambda one: ", ".join(label for _key, label in outcomes(one.indicators.all()))),
    Column(gettext_lazy("Figures"), lambda one: _("official") if one.is_official else _("illustrative")),
]
EVIDENCE_COLUMNS = [
    Column(gettext_lazy("Document"), lambda one: one.title),
    Column(gettext_lazy("Kind"), lambda one: one.get_kind_display()),
    Column(gettext_lazy("Publisher"), lambda one: one.publisher),
    Column(gettext_lazy("Published"), lambda one: one.published_on),
    Column(gettext_lazy("About"), lambda one: about_in_words(one) or _("the whole map")),
    Column(gettext_lazy("Outcome"), lambda one: one.get_outcome_display()),
    Column(gettext_lazy("Summary"), lambda one: one.summary),
    Column(gettext_lazy("Address"), lambda one: one.address),
    Column(gettext_lazy("Figures"), lambda one: _("official") if one.is_official else _("illustrative")),
]


def list_rows(datasets: Iterable[Dataset]) -> list[dict[str, Any]]:
    """What the list shows of each data set, ready to print; the indicators must be there already."""
    return [
        {
            "name": one.name,
            "url": reverse("places:dataset", args=[one.key]),
            "publisher": one.publisher,
            "address": one.address,
            "licence": one.licence,
            "periods": periods_in_words(one),
            "loaded": one.snapshot.made_at if one.snapshot else None,
            "refreshed": one.refreshed,
            "areas": number(one.snapshot.areas) if one.snapshot else "0",
            "feeds": feeds(one),
            "outcomes": outcomes(one.indicators.all()),
            "illustrative": not one.is_official,
        }
        for one in datasets
    ]


def outcomes(indicators: Iterable[Indicator]) -> list[tuple[str, str]]:
    """Key and name of every outcome that these speak to, in the order of outcomes."""
    own = {one.outcome for one in indicators}
    return [(one.value, str(one.label)) for one in Outcome if one.value in own]


def shows_demand(dataset: Dataset, indicator: Indicator) -> bool:
    """Whether it is counted on the pages of demand (the rule of `analysis.demand.demand_indicators`)."""
    counts = indicator.denominator in OF_AREA and bool(indicator.agency)
    return indicator.demand != Demand.NEITHER and counts and dataset.period_kind == PeriodKind.MONTH


def feeds(dataset: Dataset) -> list[str]:
    """What of this platform rests on the data set."""
    own = list(dataset.indicators.all())
    found = []
    if in_choice(own):
        found.append(_("the choice of zones"))
    if own:
        found.append(_("profiles of places"))
    if any(shows_demand(dataset, one) for one in own):
        found.append(_("demand for services"))
    return found


def boundaries(boundary_set: BoundarySet | None, lookups: Sequence[Lookup]) -> dict[str, Any]:
    return {
        "set": boundary_set,
        "lookups": [
            {
                "name": _("From areas of %(old)s to areas of %(new)s")
                % {"old": one.old_vintage, "new": one.new_vintage},
                "source": one.source_name,
            }
            for one in lookups
        ],
    }


def evidence_rows(documents: Iterable[Evidence]) -> list[dict[str, Any]]:
    """What is shown of each document; a document about no place in particular is about the whole map."""
    return [
        {
            "document": one,
            "about": about_in_words(one) or _("the whole map"),
            "outcome": (one.outcome, one.get_outcome_display()),
        }
        for one in documents
    ]


def gaps_in_words(dataset: Dataset) -> list[str]:
    """A sentence for each stretch of periods that is missing between the first and the last."""
    assert dataset.snapshot is not None
    kind = dataset.period_kind
    return [
        _("No figures for %(periods)s: missing, not zero.") % {"periods": window_in_words(gap, kind)}
        for gap in periods.gaps(dataset.snapshot.periods, kind)
    ]


def vintages_in_words(dataset: Dataset) -> list[str]:
    """From when to when figures are given for the areas of which census."""
    assert dataset.snapshot is not None
    runs: list[tuple[int, list[str]]] = []
    for period in dataset.snapshot.periods:
        vintage = dataset.snapshot.vintages[period]
        if runs and runs[-1][0] == vintage:
            runs[-1][1].append(period)
        else:
            runs.append((vintage, [period]))
    return [
        _("%(periods)s: areas of %(vintage)s")
        % {"periods": window_in_words([own[0], own[-1]], dataset.period_kind), "vintage": vintage}
        for vintage, own in runs
    ]


def is_carried_over(dataset: Dataset, boundary_set: BoundarySet | None) -> bool:
    """Whether some figures were given for other areas than those on the map."""
    assert dataset.snapshot is not None
    return boundary_set is not None and set(dataset.snapshot.vintages.values()) != {boundary_set.vintage}


def suppression_in_words(dataset: Dataset) -> str:
    if dataset.suppress_below < 2:
        return _("Published openly: no count is too small to be shown.")
    if dataset.suppress_below == 2:
        return _("A count of 1 is not shown, nor are counts that would give it away.")
    return _("Counts from 1 to %(most)s are not shown, nor are counts that would give them away.") % {
        "most": dataset.suppress_below - 1
    }


def may_be_taken_whole(dataset: Dataset, snapshot: Snapshot | None) -> bool:
    """Whether a table as it was read may leave the house: not where it holds counts that are or once were hidden."""
    limits = [dataset.suppress_below, *([snapshot.suppress_below] if snapshot else [])]
    return max(limits) < 2


def indicator_rows(dataset: Dataset) -> list[dict[str, Any]]:
    return [
        {
            "name": one.name,
            "outcome": (one.outcome, one.get_outcome_display()),
            "unit": one.unit,
            "how": how_worked_out(one, dataset.period_kind),
            "newest": _newest(dataset, one),
            "polarity": one.get_polarity_display(),
            "demand": one.get_demand_display() if one.demand != Demand.NEITHER else _("Neither kind of demand"),
            "reason": one.demand_reason,
            "agency": one.agency,
            "acted_on_by": one.acted_on_by,
            "feeds_choice": bool(in_choice([one])),
            "download": reverse("places:indicator_csv", args=[one.key]),
        }
        for one in dataset.indicators.all()
    ]


def _newest(dataset: Dataset, indicator: Indicator) -> str:
    """The newest whole window; nothing where the table itself is gone."""
    try:
        return window_in_words(crossing.newest_window(dataset, indicator), dataset.period_kind)
    except NotPossibleNow:
        return ""


def how_worked_out(indicator: Indicator, kind: str) -> str:
    """`1,000 × the last 12 months of “burglary” ÷ people`; measures are called as they are in the file."""
    measures = " + ".join(f"“{name}”" for name in indicator.numerator)
    if indicator.is_rank:
        return _("The rank that the publisher gives: %(measures)s") % {"measures": measures}
    if not indicator.has_counts:
        return _("The publisher's own figure: %(measures)s") % {"measures": measures}
    below = {"population": _("people"), "households": _("households")}
    words = {
        "per": number(indicator.per),
        "counted": _over(indicator.window, kind) % {"measures": measures},
        "below": below.get(indicator.denominator, f"“{indicator.denominator}”"),
    }
    if indicator.per == 1:
        return _("%(counted)s ÷ %(below)s") % words
    return _("%(per)s × %(counted)s ÷ %(below)s") % words


def _over(window: int, kind: str) -> str:
    """The newest periods that are added, with a place for the measures."""
    if kind == PeriodKind.MONTH:
        said = ngettext("the last month of %(measures)s", "the last %(n)s months of %(measures)s", window)
    elif kind == PeriodKind.QUARTER:
        said = ngettext("the last quarter of %(measures)s", "the last %(n)s quarters of %(measures)s", window)
    elif kind == PeriodKind.YEAR:
        said = ngettext("the last year of %(measures)s", "the last %(n)s years of %(measures)s", window)
    else:
        return "%(measures)s"
    return said.replace("%(n)s", str(window))


def report_rows(dataset: Dataset) -> list[tuple[str, str]]:
    """What was counted on loading, as it was told then."""
    assert dataset.snapshot is not None
    return [(_(name), number(counted)) for name, counted in dataset.snapshot.report.items()]


def history_rows(dataset: Dataset, snapshots: Iterable[Snapshot]) -> list[dict[str, Any]]:
    """Every state of the data set, each with its files; who loaded it is nobody's business here."""
    rows = []
    for one in snapshots:
        files = [dataset.key, one.digest]
        rows.append(
            {
                "made_at": one.made_at,
                "periods": window_in_words([one.periods[0], one.periods[-1]], dataset.period_kind),
                "rows": number(one.rows),
                "short": one.digest[:DIGITS],
                "source": one.source_name if may_be_taken_whole(dataset, one) else "–",
                "may_be_taken": may_be_taken_whole(dataset, one),
                "in_use": one.pk == dataset.snapshot_id,
                "csv": reverse("places:snapshot_csv", args=files),
                "parquet": reverse("places:snapshot_parquet", args=files),
                "bytes": one.bytes,
            }
        )
    return rows


def crumbs(here: str) -> list[tuple[str, str]]:
    """The way back from a page below the list."""
    return [(_("Data"), reverse("places:data")), (here, "")]

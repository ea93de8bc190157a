"""Says what is loaded, how old it is, what could be loaded, and what came of a file."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peoplezones.foundation.models import Job, JobState
from peoplezones.foundation.reference import page, table
from peoplezones.ui.lists import Column, Filter, Listing
from peoplezones.ui.words import number

from .. import queries
from ..models import BoundarySet, Dataset
from ..readers import LAYOUTS, Gives, sources
from ..rows import DatasetEntry
from .words import periods_in_words

RECENT_JOBS = 10
MEGABYTE = 1_000_000
Row = dict[str, Any]


def crumbs() -> list[tuple[str, str]]:
    """The way back from the pages below that of loading."""
    return [(_("My workspace"), reverse("accounts:home")), (_("Load data"), reverse("places:loading"))]


def label(dataset: str, file: str) -> str:
    return _("Load “%(dataset)s” from %(file)s") % {"dataset": dataset, "file": file}


def size(many: int) -> str:
    """`1,000 MB`."""
    return _("%(count)s MB") % {"count": number(many / MEGABYTE, 0 if many >= MEGABYTE else 3)}


def overview(now: dt.datetime) -> Row:
    """What is loaded, what could be, and what was loaded lately."""
    loaded = list(queries.datasets())
    boundary_set = queries.current_boundary_set()
    return {
        "crumbs": [*crumbs()[:1], (_("Load data"), "")],
        "loaded": [_loaded(dataset, now) for dataset in loaded],
        "places": places_in_words(boundary_set),
        "known": known_sets(loaded, boundary_set, now),
        "jobs": [job_row(job) for job in queries.loading_jobs()[:RECENT_JOBS]],
    }


def _age(then: dt.datetime, now: dt.datetime) -> str:
    if now - then < dt.timedelta(days=1):
        return _("today")
    return _("%(time)s ago") % {"time": timesince(then, now, depth=1)}


def _loaded(dataset: Dataset, now: dt.datetime) -> Row:
    snapshot = dataset.snapshot
    assert snapshot is not None  # queries.datasets() leaves out those without one
    return {
        "name": dataset.name,
        "retire_url": reverse("places:retire", args=[dataset.key]),
        "url": reverse("places:dataset", args=[dataset.key]),
        "publisher": dataset.publisher,
        "periods": periods_in_words(dataset),
        "age": _age(snapshot.made_at, now),
        "by": snapshot.made_by,
        "file": snapshot.source_name,
        "areas": number(snapshot.areas),
        "is_official": dataset.is_official,
    }


def places_in_words(boundary_set: BoundarySet | None) -> list[str]:
    """Boundaries, look-ups and postcodes in a sentence each."""
    if boundary_set is None:
        return [_("No boundaries are loaded. Load them first: figures need areas to belong to.")]
    areas = queries.people(boundary_set).height
    said = [
        ngettext("Boundaries: %(name)s, %(count)s area.", "Boundaries: %(name)s, %(count)s areas.", areas)
        % {"name": boundary_set.name, "count": number(areas)}
    ]
    lookups = [str(one) for one in queries.lookups()]
    said.append(
        _("Look-up between censuses: %(names)s.") % {"names": ", ".join(lookups)}
        if lookups
        else _("No look-up between censuses is loaded, so only area codes of %(year)s can be used.")
        % {"year": boundary_set.vintage}
    )
    count = queries.postcode_count()
    return [*said, ngettext("%(count)s postcode.", "%(count)s postcodes.", count) % {"count": number(count)}]


def known_sets(loaded: Sequence[Dataset], boundary_set: BoundarySet | None, now: dt.datetime) -> list[Row]:
    """Every data set of sources.toml, with where its publisher gives it and whether it is here."""
    return [
        {
            "name": entry.name,
            "publisher": entry.publisher,
            "address": entry.address,
            "refreshed": entry.refreshed,
            "here": _here(entry, loaded, boundary_set, now),
            "is_proven": entry.proven,
        }
        for entry in sources.entries()
    ]


def _here(entry: DatasetEntry, loaded: Sequence[Dataset], boundary_set: BoundarySet | None, now: dt.datetime) -> str:
    gives = LAYOUTS[entry.layout].gives if entry.layout in LAYOUTS else Gives.VALUES
    if gives == Gives.BOUNDARIES:
        is_here = boundary_set is not None and boundary_set.key == entry.key.removeprefix("boundaries-")
        return _("in use") if is_here else _("no")
    if gives != Gives.VALUES:
        return _("see above")
    # Each partner who gives counts of demand has a data set of their own.
    own = [
        one for one in loaded if one.key == entry.key or (entry.layout == "demand" and one.key.startswith(entry.key))
    ]
    ages = [one.snapshot.made_at for one in own if one.snapshot is not None]
    return _age(max(ages), now) if ages else _("no")


def job_row(job: Job) -> Row:
    return {
        "label": job.label,
        "number": job.pk,
        "url": reverse("places:job", args=[job.pk]),
        "state": job.get_state_display(),
        "asked_at": job.asked_at,
        "by": job.asked_by_label,
    }


def files_listing() -> Listing:
    """Every file that was handed in lately, the newest first."""
    return Listing(
        name="files-handed-in",
        caption=_("Files handed in"),
        columns=[
            Column(
                _("File"),
                lambda job: f"{job.pk}: {job.label}",
                link=lambda job: reverse("places:job", args=[job.pk]),
            ),
            Column(_("State"), lambda job: job.get_state_display(), tag=True),
            Column(_("Handed in"), lambda job: job.asked_at),
            Column(_("By"), lambda job: job.asked_by_label),
            Column(_("What came of it"), lambda job: job.sentence, shown=False),
        ],
        empty=_("No file has been handed in yet. Hand one in on the page “Load data”."),
        filters=[
            Filter("state", _("State"), JobState.choices, lambda rows, state: rows.filter(state=state)),
        ],
        look_in=["label", "asked_by_label"],
        search_label=_("File or person"),
    )


def job_page(job: Job) -> Row:
    """One job: how far it is, and at its end what was counted, or what is wrong with the file."""
    rows = bad_rows(job)
    address = reverse("places:job", args=[job.pk])
    return {
        "job": job,
        "job_url": address,
        "cancel_url": address,
        "crumbs": [*crumbs(), (_("One file"), "")],
        "is_done": job.state == JobState.DONE,
        "is_unchanged": job.state in (JobState.REFUSED, JobState.CANCELLED),
        "counted": counted(job.result.get("report") or {}),
        "dataset_url": _dataset_url(job),
        "rows": rows,
        "rows_url": reverse("places:job_rows", args=[job.pk]) if rows else "",
        "more": job.result.get("more") or 0,
        "has_files": any(row["file"] != rows[0]["file"] for row in rows),
    }


def _dataset_url(job: Job) -> str:
    key = job.result.get("dataset") or ""
    return reverse("places:dataset", args=[key]) if key and queries.dataset(key) is not None else ""


def counted(report: Mapping[str, int]) -> list[tuple[str, str]]:
    """What the reader counted, in its order: (“Rows read”, “37,253”)."""
    return [(_capital(_(key)), number(count)) for key, count in report.items()]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def bad_rows(job: Job) -> list[Row]:
    rows: list[Row] = job.result.get("rows") or []
    return rows


def bad_rows_as_table(rows: Sequence[Row]) -> list[list[object]]:
    headers: list[object] = [_("File"), _("Line"), _("Column"), _("Found"), _("Expected")]
    return [headers, *([row[name] for name in ("file", "line", "column", "found", "expected")] for row in rows)]


def data_sets_page() -> str:
    """The reference of data sets, written from sources.toml, as Markdown."""
    rows = [
        [
            f"`{entry.key}`",
            f"[{entry.name}]({entry.address})" if entry.address else entry.name,
            entry.publisher,
            entry.refreshed,
            LAYOUTS[entry.layout].gives.value if entry.layout in LAYOUTS else entry.layout,
            "yes" if entry.download else "by hand",
            "proven" if entry.proven else "not yet proven on an original file",
        ]
        for entry in sources.entries()
    ]
    headers = ["Key", "Data set", "Publisher", "Brought up to date", "Gives", "`data fetch`", "Its reader"]
    intro = (
        "What `./run manage data load KEY FILE` and the page “Load data” know. A data set that is not here is "
        "described on that page, or by an entry in `src/peoplezones/places/sources.toml` "
        "([how to](../how-to/add-an-official-data-set.md))."
    )
    figures = [
        [
            f"`{one.key}`",
            one.name,
            one.unit,
            f"`{entry.key}`",
            one.outcome or "–",
            one.demand,
            _counts(one.feeds_choice),
        ]
        for entry in sources.entries()
        for one in entry.indicators
    ]
    about = ["Key", "Figure", "Unit", "Data set", "Outcome", "Demand", "Counts when places are chosen"]
    return page("Data sets", intro, table(headers, rows), "## Figures", table(about, figures))


def _counts(feeds: bool) -> str:
    return "yes" if feeds else "no"

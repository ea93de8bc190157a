"""Says what is in a table that nobody has described yet: first which column is what, then what the figures mean."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.views.decorators.http import require_http_methods

from peoplezones.foundation import clock
from peoplezones.foundation.refusals import Refused

from ... import actions, queries
from ...forms.columns import TIDY, ColumnsForm, initial_of
from ...forms.describing import HIDE_BELOW, DatasetForm, entry_of, figure_forms, fitting, keeping_chosen
from ...forms.loading import AgainForm
from ...presenters import mapping as said
from ...readers import guessing, sources, uploads
from ...readers.area_tables import set_apart, sheet_names
from ...readers.cells import period_of
from ...readers.previewing import first_rows
from ...readers.tidy import slug
from ...rows import DatasetEntry
from .access import loaders_only
from .loading import ask
from .loading import said as loading_said


class Table:
    """A file that was handed in, and its first rows."""

    def __init__(self, found: uploads.Upload, sheet: str = "") -> None:
        self.upload = found
        self.sheets = sheet_names(found.path)
        self.sheet = sheet if sheet in self.sheets else ""
        self.rows = first_rows(found.path, sheet=self.sheet or None)

    @property
    def headers(self) -> list[str]:
        return set_apart(self.rows.columns)

    @cached_property
    def fingerprint(self) -> str:
        return guessing.fingerprint(self.headers)

    @cached_property
    def remembered(self) -> DatasetEntry | None:
        found = queries.remembered_mapping(self.fingerprint)
        try:
            described = None if found is None else sources.entry_from(said.as_mapping(found.dataset.definition))
        except Refused:  # an older version of us wrote it otherwise: it is described anew
            return None
        return None if described is None else keeping_chosen(described)

    def names_in(self, column: str) -> list[str]:
        return self.rows[column].drop_nulls().unique(maintain_order=True).to_list() if column else []


def _opened(request: HttpRequest, token: str, sheet: str) -> Table | HttpResponse:
    """The table, or the page that says why the file is none, or that it is gone (or somebody else's, which we hide)."""
    upload = uploads.find(token)
    if upload is None or upload.by != request.user.pk:
        return _no_table(request, said.gone(), status=404)
    try:
        return Table(upload, sheet)
    except FileNotFoundError:  # it was read to its end just now
        return _no_table(request, said.gone(), status=404)
    except Refused as refusal:
        return _no_table(request, upload.shown(refusal.sentence), name=upload.name, status=422)


def _no_table(request: HttpRequest, sentence: str, *, name: str = "", status: int) -> HttpResponse:
    context = {"sentence": sentence, "name": name, "crumbs": loading_said.crumbs()}
    return render(request, "places/workspace/no_table.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@loaders_only
def mapping(request: HttpRequest, token: str) -> HttpResponse:
    """Which column is what, as we guess it; POST reads the table as one with the same columns was read before."""
    table = _opened(request, token, request.GET.get("sheet", ""))
    if isinstance(table, HttpResponse):
        return table
    again = _again(table, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if table.remembered is None or again is None:
            raise Http404
        if again.is_valid():
            entry = replace(table.remembered, period=again.cleaned_data.get("period", table.remembered.period))
            try:
                return _asked(request, table, entry)
            except Refused as refusal:
                again.add_error(None, refusal.sentence)
    guess = guessing.guess(table.rows)
    form = ColumnsForm(headers=table.headers, initial={**initial_of(guess), "sheet": table.sheet})
    return _columns_page(request, table, form, again, status=422 if again is not None and again.errors else 200)


def _again(table: Table, data: Any) -> AgainForm | None:
    entry = table.remembered
    if entry is None:
        return None
    return AgainForm(data, needs_period=bool(entry.period), check=lambda typed: period_of(typed, entry.period_kind))


def _columns_page(
    request: HttpRequest, table: Table, form: ColumnsForm, again: AgainForm | None, *, status: int
) -> HttpResponse:
    context = {
        "form": form,
        "again": again,
        "refused": again if again is not None and again.errors else form,
        "remembered": table.remembered,
        "guess": guessing.guess(table.rows),
        "is_tidy": form["layout"].value() == TIDY,
        **said.preview(table.upload, table.rows, table.headers, table.sheets, table.sheet),
    }
    return render(request, "places/workspace/columns.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@loaders_only
def figures(request: HttpRequest, token: str) -> HttpResponse:
    """What the data set and its figures are; the address says which column is what. POST asks for it to be read."""
    table = _opened(request, token, request.GET.get("sheet", ""))
    if isinstance(table, HttpResponse):
        return table
    columns = ColumnsForm(request.GET, headers=table.headers)
    if not columns.is_valid():
        return _columns_page(request, table, columns, _again(table, None), status=422)
    names = table.names_in(columns.cleaned_data["measure"])
    measures = columns.measures(names)
    if not measures:
        columns.add_error("measure", said.no_names())
        return _columns_page(request, table, columns, _again(table, None), status=422)
    data = request.POST if request.method == "POST" else None
    dataset = DatasetForm(data, initial=_initial(table), limit_of=_limit_of)
    described = figure_forms(columns, measures, data)
    if data is not None:
        are_valid = [form.is_valid() for form in (dataset, *described)]
        if all(are_valid) and not any(one.cleaned_data["include"] for one in described):
            dataset.add_error(None, said.no_figure())
        elif all(are_valid):
            try:
                entry = entry_of(columns, measures, dataset, described)
                return _asked(request, table, entry, may_replace=dataset.is_taken)
            except Refused as refusal:
                dataset.add_error(None, refusal.sentence)
    context = {
        "dataset": dataset,
        "figures": said.figures(described),
        "left_out": said.names_left_out(columns.left_out(names), columns.cleaned_data["measure"]),
        "problems": said.problems([dataset, *described]),
        "back": said.back(request, token),
        "name": table.upload.name,
        "crumbs": loading_said.crumbs(),
    }
    return render(request, "places/workspace/figures.html", context, status=422 if context["problems"] else 200)


def _limit_of(key: str) -> int | None:
    """Below which count a data set hides, also one out of use; None where there is none of that key."""
    found = queries.snapshots_of(key).first()
    return None if found is None else int(found.dataset.suppress_below)


def _initial(table: Table) -> dict[str, Any]:
    """The data set as far as the file tells; a limit that such data had already is not lowered unasked."""
    name = said.plain_name(table.upload)
    before = 0 if table.remembered is None else table.remembered.suppress_below
    limit = max(HIDE_BELOW, before, _limit_of(fitting(slug(name))) or 0)
    return {"name": name, "suppress_below": limit}


def _asked(request: HttpRequest, table: Table, entry: DatasetEntry, *, may_replace: bool = True) -> HttpResponse:
    actions.check_may_import(entry, by=request.user, now=clock.now())
    job = ask(
        request,
        label=loading_said.label(entry.name, table.upload.name),
        dataset=sources.as_mapping(entry),
        upload=table.upload.token,
        fingerprint=table.fingerprint,
        may_replace=may_replace,
    )
    return redirect("places:job", job)

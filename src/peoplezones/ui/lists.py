"""A list page: search, filters, pages, a table and its downloads, from one description; knows no model.

A context describes its list once (`Listing`) and hands over rows that are already scoped to the person; what is
shown, counted and downloaded comes from those rows alone.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from .downloads import table_answer
from .paging import Page, page_of

Words = str | Promise
FORMATS: dict[str, Words] = {"csv": _("CSV"), "xlsx": _("XLSX, for spreadsheets")}
LONGEST_SEARCH = 100


@dataclass(frozen=True)
class Column:
    """One column: its heading, what a row says there, and where that leads (an empty address: nowhere)."""

    label: Words
    text: Callable[[Any], object]
    link: Callable[[Any], str] | None = None
    tag: bool = False  # drawn as the tag of a state
    shown: bool = True  # else in the downloads alone


@dataclass(frozen=True)
class Filter:
    """One choice that narrows the rows, or what `field` takes instead; `narrow` gets the rows and the value."""

    name: str
    label: Words
    choices: Sequence[tuple[str, Words]]
    narrow: Callable[[Any, Any], Any]
    field: Callable[[], forms.Field] | None = None  # a day, for example; it is not required


@dataclass(frozen=True)
class Listing:
    """What a list page is made of. `look_in` names the fields that the search reads; `search` takes their place."""

    name: str  # of the file that is downloaded, without its ending
    caption: Words  # what the table lists, for those who hear it
    columns: Sequence[Column]
    empty: Words  # what to do while there is nothing at all
    filters: Sequence[Filter] = ()
    look_in: Sequence[str] = ()
    search: Callable[[Any, str], Any] | None = None
    search_label: Words = ""
    size: int = 50

    @property
    def can_search(self) -> bool:
        return bool(self.look_in) or self.search is not None


@dataclass(frozen=True)
class Cell:
    heading: Words
    text: object
    url: str = ""
    tag: bool = False
    number: int = 0  # tells links apart that read the same and lead elsewhere, for those who hear them


@dataclass(frozen=True)
class Shown:
    """One page of a list, as its template draws it."""

    page: Page
    caption: Words
    headings: list[Words]
    rows: list[list[Cell]]
    form: forms.Form
    empty: Words
    has_form: bool
    narrowed: bool
    downloads: list[tuple[Words, str]] = field(default_factory=list)  # kind and address


def answer(
    request: HttpRequest,
    listing: Listing,
    rows: Any,
    template: str,
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    """The page with the list as `listing`, or, for `?download=csv` or `xlsx`, all its rows as a file."""
    form = _form(listing, request)
    form.is_valid()
    found, narrowed = _narrowed(listing, rows, form.cleaned_data)
    if wants_download(request):
        return download(request, listing.name, listing.columns, found)
    return render(request, template, {**(context or {}), "listing": _shown(request, listing, found, form, narrowed)})


def wants_download(request: HttpRequest) -> bool:
    """Whether the answer will be a file: for a view that notes who took one away."""
    return request.GET.get("download", "") in FORMATS


def download(request: HttpRequest, name: str, columns: Sequence[Column], rows: Iterable[Any]) -> HttpResponse:
    """All rows as the kind of file that the address asks for."""
    headings = [str(column.label) for column in columns]
    table = ([column.text(row) for column in columns] for row in rows)
    return table_answer(request.GET["download"], name, [headings], table)


def downloads(request: HttpRequest) -> list[tuple[Words, str]]:
    """What a list can be taken away as, and the address of each: the same list, all its pages."""
    query = request.GET.copy()
    query.pop("page", None)
    found = []
    for kind, words in FORMATS.items():
        query["download"] = kind
        found.append((words, f"?{query.urlencode()}"))
    return found


def table_of(columns: Sequence[Column], rows: Iterable[Any]) -> list[list[Cell]]:
    """Rows as cells, for a table on a page that is no list of its own."""
    shown = [column for column in columns if column.shown]
    leads_to: dict[object, dict[str, int]] = {}

    def cell(column: Column, row: Any) -> Cell:
        text, url = _as_read(column.text(row)), column.link(row) if column.link else ""
        if not url:
            return Cell(column.label, text, tag=column.tag)
        same = leads_to.setdefault(text, {})
        return Cell(column.label, text, url, column.tag, same.setdefault(url, len(same)))

    return [[cell(column, row) for column in shown] for row in rows]


def _as_read(value: object) -> object:
    """Days and moments as people write them."""
    if isinstance(value, dt.datetime):
        return date_format(localtime(value), "j F Y, H:i")
    return date_format(value, "j F Y") if isinstance(value, dt.date) else value


def _form(listing: Listing, request: HttpRequest) -> forms.Form:
    """The search box and one choice a filter; what it cannot use is said, and the list is shown without it."""
    made = forms.Form(request.GET)
    if listing.can_search:
        made.fields["q"] = forms.CharField(
            label=listing.search_label or _("Search"),
            required=False,
            max_length=LONGEST_SEARCH,
            widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
            error_messages={"max_length": _("Search for fewer letters")},
        )
    for one in listing.filters:
        made.fields[one.name] = (
            one.field()
            if one.field
            else forms.ChoiceField(
                label=one.label,
                required=False,
                choices=[("", _("All")), *one.choices],
                error_messages={"invalid_choice": _("We do not know that choice, so you see all")},
            )
        )
    return made


def _narrowed(listing: Listing, rows: Any, chosen: dict[str, Any]) -> tuple[Any, bool]:
    words = chosen.get("q", "").replace("\x00", "").strip()
    if words:
        rows = listing.search(rows, words) if listing.search else _looked_for(rows, listing.look_in, words)
    used = [one for one in listing.filters if chosen.get(one.name)]
    for one in used:
        rows = one.narrow(rows, chosen[one.name])
    return rows, bool(words or used)


def _looked_for(rows: "QuerySet[Any]", fields: Sequence[str], words: str) -> "QuerySet[Any]":
    """Rows in which every word stands in one of the fields."""
    for word in words.split():
        wanted = Q()
        for name in fields:
            wanted |= Q(**{f"{name}__icontains": word})
        rows = rows.filter(wanted)
    return rows


def _shown(request: HttpRequest, listing: Listing, rows: Any, form: forms.Form, narrowed: bool) -> Shown:
    page = page_of(rows, request, size=listing.size)
    return Shown(
        page=page,
        caption=listing.caption,
        headings=[column.label for column in listing.columns if column.shown],
        rows=table_of(listing.columns, page.items),
        form=form,
        empty=listing.empty,
        has_form=bool(form.fields) and (page.total > 0 or narrowed or bool(form.errors)),
        narrowed=narrowed,
        downloads=downloads(request) if page.total else [],
    )

"""The pages of open data: every data set in use, one of them with its history, documents, and how programs ask."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from peoplezones.accounts.access import public
from peoplezones.ui import lists
from peoplezones.ui.paging import page_of

from .. import queries
from ..forms.data import DataSearchForm
from ..presenters import data as said
from ..presenters import open_interface, periods_in_words

NEWEST_DOCUMENTS = 3


@public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    form = DataSearchForm(request.GET)
    found = queries.datasets_found(**form.asked())
    if lists.wants_download(request):
        return lists.download(request, "data-sets", said.DATASET_COLUMNS, found)
    page = page_of(found, request, size=20)
    documents = queries.evidence_found()
    context = {
        "form": form,
        "page": page,
        "rows": said.list_rows(page.items),
        "downloads": lists.downloads(request),
        "is_filtered": any(form.asked().values()),
        "boundaries": said.boundaries(queries.current_boundary_set(), queries.lookups()),
        "evidence": said.evidence_rows(documents[:NEWEST_DOCUMENTS]),
        "documents": documents.count(),
    }
    return render(request, "places/data.html", context)


@public
@require_safe
def dataset(request: HttpRequest, key: str) -> HttpResponse:
    found = queries.datasets_found().filter(key=key).first()
    if found is None:
        raise Http404
    boundary_set = queries.current_boundary_set()
    page = page_of(queries.snapshots_of(key), request, size=20)
    context = {
        "dataset": found,
        "crumbs": said.crumbs(found.name),
        "periods": periods_in_words(found),
        "gaps": said.gaps_in_words(found),
        "vintages": said.vintages_in_words(found),
        "boundary_set": boundary_set,
        "carried_over": said.is_carried_over(found, boundary_set),
        "suppression": said.suppression_in_words(found),
        "may_be_taken_whole": said.may_be_taken_whole(found, found.snapshot),
        "feeds": said.feeds(found),
        "indicators": said.indicator_rows(found),
        "report": said.report_rows(found),
        "page": page,
        "history": said.history_rows(found, page.items),
    }
    return render(request, "places/data_set.html", context)


@public
@require_safe
def evidence(request: HttpRequest) -> HttpResponse:
    form = DataSearchForm(request.GET)
    found = queries.evidence_found(**form.asked())
    if lists.wants_download(request):
        return lists.download(request, "documents", said.EVIDENCE_COLUMNS, found)
    page = page_of(found, request, size=20)
    context = {
        "form": form,
        "page": page,
        "is_filtered": any(form.asked().values()),
        "evidence": said.evidence_rows(page.items),
        "downloads": lists.downloads(request),
        "crumbs": said.crumbs(_("Documents")),
    }
    return render(request, "places/data_evidence.html", context)


@public
@require_safe
def interface(request: HttpRequest) -> HttpResponse:
    """How programs ask for data, in words."""
    context = {
        "operations": open_interface.operations(queries.areas_listed().first(), queries.indicators().first()),
        "description": request.build_absolute_uri(reverse("api:openapi")),
        "example": request.build_absolute_uri(reverse("api:datasets")),
        "crumbs": said.crumbs(_("For programs")),
    }
    return render(request, "places/data_api.html", context)

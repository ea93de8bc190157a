"""Documents of evidence are added here and taken away; everybody reads them on the pages of open data."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from peoplezones.foundation import clock
from peoplezones.foundation.refusals import Refused
from peoplezones.ui import lists
from peoplezones.ui.paging import page_of

from ... import actions, queries
from ...forms.data import DataSearchForm
from ...forms.evidence import EvidenceForm
from ...presenters import loading as said
from ...presenters.data import EVIDENCE_COLUMNS
from .access import loaders_only


@require_http_methods(["GET", "HEAD", "POST"])
@loaders_only
def kept(request: HttpRequest) -> HttpResponse:
    form = EvidenceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        districts = given.pop("districts")
        try:
            made = actions.add_evidence(**given, district_codes=districts, by=request.user, now=clock.now())
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("“%(title)s” was added.") % {"title": made.title})
            return redirect("places:kept_evidence")
    search = DataSearchForm(request.GET)
    found = queries.evidence_found(**search.asked())
    if lists.wants_download(request):
        return lists.download(request, "documents", EVIDENCE_COLUMNS, found)
    context = {
        "form": form,
        "search": search,
        "is_filtered": any(search.asked().values()),
        "page": page_of(found, request),
        "downloads": lists.downloads(request),
        "crumbs": said.crumbs(),
    }
    return render(request, "places/workspace/evidence.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@loaders_only
def remove(request: HttpRequest, number: int) -> HttpResponse:
    found = queries.document(number)
    if found is None:
        raise Http404
    if request.method == "POST":
        actions.remove_evidence(evidence=found, by=request.user, now=clock.now())
        messages.success(request, _("“%(title)s” was taken away.") % {"title": found.title})
        return redirect("places:kept_evidence")
    return render(request, "places/workspace/remove_evidence.html", {"document": found, "crumbs": said.crumbs()})

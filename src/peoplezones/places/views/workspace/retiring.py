"""A data set is taken out of use here, after a question; its snapshots stay."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from peoplezones.foundation import clock

from ... import actions, queries
from ...presenters import loading as said
from .access import loaders_only


@require_http_methods(["GET", "HEAD", "POST"])
@loaders_only
def retire(request: HttpRequest, key: str) -> HttpResponse:
    found = queries.dataset(key)
    if found is None:
        raise Http404
    if request.method == "POST":
        actions.retire_dataset(dataset=found, by=request.user, now=clock.now())
        messages.success(request, _("“%(name)s” is out of use.") % {"name": found.name})
        return redirect("places:loading")
    return render(request, "places/workspace/retire.html", {"dataset": found, "crumbs": said.crumbs()})

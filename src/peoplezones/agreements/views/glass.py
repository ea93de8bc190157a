"""Breaking the glass, and the list of who did."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from peoplezones.accounts.access import allow
from peoplezones.foundation import audit, clock
from peoplezones.foundation.refusals import Refused
from peoplezones.ui import lists

from .. import actions, presenters, queries, rules
from ..forms import GlassForm
from .reaching import for_colleagues


@require_http_methods(["GET", "HEAD", "POST"])
@for_colleagues
def break_it(request: HttpRequest, number: int) -> HttpResponse:
    """With a reason, for an hour."""
    found = queries.record(request.user, number, presenters.today(clock.now()))
    if found is None:
        raise Http404
    allow(rules.check_may_break_glass, request.user, found)
    form = GlassForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.break_glass(record=found, reason=form.cleaned_data["reason"], by=request.user, now=clock.now())
        except Refused as refusal:
            form.add_error("reason", refusal.sentence)
        else:
            messages.success(request, _("The record is open to you for an hour. Those concerned were told."))
            return redirect("agreements:record", found.pk)
    context = presenters.breaking(found) | {"form": form}
    return render(request, "agreements/deed.html", context, status=422 if form.errors else 200)


@require_safe
@for_colleagues
def index(request: HttpRequest) -> HttpResponse:
    allow(rules.check_may_see_glass, request.user)
    if lists.wants_download(request):
        for partnership in presenters.partnerships_run_by(request.user):
            take = {"action": "agreements.take_glass_list", "target": partnership, "scope": partnership.pk}
            audit.note_read(by=request.user, **take, now=clock.now())
    context = {"crumbs": presenters.workspace_crumbs(presenters.BROKEN_GLASS)}
    return lists.answer(
        request, presenters.GLASS_LISTING, queries.glass_broken(request.user), "agreements/glass.html", context
    )

"""The spreadsheet: its template is given out, and a filled-in one taken in as a whole or not at all."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from peoplezones.accounts.access import allow
from peoplezones.foundation import clock
from peoplezones.foundation.refusals import Refused
from peoplezones.ui.downloads import csv_answer, workbook_answer

from .. import actions, presenters, readers, rules
from ..forms import SheetForm
from .access import in_zone


@require_http_methods(["GET", "HEAD", "POST"])
@in_zone
def sheet(request: HttpRequest, zone: Any) -> HttpResponse:
    allow(rules.check_may_map, request.user, zone)
    form = SheetForm(request.POST, request.FILES) if request.method == "POST" else SheetForm()
    bad: list[Any] = []
    more = 0
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            rows = readers.read(file.name, file.read())
            counts = actions.take_in(zone=zone, rows=rows, by=request.user, now=clock.now())
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
            bad, more = presenters.bad_rows(refusal)
        else:
            messages.success(request, presenters.taken_in(counts))
            return redirect("provision:list", zone.slug)
    context = {
        "zone": zone,
        "form": form,
        "bad": bad,
        "more": more,
        "columns": presenters.columns(readers.COLUMNS),
        "crumbs": presenters.crumbs(zone, _("Take in a spreadsheet")),
    }
    return render(request, "provision/sheet.html", context, status=422 if form.errors else 200)


@require_safe
@in_zone
def template_csv(request: HttpRequest, zone: Any) -> HttpResponse:
    return csv_answer("how-things-work-today.csv", readers.template_rows())


@require_safe
@in_zone
def template_xlsx(request: HttpRequest, zone: Any) -> HttpResponse:
    return workbook_answer("how-things-work-today.xlsx", readers.template_rows())

"""Many organisations at once: a template to fill in, and the file that comes back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from peoplezones.foundation import clock
from peoplezones.foundation.refusals import Refused
from peoplezones.ui.downloads import csv_answer, workbook_answer

from .. import actions, forms, queries, readers, rules
from ..presenters import records
from .access import BOTH, filled, lookers_only

WRITERS = {"csv": csv_answer, "xlsx": workbook_answer}


@BOTH
@lookers_only
def bring_in(request: HttpRequest) -> HttpResponse:
    _team_only(request)
    partnerships = list(queries.partnerships_run_by(request.user))
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = forms.SpreadsheetForm(*sent, partnerships=partnerships, largest=readers.LARGEST)
    bad: list[object] = []
    if form.is_valid():
        file, now = form.cleaned_data["file"], clock.now()
        try:
            lines = readers.read(file.chunks(), file.name, localdate(now))
            made = actions.bring_in(partnership=form.partnership(), lines=lines, by=request.user, now=now)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
            bad = list(getattr(refusal, "rows", ()))
        else:
            count = len(made)
            said = ngettext("One organisation takes part now.", "%(n)s organisations take part now.", count)
            messages.success(request, said % {"n": count})
            return redirect("partners:organisations")
    context = {
        "bad": bad,
        "columns": records.columns_of_the_spreadsheet(),
        "crumbs": records.crumbs((_("From a spreadsheet"), "")),
    }
    return filled(request, "partners/bring_in.html", form, context)


@require_safe
@lookers_only
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """An empty spreadsheet with the headings."""
    _team_only(request)
    if kind not in WRITERS:
        raise Http404
    return WRITERS[kind](f"organisations.{kind}", [readers.COLUMNS])


def _team_only(request: HttpRequest) -> None:
    if not rules.may_bring_in(request.user):
        raise PermissionDenied(_("Only the programme team can bring organisations in from a spreadsheet."))

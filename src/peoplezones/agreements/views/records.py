"""Shared records: the list, one of them, its table as a file, sharing one, taking one back. Each reading is noted."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from peoplezones.accounts.access import allow
from peoplezones.foundation import audit, clock
from peoplezones.foundation.refusals import Refused
from peoplezones.ui import lists
from peoplezones.ui.downloads import csv_answer, workbook_answer

from .. import actions, presenters, queries, rules
from ..forms import ShareForm
from ..rows import How
from .reaching import for_colleagues

FILES = {"csv": csv_answer, "xlsx": workbook_answer}


@require_safe
@for_colleagues
def index(request: HttpRequest) -> HttpResponse:
    today = presenters.today(clock.now())
    rows = queries.visible_records(request.user, today).defer("table", "body")
    listing = presenters.shared(queries.readable_records(request.user, today))
    return lists.answer(request, listing, rows, "agreements/shared.html", presenters.shared_page(request.user))


@require_safe
@for_colleagues
def page(request: HttpRequest, number: int) -> HttpResponse:
    """The record, or, to those who may only know of it, why they cannot read it and what they can do."""
    found, access = _reached(request, number)
    context = presenters.record_page(found, access, request.user)
    if not access.may_read:
        return render(request, "agreements/closed.html", context)
    _note(request, found, access, How.VIEW)
    return render(request, "agreements/record.html", context)


@require_safe
@for_colleagues
def table(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    found, access = _reached(request, number)
    if kind not in FILES or not access.may_read or not found.table:
        raise Http404
    _note(request, found, access, How.EXPORT)
    return FILES[kind](f"record-{found.pk}.{kind}", presenters.for_file(found.table))


@require_http_methods(["GET", "HEAD", "POST"])
@for_colleagues
def new(request: HttpRequest) -> HttpResponse:
    mine = presenters.own_organisations(request.user)
    if not mine:
        raise PermissionDenied(_("Only people who work for an organisation that takes part can share its records."))
    zones = presenters.zones_of(mine, request.user)
    choices = {"givers": [(str(one.pk), one.name) for one in mine], "zones": [(str(one.pk), one.name) for one in zones]}
    if request.method != "POST":
        return _form_page(request, ShareForm(initial={"as_of": presenters.today(clock.now())}, **choices))
    form = ShareForm(request.POST, request.FILES, **choices)
    if form.is_valid():
        given = form.cleaned_data
        words = {name: given[name] for name in ("kind", "purpose", "title", "body", "table", "as_of", "kept_until")}
        giver = next(one for one in mine if str(one.pk) == given["giver"])
        zone = next((one for one in zones if str(one.pk) == given["zone"]), None)
        try:
            made = actions.share(giver=giver, zone=zone, **words, by=request.user, now=clock.now())
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("It is shared with those who may get it under an agreement."))
            return redirect("agreements:record", made.pk)
    return _form_page(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
@for_colleagues
def take_back(request: HttpRequest, number: int) -> HttpResponse:
    found, _access = _reached(request, number)
    allow(rules.check_may_take_back, request.user, found)
    if request.method == "POST":
        actions.take_back(record=found, by=request.user, now=clock.now())
        messages.success(request, _("“%(title)s” is deleted.") % {"title": found.title})
        return redirect("agreements:shared")
    return render(request, "agreements/confirm.html", presenters.taking_back(found) | {"problem": ""})


def _form_page(request: HttpRequest, form: ShareForm) -> HttpResponse:
    return render(request, "agreements/share.html", presenters.share_page(form), status=422 if form.errors else 200)


def _reached(request: HttpRequest, number: int) -> tuple[Any, queries.Access]:
    """The record and how the person stands to it; no record where they may not even know of it."""
    now = clock.now()
    today = presenters.today(now)
    found = queries.record(request.user, number, today)
    if found is None:
        raise Http404
    return found, queries.access_to(found, person=request.user, now=now, on=today)  # type: ignore[arg-type]


def _note(request: HttpRequest, found: Any, access: queries.Access, how: How) -> None:
    """One line for inquiry, and one of what flowed."""
    by_agreement = access.answer is not None and access.answer.allowed
    now, detail = clock.now(), {"how": str(how if by_agreement else How.GLASS)}
    audit.note_read(by=request.user, action="agreements.read_record", target=found, now=now, detail=detail)
    actions.note_flow(
        agreement=access.answer.agreement if access.answer and by_agreement else None,
        giver=found.giver,
        taker=access.taker,
        kind=found.kind,
        purpose=found.purpose,
        how=how if by_agreement else How.GLASS,
        label=found.title,
        rows=max(len(found.table) - 1, 0),
        by=request.user,
        now=now,
    )

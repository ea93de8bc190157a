"""Shows a form, hands what was typed to an action, and shows refusals and conflicts; knows no record."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peoplezones.foundation.refusals import Refused
from peoplezones.foundation.versions import EditedMeanwhile
from peoplezones.ui import conflicts

from ..presenters.crumbs import Crumbs


@dataclass(frozen=True)
class Sheet:
    """The page around a form: its words, the way back, and for records that several edit their initial values."""

    title: str
    back: str
    crumbs: Crumbs
    lede: str = ""
    button: str = field(default_factory=lambda: _("Save"))
    initial: Callable[[Any], dict[str, Any]] | None = None
    template: str = "teams/form.html"
    more: dict[str, Any] = field(default_factory=dict)


def ask(
    request: HttpRequest,
    form: forms.Form,
    sheet: Sheet,
    save: Callable[[], str],
    *,
    done: str | None = None,
) -> HttpResponse:
    """The form; or, when it was sent and `save` did its work, the address that `save` answers with."""
    if request.method == "POST" and form.is_valid():
        try:
            address = save()
        except EditedMeanwhile as conflict:
            if sheet.initial is None or not isinstance(form, conflicts.VersionedForm):
                raise
            return conflicts.page(request, form, conflict, sheet.initial, title=sheet.title, back=sheet.back)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, done or _("Saved."))
            return redirect(address)
    status = 422 if form.is_bound and form.errors else 200
    return render(
        request, sheet.template, {"form": form, "sheet": sheet, "crumbs": sheet.crumbs, **sheet.more}, status=status
    )


def found(record: Any) -> Any:
    """The record, or the page that says there is none."""
    if record is None:
        raise Http404
    return record

"""Who saw and changed what: the list for the programme team, one line of it, and its download, which is noted."""

import datetime as dt
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from peoplezones.foundation import clock
from peoplezones.ui import lists

from .. import actions, presenters, roles, rules
from ..access import allow
from ..queries import audit as queries
from ..queries import scope_of


@require_safe
def lines(request: HttpRequest) -> HttpResponse:
    check_may_search(request)
    shown = listing()
    if lists.wants_download(request):
        actions.note_list_taken(
            by=request.user,  # type: ignore[arg-type]
            action="accounts.take_audit_lines",
            within=scope_of(request.user, [roles.PROGRAMME_TEAM]),
            now=clock.now(),
            detail={"asked": presenters.asked_in_words(request.GET, shown)},
        )
    return lists.answer(request, shown, queries.audit_lines(request.user), "accounts/audit.html")


@require_safe
def line(request: HttpRequest, number: int) -> HttpResponse:
    check_may_search(request)
    found = queries.audit_line(request.user, number)
    if found is None:
        raise Http404
    context = {
        "line": found,
        "at": presenters.moment(found.at),
        "deed": presenters.deed_in_words(found.action),
        "kind": presenters.kind_in_words(found.target_kind),
        "detail": presenters.detail_in_words(queries.with_names(found.detail)),
        "crumbs": [
            (_("My workspace"), reverse("accounts:home")),
            (_("Who saw and changed what"), reverse("accounts:audit")),
            (presenters.moment(found.at), ""),
        ],
    }
    return render(request, "accounts/audit_line.html", context)


def check_may_search(request: HttpRequest) -> None:
    allow(rules.check_may_search_audit, request.user)


def day_field(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Type the day like 2026-03-31, or choose it.")},
    )


def begin_of(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


FROM, UNTIL = _("From"), _("Until")


def listing() -> lists.Listing:
    """The columns and filters; which deeds can be chosen is known from what was written down."""
    deeds = sorted(
        ((name, f"{presenters.deed_in_words(name)} ({name.partition('.')[0]})") for name in queries.names_of_deeds()),
        key=lambda one: one[1],
    )
    return lists.Listing(
        name="audit",
        caption=_("Who saw and changed what, the newest first"),
        columns=[
            lists.Column(_("When"), lambda one: presenters.moment(one.at), link=address_of),
            lists.Column(_("Who"), lambda one: one.actor_label),
            lists.Column(_("Did what"), lambda one: presenters.deed_in_words(one.action)),
            lists.Column(_("To what"), lambda one: one.target_label),
            lists.Column(_("Kind of record"), lambda one: presenters.kind_in_words(one.target_kind)),
            lists.Column(_("Seen or changed"), lambda one: _("seen") if one.is_read else _("changed"), tag=True),
            lists.Column(_("More"), in_one_line, shown=False),
        ],
        empty=_("Nothing was written down yet. A line is added whenever somebody changes something or sees a record."),
        filters=[
            lists.Filter(
                "how",
                _("Seen or changed"),
                [("changed", _("changed")), ("seen", _("seen"))],
                lambda rows, value: rows.filter(is_read=value == "seen"),
            ),
            lists.Filter(
                "kind", _("Kind of record"), presenters.kinds(), lambda rows, value: rows.filter(target_kind=value)
            ),
            lists.Filter("deed", _("What was done"), deeds, lambda rows, value: rows.filter(action=value)),
            lists.Filter(
                "from", FROM, [], lambda rows, day: queries.lines_since(rows, begin_of(day)), lambda: day_field(FROM)
            ),
            lists.Filter(
                "until",
                UNTIL,
                [],
                lambda rows, day: queries.lines_before(rows, begin_of(day + dt.timedelta(days=1))),
                lambda: day_field(UNTIL),
            ),
        ],
        search=queries.lines_with,
        search_label=_("Person, by name or e-mail address"),
    )


def address_of(one: Any) -> str:
    return reverse("accounts:audit_line", args=[one.pk])


def in_one_line(one: Any) -> str:
    return "; ".join(f"{called}: {said}" for called, said in presenters.detail_in_words(one.detail))

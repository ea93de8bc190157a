"""Zones are started here, and their words are changed."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from peoplezones.accounts.access import allow
from peoplezones.foundation import clock
from peoplezones.foundation.refusals import Refused
from peoplezones.foundation.versions import EditedMeanwhile
from peoplezones.ui import conflicts

from ... import actions, presenters, queries, rules
from ...forms import NewZoneForm, ZoneForm
from .access import zone_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    partnerships = {one.slug: one for one in queries.may_start_in(request.user)}
    if not partnerships:
        raise PermissionDenied(_("Only the programme team can start a zone."))
    choices = list(partnerships.values())
    given = request.POST if request.method == "POST" else None
    form = NewZoneForm(given, partnerships=choices, initial={"near_km": 1})
    if request.method == "POST" and form.is_valid():
        words = dict(form.cleaned_data)
        partnership = partnerships[words.pop("partnership", choices[0].slug)]
        try:
            made = actions.create(partnership=partnership, **words, by=request.user, now=clock.now())
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("%(name)s was started.") % {"name": made.name})
            return redirect("zones:record", made.slug)
    context = {"form": form, "crumbs": presenters.crumbs_in_workspace(here=_("Start a zone"))}
    return render(request, "zones/workspace/new.html", context, status=422 if form.errors else 200)


def words_of(zone: Any) -> dict[str, Any]:
    """The form's values of a zone as it stands."""
    fields = ("name", "summary", "story", "near_km", "version")
    return {name: getattr(zone, name) for name in fields}


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    zone = zone_or_404(request, slug)
    allow(rules.check_may_edit, request.user, zone)
    form = ZoneForm(request.POST) if request.method == "POST" else ZoneForm(initial=words_of(zone))
    back = reverse("zones:record", args=[zone.slug])
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["version"]
        try:
            changed = actions.edit(zone=zone, seen=seen, **form.words(), by=request.user, now=clock.now())
        except EditedMeanwhile as conflict:
            return conflicts.page(request, form, conflict, words_of, title=zone.name, back=back)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("%(name)s was saved.") % {"name": changed.name})
            return redirect(back)
    context = {
        "form": form,
        "zone": zone,
        "back": back,
        "title": _("Change the words of %(name)s") % {"name": zone.name},
        "crumbs": presenters.crumbs_in_workspace(zone, _("Change the words")),
    }
    return render(request, "zones/workspace/edit.html", context, status=422 if form.errors else 200)

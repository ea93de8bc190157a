"""One role, service or meeting: shown, added, edited and ended."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from peoplezones.accounts.access import allow
from peoplezones.foundation import clock
from peoplezones.foundation.refusals import Refused
from peoplezones.foundation.versions import EditedMeanwhile
from peoplezones.ui import conflicts

from .. import actions, presenters, queries, rules
from ..forms import AddForm, EditForm, EndForm, initial_of
from .access import in_zone


@require_safe
@in_zone
def item(request: HttpRequest, zone: Any, number: int) -> HttpResponse:
    found = _item(zone, number)
    context = {
        "zone": zone,
        "item": found,
        "crumbs": presenters.crumbs(zone, found.title),
        "rows": presenters.item_rows(found),
        "state": presenters.listing.state_of(found, localdate(clock.now())),
        "may_edit": rules.may_edit(request.user, found),
    }
    return render(request, "provision/item.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_zone
def add(request: HttpRequest, zone: Any) -> HttpResponse:
    allow(rules.check_may_add, request.user, zone)
    made_with = _made_with(request, zone)
    form = AddForm(request.POST, **made_with) if request.method == "POST" else AddForm(**made_with)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add(zone=zone, given=form.given(), by=request.user, now=clock.now())
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("“%(title)s” was added.") % {"title": made.title})
            return redirect("provision:item", zone.slug, made.pk)
    return _form_page(request, zone, form, _("Add a role, a service or a meeting"), "provision/form.html")


@require_http_methods(["GET", "HEAD", "POST"])
@in_zone
def edit(request: HttpRequest, zone: Any, number: int) -> HttpResponse:
    found = _item(zone, number)
    allow(rules.check_may_edit, request.user, found)
    made_with = _made_with(request, zone, found)
    if request.method != "POST":
        form = EditForm(initial=initial_of(found), **made_with)
        return _form_page(request, zone, form, _("Edit “%(title)s”") % {"title": found.title}, "provision/form.html")
    form = EditForm(request.POST, **made_with)
    if form.is_valid():
        try:
            seen = form.cleaned_data["version"]
            actions.edit(item=found, seen=seen, given=form.given(), by=request.user, now=clock.now())
        except EditedMeanwhile as conflict:
            return conflicts.page(
                request, form, conflict, initial_of, title=found.title, back=presenters.listing.item_url(found)
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("“%(title)s” was saved.") % {"title": form.cleaned_data["title"]})
            return redirect("provision:item", zone.slug, number)
    return _form_page(request, zone, form, _("Edit “%(title)s”") % {"title": found.title}, "provision/form.html")


@require_http_methods(["GET", "HEAD", "POST"])
@in_zone
def end(request: HttpRequest, zone: Any, number: int) -> HttpResponse:
    found = _item(zone, number)
    allow(rules.check_may_edit, request.user, found)
    now = clock.now()
    form = EndForm(request.POST or None, initial={"version": found.version, "until": found.until or localdate(now)})
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        try:
            actions.end(item=found, seen=words["version"], until=words["until"], by=request.user, now=now)
        except EditedMeanwhile as conflict:
            back = presenters.listing.item_url(found)
            return conflicts.page(request, form, conflict, _until_of, title=found.title, back=back)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("We noted the last day of “%(title)s”.") % {"title": found.title})
            return redirect("provision:item", zone.slug, number)
    context = {"zone": zone, "item": found, "form": form, "crumbs": presenters.crumbs(zone, _("End it"))}
    return render(request, "provision/end.html", context, status=422 if form.errors else 200)


def _until_of(item: Any) -> dict[str, Any]:
    return {"version": item.version, "until": item.until}


def _item(zone: Any, number: int) -> Any:
    found = queries.item_of(zone, number)
    if found is None:
        raise Http404
    return found


def _made_with(request: HttpRequest, zone: Any, item: Any = None) -> dict[str, Any]:
    """Which organisations a form offers; those that an item names already are among them."""
    seen = {one.pk: one.name for one in queries.organisations_for(request.user, zone)}
    own_only = not rules.may_map(request.user, zone)
    own = rules.own_organisations(request.user, zone) if own_only else seen.keys()
    employers = {number: name for number, name in seen.items() if number in own}
    if item is not None:
        seen |= queries.named_by(item)
        employers |= queries.employer_of(item)
    return {
        "organisations": presenters.choices(seen),
        "employers": presenters.choices(employers),
        "own_only": own_only,
    }


def _form_page(request: HttpRequest, zone: Any, form: Any, title: str, template: str) -> HttpResponse:
    context = {
        "zone": zone,
        "form": form,
        "title": title,
        "crumbs": presenters.crumbs(zone, title),
        "grid": presenters.time_grid(form["times"]),
        "back": reverse("provision:list", args=[zone.slug]),
    }
    return render(request, template, context, status=422 if form.errors else 200)

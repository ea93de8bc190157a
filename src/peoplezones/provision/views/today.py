"""Zones with how far their mapping is, and how things work in one of them: sentences, tables, network, list."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from peoplezones.foundation import clock
from peoplezones.ui import lists

from .. import presenters, queries, rules
from .access import check_reader, in_zone


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    check_reader(request)
    rows = queries.zones_with_progress(request.user, localdate(clock.now()))
    return lists.answer(request, presenters.listing.zones(), rows, "provision/index.html")


@require_safe
@in_zone
def zone(request: HttpRequest, zone: Any) -> HttpResponse:
    entries = queries.entries(queries.now_of(zone, localdate(clock.now())))
    baseline = queries.baseline_of(zone)
    may_map = rules.may_map(request.user, zone)
    context = {
        "zone": zone,
        "crumbs": presenters.crumbs(zone),
        "may_map": may_map,
        "may_add": may_map or bool(rules.own_organisations(request.user, zone)),
        "baseline": baseline,
        "draft": queries.draft_of(zone),
        "since": presenters.changes.said(queries.kept_by(baseline), entries) if baseline else [],
        **presenters.picture(entries),
    }
    return render(request, "provision/today.html", context)


@require_safe
@in_zone
def listed(request: HttpRequest, zone: Any) -> HttpResponse:
    today = localdate(clock.now())
    listing = presenters.listing.items(zone, queries.employers_of(zone), today)
    may_add = rules.may_map(request.user, zone) or bool(rules.own_organisations(request.user, zone))
    context = {"zone": zone, "crumbs": presenters.crumbs(zone, _("All items")), "may_add": may_add}
    return lists.answer(request, listing, queries.items_of(zone), "provision/list.html", context)


@require_safe
@in_zone
def team(request: HttpRequest, zone: Any) -> HttpResponse:
    found = queries.candidates(zone, localdate(clock.now()))
    context = {
        "zone": zone,
        "crumbs": presenters.crumbs(zone, _("Who could sit in the People Team")),
        "hours": presenters.hours_of(queries.entries(found)),
    }
    return lists.answer(request, presenters.listing.team(zone), found, "provision/team.html", context)

"""The list of teams, one team with its seats, and where work depends on one person."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from peoplezones.accounts.access import allow
from peoplezones.foundation import clock
from peoplezones.ui import lists

from .. import rules
from ..actions import teams as actions
from ..forms.fields import Choices
from ..forms.teams import StartTeamForm, TeamForm
from ..presenters import crumbs, listings
from ..presenters.seats import rows_of
from ..queries import scope, teams, weak_points
from ..queries.where import Where, to_start_teams
from .asking import Sheet, ask, found

FORMS = ["GET", "HEAD", "POST"]


def where_choices(places: list[Where]) -> Choices:
    """All zones of a partnership are told with its name where there are several."""
    several = sum(place.zone is None for place in places) > 1
    names = {place.key: place.zone.name if place.zone else _("All zones") for place in places}
    if several:
        names |= {one.key: f"{names[one.key]}, {one.partnership}" for one in places if one.zone is None}
    choose = [("", _("Choose a zone, or all zones"))] if len(names) > 1 else []
    return [*choose, *names.items()]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    today = localdate(clock.now())
    listing = listings.teams(scope.zones_seen_by(request.user))  # type: ignore[arg-type]
    context = {
        "crumbs": crumbs.teams(),
        "may_start": bool(to_start_teams(request.user)),  # type: ignore[arg-type]
    }
    return lists.answer(request, listing, teams.listed(request.user, today), "teams/index.html", context)


@require_safe
def depends(request: HttpRequest) -> HttpResponse:
    today = localdate(clock.now())
    listing = listings.weak(scope.zones_seen_by(request.user))  # type: ignore[arg-type]
    context = {"crumbs": crumbs.teams((_("Depends on one person"), ""))}
    return lists.answer(request, listing, weak_points.found(request.user, today), "teams/depends.html", context)


@require_safe
def team(request: HttpRequest, number: int) -> HttpResponse:
    today = localdate(clock.now())
    one = found(teams.team(request.user, number, today))
    seats = teams.seats_of(one)
    context = {
        "team": one,
        "crumbs": crumbs.teams((one.name, "")),
        "where": listings.where(one.zone),
        "seats": rows_of(seats, today),
        "may_run": rules.allows(rules.check_may_run, request.user, one),
    }
    return render(request, "teams/team.html", context)


@require_http_methods(FORMS)
def start(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    places = to_start_teams(request.user)  # type: ignore[arg-type]
    allow(rules.check_may_start_somewhere, places)
    kind = request.GET.get("kind", "")
    form = StartTeamForm(
        request.POST if request.method == "POST" else None,
        where=where_choices(places),
        initial={"since": localdate(now), "rhythm": "weekly", "kind": kind, "where": request.GET.get("where", "")},
    )

    def save() -> str:
        given = dict(form.cleaned_data)
        place = {one.key: one for one in places}[given.pop("where")]
        made = actions.start(partnership=place.partnership, zone=place.zone, **given, by=request.user, now=now)  # type: ignore[arg-type]
        return reverse("teams:team", args=[made.pk])

    sheet = Sheet(
        _("Start a team"), reverse("teams:index"), crumbs.teams((_("Start a team"), "")), button=_("Start it")
    )
    return ask(request, form, sheet, save, done=_("The team is there. Now add its seats."))


def team_words(one: Any) -> dict[str, Any]:
    names = ("version", "name", "purpose", "rhythm", "meets", "covers", "since", "ended_on")
    return {name: getattr(one, name) for name in names}


@require_http_methods(FORMS)
def edit(request: HttpRequest, number: int) -> HttpResponse:
    now = clock.now()
    one = found(teams.team(request.user, number, localdate(now)))
    allow(rules.check_may_run, request.user, one)
    form = TeamForm(request.POST if request.method == "POST" else None, initial=team_words(one))
    back = reverse("teams:team", args=[one.pk])

    def save() -> str:
        given = form.words()
        actions.change(team=one, version=form.cleaned_data["version"], **given, by=request.user, now=now)  # type: ignore[arg-type]
        return back

    way = crumbs.teams((one.name, back), (_("Change"), ""))
    sheet = Sheet(_("Change %(name)s") % {"name": one.name}, back, way, initial=team_words)
    return ask(request, form, sheet, save)

"""Forms of a seat and of who sits there."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from peoplezones.accounts.access import allow
from peoplezones.foundation import clock

from .. import rules
from ..actions import sittings
from ..actions import teams as actions
from ..forms import fields
from ..forms.teams import FillSeatForm, SeatForm, SeatWords, SittingForm
from ..presenters import crumbs
from ..queries import teams
from ..queries.people import people_of
from .asking import Sheet, ask, found
from .teams import FORMS


def _organisations(team: Any, nothing: str) -> fields.Choices:
    return fields.records(teams.organisations_of(team), nothing=nothing)


def _way(team: Any, last: str) -> crumbs.Crumbs:
    return crumbs.teams((team.name, reverse("teams:team", args=[team.pk])), (last, ""))


@require_http_methods(FORMS)
def add(request: HttpRequest, number: int) -> HttpResponse:
    now = clock.now()
    team = found(teams.team(request.user, number, localdate(now)))
    allow(rules.check_may_run, request.user, team)
    data = request.POST if request.method == "POST" else None
    form = SeatWords(data, organisations=_organisations(team, _("None")), initial={"kind": "other"})

    def save() -> str:
        actions.add_seat(team=team, **form.cleaned_data, by=request.user, now=now)  # type: ignore[arg-type]
        return reverse("teams:team", args=[team.pk])

    title = _("Add a seat to %(team)s") % {"team": team}
    sheet = Sheet(title, reverse("teams:team", args=[team.pk]), _way(team, _("Add a seat")), button=_("Add it"))
    return ask(request, form, sheet, save, done=_("The seat is there. Say who sits in it."))


def seat_words(seat: Any) -> dict[str, Any]:
    names = ("version", "kind", "title", "is_required", "area", "ended_on")
    return {name: getattr(seat, name) for name in names} | {"organisation": seat.organisation_id}


@require_http_methods(FORMS)
def edit(request: HttpRequest, number: int) -> HttpResponse:
    now = clock.now()
    seat = found(teams.seat(request.user, number, localdate(now)))
    allow(rules.check_may_run, request.user, seat.team)
    data = request.POST if request.method == "POST" else None
    form = SeatForm(data, organisations=_organisations(seat.team, _("None")), initial=seat_words(seat))
    back = reverse("teams:team", args=[seat.team_id])

    def save() -> str:
        version = form.cleaned_data["version"]
        actions.change_seat(seat=seat, version=version, **form.words(), by=request.user, now=now)  # type: ignore[arg-type]
        return back

    title = _("Change the seat “%(title)s”") % {"title": seat.title}
    return ask(request, form, Sheet(title, back, _way(seat.team, seat.title), initial=seat_words), save)


@require_http_methods(FORMS)
def fill(request: HttpRequest, number: int) -> HttpResponse:
    now = clock.now()
    seat = found(teams.seat(request.user, number, localdate(now)))
    allow(rules.check_may_run, request.user, seat.team)
    form = FillSeatForm(
        request.POST if request.method == "POST" else None,
        people=fields.people(people_of(seat.team.partnership_id, seat.team.zone_id), nobody=_("Nobody yet")),
        organisations=_organisations(seat.team, _("None")),
        initial={"since": localdate(now), "promised_by": ""},
    )

    def save() -> str:
        sittings.seat_somebody(seat=seat, **form.cleaned_data, by=request.user, now=now)  # type: ignore[arg-type]
        return reverse("teams:team", args=[seat.team_id])

    title = _("Who sits in “%(title)s”?") % {"title": seat.title}
    lede = _("People who belong to the zone or the partnership can be chosen. Names are shown in the workspace alone.")
    back = reverse("teams:team", args=[seat.team_id])
    return ask(request, form, Sheet(title, back, _way(seat.team, seat.title), lede=lede), save)


def sitting_words(sitting: Any) -> dict[str, Any]:
    names = ("version", "since", "until")
    return {name: getattr(sitting, name) for name in names} | {"deputy": sitting.deputy_id}


@require_http_methods(FORMS)
def sitting(request: HttpRequest, number: int) -> HttpResponse:
    now = clock.now()
    one = found(teams.sitting(request.user, number, localdate(now)))
    team = one.seat.team
    allow(rules.check_may_run, request.user, team)
    known = people_of(team.partnership_id, team.zone_id)
    form = SittingForm(
        request.POST if request.method == "POST" else None,
        people=fields.people(known, nobody=_("Nobody yet"), also=[one.deputy]),
        initial=sitting_words(one),
    )
    back = reverse("teams:team", args=[team.pk])

    def save() -> str:
        version = form.cleaned_data["version"]
        sittings.change_sitting(sitting=one, version=version, **form.words(), by=request.user, now=now)  # type: ignore[arg-type]
        return back

    title = _("%(who)s as “%(title)s”") % {"who": one.who, "title": one.seat.title}
    return ask(request, form, Sheet(title, back, _way(team, title), initial=sitting_words), save)

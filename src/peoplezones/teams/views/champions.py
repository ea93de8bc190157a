"""Which organisations have named a champion, and which champion mentors which zone."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from peoplezones.accounts.access import allow
from peoplezones.foundation import clock
from peoplezones.partners.rules import check_may_look, may_see_names
from peoplezones.ui import lists

from .. import rules
from ..actions import champions as actions
from ..forms import fields
from ..forms.champions import AskForm, LinkMentorForm, MentoringForm
from ..presenters import crumbs, listings
from ..queries import champions, scope
from .asking import Sheet, ask, found
from .teams import FORMS


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    allow(check_may_look, request.user)
    today = localdate(clock.now())
    agencies = champions.agencies(request.user, today)
    counted = champions.counted(agencies)
    context = {"crumbs": crumbs.champions(), **counted, "runs": bool(scope.runs(request.user))}
    return lists.answer(request, listings.CHAMPIONS, agencies, "teams/champions.html", context)


@require_http_methods(FORMS)
def agency(request: HttpRequest, number: int) -> HttpResponse:
    """One organisation: its champion, when it was asked, and the form that notes another request."""
    allow(check_may_look, request.user)
    now = clock.now()
    one = found(champions.agency(request.user, number, localdate(now)))
    may_ask = rules.allows(rules.check_may_ask_champions, request.user, one.partnership)
    if request.method == "POST":
        allow(rules.check_may_ask_champions, request.user, one.partnership)
    form = AskForm(request.POST if request.method == "POST" else None, initial={"on": localdate(now)})
    here = reverse("teams:agency", args=[one.pk])

    def save() -> str:
        actions.ask(organisation=one, **form.cleaned_data, by=request.user, now=now)  # type: ignore[arg-type]
        return here

    seat = champions.seat_of(one, localdate(now))
    more = {
        "organisation": one,
        "seat": seat,
        "sitting": next(iter(seat.now), None) if seat else None,  # type: ignore[attr-defined]
        "names_shown": may_see_names(request.user, one),
        "asks": champions.asks_of(one),
        "may_ask": may_ask,
        "may_fill": bool(seat) and rules.allows(rules.check_may_run, request.user, seat.team),  # type: ignore[union-attr]
    }
    sheet = Sheet(one.name, here, crumbs.champions((one.name, "")), template="teams/agency.html", more=more)
    return ask(request, form, sheet, save, done=_("Noted."))


@require_safe
def mentorings(request: HttpRequest) -> HttpResponse:
    zones = scope.zones_seen_by(request.user)  # type: ignore[arg-type]
    context = {"crumbs": crumbs.mentors(), "runs": bool(scope.runs(request.user))}
    rows = champions.mentorings_seen_by(request.user)
    return lists.answer(request, listings.mentorings(zones), rows, "teams/mentorings.html", context)


@require_http_methods(FORMS)
def link(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    allow(rules.check_may_run_somewhere, request.user)
    zones = champions.zones_to_mentor(request.user)
    known = champions.champions_for(request.user, localdate(now))
    form = LinkMentorForm(
        request.POST if request.method == "POST" else None,
        champions=fields.people(known, nobody=_("Choose a champion")),
        zones=fields.records(zones, nothing=_("Choose a zone")),
        initial={"since": localdate(now), "zone": request.GET.get("zone", "")},
    )

    def save() -> str:
        given = dict(form.cleaned_data)
        zone = zones.get(pk=given.pop("zone"))
        actions.link_mentor(zone=zone, **given, by=request.user, now=now)  # type: ignore[arg-type]
        return reverse("teams:mentorings")

    title = _("Link a champion to a zone")
    lede = _("Only people who sit in the Champion Team can be chosen.")
    return ask(request, form, Sheet(title, reverse("teams:mentorings"), crumbs.mentors((title, "")), lede=lede), save)


def mentoring_words(one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ("version", "note", "since", "until")}


@require_http_methods(FORMS)
def mentoring(request: HttpRequest, number: int) -> HttpResponse:
    now = clock.now()
    one = found(champions.mentoring(request.user, number))
    allow(rules.check_may_link_mentors, request.user, one.zone.partnership)
    form = MentoringForm(request.POST if request.method == "POST" else None, initial=mentoring_words(one))

    def save() -> str:
        version = form.cleaned_data["version"]
        actions.change_mentoring(mentoring=one, version=version, **form.words(), by=request.user, now=now)  # type: ignore[arg-type]
        return reverse("teams:mentorings")

    title = _("%(champion)s for %(zone)s") % {"champion": one.champion, "zone": one.zone}
    sheet = Sheet(title, reverse("teams:mentorings"), crumbs.mentors((title, "")), initial=mentoring_words)
    return ask(request, form, sheet, save)

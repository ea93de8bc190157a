"""The list of ideas, one idea with what became of it, and the forms to capture and change it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peoplezones.accounts.access import allow
from peoplezones.foundation import clock
from peoplezones.ui import lists

from .. import rules
from ..actions import ideas as actions
from ..forms.ideas import CaptureForm, IdeaForm, MoveIdeaForm
from ..presenters import crumbs, listings
from ..presenters.ideas import moves_from
from ..queries import ideas, scope
from ..queries.where import to_capture_ideas
from .asking import Sheet, ask, found
from .teams import FORMS, where_choices


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    today = localdate(clock.now())
    listing = listings.ideas(scope.zones_seen_by(request.user))  # type: ignore[arg-type]
    may_capture = bool(to_capture_ideas(request.user, today))  # type: ignore[arg-type]
    context = {"crumbs": crumbs.ideas(), "may_capture": may_capture}
    return lists.answer(request, listing, ideas.seen_by(request.user, today), "teams/ideas.html", context)


@require_http_methods(FORMS)
def capture(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    places = to_capture_ideas(request.user, localdate(now))  # type: ignore[arg-type]
    allow(rules.check_may_capture_somewhere, places)
    form = CaptureForm(
        request.POST if request.method == "POST" else None,
        where=where_choices(places),
        initial={"where": request.GET.get("where", "")},
    )

    def save() -> str:
        given = dict(form.cleaned_data)
        place = {one.key: one for one in places}[given.pop("where")]
        made = actions.capture(partnership=place.partnership, zone=place.zone, **given, by=request.user, now=now)  # type: ignore[arg-type]
        return reverse("teams:idea", args=[made.pk])

    title = _("Capture an idea")
    sheet = Sheet(title, reverse("teams:ideas"), crumbs.ideas((title, "")), button=_("Capture it"))
    return ask(request, form, sheet, save, done=_("The idea is captured. You follow it from now on."))


@require_http_methods(FORMS)
def idea(request: HttpRequest, number: int) -> HttpResponse:
    """One idea; whoever may say what became of it does so here."""
    now = clock.now()
    today = localdate(now)
    one = found(ideas.idea(request.user, number, today))
    may_move = rules.allows(rules.check_may_move_idea, request.user, one, today)
    if request.method == "POST":
        allow(rules.check_may_move_idea, request.user, one, today)
    form = MoveIdeaForm(request.POST if request.method == "POST" else None, moves=moves_from(one))
    here = reverse("teams:idea", args=[one.pk])

    def save() -> str:
        actions.move(idea=one, **form.cleaned_data, by=request.user, now=now)  # type: ignore[arg-type]
        return here

    more = {
        "idea": one,
        "where": listings.where(one.zone),
        "changes": ideas.changes_of(one),
        "follows": ideas.follows(request.user, one),
        "followers": ideas.followers_of(one),
        "may_move": may_move and bool(moves_from(one)),
        "may_edit": rules.allows(rules.check_may_edit_idea, request.user, one, today),
    }
    sheet = Sheet(one.title, here, crumbs.ideas((one.title, "")), template="teams/idea.html", more=more)
    return ask(request, form, sheet, save)


def idea_words(one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ("version", "title", "text")}


@require_http_methods(FORMS)
def edit(request: HttpRequest, number: int) -> HttpResponse:
    now = clock.now()
    one = found(ideas.idea(request.user, number, localdate(now)))
    allow(rules.check_may_edit_idea, request.user, one, localdate(now))
    form = IdeaForm(request.POST if request.method == "POST" else None, initial=idea_words(one))
    back = reverse("teams:idea", args=[one.pk])

    def save() -> str:
        version = form.cleaned_data["version"]
        actions.change(idea=one, version=version, **form.words(), by=request.user, now=now)  # type: ignore[arg-type]
        return back

    way = crumbs.ideas((one.title, back), (_("Change"), ""))
    return ask(request, form, Sheet(_("Change the idea"), back, way, initial=idea_words), save)


@require_POST
def follow(request: HttpRequest, number: int) -> HttpResponse:
    now = clock.now()
    one = found(ideas.idea(request.user, number, localdate(now)))
    actions.follow(idea=one, wanted=request.POST.get("follow") == "yes", by=request.user, now=now)  # type: ignore[arg-type]
    return redirect("teams:idea", one.pk)

"""The list of hand-overs, the pack of one, and the forms to begin it and to say who takes what over."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peoplezones.accounts.access import allow
from peoplezones.foundation import clock
from peoplezones.foundation.refusals import Refused
from peoplezones.ui import lists

from .. import rules
from ..actions import hand_overs as actions
from ..forms import fields
from ..forms.hand_overs import AddItemForm, ArrangeForm, BeginForm, HandOverForm
from ..presenters import crumbs, listings
from ..presenters.hand_overs import leavers, lines_of
from ..queries import hand_overs
from ..queries.people import successors_for
from .asking import Sheet, ask, found
from .teams import FORMS


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    context = {
        "crumbs": crumbs.hand_overs(),
        "may_begin": hand_overs.may_begin(request.user, localdate(clock.now())),
    }
    return lists.answer(request, listings.HAND_OVERS, hand_overs.listed(request.user), "teams/hand_overs.html", context)


@require_http_methods(FORMS)
def begin(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    possible = hand_overs.may_leave(request.user, localdate(now))  # type: ignore[arg-type]
    allow(rules.check_may_hand_over_something, possible)
    data = request.POST if request.method == "POST" else None
    form = BeginForm(data, people=leavers(possible), initial={"who": request.GET.get("who", "")})

    def save() -> str:
        given = dict(form.cleaned_data)
        partnership, person = {f"{where.pk}-{who.pk}": (where, who) for where, who in possible}[given.pop("who")]
        made = actions.begin(partnership=partnership, person=person, **given, by=request.user, now=now)  # type: ignore[arg-type]
        return reverse("teams:hand_over", args=[made.pk])

    title = _("Begin a hand-over")
    lede = _("We list the seats, mentoring, ideas and work that we know of. You add the rest and say who takes what.")
    back = reverse("teams:hand_overs")
    sheet = Sheet(title, back, crumbs.hand_overs((title, "")), lede=lede, button=_("Put the pack together"))
    return ask(request, form, sheet, save, done=_("Here is the pack. Say who takes over what."))


@require_http_methods(FORMS)
def hand_over(request: HttpRequest, number: int) -> HttpResponse:
    """The pack, to read and to print; whoever runs it adds what is missing."""
    now = clock.now()
    one = found(hand_overs.hand_over(request.user, number))
    may_run = rules.allows(rules.check_may_run_hand_over, request.user, one)
    if request.method == "POST":
        allow(rules.check_may_run_hand_over, request.user, one)
    form = AddItemForm(request.POST if request.method == "POST" else None)
    here = reverse("teams:hand_over", args=[one.pk])

    def save() -> str:
        actions.add_item(hand_over=one, **form.cleaned_data, by=request.user, now=now)  # type: ignore[arg-type]
        return here

    items = list(hand_overs.items_of(request.user, one))
    one_of_each = {rules.ground_of(item): item for item in items}
    allowed = {ground: _allowed(request, item) for ground, item in one_of_each.items()}
    more = {
        "hand_over": one,
        "items": [(line, *allowed[rules.ground_of(line.item)]) for line in lines_of(items)],
        "may_run": may_run,
    }
    title = _("Hand-over of %(who)s") % {"who": one.person}
    sheet = Sheet(title, here, crumbs.hand_overs((title, "")), template="teams/hand_over.html", more=more)
    return ask(request, form, sheet, save, done=_("Added."))


def _allowed(request: HttpRequest, item: Any) -> tuple[bool, bool]:
    """Whether the reader may say who takes it over, and tick it off."""
    guards = (rules.check_may_arrange, rules.check_may_finish)
    arrange, finish = (rules.allows(guard, request.user, item) for guard in guards)
    return arrange, finish


def pack_words(one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ("version", "leaves_on", "notes")}


@require_http_methods(FORMS)
def edit(request: HttpRequest, number: int) -> HttpResponse:
    now = clock.now()
    one = found(hand_overs.hand_over(request.user, number))
    allow(rules.check_may_run_hand_over, request.user, one)
    form = HandOverForm(request.POST if request.method == "POST" else None, initial=pack_words(one))
    back = reverse("teams:hand_over", args=[one.pk])

    def save() -> str:
        version = form.cleaned_data["version"]
        actions.change(hand_over=one, version=version, **form.words(), by=request.user, now=now)  # type: ignore[arg-type]
        return back

    title = _("Hand-over of %(who)s") % {"who": one.person}
    way = crumbs.hand_overs((title, back), (_("Last day and notes"), ""))
    return ask(request, form, Sheet(_("Last day and notes"), back, way, initial=pack_words), save)


def item_words(one: Any) -> dict[str, Any]:
    return {"version": one.version, "note": one.note, "successor": one.successor_id}


@require_http_methods(FORMS)
def arrange(request: HttpRequest, number: int) -> HttpResponse:
    now = clock.now()
    one = found(hand_overs.item(request.user, number))
    allow(rules.check_may_arrange, request.user, one)
    known = successors_for(request.user, one.hand_over.partnership_id, localdate(now))  # type: ignore[arg-type]
    form = ArrangeForm(
        request.POST if request.method == "POST" else None,
        people=fields.people(known.exclude(pk=one.hand_over.person_id), nobody=_("Nobody yet"), also=[one.successor]),
        initial=item_words(one),
    )
    back = reverse("teams:hand_over", args=[one.hand_over_id])

    def save() -> str:
        version = form.cleaned_data["version"]
        actions.arrange(item=one, version=version, **form.words(), by=request.user, now=now)  # type: ignore[arg-type]
        return back

    pack = _("Hand-over of %(who)s") % {"who": one.hand_over.person}
    sheet = Sheet(one.title, back, crumbs.hand_overs((pack, back), (one.title, "")), initial=item_words)
    return ask(request, form, sheet, save)


@require_POST
def finish(request: HttpRequest, number: int) -> HttpResponse:
    one = found(hand_overs.item(request.user, number))
    allow(rules.check_may_finish, request.user, one)
    try:
        actions.finish(item=one, by=request.user, now=clock.now())  # type: ignore[arg-type]
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("“%(title)s” is handed over.") % {"title": one.title})
    return redirect("teams:hand_over", one.hand_over_id)

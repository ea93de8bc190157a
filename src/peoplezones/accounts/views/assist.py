"""Help for people without e-mail: who they are, bringing one in, acting in their name, and stopping."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from peoplezones.foundation import clock
from peoplezones.foundation.refusals import Refused
from peoplezones.ui import lists

from .. import acting, actions, presenters, rules
from ..access import allow
from ..forms import HelpForm, NewPersonForm
from ..queries import assistance as queries
from .me import FORM_METHODS

LISTING = lists.Listing(
    name="people-without-e-mail",
    caption=gettext_lazy("People without e-mail whom you look after"),
    columns=[
        lists.Column(
            gettext_lazy("Name"), str, link=lambda person: reverse("accounts:assist_person", args=[person.pk])
        ),
        lists.Column(gettext_lazy("Here since"), lambda person: presenters.moment(person.joined_at)),
    ],
    empty=gettext_lazy("Nobody here is without e-mail. Bring somebody in if they ask you to."),
    filters=[
        lists.Filter(
            "help",
            gettext_lazy("Help"),
            [("now", gettext_lazy("Somebody may act for them now")), ("none", gettext_lazy("Nobody may at present"))],
            lambda rows, value: queries.by_help(rows, clock.now(), going_on=value == "now"),
        )
    ],
    look_in=["name"],
    search_label=gettext_lazy("Name"),
)


def crumbs(here: str) -> list[tuple[str, str]]:
    return [
        (_("My workspace"), reverse("accounts:home")),
        (_("People without e-mail"), reverse("accounts:assist")),
        (here, ""),
    ]


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    check_may_help(request)
    return lists.answer(request, LISTING, queries.helped_by(request.user), "accounts/assist.html")


@FORM_METHODS
def new(request: HttpRequest) -> HttpResponse:
    """Bring in somebody and note how they agreed, both or neither."""
    check_may_help(request)
    places = queries.places_for(request.user)
    form = NewPersonForm(request.POST if request.method == "POST" else None, places=places)
    if form.is_valid():
        try:
            person = actions.bring_in(by=request.user, now=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("%(name)s is here now. You may act for them.") % {"name": person})
            return redirect("accounts:assist_person", person.pk)
    context = {"form": form, "crumbs": crumbs(_("Bring somebody in"))}
    return render(request, "accounts/assist_new.html", context, status=422 if request.method == "POST" else 200)


@FORM_METHODS
def one(request: HttpRequest, number: int) -> HttpResponse:
    """A person: note how they agreed, or, while help lasts, act for them."""
    person = found(request, number)
    form = HelpForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.begin_help(person=person, by=request.user, now=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("You may act for %(name)s now.") % {"name": person})
            return redirect("accounts:assist_person", person.pk)
    help_given = queries.help_for(request.user, person, clock.now())  # type: ignore[arg-type]
    context = {
        "person": person,
        "form": form,
        "help": help_given,
        "until": presenters.moment(help_given.until if help_given else None),
        "crumbs": crumbs(str(person)),
    }
    return render(request, "accounts/assist_person.html", context, status=422 if request.method == "POST" else 200)


@FORM_METHODS
def act(request: HttpRequest, number: int) -> HttpResponse:
    person = found(request, number)
    now = clock.now()
    help_given = queries.help_for(request.user, person, now)  # type: ignore[arg-type]
    if request.method != "POST" or help_given is None:
        return redirect("accounts:assist_person", person.pk)
    actions.begin_acting(help_given=help_given, by=request.user, now=now)  # type: ignore[arg-type]
    acting.begin(request, help_given, now)
    return redirect("accounts:home")


@FORM_METHODS
def end(request: HttpRequest, number: int) -> HttpResponse:
    person = found(request, number)
    help_given = queries.help_for(request.user, person, clock.now())  # type: ignore[arg-type]
    if request.method == "POST" and help_given is not None:
        actions.end_help(help_given=help_given, by=request.user, now=clock.now())  # type: ignore[arg-type]
        messages.success(request, _("You act for %(name)s no more.") % {"name": person})
    return redirect("accounts:assist_person", person.pk)


@FORM_METHODS
def stop(request: HttpRequest) -> HttpResponse:
    helper = getattr(request.user, "acted_by", None)
    if request.method == "POST" and helper is not None:
        actions.stop_acting(person=request.user, by=helper, now=clock.now())  # type: ignore[arg-type]
        acting.stop(request)
        messages.success(request, _("You are here as yourself again."))
    return redirect("accounts:home")


def check_may_help(request: HttpRequest) -> None:
    allow(rules.check_may_help, request.user)


def found(request: HttpRequest, number: int) -> Any:
    """Somebody whom they look after; nobody else is known to be there."""
    check_may_help(request)
    person = queries.one_helped_by(request.user, number)
    if person is None:
        raise Http404
    return person

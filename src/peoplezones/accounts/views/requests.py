"""Requests about people's data: a person takes their own; the programme team hands over and erases for others."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from peoplezones.foundation import clock
from peoplezones.foundation.refusals import NotAllowedForYou, Refused
from peoplezones.ui import lists

from .. import actions, archives, personal_data, presenters, queries, roles, rules
from ..access import allow
from ..forms import EraseForm
from ..queries import assistance, belonging
from .me import FORM_METHODS

KINDS = {
    "json": ("application/json", archives.as_json),
    "zip": ("application/zip", archives.as_zip),
}

LISTING = lists.Listing(
    name="people",
    caption=gettext_lazy("People of your partnerships"),
    columns=[
        lists.Column(gettext_lazy("Name"), str, link=lambda person: reverse("accounts:request_of", args=[person.pk])),
        lists.Column(gettext_lazy("E-mail address"), presenters.address_in_words),
        lists.Column(gettext_lazy("Last signed in"), lambda person: presenters.moment(person.last_login)),
    ],
    empty=gettext_lazy("Nobody belongs to your partnerships yet. Invite people first."),
    filters=[
        lists.Filter(
            "mail",
            gettext_lazy("E-mail"),
            [("with", gettext_lazy("Has an address")), ("without", gettext_lazy("Has none"))],
            lambda rows, value: assistance.by_mail(rows, has_one=value == "with"),
        )
    ],
    look_in=["name", "email"],
    search_label=gettext_lazy("Name or e-mail address"),
)


@never_cache
@require_safe
def own_file(request: HttpRequest, kind: str) -> HttpResponse:
    return handed_over(request, request.user, kind)


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    check_may_answer(request)
    if lists.wants_download(request):
        actions.note_list_taken(
            by=request.user,  # type: ignore[arg-type]
            action="accounts.take_list_of_people",
            within=queries.scope_of(request.user, [roles.PROGRAMME_TEAM]),
            now=clock.now(),
        )
    return lists.answer(request, LISTING, belonging.looked_after_by(request.user), "accounts/requests.html")


@never_cache
@FORM_METHODS
def one(request: HttpRequest, number: int) -> HttpResponse:
    """What would go and what would stay of one person; erasing needs a reason."""
    person, refused = found(request, number)
    form = EraseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not refused and form.is_valid():
        name = str(person)
        try:
            reason = form.cleaned_data["reason"]
            actions.erase(person=person, reason=reason, by=request.user, now=clock.now())
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The account of %(name)s is closed and erased.") % {"name": name})
            return redirect("accounts:requests")
    context = {
        "person": person,
        "address": presenters.address_in_words(person),
        "refused": refused,
        "form": form,
        "goes": personal_data.what_goes(),
        "stays": personal_data.what_stays(person),
        "crumbs": [
            (_("My workspace"), reverse("accounts:home")),
            (_("Requests about people’s data"), reverse("accounts:requests")),
            (str(person), ""),
        ],
    }
    return render(request, "accounts/request.html", context, status=422 if request.method == "POST" else 200)


@never_cache
@require_safe
def file_of(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    person, refused = found(request, number)
    if refused:
        raise PermissionDenied(refused)
    return handed_over(request, person, kind)


def check_may_answer(request: HttpRequest) -> None:
    allow(rules.check_may_answer_requests, request.user)


def found(request: HttpRequest, number: int) -> tuple[Any, str]:
    """Somebody of their partnerships, and why it is not for them to answer; nobody else is known to be there."""
    check_may_answer(request)
    person = belonging.one_looked_after_by(request.user, number)
    if person is None:
        raise Http404
    try:
        rules.check_may_hand_over(request.user, person)  # type: ignore[arg-type]
    except NotAllowedForYou as refusal:
        return person, refusal.sentence
    return person, ""


def handed_over(request: HttpRequest, person: Any, kind: str) -> HttpResponse:
    """Everything that is held about a person, as a file; that it was taken is noted."""
    if kind not in KINDS:
        raise Http404
    now = clock.now()
    content_type, write = KINDS[kind]
    sections = personal_data.everything_about(person)
    actions.note_seen(
        by=request.user,  # type: ignore[arg-type]
        action="accounts.take_personal_data",
        person=person,
        now=now,
        detail={"as": kind},
    )
    answer = HttpResponse(write(sections, now), content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="personal-data-{person.pk}.{kind}"'
    return answer

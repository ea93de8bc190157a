"""A person's own account: what they are here, what they agree to, how to reach them, what is held, how to go."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from peoplezones.foundation import clock
from peoplezones.foundation.refusals import Refused
from peoplezones.foundation.versions import EditedMeanwhile
from peoplezones.ui import conflicts

from .. import acting, actions, personal_data, presenters
from ..forms import CloseForm, ContactForm
from ..queries import consent as consents
from ..registry import CONSENT_PURPOSES

FORM_METHODS = require_http_methods(["GET", "HEAD", "POST"])
WORDS_OF_CONTACT = ("by_email", "by_text", "by_phone", "phone", "by_post", "address", "language", "needs")


def crumbs(here: str) -> list[tuple[str, str]]:
    return [
        (_("My workspace"), reverse("accounts:home")),
        (_("My account"), reverse("accounts:me")),
        (here, ""),
    ]


@never_cache
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    context = {
        "roles": presenters.roles_in_words(request.user),
        "address": presenters.address_in_words(request.user),
        "contact": presenters.contact_in_words(consents.contact_preference(request.user)),
        "consents": presenters.consents_in_words(request.user),
        "crumbs": [*crumbs("")[:1], (_("My account"), "")],
    }
    return render(request, "accounts/me.html", context)


@FORM_METHODS
def contact(request: HttpRequest) -> HttpResponse:
    person = request.user
    if request.method != "POST":
        form = ContactForm(initial=initial_of(consents.contact_preference(person)))
        return render(request, "accounts/contact.html", {"form": form, "crumbs": crumbs(_("How to reach me"))})
    form = ContactForm(request.POST)
    if form.is_valid():
        seen = form.cleaned_data["version"]
        try:
            actions.prefer_contact(person=person, seen=seen, by=person, now=clock.now(), **form.words())
        except EditedMeanwhile as conflict:
            title, back = _("How to reach me"), reverse("accounts:me")
            return conflicts.page(request, form, conflict, initial_of, title=title, back=back)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("We saved how you want to be reached."))
            return redirect("accounts:me")
    context = {"form": form, "crumbs": crumbs(_("How to reach me"))}
    return render(request, "accounts/contact.html", context, status=422)


def initial_of(said: object) -> dict[str, object]:
    return {name: getattr(said, name) for name in (*WORDS_OF_CONTACT, "version")}


@FORM_METHODS
def consent(request: HttpRequest, key: str) -> HttpResponse:
    """Agree to one purpose, or take it back; whoever only looks is led to where both are offered."""
    try:
        purpose = CONSENT_PURPOSES[key]
    except KeyError:
        raise Http404 from None
    if request.method != "POST":
        return redirect(f"{reverse('accounts:me')}#consents")
    if "give" in request.POST:
        now, person = clock.now(), request.user
        actions.give_consent(person=person, purpose=purpose, by=person, now=now, **acting.said_through(person, now))
        messages.success(request, _("Thank you. You can take this back here at any time."))
    else:
        actions.withdraw_consent(person=request.user, purpose=purpose, by=request.user, now=clock.now())
        messages.success(request, _("You took this back. It holds from now on."))
    return redirect(f"{reverse('accounts:me')}#consents")


@never_cache
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    found = personal_data.everything_about(request.user)
    context = {"sections": presenters.sections_in_words(found), "crumbs": crumbs(_("What we hold about me"))}
    return render(request, "accounts/data.html", context)


@never_cache
@FORM_METHODS
def close(request: HttpRequest) -> HttpResponse:
    person = request.user
    form = CloseForm(request.POST if request.method == "POST" else None)
    context = {
        "form": form,
        "goes": personal_data.what_goes(),
        "stays": personal_data.what_stays(person),
        "crumbs": crumbs(_("Close my account")),
    }
    if request.method != "POST":
        return render(request, "accounts/close.html", context)
    if form.is_valid():
        reason = _("They closed their account themselves.")
        try:
            actions.erase(person=person, reason=reason, by=person, now=clock.now())
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            logout(request)
            messages.success(request, _("Your account is closed. What could be erased is gone."))
            return redirect("account_login")
    return render(request, "accounts/close.html", context, status=422)

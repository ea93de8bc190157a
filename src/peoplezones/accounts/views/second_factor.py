"""The second step at sign-in: set it up, give it, rename it, take it away; the library checks the factor."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from peoplezones.accounts import actions, forms, queries, second_factor
from peoplezones.accounts.access import with_way_back
from peoplezones.foundation import clock

index = never_cache(base.index)
list_passkeys = never_cache(webauthn.list_webauthn)


def note(request: HttpRequest, change: str, kind: str) -> None:
    actions.note_second_factor(person=request.user, change=change, kind=str(kind), now=clock.now())


class GiveSecondStep(base.AuthenticateView):
    form_class = forms.SecondStepForm
    webauthn_form_class = forms.PasskeyForm

    # A recovery code is used up while the form is checked: that, the sign-in and its lines stand or fall together.
    @transaction.atomic
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer


authenticate = GiveSecondStep.as_view()


class GiveSecondStepAgain(base.ReauthenticateView):
    form_class = forms.SecondStepAgainForm

    @transaction.atomic
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer


reauthenticate = GiveSecondStepAgain.as_view()


class ReauthenticateByPasskey(webauthn.ReauthenticateWebAuthnView):
    form_class = forms.PasskeyAgainForm

    def form_invalid(self, form: Any) -> HttpResponse:
        for sentence in form.non_field_errors():
            messages.error(self.request, sentence)
        way_back = self.request.POST.get("next", "")
        return redirect(with_way_back(self.request, "mfa_reauthenticate_webauthn", way_back))


reauthenticate_by_passkey = ReauthenticateByPasskey.as_view()


class AddApp(totp.ActivateTOTPView):
    form_class = forms.NewAppForm

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        second_factor.note_added(self.request, self.request.user, second_factor.APP, clock.now())
        return answer


add_app = AddApp.as_view()


class RemoveApp(totp.DeactivateTOTPView):
    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        note(self.request, "removed", second_factor.APP)
        return answer


remove_app = RemoveApp.as_view()


class AddPasskey(webauthn.AddWebAuthnView):
    form_class = forms.NewPasskeyForm

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        second_factor.note_added(self.request, self.request.user, second_factor.PASSKEY, clock.now())
        return answer


add_passkey = AddPasskey.as_view()


class RenamePasskey(webauthn.EditWebAuthnView):
    form_class = forms.PasskeyNameForm

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        note(self.request, "renamed", second_factor.PASSKEY)
        return answer


rename_passkey = RenamePasskey.as_view()


class RemovePasskey(webauthn.RemoveWebAuthnView):
    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        note(self.request, "removed", second_factor.PASSKEY)
        return answer


remove_passkey = RemovePasskey.as_view()


class NewRecoveryCodes(recovery.GenerateRecoveryCodesView):
    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        note(self.request, "renewed", second_factor.RECOVERY_CODES)
        return answer


new_recovery_codes = NewRecoveryCodes.as_view()


def unused_codes(request: HttpRequest) -> list[str]:
    codes = queries.unused_recovery_codes(request.user)
    if codes is None:
        raise Http404
    return codes


@never_cache
@login_required
@reauthentication_required(app="allauth.mfa")
def recovery_codes(request: HttpRequest) -> HttpResponse:
    return render(request, "mfa/recovery_codes/index.html", {"unused_codes": unused_codes(request)})


@never_cache
@login_required
@reauthentication_required(app="allauth.mfa")
def download_recovery_codes(request: HttpRequest) -> HttpResponse:
    answer = HttpResponse("\n".join(unused_codes(request)) + "\n", content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="recovery-codes.txt"'
    return answer

"""Checks the words typed at sign-in, in our words; the library checks the codes."""

from typing import Any

from allauth.account.forms import (
    AddEmailForm,
    ConfirmEmailVerificationCodeForm,
    ConfirmLoginCodeForm,
    RequestLoginCodeForm,
    SignupForm,
)
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from peoplezones.foundation import clock

from .. import actions
from ..models import Person

Words = str | Promise


class LowerCaseEmailField(forms.EmailField):
    def clean(self, value: Any) -> str:
        return str(super().clean(value)).lower()


def email_field(*, label: Words, hint: Words = "") -> forms.EmailField:
    return LowerCaseEmailField(
        label=label,
        help_text=hint,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Type your e-mail address."),
            "invalid": _("Type an e-mail address in the right form, like name@example.org."),
        },
    )


def code_field(*, label: Words, hint: Words = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
        error_messages={"required": _("Type the code."), "max_length": _("That is too long to be a code.")},
    )


class PasskeyErrorsOnTop:
    """The passkey's field is hidden, so that what is wrong with it belongs to the whole form."""

    def add_error(self, field: str | None, error: Any) -> None:
        super().add_error(None if field == "credential" else field, error)  # type: ignore[misc]


def passkey_field() -> forms.JSONField:
    """Filled by the browser, never by hand."""
    sentence = _("Your device gave us no passkey. Press the button and do what your device asks.")
    return forms.JSONField(widget=forms.HiddenInput, error_messages={"required": sentence, "invalid": sentence})


MAIL_CODE = _("Code from our e-mail")
MAIL_CODE_HINT = _("Eight letters, like BCDF-GHJK. Capital or small letters, with or without the dash.")
APP_CODE = _("Code from your app")
APP_CODE_HINT = _("Six numbers. They change every half minute.")
ANY_CODE_HINT = _("Six numbers from your authenticator app, or one of your recovery codes.")


class SignInForm(RequestLoginCodeForm):
    email = email_field(label=_("E-mail address"), hint=_("We send a code to it. You need no password."))


class SignInCodeForm(ConfirmLoginCodeForm):
    code = code_field(label=MAIL_CODE, hint=MAIL_CODE_HINT)


class SignUpForm(SignupForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = email_field(
            label=_("E-mail address"), hint=_("We send a code to it. We use it to sign you in.")
        )


class EmailCodeForm(ConfirmEmailVerificationCodeForm):
    code = code_field(label=MAIL_CODE, hint=MAIL_CODE_HINT)


class NewEmailForm(AddEmailForm):
    email = email_field(label=_("New e-mail address"), hint=_("We send a code to it."))


class NotesRecoveryCode:
    """A recovery code works once: that one was used is written down. The view spans the transaction."""

    def save(self) -> None:
        super().save()  # type: ignore[misc]
        kind = self.authenticator.type  # type: ignore[attr-defined]
        if kind == Authenticator.Type.RECOVERY_CODES:
            person = self.user  # type: ignore[attr-defined]
            actions.note_second_factor(person=person, change="used", kind=str(kind), now=clock.now())


class SecondStepForm(NotesRecoveryCode, AuthenticateForm):
    code = code_field(label=_("Code"), hint=ANY_CODE_HINT)


class SecondStepAgainForm(NotesRecoveryCode, ReauthenticateForm):
    code = code_field(label=_("Code"), hint=ANY_CODE_HINT)


class NewAppForm(ActivateTOTPForm):
    code = code_field(label=APP_CODE, hint=APP_CODE_HINT)


class NewPasskeyForm(PasskeyErrorsOnTop, AddWebAuthnForm):
    name = forms.CharField(
        label=_("Name of the passkey"),
        required=False,
        max_length=80,
        help_text=_("So that you know it again."),
    )
    credential = passkey_field()


class PasskeyNameForm(EditWebAuthnForm):
    name = forms.CharField(
        label=_("Name of the passkey"), max_length=80, error_messages={"required": _("Type a name.")}
    )


class PasskeyForm(PasskeyErrorsOnTop, AuthenticateWebAuthnForm):
    credential = passkey_field()


class PasskeyAgainForm(PasskeyErrorsOnTop, ReauthenticateWebAuthnForm):
    credential = passkey_field()


class NameForm(forms.ModelForm):
    """The name by which an editor is shown; Wagtail's page calls `save` in a transaction of its own."""

    class Meta:
        model = Person
        fields = ("name",)

    def save(self, commit: bool = True) -> Person:
        person: Person = self.instance
        actions.rename(person=person, name=self.cleaned_data["name"], by=person, now=clock.now())
        return person

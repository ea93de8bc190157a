"""Checks the words typed into forms of accounts; saves nothing."""

from .own import CloseForm, ContactForm, EraseForm, HelpForm, NewPersonForm
from .sign_in import (
    EmailCodeForm,
    NameForm,
    NewAppForm,
    NewEmailForm,
    NewPasskeyForm,
    PasskeyAgainForm,
    PasskeyForm,
    PasskeyNameForm,
    SecondStepAgainForm,
    SecondStepForm,
    SignInCodeForm,
    SignInForm,
    SignUpForm,
    email_field,
)

__all__ = [
    "CloseForm",
    "ContactForm",
    "EmailCodeForm",
    "EraseForm",
    "HelpForm",
    "NameForm",
    "NewAppForm",
    "NewEmailForm",
    "NewPasskeyForm",
    "NewPersonForm",
    "PasskeyAgainForm",
    "PasskeyForm",
    "PasskeyNameForm",
    "SecondStepAgainForm",
    "SecondStepForm",
    "SignInCodeForm",
    "SignInForm",
    "SignUpForm",
    "email_field",
]

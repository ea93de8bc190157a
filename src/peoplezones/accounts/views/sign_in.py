"""Sign-in, sign-up and sign-out by a code sent to an e-mail address; no address here takes a password."""

from allauth.account import views as library
from allauth.decorators import rate_limit
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from peoplezones.accounts import forms
from peoplezones.accounts.access import public, with_way_back

# The library limits this page by address of mail; ours also by address of machine, answered with 429.
sign_in = public(
    rate_limit(action="login")(
        library.RequestLoginCodeView.as_view(form_class=forms.SignInForm, template_name="account/login.html")
    )
)
confirm_code = library.ConfirmLoginCodeView.as_view(form_class=forms.SignInCodeForm)
closed = public(library.AccountInactiveView.as_view())
sign_up = public(library.SignupView.as_view(form_class=forms.SignUpForm))
confirm_email = library.ConfirmEmailVerificationCodeView.as_view(form_class=forms.EmailCodeForm)
change_email = library.EmailView.as_view(form_class=forms.NewEmailForm)


def reauthenticate(request: HttpRequest) -> HttpResponse:
    """The library asks for a password here; we ask for the second factor."""
    return redirect(with_way_back(request, "mfa_reauthenticate", request.GET.get("next", "")))


@public
def other_sign_in(request: HttpRequest, **parts: str) -> HttpResponse:
    """Every other login address (Wagtail's, Django's) leads to ours, whatever is sent to it (ADR-0006)."""
    return redirect(with_way_back(request, "account_login", request.GET.get("next", "")))


def not_here(request: HttpRequest, **parts: str) -> HttpResponse:
    """Wagtail's own pages for people and groups, which commands keep, and for a shared password, which nobody has."""
    raise Http404

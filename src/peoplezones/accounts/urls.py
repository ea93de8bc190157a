"""Addresses of sign-in, the second step, a person's own page and the demo's links.

The names are the sign-in library's, which reverses them; those of its password pages do not exist.
"""

from allauth.account import views as library
from django.conf import settings
from django.urls import include, path, re_path

from .views import assist, audit, demo, editorial, home, idle, me, requests, second_factor, sign_in

own = (
    [
        path("workspace/", home.home, name="home"),
        path("workspace/me/", me.me, name="me"),
        path("workspace/me/contact/", me.contact, name="contact"),
        path("workspace/me/consents/<slug:key>/", me.consent, name="consent"),
        path("workspace/me/data/", me.data, name="data"),
        path("workspace/me/data/<str:kind>/", requests.own_file, name="own_file"),
        path("workspace/me/close/", me.close, name="close"),
        path("workspace/audit/", audit.lines, name="audit"),
        path("workspace/audit/<int:number>/", audit.line, name="audit_line"),
        path("workspace/audit/idle/", idle.resting, name="idle"),
        path("workspace/audit/idle/<int:number>/", idle.give_back, name="give_back"),
        path("workspace/assist/", assist.people, name="assist"),
        path("workspace/assist/new/", assist.new, name="assist_new"),
        path("workspace/assist/stop/", assist.stop, name="assist_stop"),
        path("workspace/assist/<int:number>/", assist.one, name="assist_person"),
        path("workspace/assist/<int:number>/act/", assist.act, name="assist_act"),
        path("workspace/assist/<int:number>/end/", assist.end, name="assist_end"),
        path("workspace/requests/", requests.people, name="requests"),
        path("workspace/requests/<int:number>/", requests.one, name="request_of"),
        path("workspace/requests/<int:number>/<str:kind>/", requests.file_of, name="file_of"),
        path("demo/sign-in/<str:token>/", demo.sign_in, name="demo_sign_in"),
    ],
    "accounts",
)

entrance = [
    path("sign-in/", sign_in.sign_in, name="account_login"),
    path("sign-in/", sign_in.sign_in, name="account_request_login_code"),  # the same page under the library's names
    path("sign-in/code/", sign_in.confirm_code, name="account_confirm_login_code"),
    path("sign-in/second-step/", second_factor.authenticate, name="mfa_authenticate"),
    path("sign-in/closed/", sign_in.closed, name="account_inactive"),
    path("sign-out/", library.logout, name="account_logout"),
    path("sign-up/", sign_in.sign_up, name="account_signup"),
    path("sign-up/code/", sign_in.confirm_email, name="account_email_verification_sent"),
]

security = [
    path("", second_factor.index, name="mfa_index"),
    path("confirm/", sign_in.reauthenticate, name="account_reauthenticate"),
    path("confirm/code/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("confirm/passkey/", second_factor.reauthenticate_by_passkey, name="mfa_reauthenticate_webauthn"),
    path("app/add/", second_factor.add_app, name="mfa_activate_totp"),
    path("app/remove/", second_factor.remove_app, name="mfa_deactivate_totp"),
    path("passkeys/", second_factor.list_passkeys, name="mfa_list_webauthn"),
    path("passkeys/add/", second_factor.add_passkey, name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/remove/", second_factor.remove_passkey, name="mfa_remove_webauthn"),
    path("passkeys/<int:pk>/rename/", second_factor.rename_passkey, name="mfa_edit_webauthn"),
    path("recovery-codes/", second_factor.recovery_codes, name="mfa_view_recovery_codes"),
    path("recovery-codes/new/", second_factor.new_recovery_codes, name="mfa_generate_recovery_codes"),
    path("recovery-codes/download/", second_factor.download_recovery_codes, name="mfa_download_recovery_codes"),
]

# Wagtail's own addresses, answered here first: its login takes a password and no second factor (ADR-0006).
cms = settings.CMS_PREFIX
instead_of_theirs = [
    path(f"{cms}login/", sign_in.other_sign_in),
    re_path(rf"^{cms}password_reset/(?P<rest>.*)$", sign_in.other_sign_in),
    path("_util/login/", sign_in.other_sign_in),
    path("_util/authenticate_with_password/<path:rest>", sign_in.not_here),
    re_path(rf"^{cms}(?P<area>users|groups|bulk/accounts|bulk/auth)/(?P<rest>.*)$", sign_in.not_here),
    path(f"{cms}account/", editorial.own_settings),
]

urlpatterns = [
    path("", include(own)),
    path("", include(entrance)),
    path("account/email/", sign_in.change_email, name="account_email"),
    path("account/security/", include(security)),
    *instead_of_theirs,
]
